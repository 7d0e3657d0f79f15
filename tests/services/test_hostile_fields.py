"""Hostile words in every field that a document prints: each comes out as its characters, in every format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.finished import words_of
from leaptui.documents.escaping import typed
from leaptui.documents.formats import DocumentFormat
from leaptui.domain.kinds import KINDS
from leaptui.domain.records import Engagement
from leaptui.services.city.engagements import engagements
from leaptui.services.documents.catalogue import kind_named, kinds, prepare
from leaptui.services.documents.prepared import make, watermarked
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace
from tests.services.canaries import canary, put_canaries
from tests.services.test_canaries import MAY_LEAVE

pytestmark = pytest.mark.thorough

WORDS = """![x](/etc/passwd) ![x][y] <script>alert(1)</script> <!-- gone --> </main> &lt;b&gt; &#60; {{ content.city }}
{% raw %} {# no #} #include "x" #read("/etc/passwd") $x^2$ \\input{/etc/passwd} \\\\ [^1] ^[note] [link](javascript:alert(1))
@key [@key] <label> "straight" 'quotes' -- --- ... -? ~ h~2~o x^2^ ~~struck~~ ==mark== | a | b | // no /* no */ -5 5 * 3
```{=openxml}
<w:p><w:r><w:t>no</w:t></w:r></w:p>
```
---
title: x
---
| a | b |
|:--|--:|
| 1 | 2 |
[x]: /etc/passwd
= seven
/ term: definition
: definition
::: {.x}
[^1]: note
    indented =1+1  😀 é #"""
OPENERS = ("", "= ", "/ a: ", "-5 ... ", "#", "| ", "~~~ ", "[x]: ")
"""What a reader of Markdown or Typst would take for a mark at the start of a cell, an item, a paragraph."""
CUT = {"council_brief"}
"""Kinds that must stay a page: they print the beginning of a decision."""
_ANCHORS = re.compile(rb"\b(?:id|href)=\"#?[^\"]*\"")
TURNS, BETWEEN, KNOWN = 3, 3_000, 12
"""Pages turned within one field at most, letters that may come between there, and letters it is known again by."""
ADVISORS = {"rationale", "dissent", "answer"}
"""Fields whose own Markdown is kept: there a sign at the start of a line may be meant."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement]]:
    folder = tmp_path_factory.mktemp("hostile")
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        yield workspace, put_canaries(workspace, folder)


def letters(text: str) -> str:
    return re.sub(r"\s|\N{ZERO WIDTH SPACE}", "", text)


def put(city: tuple[Workspace, Engagement], opener: str = "") -> dict[str, str]:
    """Hostile words around the canary of each field that a document may print.

    Args:
        city: Where.
        opener: What stands before the canary, where her own Markdown is not kept.

    Returns:
        What stands in each field, by its canary.
    """
    workspace, engagement = city
    words: dict[str, str] = {}
    for kind in KINDS:
        for record in workspace.store.all(kind):
            changed: dict[str, Any] = {}
            for name in MAY_LEAVE.get(kind.kind, ()):
                value, mark = getattr(record, name), canary(kind.kind, name)
                if mark not in str(value):
                    continue
                before = "" if name in ADVISORS else opener
                words[mark] = f"{before}{mark} {WORDS}"
                if isinstance(value, tuple):  # of some, a bar parts the name from the office
                    words[mark] = words[mark].replace("|", "¦")
                changed[name] = (words[mark],) if isinstance(value, tuple) else words[mark]
            if changed:
                workspace.store.apply("change", [replace(record, **changed)], stream=engagement.id)
    return words


def read_back(city: tuple[Workspace, Engagement], kind: str) -> Iterator[tuple[DocumentFormat, str]]:
    """The letters of a document in each of its formats."""
    of = kind_named(kind)
    (engagement,) = engagements(city[0])
    whose, year = None if of.portfolio else engagement, "2026" if of.of == "year" else ""
    inside = Audience.INTERNAL if Audience.INTERNAL in of.audiences else of.audiences[0]
    prepared = watermarked(prepare(city[0], whose, of, inside, which=year))
    for fmt, file in zip(of.usual_formats, make(prepared, of.usual_formats).files, strict=True):
        text = words_of(file.name, _ANCHORS.sub(b"", file.data))
        if fmt is DocumentFormat.PDF:
            text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file.data)).pages)
        yield fmt, letters(typed(text) if fmt is DocumentFormat.MD else text)


@pytest.mark.parametrize("kind", [kind.key for kind in kinds()])
@pytest.mark.parametrize("opener", OPENERS)
def test_words_of_every_field_are_what_was_typed(
    city: tuple[Workspace, Engagement], kind: str, opener: str
) -> None:
    words = put(city, opener)
    for fmt, text in read_back(city, kind):
        for mark, typed_in in words.items():
            wanted = letters(typed_in)
            before = wanted.index(mark)
            for found in re.finditer(mark, text):
                printed = text[found.start() - before :]
                same = printed_of(wanted, printed if fmt is DocumentFormat.PDF else printed[: len(wanted)])
                cut = kind in CUT and same > before + len(mark) + 40
                assert same == len(wanted) or cut, (
                    kind,
                    fmt,
                    mark,
                    wanted[same:][:60],
                    printed[same:][:60],
                )


def printed_of(wanted: str, printed: str) -> int:
    """How many letters of what is wanted are printed, in their order.

    On a page turned in the midst of them the foot of one and the head of the next come between, and
    what stands beside them in their row.
    """
    at = same = 0
    for _ in range(TURNS + 1):
        while same < len(wanted) and printed[at : at + 1] == wanted[same]:
            at, same = at + 1, same + 1
        at = printed.find(wanted[same : same + KNOWN], at, at + BETWEEN)
        if same == len(wanted) or at < 0:
            break
    return same
