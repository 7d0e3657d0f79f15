"""User text, made safe to keep and to show, and the names made from it."""

from __future__ import annotations

import re
import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
_BIDI_CONTROLS = {
    *(chr(code) for code in range(0x202A, 0x202F)),  # embeddings and overrides
    *(chr(code) for code in range(0x2066, 0x206A)),  # isolates
    "\u061c",
    "\u200e",
    "\u200f",
}
_LINE_BREAKS = re.compile("\r\n|\r|\u0085|\u2028|\u2029")


def _unwanted(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    if character in _BIDI_CONTROLS:
        return True
    code = ord(character)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True  # never a character (Unicode §23.7); XML and PDF/UA refuse them
    return unicodedata.category(character) in {"Cc", "Cs"}


def clean(text: str) -> str:
    """Drop what could steer a terminal, break a file or hide a word.

    Control codes (C0 but line feed and tab, DEL, C1), lone surrogates, noncharacters and
    bidirectional overrides go; every kind of line end becomes a line feed. Nothing else changes, so
    cleaning twice is cleaning once.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAKS.sub("\n", text)
    return "".join(character for character in text if not _unwanted(character))


def one_line(text: str) -> str:
    """`clean` text on a single line: runs of blanks and line ends become one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Text without accents and case, for comparing names: `San José` folds to `san jose`."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return one_line(bare).casefold()


def slug(text: str) -> str:
    """A name for the command line: `San José, CA` becomes `san-jose-ca`.

    Letters of other scripts stay as they are; text without any letter or digit gives an
    empty slug.
    """
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")
