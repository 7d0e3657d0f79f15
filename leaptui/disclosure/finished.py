"""The words of a finished file, read back out of its format with the standard library."""

from __future__ import annotations

import html
import io
import re
import zipfile
from html.parser import HTMLParser

_BREAKS = re.compile(r"</w:p>|</si>|<w:(?:tab|br|cr)\b[^>]*>")
_SHOWN = re.compile(r"(?:descr|title|w:author|w:val)=\"([^\"]*)\"")
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)
_TAG = re.compile(r"<[^>]*>")


def words_of(name: str, data: bytes) -> str:
    """Everything a reader could find in a file: text, alternative texts, properties.

    Args:
        name: File name; its ending tells the format.
        data: The bytes.

    Returns:
        The words; empty for a format that cannot be unpacked here (pdf), as its signs for a
        Markdown file. Both are read by the page made of the same text.
    """
    match name.rpartition(".")[2].lower():
        case "docx" | "xlsx":
            return _words_of_package(data)
        case "html":
            return _words_of_page(data.decode("utf-8"))
        case "md":
            return data.decode("utf-8")
    return ""


def _words_of_package(data: bytes) -> str:
    texts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for member in package.namelist():
            texts.append(member)
            if member.endswith((".xml", ".rels")):
                markup = package.read(member).decode("utf-8")
                texts.extend(_SHOWN.findall(markup))
                texts.append(_TAG.sub("", _BREAKS.sub(" ", markup)))
    return html.unescape("\n".join(texts))


def _words_of_page(page: str) -> str:
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    return "".join(reader.texts) + "\n" + "\n".join(reader.attributes)


class _PageReader(HTMLParser):
    """The words as a reader sees them: an inline tag inside a word does not part it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._boundary(tag)
        self.attributes.extend(value for name, value in attrs if value and name != "src")

    def handle_endtag(self, tag: str) -> None:
        self._boundary(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def _boundary(self, tag: str) -> None:
        if tag not in _INLINE:
            self.texts.append("\n")
