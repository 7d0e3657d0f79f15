"""The words of a finished file, read back out of its format with the standard library."""

from __future__ import annotations

import html
import io
import re
import zipfile
from html.parser import HTMLParser

_BREAKS = re.compile(r"</w:p>|<w:(?:tab|br|cr)\b[^>]*>")
_SHOWN = re.compile(r"(?:descr|title|w:author|w:val)=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")


def words_of(name: str, data: bytes) -> str:
    """Everything a reader could find in a file: text, alternative texts, properties.

    Args:
        name: File name; its ending tells the format.
        data: The bytes.

    Returns:
        The words; empty for a format that cannot be unpacked here (pdf).
    """
    match name.rpartition(".")[2].lower():
        case "docx":
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
    return " ".join(reader.texts)


class _PageReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.texts.extend(value for name, value in attrs if value and name != "src")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
