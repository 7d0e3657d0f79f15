"""User text reads as it was typed and means nothing to a Markdown reader."""

from __future__ import annotations

import itertools
import json
import unicodedata
from typing import Any

import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.documents.escaping import anchor, block, inline
from leaptui.documents.pandoc import READER
from leaptui.documents.rationale import to_markdown
from leaptui.domain.text import clean

HOSTILE = (
    "![c](/etc/passwd)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "```{=openxml}",
    "`<w:p/>`{=openxml}",
    "--- title: x ---",
    "{{ content.city }} {% for x in y %}",
    "${7*7} #{7*7}",
    r"\input{/etc/passwd} $x^2$ \(y\)",
    '#read("/etc/passwd") #image("x") @ref <label>',
    "=cmd|' /C calc'!A0",
    "| a | b |",
    "|:--|--:|",
    "1. one",
    "12) two",
    "- three",
    "+ four",
    "* five",
    "# six",
    "===",
    "> seven",
    "[x]: http://evil.example",
    "[click](javascript:alert(1))",
    "&lt;b&gt; &#60;",
    "a\\",
    "***",
    "~~~",
    "~~struck~~",
    ":::: {.x}",
    "«quotes» “curly” 'single'",
    "http://example.org/a_b_c",
    "[^1]",
    "\\newpage",
)


def blocks_of(markdown: str) -> list[dict[str, Any]]:
    return list(json.loads(pypandoc.convert_text(markdown, "json", format=READER))["blocks"])


def words_of(inlines: list[dict[str, Any]]) -> str:
    plain = {"Space": " ", "SoftBreak": " "}
    return "".join(each["c"] if each["t"] == "Str" else plain[each["t"]] for each in inlines)


def kinds_in(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {str(node["t"])} if "t" in node else set()
        return own.union(*(kinds_in(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(kinds_in(value) for value in node))
    return set()


def test_hostile_lines_come_out_as_typed() -> None:
    blocks = blocks_of("\n\n".join(block(text) for text in HOSTILE))
    assert [each["t"] for each in blocks] == ["Para"] * len(HOSTILE)
    assert [words_of(each["c"]) for each in blocks] == [" ".join(text.split()) for text in HOSTILE]


def test_hostile_lines_stay_inside_a_cell() -> None:
    rows = "\n".join(f"| {inline(text)} | 1 |" for text in HOSTILE)
    (table,) = blocks_of(f"| Type | Calls |\n|:--|--:|\n{rows}\n")
    (body,) = table["c"][4]
    assert [words_of(row[1][0][4][0]["c"]) for row in body[3]] == [" ".join(text.split()) for text in HOSTILE]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40).map(clean).filter(str.strip), min_size=1, max_size=40))
def test_any_text_comes_out_as_typed(texts: list[str]) -> None:
    blocks = blocks_of("\n\n".join(block(text) for text in texts))
    # pandoc composes letters (NFC), so two spellings of one letter are the same here.
    expected = [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]
    found = [unicodedata.normalize("NFC", words_of(each["c"])) for each in blocks]
    assert [" ".join(each.split()) for each in found] == expected


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(HOSTILE),
            st.sampled_from(
                ["# H", "### H", "- a", "   - b", "1. c", "> q", "", "**b** *i* `c`", "`a``", "***x***"]
            ),
            st.text("*_`#>-[](){}<!\\ |\n12.ab", max_size=30),
        ),
        max_size=25,
    )
)
def test_a_rationale_holds_nothing_but_text_lists_headings_and_quotes(lines: list[str]) -> None:
    blocks = blocks_of("### Why\n\n" + to_markdown("\n".join(lines), below=3) + "\n\n## After\n")
    assert (blocks[0]["t"], blocks[-1]["t"]) == ("Header", "Header")
    allowed = {
        "Para",
        "Plain",
        "Header",
        "BulletList",
        "OrderedList",
        "BlockQuote",
        "Str",
        "Space",
        "SoftBreak",
    }
    allowed |= {"Strong", "Emph", "Code", "Decimal", "Period"}
    assert kinds_in(blocks) <= allowed
    levels = [each["c"][0] for each in blocks if each["t"] == "Header"][:-1]
    assert all(3 < level <= 6 for level in levels[1:])
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Plain words, $3 and 17.6%.", "Plain words, \\$3 and 17.6%."),
        ("## Why\n### Then", "#### Why\n\n##### Then"),
        ("- a\n  b\n- c\n1. d", "- a b\n- c\n1. d"),
        ("see [the plan](https://example.org/p)", "see the plan (https://example.org/p)"),
        ("see [it](file:///etc/passwd)", "see \\[it\\](file:///etc/passwd)"),
        ("![c](https://example.org/x.png)", "!\\[c\\](https://example.org/x.png)"),
        ("**strong** and *soft* and `code`", "**strong** and *soft* and `code`"),
        ("> quoted\n> twice", "> quoted twice"),
        ("a * b and snake_case_name", "a \\* b and snake\\_case\\_name"),
        ("", ""),
    ],
)
def test_the_kept_part_of_markdown(typed: str, written: str) -> None:
    assert to_markdown(typed, below=3) == written


def test_an_anchor_is_the_one_a_reader_makes() -> None:
    assert anchor("Calls in Harbor Falls,\N{NO-BREAK SPACE}OH") == "calls-in-harbor-falls-oh"
    titles = (
        "1. Staffing needs",
        "10. Program housing",
        "Appendix: what became of every row",
        "4. Types & “rules”",
    )
    found = [each["c"][1][0] for each in blocks_of("\n\n".join(f"## {inline(title)}" for title in titles))]
    assert found == [anchor(title) for title in titles]
