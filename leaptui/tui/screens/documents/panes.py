"""What the documents screen says: what can be chosen, what the gate answers, and what was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.content import Content

from leaptui.domain.errors import LeapError
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.prepared import Prepared
from leaptui.tui.dates import moment_shown
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.figures import heading
from leaptui.tui.widgets.pick_list import Pick, Rest

AUDIENCES = (
    ("public", "public", "strictest"),
    ("city_team", "city team", "as strict"),
    ("internal", "internal", "all but off"),
)
"""Key, words, and how strict the gate is for them."""
FORMATS = (("docx", "Word"), ("pdf", "PDF"), ("html", "web page"), ("md", "Markdown"))
_READERS = {"public": "the public", "city_team": "the city's team", "internal": "internal use"}


@dataclass(frozen=True, slots=True)
class Option:
    """A row of what can be chosen: `document`, `audience`, `format` or `folder`, and which."""

    kind: str
    key: str
    words: str
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is to be made.

    Attributes:
        audience: Key of the readers.
        formats: Endings, in the order they are listed.
        folder: Where it goes.
    """

    audience: str
    formats: tuple[str, ...]
    folder: Path

    @property
    def readers(self) -> str:
        """`the public`."""
        return _READERS[self.audience]

    @property
    def kinds(self) -> str:
        """`Word, PDF and web page`."""
        names = [words for key, words in FORMATS if key in self.formats]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the gate says of the document for these readers.

    Attributes:
        prepared: The document as it would leave; none when it is refused.
        refused: Why nothing can be made.
        missing: What is open before the roadmap is final.
        preview: The document as Markdown; empty until it is laid out.
    """

    prepared: Prepared | None
    refused: LeapError | None
    missing: tuple[str, ...]
    preview: str = ""


def folder_shown(folder: Path, home: Path) -> str:
    """`~/Documents/exports/harbor-falls-oh/`."""
    return f"~/{folder.relative_to(home)}/" if folder.is_relative_to(home) else f"{folder}/"


def option_rows(choices: Choices, home: Path, *, air: bool) -> list[Pick[Option] | Rest]:
    """Document, readers, formats and folder, under their headings."""
    gap = [Rest()] if air else []

    def under(title: str, options: Sequence[Option]) -> list[Pick[Option] | Rest]:
        return [
            Rest(plain(f" {title}", "b")),
            *(Pick(f"{each.kind} {each.key}", each) for each in options),
            *gap,
        ]

    return [
        *under("Document", [Option("document", "roadmap", "Roadmap")]),
        *under("Readers", [Option("audience", *each) for each in AUDIENCES]),
        *under("Formats", [Option("format", *each) for each in FORMATS]),
        *under("Goes to", [Option("folder", "", folder_shown(choices.folder, home))]),
    ]


def option_line(option: Option, choices: Choices, width: int) -> Content:
    """One row: a circle for one of several, a box for each of several."""
    if option.kind == "format":
        ticked = option.key in choices.formats
        box = join("[", plain("x" if ticked else " ", "b $accent"), "] ")
        return fit(join(box, plain(option.words, "" if ticked else "$text-muted")), width)
    if option.kind == "folder":
        words = option.words
        cells = plain(words)
        if cells.cell_length > width:
            cells = plain("…" + words[-(width - 1) :])
        return fit(cells, width)
    chosen = option.kind == "document" or option.key == choices.audience
    glyph = plain("● ", "$accent") if chosen else plain("○ ", "$text-muted")
    left = join(glyph, plain(option.words, "b" if chosen else ""))
    return ends(width, left, plain(option.aside, "$text-muted"))


def verdict_lines(answer: Answer, choices: Choices, width: int) -> list[Content]:
    """Whether it may leave; what is kept back and why; what passed; what is open."""
    if answer.refused is not None:
        return _refusal(answer.refused, choices, width)
    if answer.prepared is None:
        return []
    withheld = answer.prepared.withheld
    if answer.missing:
        head = join(plain("◐ A draft", "b $accent"), plain(f"  {_points(len(answer.missing))} open", "b"))
    else:
        head = join(plain("✓ Ready", "b $success"), plain("  nothing is open", "b"))
    shown = [
        _for_readers(head, choices, width),
    ]
    for words in answer.prepared.passed:
        shown += _point(plain("✓", "$success"), words, width)
    shown += [Content(""), heading(width, "Kept back", str(len(withheld)))]
    for words in withheld:
        shown += _point(plain("□", "$warning"), words, width)
    if not withheld:
        shown.append(plain("Nothing.", "$text-muted"))
    if answer.missing:
        shown += [Content(""), heading(width, "Open before it is final", str(len(answer.missing)))]
        for words in answer.missing:
            shown += _point(plain("○", "$text-muted"), words, width)
    return shown


def _refusal(error: LeapError, choices: Choices, width: int) -> list[Content]:
    head = join(plain("✕ Blocked", "b $error"), plain("  nothing can be made", "b"))
    shown = [_for_readers(head, choices, width), Content("")]
    shown += _point(plain("✕", "$error"), error.what, width)
    if error.next_step:
        shown += [Content(""), *_point(plain("▸", "$accent"), error.next_step, width)]
    return [
        *shown,
        Content(""),
        join(plain("6", "b $primary"), plain(" opens the roadmap to mend it", "$text-muted")),
    ]


def _for_readers(head: Content, choices: Choices, width: int) -> Content:
    """The verdict, and for whom where there is room: they are chosen right beside it."""
    readers = plain(f"for {choices.readers}", "$text-muted")
    return ends(width, head, readers) if head.cell_length + readers.cell_length < width else fit(head, width)


def _point(glyph: Content, words: str, width: int) -> list[Content]:
    wrapped = paragraph(words, width - 2)
    return [join(glyph, " ", wrapped[0]), *(join("  ", line) for line in wrapped[1:])]


def _points(count: int) -> str:
    return "1 point" if count == 1 else f"{count} points"


def step_lines(
    answer: Answer | None, choices: Choices, home: Path, *, making: bool, made: Sequence[Path]
) -> list[Content]:
    """Two lines: what M would do, what is being done, or what was done."""
    folder = folder_shown(choices.folder, home)
    if making:
        first = join(plain("○ Making ", "b $accent"), plain(choices.kinds, "b"))
        return [
            first,
            plain("  The screen stays free; the files appear together or not at all.", "$text-muted"),
        ]
    if answer is None:
        return [plain("○ The gate is reading the document", "$text-muted"), Content("")]
    if answer.refused is not None:
        return [
            join(plain("✕ ", "$error"), plain("Nothing is made until that is said otherwise.")),
            Content(""),
        ]
    if made:
        names = ", ".join(path.name for path in made)
        return [
            join(
                plain("✓ ", "$success"),
                plain(f"{_files(len(made))} made in {folder_shown(made[0].parent, home)}", "b"),
            ),
            plain(f"  {names}", "$text-muted"),
        ]
    if not choices.formats:
        return [join(plain("▸ ", "$accent"), plain("Space ticks a format first.", "b")), Content("")]
    draft = ", marked as a draft" if answer.missing else ""
    first = join(
        plain("▸ ", "$accent"),
        plain("M", "b $primary"),
        plain(f" makes {choices.kinds} for {choices.readers}{draft}", "b $accent"),
    )
    return [first, plain(f"  into {folder}", "$text-muted")]


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def files_of(made: DocumentMade) -> list[tuple[str, str]]:
    """Name and fingerprint of each file."""
    found = []
    for line in made.files:
        name, _, fingerprint = line.rpartition(" ")
        found.append((name, fingerprint))
    return found


def made_lines(made: Sequence[DocumentMade], now: datetime, width: int, most: int) -> list[Content]:
    """The documents made, newest first: when, for whom, which files."""
    if not made:
        return [heading(width, "Made", "none yet")]
    shown = [heading(width, "Made", f"{len(made)}, Y shows all" if len(made) > most else "Y shows the files")]
    for each in made[:most]:
        endings = " ".join(name.rpartition(".")[2] for name, _ in files_of(each))
        left = join(plain(made_at(each, now), "$text-muted"), "  ", plain(_words_of(each.audience)))
        shown.append(ends(width, left, plain(endings, "$text-muted")))
    return shown


def made_at(made: DocumentMade, now: datetime) -> str:
    """When, in the zone of this laptop."""
    try:
        return moment_shown(datetime.fromisoformat(made.made_at).astimezone(now.tzinfo))
    except ValueError:
        return made.made_at


def record_points(made: Sequence[DocumentMade], now: datetime) -> list[tuple[Content, str]]:
    """Every document and its files with their fingerprints, for reading."""
    points: list[tuple[Content, str]] = []
    for each in made:
        points.append((plain("✓", "$success"), f"{made_at(each, now)}, for {_words_of(each.audience)}"))
        points += [(plain("·", "$faint"), f"{name}\n{fingerprint}") for name, fingerprint in files_of(each)]
    return points


def _words_of(audience: str) -> str:
    return _READERS.get(audience, audience)
