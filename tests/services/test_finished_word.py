"""Every Word document as LibreOffice reads it: the words of the page, headings, heads of tables, alternative texts."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import DocumentFormat
from tests.services.finished import TEXTS, Finished, Named, program

pytestmark = [pytest.mark.office, pytest.mark.thorough]

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
_BULLETS = re.compile(r"^\s*[•◦▪] |^\s+[–-] ", re.MULTILINE)


class Read(HTMLParser):
    """A web page: its words in order, its headings, its tables and the texts for its pictures."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.words: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.tables = 0
        self.alternatives: list[str] = []
        self._numbers: list[int | None] = []
        self._skipping = False
        self._heading = ""
        self._said = ""
        self.feed(page.decode("utf-8"))
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag not in {"em", "strong", "code", "a", "span"}:
            self._flush()
        if tag in {"style", "title"}:
            self._skipping = True
        elif re.fullmatch("h[1-6]", tag):
            self._heading = tag
        elif tag in {"ol", "ul"}:
            self._numbers.append(int(told.get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._numbers[-1] is not None:
            self.words.append(f"{self._numbers[-1]}.")
            self._numbers[-1] += 1
        elif tag == "table":
            self.tables += 1
        elif tag == "img" and told.get("alt"):
            self.alternatives.append(str(told["alt"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"style", "title"}:
            self._skipping = False
        elif tag in {"ol", "ul"}:
            self._numbers.pop()
        if tag not in {"em", "strong", "code", "a", "span"}:
            self._flush()
        if tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._said += data

    def _flush(self) -> None:
        said, self._said = " ".join(self._said.split()), ""
        if said and self._heading:
            self.headings.append((int(self._heading[1]), said))
        self.words += said.split()


@pytest.fixture(scope="module")
def read_back(practice: Finished, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents as LibreOffice's text, its own XML, and its PDF."""
    office, folder = program("soffice"), tmp_path_factory.mktemp("word")
    for kind, audience in TEXTS:
        data = practice.files(kind, audience)[DocumentFormat.DOCX]
        (folder / f"{kind}-{audience}.docx").write_bytes(data)
    for target in ("txt:Text (encoded):UTF8", "fodt", "pdf"):
        subprocess.run(
            [office, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", target,
             "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
    return folder


def page_of(practice: Finished, named: Named) -> Read:
    return Read(practice.files(*named)[DocumentFormat.HTML])


@pytest.mark.parametrize(("kind", "audience"), TEXTS)
def test_the_words_are_those_of_the_page_in_the_same_order(
    practice: Finished, read_back: Path, kind: str, audience: Audience
) -> None:
    text = (read_back / f"{kind}-{audience}.txt").read_text("utf-8-sig")
    assert _BULLETS.sub("", text).split() == page_of(practice, (kind, audience)).words


@pytest.mark.parametrize(("kind", "audience"), TEXTS)
def test_printed_by_libreoffice_it_loses_no_word(
    practice: Finished, read_back: Path, kind: str, audience: Audience
) -> None:
    reader = program("pdftotext")
    told = subprocess.run(
        [reader, "-layout", str(read_back / f"{kind}-{audience}.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode("utf-8")  # fmt: skip
    printed = Counter(re.sub(r"\W", "", told))
    said = Counter(re.sub(r"\W", "", "".join(page_of(practice, (kind, audience)).words)))
    assert said - printed == Counter()


@pytest.mark.parametrize(("kind", "audience"), TEXTS)
def test_headings_tables_and_pictures_are_what_they_look_like(
    practice: Finished, read_back: Path, kind: str, audience: Audience
) -> None:
    page = page_of(practice, (kind, audience))
    body = ET.parse(read_back / f"{kind}-{audience}.fodt").getroot()
    headings = [
        (int(each.get(f"{{{_NS['text']}}}outline-level", "0")), " ".join("".join(each.itertext()).split()))
        for each in body.iterfind(".//text:h", _NS)
    ]
    letter = page.headings[0][1] in {words for _, words in headings}
    of_page = page.headings if letter else [(level - 1, words) for level, words in page.headings[1:]]
    assert headings == of_page
    tables = list(body.iterfind(".//table:table", _NS))
    assert len(tables) == page.tables
    assert all(table.find("table:table-header-rows", _NS) is not None for table in tables)
    assert list(_alternatives(body)) == page.alternatives


def _alternatives(body: ET.Element) -> Iterator[str]:
    for frame in body.iterfind(".//office:text//draw:frame", _NS):
        told = frame.find("svg:desc", _NS)
        yield (told.text or "") if told is not None else ""
