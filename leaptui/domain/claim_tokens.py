"""The places of a text where a claim stands: `⟦figure:eligible-expected⟧`, `⟦quote:first-sergeant⟧`.

A token is inert: it means nothing to Markdown, to a template or to a spreadsheet, and this reader is
the only one that knows it. A text is read once from left to right, so what a claim says is never
read for tokens again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.text import slug

LONGEST_KEY = 60
"""Characters; anything longer is no key."""
OPENS, CLOSES = "⟦", "⟧"

_TOKEN = re.compile(r"⟦(figure|quote):([^\W_]+(?:-[^\W_]+)*)⟧")
_MEANT = re.compile(
    r"⟦[^\S\n]*(?:figure|quote)\b[^⟦⟧\n]*⟧?|⟦\w[\w:-]{0,100}⟧|\b(?:figure|quote):[\w-]{1,100}⟧",
    re.IGNORECASE,
)
_MOST_TOLD = 80


@dataclass(frozen=True, slots=True)
class Token:
    """A claim's place in a text.

    Attributes:
        kind: Whether it puts a figure or a quote there.
        key: Key of the claim (`leaptui.domain.roadmap_records.Claim.key`).
        start: Offset of its first character.
        end: Offset behind its last.
    """

    kind: ClaimKind
    key: str
    start: int
    end: int

    @property
    def name(self) -> tuple[ClaimKind, str]:
        """What it names, to look a claim up by."""
        return self.kind, self.key


def written(kind: ClaimKind, key: str) -> str:
    """The token of a claim."""
    return f"{OPENS}{kind}:{key}{CLOSES}"


def tokens(text: str) -> list[Token]:
    """The tokens of a text in their order; of nested ones the innermost."""
    return [
        Token(ClaimKind(match[1]), match[2], *match.span())
        for match in _TOKEN.finditer(text)
        if len(match[2]) <= LONGEST_KEY
    ]


def pieces(text: str) -> list[str | Token]:
    """A text cut at its tokens: what was typed and the tokens, in turn; nothing is lost."""
    found: list[str | Token] = []
    position = 0
    for token in tokens(text):
        if token.start > position:
            found.append(text[position : token.start])
        found.append(token)
        position = token.end
    if position < len(text):
        found.append(text[position:])
    return found


def with_values(text: str, values: Mapping[tuple[ClaimKind, str], str]) -> str:
    """A text as it reads with what its claims say.

    Args:
        text: As it was typed.
        values: By `Token.name`. A token of none of them stays as the characters it is made of.
    """
    return "".join(
        piece if isinstance(piece, str) else values.get(piece.name, text[piece.start : piece.end])
        for piece in pieces(text)
    )


def misspelt(text: str) -> list[str]:
    """What was meant as a token and is none, as typed: `⟦Figure: share⟧`, one not closed, or broken by editing."""
    places = {token.start for token in tokens(text)}
    return [match[0].rstrip()[:_MOST_TOLD] for match in _MEANT.finditer(text) if match.start() not in places]


def key_from(words: str) -> str:
    """A key made of some words: `Eligible by expected rules` becomes `eligible-by-expected-rules`."""
    return slug(words)[:LONGEST_KEY].strip("-")
