"""Finished files: what is in them, what cannot get in, and that they open."""

from __future__ import annotations

import html
import io
import itertools
import re
import shutil
import subprocess
import sys
import zipfile
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdf
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.outlet import write_all
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat
from leaptui.documents.look_parts import BUILT_IN
from leaptui.documents.pandoc import DocumentError, convert
from leaptui.documents.render import render
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import Withheld
from tests.documents import make_reference, sample

HOSTILE = """![c](/etc/passwd)

![c][x]

[x]: /etc/passwd

<img src="file:///etc/passwd"><script>alert('leap')</script>

```{=openxml}
<w:p><w:r><w:t>smuggled</w:t></w:r></w:p>
```

`<b>raw</b>`{=html}

\\input{/etc/passwd} $x^2$ #read("/etc/passwd") #image("/etc/passwd") @here <there>

---
title: stolen
---

{{ content.city }} {% include '/etc/passwd' %}

=cmd|' /C calc'!A0

[brackets] "quotes" & <angles> \x1b[31mred\x07 \u202eback"""


@lru_cache(maxsize=4)
def made(rationale: str = sample.RATIONALE) -> dict[DocumentFormat, bytes]:
    gate = sample.gate()
    document = sample.document(gate, rationale=rationale, decision=rationale)
    files = render(document, TEXT_FORMATS, gate, "harbor-falls-oh-roadmap").files
    return {fmt: file.data for fmt, file in zip(TEXT_FORMATS, files, strict=True)}


def members(docx: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: package.read(name).decode("utf-8")
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


def words_of_docx(docx: bytes) -> str:
    body = members(docx)["word/document.xml"]
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", body, re.DOTALL)
    texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", each)) for each in paragraphs)
    return html.unescape("\n".join(texts))


def words_of_pdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


class Page(HTMLParser):
    """A page's elements and words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


def test_the_same_content_gives_the_same_bytes() -> None:
    first = made()
    made.cache_clear()
    assert {fmt for fmt in first if first[fmt] != made()[fmt]} == set()


def test_files_are_named_by_their_format(tmp_path: Path) -> None:
    told: list[DocumentFormat] = []
    gate = sample.gate()
    wanted = [DocumentFormat.MD, DocumentFormat.HTML]
    files = render(sample.document(gate), wanted, gate, "harbor-falls-oh-roadmap", progress=told.append).files
    written = write_all(tmp_path / "out", files)
    assert [path.name for path in written] == ["harbor-falls-oh-roadmap.md", "harbor-falls-oh-roadmap.html"]
    assert told == wanted


def test_hostile_text_is_text_in_every_format() -> None:
    files = made(HOSTILE)
    page = Page(files[DocumentFormat.HTML])
    texts = {
        DocumentFormat.DOCX: words_of_docx(files[DocumentFormat.DOCX]),
        DocumentFormat.PDF: words_of_pdf(files[DocumentFormat.PDF]),
        DocumentFormat.HTML: page.words,
    }
    for fmt, text in texts.items():
        flat = " ".join(text.split())
        assert "![c](/etc/passwd)" in flat, fmt
        assert "<script>alert('leap')</script>" in flat, fmt
        assert "{{ content.city }}" in flat, fmt
        assert '#read("/etc/passwd")' in flat, fmt
        assert "=cmd|' /C calc'!A0" in flat, fmt
        assert "[brackets]" in flat, fmt
        assert "[31mred" in flat, fmt
    for fmt, data in files.items():
        assert b"root:x:" not in data, fmt
        assert b"\x1b" not in data or fmt in {DocumentFormat.DOCX, DocumentFormat.PDF}, fmt
    assert page.of("script") == []
    assert len(page.of("img")) == 2
    assert "<w:t>smuggled</w:t></w:r></w:p>\n" not in members(files[DocumentFormat.DOCX])["word/document.xml"]


def test_nothing_in_a_package_points_outside_it() -> None:
    for name, text in members(made(HOSTILE)[DocumentFormat.DOCX]).items():
        assert 'TargetMode="External"' not in text, name
        assert "\x1b" not in text, name


def test_pandoc_reads_no_file_even_when_asked() -> None:
    asked = "# T\n\nCover\n\n---\n\n![c](/etc/passwd)\n\nCaption\n\n<b>raw</b>\n"
    page = convert(asked, "html", "--embed-resources", "--standalone", made_at=0)
    assert b"root:" not in page
    assert b"&lt;b&gt;raw&lt;/b&gt;" in page
    with zipfile.ZipFile(io.BytesIO(convert(asked, "docx", made_at=0))) as package:
        assert [name for name in package.namelist() if "media" in name] == []


def test_pandoc_is_told_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEAPTUI_PASSPHRASE", "open sesame")
    nosy = tmp_path / "nosy.lua"
    nosy.write_text(
        'function Para() return pandoc.Para(os.getenv("LEAPTUI_PASSPHRASE") or "no secret here") end',
        encoding="utf-8",
    )
    page = convert("# T\n\nCover\n\n---\n\nText\n", "html", f"--lua-filter={nosy}", made_at=0)
    assert b"no secret here" in page
    assert b"sesame" not in page


def test_what_pandoc_cannot_do_is_told_in_a_sentence() -> None:
    with pytest.raises(DocumentError) as failed:
        convert("no cover", "html", made_at=0)
    assert "cover" in failed.value.sentence
    assert "Nothing was written" in failed.value.sentence


def test_a_typesetter_that_breaks_off_is_told_without_its_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "typst.py").write_text("raise MemoryError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    gate = Gate(Audience.PUBLIC, Protected())
    with pytest.raises(DocumentError) as failed:
        render(sample.document(gate), [DocumentFormat.PDF], gate, "roadmap")
    assert "broke off" in failed.value.sentence
    assert "Traceback" not in failed.value.sentence


def test_a_document_is_read_once_more_before_it_is_handed_over() -> None:
    careless = Gate(Audience.PUBLIC, Protected())
    said = "Nobody on nights believes that the chief will answer the phone."
    content = sample.document(careless, rationale=said)
    strict = Gate(Audience.PUBLIC, Protected([Passage(said, Attribution.NONE)]))
    for fmt in TEXT_FORMATS:
        with pytest.raises(Withheld):
            render(content, [fmt], strict, "roadmap")


@pytest.mark.parametrize("fmt", TEXT_FORMATS)
def test_emphasis_inside_words_hides_nothing_from_the_last_reading(fmt: DocumentFormat) -> None:
    said = "the county jail hides deaths of mental health callers when the queue is longer"
    careless = Gate(Audience.PUBLIC, Protected())
    split = "men*tal* health callers when the q*ue*ue is longer than **us**ual"
    strict = Gate(Audience.PUBLIC, Protected([Passage(said, Attribution.NONE)]))
    with pytest.raises(Withheld):
        render(sample.document(careless, rationale=split), [fmt], strict, "roadmap")


def test_word_says_when_the_document_was_made() -> None:
    core = members(made()[DocumentFormat.DOCX])["docProps/core.xml"]
    assert re.findall(r"<dcterms:(\w+)[^>]*>([^<]*)", core) == [
        ("created", "2026-11-24T12:00:00Z"),
        ("modified", "2026-11-24T12:00:00Z"),
    ]


def test_word_has_contents_table_heads_and_alternative_texts() -> None:
    parts = members(made()[DocumentFormat.DOCX])
    body = parts["word/document.xml"]
    assert 'TOC \\o "1-1"' in body
    contents = re.findall(r'w:anchor="([^"]+)"', body)
    assert len(contents) == 16
    assert set(contents) <= set(re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]+)"', body))
    assert body.count("<w:tblHeader") == body.count("<w:tbl>") == 7
    assert body.count("<w:trPr><w:cantSplit />") == body.count("<w:tr>"), "no row runs over the end of a page"
    assert body.count('descr="Heat map of mean calls an hour') == 1
    assert "Draft: Community responder roadmap for Harbor Falls, OH" in parts["word/header1.xml"]
    assert "PAGE" in parts["word/footer1.xml"]
    assert "Community responder roadmap for Harbor Falls, OH" in parts["docProps/core.xml"]
    assert 'w:val="en-US"' in parts["word/styles.xml"]


def test_the_word_styles_are_what_their_maker_makes() -> None:
    assert (BUILT_IN / "reference.docx").read_bytes() == make_reference.made()


def test_the_pdf_is_tagged_for_readers_who_listen() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(made()[DocumentFormat.PDF]))
    catalogue: Any = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF object, not a bool)
    assert str(catalogue["/Lang"]).lower() == "en-us"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Community responder roadmap for Harbor Falls, OH"
    tags, alternatives = structure_of(catalogue["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Figure", "/TOC"} <= tags
    assert any(text.startswith("Heat map of mean calls an hour") for text in alternatives)
    assert len(pdf.outline) >= 14


def structure_of(root: Any) -> tuple[set[str], list[str]]:
    tags: set[str] = set()
    alternatives: list[str] = []
    todo = [root]
    while todo:
        node = todo.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            todo.extend(node)
        elif isinstance(node, dict):
            tags.add(str(node.get("/S")))
            if "/Alt" in node:
                alternatives.append(str(node["/Alt"]))
            if "/K" in node:
                todo.append(node["/K"])
    return tags, alternatives


def test_the_pdf_prints_page_numbers_and_the_city() -> None:
    text = words_of_pdf(made()[DocumentFormat.PDF])
    assert "Page 3 of" in text
    assert "Draft: Community responder roadmap for Harbor Falls, OH" in text


def test_the_page_stands_alone_and_skips_no_heading() -> None:
    data = made()[DocumentFormat.HTML]
    page = Page(data)
    assert [attributes.get("lang") for attributes in page.of("html")] == ["en-US"]
    assert len(page.of("h1")) == len(page.of("main")) == len(page.of("nav")) == 1
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    assert all(
        image.get("alt") and str(image["src"]).startswith("data:image/svg+xml") for image in page.of("img")
    )
    targets = {str(link["href"]) for link in page.of("a")}
    assert targets <= {f"#{attributes['id']}" for _, attributes in page.elements if attributes.get("id")}
    assert len(page.of("caption")) == len(page.of("table")) == 7
    outside = re.sub(rb'(?:src="data:[^"]*"|http-equiv)', b"", data)
    assert b"http" not in outside.replace(b"https://example.org/plan", b"")


def test_markdown_holds_its_pictures_and_its_links_lead_somewhere() -> None:
    text = made()[DocumentFormat.MD].decode("utf-8")
    assert text.count("]: data:image/png;base64,") == 2
    assert "![Heat map of mean calls an hour by weekday and hour." in text
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert len(re.findall(r"^- \[.*\]\(#", text, re.MULTILINE)) == len(headings) - 1


def test_any_letters_can_be_printed() -> None:
    letters = "漢字 مرحبا 😀 שלום \ue000 𓀀 e\u0301 \ufffe\ufdd0 ✓"
    files = made(letters)
    assert "漢字 مرحبا 😀 שלום" in Page(files[DocumentFormat.HTML]).words
    assert "漢字" in words_of_docx(files[DocumentFormat.DOCX])
    assert files[DocumentFormat.PDF].startswith(b"%PDF")


def test_a_word_longer_than_its_line_breaks_and_is_still_one_word_for_who_copies_it() -> None:
    url = f"https://example.org/{'a' * 60}/minutes?of={'0123456789' * 8}"
    code = "DISTURBANCE_DOMESTIC_NOWEAPON_" * 3
    files = made(f"See {url} and `{code}`.\n\n## {'Zustimmungs' * 8}\n\n- {'x' * 200}")
    words = words_of_pdf(files[DocumentFormat.PDF])
    assert max(len(line) for line in words.splitlines() if " . . " not in line) < 140
    joined = "".join(words.split())
    for word in (url, code, "Zustimmungs" * 8, "x" * 200):
        assert word in joined


def test_a_city_and_its_state_stay_on_one_line_in_every_format() -> None:
    files = made()
    page = Page(files[DocumentFormat.HTML]).words
    for words in (words_of_docx(files[DocumentFormat.DOCX]), page, files[DocumentFormat.MD].decode()):
        assert "Harbor Falls,\N{NO-BREAK SPACE}OH" in words
    assert "Harbor Falls, OH" in " ".join(words_of_pdf(files[DocumentFormat.PDF]).split())


def test_two_thousand_call_types_fit_in_a_table() -> None:
    gate = sample.gate(Audience.INTERNAL)
    content = sample.document(gate, types=sample.many_types(2_000))
    files = render(content, [DocumentFormat.PDF, DocumentFormat.HTML], gate, "roadmap").files
    assert "All other types (1,975)" in words_of_pdf(files[0].data)
    assert len(Page(files[1].data).of("tr")) < 120


def test_naming_a_format_loads_no_renderer() -> None:
    script = (
        "import sys, leaptui.documents.kinds.roadmap, leaptui.documents.render\n"
        "heavy = {'matplotlib', 'numpy', 'pandas', 'typst', 'pypandoc', 'jinja2', 'duckdb'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=600
    )
    assert run.stdout.strip() == "[]"


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.office
def test_libreoffice_opens_the_word_document(tmp_path: Path) -> None:
    office, reader = program("soffice"), program("pdftotext")
    (tmp_path / "roadmap.docx").write_bytes(made(HOSTILE)[DocumentFormat.DOCX])
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "roadmap.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    text = subprocess.run(
        [reader, str(tmp_path / "roadmap.pdf"), "-"], check=True, capture_output=True, text=True, timeout=600
    ).stdout
    flat = " ".join(text.split())
    assert "10. Program housing" in flat
    assert "![c](/etc/passwd)" in flat
    assert "All other types (2)" in flat
    assert "root:x:" not in flat


@pytest.mark.office
def test_poppler_opens_the_pdf(tmp_path: Path) -> None:
    program_path = program("pdfinfo")
    (tmp_path / "roadmap.pdf").write_bytes(made()[DocumentFormat.PDF])
    told = subprocess.run(
        [program_path, str(tmp_path / "roadmap.pdf")], check=True, capture_output=True, text=True, timeout=600
    ).stdout
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"JavaScript:\s+no", told)


@pytest.mark.office
def test_chromium_opens_the_page(tmp_path: Path) -> None:
    browser = program("chromium")
    (tmp_path / "roadmap.html").write_bytes(made(HOSTILE)[DocumentFormat.HTML])
    dom = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            f"file://{tmp_path / 'roadmap.html'}",
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    ).stdout
    assert "10. Program housing" in dom
    assert "<script" not in dom
