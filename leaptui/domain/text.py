"""User text, made safe to keep and to show, and the names made from it."""

from __future__ import annotations

import re
import unicodedata

# One pattern, searched in C: a note of 200 kB is cleaned at each of its quarter-second saves.
_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_LONE_SURROGATES = "\ud800-\udfff"
_BIDI_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Never characters (Unicode §23.7); XML and PDF/UA refuse them.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_UNWANTED = re.compile(f"[{_CONTROLS}{_LONE_SURROGATES}{_BIDI_CONTROLS}{_NONCHARACTERS}]")
_LINE_BREAKS = re.compile("\r\n|\r|\u0085|\u2028|\u2029")


def clean(text: str) -> str:
    """Drop what could steer a terminal, break a file or hide a word.

    Control codes (C0 but line feed and tab, DEL, C1), lone surrogates, noncharacters and
    bidirectional overrides go; every kind of line end becomes a line feed. Nothing else changes, so
    cleaning twice is cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNWANTED.sub("", _LINE_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """`clean` text on a single line: runs of blanks and line ends become one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Text without accents and case, for comparing names: `San José` folds to `san jose`."""
    if text.isascii():
        return one_line(text).lower()
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return one_line(bare).casefold()


def slug(text: str) -> str:
    """A name for the command line: `San José, CA` becomes `san-jose-ca`.

    Letters of other scripts stay as they are; text without any letter or digit gives an
    empty slug.
    """
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")
