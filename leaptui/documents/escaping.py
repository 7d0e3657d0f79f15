"""User text as Markdown text: it reads as typed and means nothing to a Markdown reader.

The output is CommonMark. Every character that could open something is preceded by a backslash,
so `![x](/etc/passwd)`, `<script>`, `| a |` and `1.` at the start come out as those characters.
"""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|$]|&(?=#|\w+;)|#(?=#*$)")
"""Signs of number at the end, too: there they would be taken for the end of a heading's line."""
_ESCAPED = re.compile(r"\\(.)")
_OPENS_A_BLOCK = re.compile(r"(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<mark>[#+=:-])")


class Markdown(str):
    """Text that is safe to stand in a Markdown source as it is."""

    __slots__ = ()


def inline(text: str) -> Markdown:
    """Text on one line, for the middle of a line."""
    return Markdown(_SPECIAL.sub(r"\\\g<0>", " ".join(text.split())))


def block(text: str) -> Markdown:
    """Text on one line that may stand at the start of a line."""
    escaped = inline(text)
    opening = _OPENS_A_BLOCK.match(escaped)
    if opening is None:
        return escaped
    if opening["mark"]:
        return Markdown("\\" + escaped)
    return Markdown(f"{opening['number']}\\{escaped[opening.start('dot') :]}")


def anchor(heading: str) -> Markdown:
    """The identifier that a Markdown reader gives a heading: `1-staffing-needs`."""
    plain = heading.lower().replace("\N{NO-BREAK SPACE}", " ")
    kept = (letter for letter in plain if letter.isalnum() or letter in " -_")
    return Markdown("".join(kept).strip().replace(" ", "-"))


def typed(text: str) -> str:
    """Text as it reads: without the signs that keep its characters from meaning anything."""
    return _ESCAPED.sub(r"\1", text)
