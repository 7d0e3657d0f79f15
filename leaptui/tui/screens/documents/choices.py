"""What can be chosen on the documents screen: which document, about what, for whom, as what, and where to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.content import Content

from leaptui.services.documents.catalogue import Kind
from leaptui.services.documents.guide import which_guide
from leaptui.services.documents.which import Which
from leaptui.tui.text import ends, fit, join, plain
from leaptui.tui.widgets.pick_list import Pick, Rest

AUDIENCES = {
    "public": ("public", "strictest"),
    "city_team": ("city team", "as strict"),
    "internal": ("internal", "all but off"),
}
"""Words, and how strict the gate is for them."""
FORMATS = {"docx": "Word", "pdf": "PDF", "html": "web page", "md": "Markdown", "xlsx": "workbook"}
PAPERS = {"letter": "Letter", "a4": "A4"}
ABOUT = {"dataset": "Call export", "request": "Request", "guide": "Guide", "year": "Year"}
"""What it is about, by `Kind.of`."""
READERS = {"public": "the public", "city_team": "the city's team", "internal": "internal use"}


@dataclass(frozen=True, slots=True)
class Option:
    """A row: `document`, `which`, `large`, `audience`, `format`, `paper` or `folder`, and which."""

    kind: str
    key: str
    words: str
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What is to be made.

    Attributes:
        document: Its kind.
        audience: Key of the readers.
        formats: Endings, in the order they are listed.
        paper: Key of the page's size.
        folder: Where it goes.
        which: What it is about, where there are several; none for the one it is about unasked.
        large: Whether a guide is in large print.
    """

    document: Kind
    audience: str
    formats: tuple[str, ...]
    folder: Path
    paper: str = "letter"
    which: Which | None = None
    large: bool = False

    @property
    def about(self) -> str:
        """Which one is meant, as whoever makes it is told; empty for the usual one."""
        key = self.which.key if self.which else ""
        return which_guide(key, large=self.large) if self.document.of == "guide" else key

    @property
    def readers(self) -> str:
        """`the public`."""
        return READERS[self.audience]

    @property
    def kinds(self) -> str:
        """`Word, PDF and web page`."""
        names = [words for key, words in FORMATS.items() if key in self.formats]
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def fitting(self, document: Kind) -> tuple[str, tuple[str, ...]]:
        """Readers and formats that go with a document: those chosen, where they do."""
        readers = list(document.audiences)
        audience = self.audience if self.audience in readers else str(readers[0])
        known = [str(each) for each in document.formats]
        return audience, tuple(each for each in self.formats if each in known) or tuple(known[:2])


def folder_shown(folder: Path, home: Path) -> str:
    """`~/Documents/exports/harbor-falls-oh/`."""
    return f"~/{folder.relative_to(home)}/" if folder.is_relative_to(home) else f"{folder}/"


def option_rows(
    kinds: Sequence[Kind],
    there: Sequence[Which],
    last_made: Mapping[str, str],
    choices: Choices,
    home: Path,
    *,
    air: bool,
) -> list[Pick[Option] | Rest]:
    """Documents, what they are about, readers, formats, paper and folder, under their headings.

    Args:
        kinds: The documents there are.
        there: What the chosen one can be about; empty where there is nothing to choose.
        last_made: When each was made last, by its key.
        choices: What is chosen.
        home: Folder of whoever is at the laptop.
        air: Whether there is room for blank rows.
    """
    gap = [Rest()] if air else []

    def under(title: str, options: Sequence[Option]) -> list[Pick[Option] | Rest]:
        return [
            Rest(plain(f" {title}", "b")),
            *(Pick(f"{each.kind} {each.key}", each) for each in options),
            *gap,
        ]

    document = choices.document
    return [
        *under(
            "Document",
            [Option("document", each.key, each.title, last_made.get(each.key, "")) for each in kinds],
        ),
        *(under(ABOUT[document.of], _about(there, choices)) if there else []),
        *under("Readers", [Option("audience", each, *AUDIENCES[each]) for each in document.audiences]),
        *under("Formats", [Option("format", each, FORMATS[each]) for each in document.formats]),
        *under("Paper", [Option("paper", key, words) for key, words in PAPERS.items()]),
        *under("Goes to", [Option("folder", "", folder_shown(choices.folder, home))]),
    ]


def _about(there: Sequence[Which], choices: Choices) -> list[Option]:
    chosen = choices.which or there[0]
    rows = [Option("which", chosen.key, chosen.words, f"1 of {len(there)}" if len(there) > 1 else "")]
    return [*rows, Option("large", "", "Large print")] if choices.document.of == "guide" else rows


def option_line(option: Option, choices: Choices, width: int) -> Content:
    """One row: a circle for one of several, a box for each of several."""
    if option.kind in {"format", "large"}:
        ticked = option.key in choices.formats if option.kind == "format" else choices.large
        box = join("[", plain("x" if ticked else " ", "b $accent"), "] ")
        return fit(join(box, plain(option.words, "" if ticked else "$text-muted")), width)
    if option.kind == "folder":
        cells = plain(option.words)
        return fit(cells if cells.cell_length <= width else plain("…" + option.words[-(width - 1) :]), width)
    chosen = option.kind == "which" or option.key in {choices.document.key, choices.audience, choices.paper}
    glyph = plain("● ", "$accent") if chosen else plain("○ ", "$text-muted")
    left = join(glyph, plain(option.words, "b" if chosen else ""))
    aside = plain(option.aside, "$text-muted")
    fits = left.cell_length + aside.cell_length < width
    return ends(width, left, aside) if fits else fit(left, width)
