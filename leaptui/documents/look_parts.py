"""The look: filter, styles, printed templates, style sheet, logo and templates of text.

Each part is the organisation's own where its folder holds one of that name, and ours otherwise.
Only the filter is always ours, because nothing raw may pass it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BUILT_IN = Path(__file__).parent / "look"
TEMPLATES = Path(__file__).parent / "templates"
OWN_TEMPLATES = "templates"
"""Folder of document templates within an organisation's look."""
REPLACEABLE = ("reference.docx", "report.typ", "letter.typ", "document.css")
LOGOS = ("logo.svg", "logo.png")
"""Taken where there is one; there is none of ours."""
TEMPLATE_ENDING = ".md.j2"


@dataclass(frozen=True, slots=True)
class Look:
    """The parts in force.

    Attributes:
        own: Folder of the organisation's parts; none for ours alone.
    """

    own: Path | None = None

    def part(self, name: str) -> Path:
        """Where a part stands."""
        if self.own is not None and (own := self.own / name).is_file():
            return own
        return BUILT_IN / name

    @property
    def logo(self) -> Path | None:
        """The organisation's logo."""
        return next(iter(self._logos), None)

    @property
    def logo_for_word(self) -> Path | None:
        """The logo as Word takes it; there may be one for it beside the drawn one."""
        return next((each for each in self._logos if each.suffix == ".png"), None)

    @property
    def _logos(self) -> list[Path]:
        return [self.own / name for name in LOGOS if (self.own / name).is_file()] if self.own else []

    def own_among(self, *names: str) -> str:
        """Which of these parts are the organisation's, in words: the ones to look at when making fails."""
        own = [name for name in names if self.own is not None and (self.own / name).is_file()]
        return " and ".join(own)

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, first to last."""
        own = (self.own / OWN_TEMPLATES,) if self.own is not None else ()
        return (*own, TEMPLATES)


OUR_LOOK = Look()
