"""How far a speaker's words may travel (domain: confidentiality and presentation)."""

from __future__ import annotations

from enum import StrEnum


class Attribution(StrEnum):
    """What a speaker allowed, from most to least open. The default is `NONE`."""

    ON_RECORD = "on_record"
    ROLE_ONLY = "role_only"
    NONE = "none"
    OFF_RECORD = "off_record"

    @property
    def label(self) -> str:
        """The words shown beside the glyph."""
        return _LABELS[self]

    @property
    def glyph(self) -> str:
        """A square: the fuller, the more may be said."""
        return _GLYPHS[self]

    @property
    def strictness(self) -> int:
        """0 (on record) to 3 (off the record)."""
        return _ORDER.index(self)

    @property
    def next(self) -> Attribution:
        """The level that one key press changes to; round again after the last."""
        return _ORDER[(self.strictness + 1) % len(_ORDER)]


_ORDER = tuple(Attribution)
_LABELS = {
    Attribution.ON_RECORD: "on record",
    Attribution.ROLE_ONLY: "role only",
    Attribution.NONE: "not for attribution",
    Attribution.OFF_RECORD: "off the record",
}
_GLYPHS = {
    Attribution.ON_RECORD: "■",
    Attribution.ROLE_ONLY: "◧",
    Attribution.NONE: "□",
    Attribution.OFF_RECORD: "⊠",
}


def strictest(*levels: Attribution) -> Attribution:
    """The least open of several levels."""
    return max(levels, key=lambda level: level.strictness)
