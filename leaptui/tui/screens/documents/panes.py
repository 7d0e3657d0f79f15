"""What the documents screen says: what the gate answers, what is to be done, and what was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual.content import Content

from leaptui.disclosure.held_back import HeldBack
from leaptui.domain.errors import LeapError
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.prepared import Prepared
from leaptui.tui.dates import day_shown, moment_shown
from leaptui.tui.screens.documents.choices import READERS, Choices, folder_shown
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.figures import heading

_MOST_SPANS = 6
"""Spans that are told; G opens all of them."""


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


def verdict_lines(answer: Answer, choices: Choices, width: int) -> list[Content]:
    """Whether it may leave; what is left out and why; what passed; what is open."""
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
    stale = answer.prepared.stale
    if stale:
        shown += [Content(""), heading(width, "Changed since", str(len(stale)))]
        for words in stale:
            shown += _point(plain("▲", "$warning"), words, width)
    shown += [Content(""), heading(width, "Left out", str(len(withheld)))]
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
    if isinstance(error, HeldBack):
        return _held_back(error, choices, width)
    head = join(plain("✕ Blocked", "b $error"), plain("  nothing can be made", "b"))
    shown = [_for_readers(head, choices, width), Content("")]
    shown += _point(plain("✕", "$error"), error.what, width)
    if error.next_step:
        shown += [Content(""), *_point(plain("▸", "$accent"), error.next_step, width)]
    return shown


def _held_back(error: HeldBack, choices: Choices, width: int) -> list[Content]:
    """Each span: where it stands and why, then the words."""
    count = len(error.spans)
    head = join(
        plain("✕ Not ready", "b $error"), plain(f"  {count} {'span' if count == 1 else 'spans'}", "b")
    )
    shown = [_for_readers(head, choices, width)]
    for span in error.spans[:_MOST_SPANS]:
        where = paragraph(f"{span.where}: {span.why}", width - 2, "b")
        shown += [Content(""), join(plain("✕ ", "$error"), where[0])]
        shown += [join("  ", line) for line in where[1:]]
        shown += [join("  ", line) for line in paragraph(f"“{span.words}”", width - 2, "$text-muted")[:2]]
    if count > _MOST_SPANS:
        shown.append(plain(f"  and {count - _MOST_SPANS} more", "$text-muted"))
    return [
        *shown,
        Content(""),
        join(plain("G", "b $primary"), plain(" opens them: go there, or let them through", "$text-muted")),
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
    answer: Answer | None, choices: Choices, home: Path, *, making: str, made: Sequence[Path]
) -> list[Content]:
    """Two lines: what M would do, what is being done, or what was done.

    Args:
        answer: What the gate says; none while it reads.
        choices: What is to be made.
        home: Folder of whoever is at the laptop.
        making: Which format is being made; empty while none is.
        made: The files just made.
    """
    folder = folder_shown(choices.folder, home)
    if making:
        return [
            join(plain("○ Making ", "b $accent"), plain(making, "b")),
            join(
                plain("  The screen stays free; all files appear together. ", "$text-muted"),
                plain("X", "b $primary"),
                plain(" stops it", "$text-muted"),
            ),
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
        left = join(plain(made_at(each, now), "$text-muted"), "  ", plain(_made_what(each)))
        shown.append(ends(width, left, plain(endings, "$text-muted")))
    return shown


def _made_what(made: DocumentMade) -> str:
    """`roadmap, the public`."""
    readers = READERS.get(made.audience, made.audience)
    return f"{made.document.replace('_', ' ')}, {readers}{', draft' if made.draft else ''}"


def last_made(made: Sequence[DocumentMade], now: datetime) -> dict[str, str]:
    """The day on which each kind of document was made last, by its key; newest first."""
    found: dict[str, str] = {}
    for each in made:
        found.setdefault(each.document, day_shown(each.made_at[:10], now.date()))
    return found


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
        points.append((plain("✓", "$success"), f"{made_at(each, now)}, {_made_what(each)}"))
        points += [(plain("·", "$faint"), f"{name}\n{fingerprint}") for name, fingerprint in files_of(each)]
    return points
