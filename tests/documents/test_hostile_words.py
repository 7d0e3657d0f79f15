"""What she typed comes out as those characters wherever a document prints it: Word, PDF and web page."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.documents.document import Form
from leaptui.documents.escaping import block, inline
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import OUR_LOOK
from leaptui.documents.pandoc import convert
from leaptui.documents.pdf import make_pdf
from leaptui.documents.stopping import Stop
from leaptui.domain.text import clean

HOSTILE = (
    "![x](/etc/passwd)", "![x][y]", "```{=openxml} <w:p><w:r><w:t>no</w:t></w:r></w:p> ```", "`<w:p/>`{=openxml}",
    "--- title: x ---", "---", "{{ content.city }}", "{% raw %} {% endraw %}", "{# comment #}", '#include "x"',
    '#read("/etc/passwd")', "#set page(width: 1pt)", "$x^2$ $$y$$", r"\input{/etc/passwd} \newpage \\ \%",
    "<script>alert(1)</script>", "<!-- gone -->", "</main> </body> &nbsp; &lt;b&gt; &#60;", "[^1] [^1]: note",
    "^[inline note]", "[link](javascript:alert(1))", "[link](http://example.org)", "<http://example.org>",
    "http://example.org/a_b_c?x=1&y=2 www.example.org me@example.org", "Term : definition", "/ Term: definition",
    "@key [@key] @fig:one", "<label> @label", "\"straight\" 'quotes' it's -- --- ...", "a -? b ~ c x...y",
    "H~2~O x^2^ ~~struck~~ ==mark== ++ins++", "| a | b |", "|:--|--:|", "+---+---+ | a | +---+",
    f"{'> ' * 40}deep", "1. one", "12) two", "2026.", "- x", "+ y", "* z", "# six", "C #", "##", "= seven", "== eight",
    "===", "=", "***", "~~~", "::: {.x}", "[x]: http://evil.example", "a\\", "\\", "// comment", "/* comment */",
    "`code` ``x``", "_under_ *star* __two__ **two**", "Table 9. No caption", "{=typst}", "-5", "5 * 3", "=1+1",
    "- [ ] task", "😀 שלום مرحبا ﬁ", "#", "$", "@", "[", "]", "<", "&", "|", "W" * 120,
)  # fmt: skip
SHAPES: dict[str, Callable[[str], str]] = {
    "a paragraph": block,
    "an item of a list": lambda text: f"- {block(text)}",
    "a cell": lambda text: f"| {inline('A')} | B |\n|:--|:--|\n| {block(text)} | {block(text)} |",
    "strong words": lambda text: f"**{block(text)}** and *{inline(text)}*",
    "a heading": lambda text: f"### {inline(text)}",
    "a heading after its number": lambda text: f"### 1. {block(text)}",
    "the caption of a table": lambda text: f"Table 1. {inline(text)}\n\n| A |\n|:--|\n| 1 |",
    "a quotation": lambda text: f"> “{block(text)}”\n>\n> — {block(text)}",
}
BEGIN, END = "zqbeginqz", "zqendqz"
_RUNS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")


def letters(text: str) -> str:
    """A text without spaces and ends of lines, which a page sets as it must."""
    return re.sub(r"\s|\N{ZERO WIDTH SPACE}", "", text)


def read_back(texts: list[str], shape: Callable[[str], str]) -> dict[str, list[str]]:
    """What stands between the marks, in each format."""
    told = "".join(f"{BEGIN}\n\n{shape(text)}\n\n{END}\n\n" for text in texts)
    markdown = f"# Title\n\nCover\n\n---\n\n## Section\n\n{told}"
    page = convert(markdown, "html", made_at=0).decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(convert(markdown, "docx", made_at=0))) as package:
        runs = _RUNS.findall(package.read("word/document.xml").decode("utf-8"))
    pdf = make_pdf(markdown, {}, made_at=0, form=Form.LETTER, look=OUR_LOOK, paper=Paper.LETTER, stop=Stop())
    drawn = (each.extract_text() for each in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    words = {
        "html": html.unescape(re.sub(r"<[^>]*>", "", page)),
        "docx": html.unescape("".join(runs)),
        "pdf": "".join(drawn),
    }
    return {fmt: re.findall(f"{BEGIN}(.*?){END}", letters(text)) for fmt, text in words.items()}


@pytest.mark.thorough
@pytest.mark.parametrize("shape", SHAPES)
def test_wherever_it_stands_it_is_what_was_typed(shape: str) -> None:
    for fmt, found in read_back(list(HOSTILE), SHAPES[shape]).items():
        assert len(found) == len(HOSTILE), fmt
        for typed, printed in zip(HOSTILE, found, strict=True):
            assert letters(typed).replace("ﬁ", "fi") in printed.replace("ﬁ", "fi"), (fmt, typed)


_SIGNS = st.text("-=+/#*_`~^$@<>[](){}|\\!&;:.,?'\"%0123456789ab 😀é", min_size=1, max_size=24)
"""Everything that begins, ends or joins something in Markdown, Typst, HTML or XML."""


@pytest.mark.thorough
@settings(max_examples=15)
@given(st.lists(_SIGNS.map(clean).map(str.strip).filter(bool), min_size=10, max_size=40), st.sampled_from(sorted(SHAPES)))  # fmt: skip
def test_no_mix_of_signs_means_anything(texts: list[str], shape: str) -> None:
    for fmt, found in read_back(texts, SHAPES[shape]).items():
        assert len(found) == len(texts), fmt
        for typed, printed in zip(texts, found, strict=True):
            assert letters(typed) in printed, (fmt, typed)
