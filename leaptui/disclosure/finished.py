"""The words of a finished file, read back out of its format.

Whatever its format shows or hides is read: text, comments, notes, hidden sheets, names of sheets and
of parts, headings of charts and the data they keep, alternative texts, links, document properties.
The words drawn on the pages of a PDF are read back from their glyphs.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from threading import Lock

from leaptui.disclosure.pdf_strings import strings_of
from leaptui.domain.errors import Withheld

_PARAGRAPHS = re.compile(r"</w:p>|<w:(?:tab|br|cr)\b[^>]*>")
_RUN = re.compile(
    r"</(?P<kind>(?:a:)?)t></(?P=kind)r><(?P=kind)r>(?:<(?P=kind)rPr\b.*?(?:/>|</(?P=kind)rPr>))?<(?P=kind)t\b[^>]*>"
)
"""Where a run of another style begins, in a cell or in a picture's text; it may do so within a word."""
_PAGE_HEAD_SIGN = re.compile(r"&amp;[LCR](?=\w)")
_ATTRIBUTE = re.compile(r"\s(?!xmlns)[\w:.-]+=(?:\"([^\"]*)\"|'([^']*)')")
_NO_WORDS = re.compile(
    r"[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?|-?\d{1,9}(?:[.,]\d+)?%?|(?=.*[A-Fa-f])[0-9A-Fa-f]{6,32}|\w{1,2}|https?://schemas\.\S+"
)
"""Values of attributes that are no words: places of cells, numbers, colours."""
_PICTURE_DATA = re.compile(r"^\[[\w-]+\]: data:image/png;base64,[A-Za-z0-9+/=]+$", re.MULTILINE)
"""A picture at the end of a Markdown file, which is no words."""
_TAG = re.compile(r"<[^>]*>")
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_CALLED = (
    ("docProps/", "its properties"),
    ("word/document", "its text"),
    ("word/comments", "its comments"),
    ("word/header", "its page heads"),
    ("word/footer", "its page feet"),
    ("word/footnotes", "its footnotes"),
    ("xl/sharedStrings", "its cells"),
    ("xl/workbook", "the names of its sheets"),
    ("xl/charts/", "its charts"),
    ("xl/comments", "its comments"),
    ("xl/worksheets/", "its sheets"),
    ("xl/drawings/", "its pictures"),
)
"""What the parts of a package are, for a person."""


_ONE_READER = Lock()
"""PDFium reads for one thread at a time."""
_END_OF_LINE_HYPHEN = "\ufffe"
"""What PDFium makes of a hyphen at which a line ends."""


def words_of(name: str, data: bytes) -> str:
    """Everything a reader could find in a file, as `parts_of` reads it."""
    return "\n".join(text for _, text in parts_of(name, data))


def parts_of(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    """The words of a file, part by part.

    Args:
        name: File name; its ending tells the format.
        data: The bytes.

    Returns:
        Each part by what to call it, with its words. A Markdown file is one part, its signs
        included; other formats than docx, xlsx, html, md and pdf have none.

    Raises:
        Withheld: When a PDF cannot be read back.
    """
    match name.rpartition(".")[2].lower():
        case "docx" | "xlsx":
            yield from _parts_of_package(data)
        case "html":
            yield from _parts_of_page(data.decode("utf-8"))
        case "md":
            yield "its text", _PICTURE_DATA.sub("", data.decode("utf-8"))
        case "pdf":
            yield "its pages", _drawn_words(data)
            yield "its properties and alternative texts", "\n".join(strings_of(data))


def _drawn_words(pdf: bytes) -> str:
    """The words on the pages of a PDF.

    Raises:
        Withheld: When they cannot be read back: what nobody has read does not leave.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with _ONE_READER, PdfDocument(pdf) as document:
            pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
            return "\n".join(pages).replace(_END_OF_LINE_HYPHEN, "-")
    except PdfiumError as error:
        raise Withheld(
            "The finished PDF could not be read back, so nobody knows that it holds nothing protected.",
            safe="Nothing was written.",
            next_step="Make the Word or web page format, and report this sentence.",
        ) from error


def _parts_of_package(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield "the names of its parts", "\n".join(package.namelist())
        for member in package.namelist():
            if member.endswith((".xml", ".rels", ".vml")):
                called = next((words for start, words in _CALLED if member.startswith(start)), member)
                markup = package.read(member).decode("utf-8")
                if member.startswith("word/"):
                    read = _TAG.sub("", _PARAGRAPHS.sub(" ", markup))
                else:
                    read = _TAG.sub(" ", _PAGE_HEAD_SIGN.sub(" ", _RUN.sub("", markup)))
                yield called, html.unescape("\n".join([read, *_attributes(markup)]))


def _attributes(markup: str) -> Iterator[str]:
    """What its attributes say, each once."""
    said = dict.fromkeys(one or other for one, other in _ATTRIBUTE.findall(markup))
    return (value for value in said if value and not _NO_WORDS.fullmatch(value))


def _parts_of_page(page: str) -> Iterator[tuple[str, str]]:
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    yield "its text", "".join(reader.texts)
    yield "its alternative texts and links", "\n".join(reader.attributes)
    for drawn in reader.pictures:
        yield "a picture in it", html.unescape(_TAG.sub(" ", drawn))


class _PageReader(HTMLParser):
    """The words as a reader sees them: an inline tag inside a word does not part it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.attributes: list[str] = []
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._boundary(tag)
        for name, value in attrs:
            if value and name == "src" and (drawn := _PICTURE.fullmatch(value)):
                self.pictures.append(_unpacked(drawn[1]))
            elif value and not (name == "src" and value.startswith("data:")):
                self.attributes.append(value)

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.attributes.append(data)

    def _boundary(self, tag: str) -> None:
        if tag not in _INLINE:
            self.texts.append("\n")


def _unpacked(encoded: str) -> str:
    try:
        return base64.b64decode(encoded).decode("utf-8", "replace")
    except binascii.Error:
        return ""
