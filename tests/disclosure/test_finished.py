"""A protected name is found wherever a finished file can hold it."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest
import typst
import xlsxwriter

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.held_back import HeldBack
from leaptui.disclosure.pdf_strings import strings_of
from leaptui.disclosure.protected import Protected
from leaptui.documents.pandoc import run_pandoc
from leaptui.domain.errors import Withheld

NAME = "Tamsin Oakwell"


def refused(name: str, data: bytes) -> str:
    """Where the gate finds the name in a file that was made of harmless words."""
    with pytest.raises(HeldBack) as found:
        Gate(Audience.PUBLIC, Protected(names=[NAME], contacts=["216-555-0187"])).finished(
            name, data, "Nights are worst."
        )
    return found.value.spans[0].where


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        fill(book)
    return made.getvalue()


def _chart(title: str = "", series: str = "", axis: str = "") -> Callable[[xlsxwriter.Workbook], None]:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$C$1", "name": series or "Calls"})
        chart.set_title({"name": title or "Calls"})
        chart.set_x_axis({"name": axis or "Hour"})
        sheet.insert_chart("E2", chart, {"description": "Calls by hour"})

    return fill


def _alternative(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Data")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$A$1:$C$1"})
    sheet.insert_chart("E2", chart, {"description": f"As {NAME} said"})


def _numbered(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Data")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Data!$A$1:$C$1"})
    sheet.insert_chart("E2", chart, {"description": "216-555-0187"})


def _hidden(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("Shown")
    sheet = book.add_worksheet("Kept")
    sheet.write(5, 5, NAME)
    sheet.very_hidden()


_PLACES: dict[str, tuple[Callable[[xlsxwriter.Workbook], object], str]] = {
    "a cell": (lambda book: book.add_worksheet().write(0, 0, NAME), "cells"),
    "a cell of two styles": (
        lambda book: book.add_worksheet().write_rich_string(
            0, 0, "Tam", book.add_format({"bold": True}), "sin Oak", "well"
        ),
        "cells",
    ),
    "the name of a sheet": (lambda book: book.add_worksheet(NAME), "names of its sheets"),
    "a hidden sheet": (_hidden, "cells"),
    "a comment": (lambda book: book.add_worksheet().write_comment("A1", f"Ask {NAME}"), "comments"),
    "who wrote a comment": (
        lambda book: book.add_worksheet().write_comment("A1", "Ask", {"author": NAME}),
        "comments",
    ),
    "the title": (lambda book: book.set_properties({"title": NAME}), "properties"),
    "an own property": (lambda book: book.set_custom_property("Asked", NAME), "properties"),
    "a defined name": (
        lambda book: (book.add_worksheet("Data"), book.define_name("Tamsin.Oakwell", "=Data!$A$1")),
        "names of its sheets",
    ),
    "a number in an alternative text": (_numbered, "pictures"),
    "a formula": (lambda book: book.add_worksheet().write_formula(0, 0, f'="{NAME}"'), "sheets"),
    "what a formula gave": (
        lambda book: book.add_worksheet().write_formula(0, 0, "=A2", None, NAME),
        "sheets",
    ),
    "a page head": (lambda book: book.add_worksheet().set_header(f"&C{NAME}"), "sheets"),
    "a hint of a cell": (
        lambda book: book.add_worksheet().data_validation(
            "A1", {"validate": "any", "input_title": "Who", "input_message": NAME}
        ),
        "sheets",
    ),
    "the tip of a link": (
        lambda book: book.add_worksheet().write_url("A1", "internal:A2", tip=NAME),
        "sheets",
    ),
    "the title of a chart": (_chart(title=NAME), "charts"),
    "the name of a series": (_chart(series=NAME), "charts"),
    "the title of an axis": (_chart(axis=NAME), "charts"),
    "an alternative text": (_alternative, "pictures"),
}


@pytest.mark.parametrize("place", list(_PLACES))
def test_a_name_in_a_workbook_is_found_and_its_part_is_named(place: str) -> None:
    fill, part = _PLACES[place]
    assert part in refused("calls.xlsx", workbook(fill))


def test_a_harmless_workbook_passes() -> None:
    made = workbook(_chart("Calls by hour"))
    assert Gate(Audience.PUBLIC, Protected(names=[NAME])).finished("calls.xlsx", made, "").data == made


@pytest.mark.parametrize(
    ("source", "options"),
    [
        (f"Text of {NAME}", ()),
        ("Text of *Tam*sin Oak**well**", ()),
        ("| Who |\n|:----|\n| Tamsin Oakwell |\n", ()),
        ("Text", (f"--metadata=title:{NAME}",)),
        ("Text", (f"--metadata=author:{NAME}",)),
        (f"[Text]{{.comment-start id=1 author='{NAME}'}}[]{{.comment-end id=1}}", ()),
    ],
)
def test_a_name_in_a_word_document_is_found(source: str, options: tuple[str, ...]) -> None:
    made = run_pandoc("--from=markdown", "--to=docx", *options, given=source.encode())
    assert "roadmap.docx" in refused("roadmap.docx", made)


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{NAME}</p>",
        "<p>Tam<em>sin</em> Oak<b>well</b></p>",
        f'<img alt="{NAME}" src="x">',
        f"<!-- {NAME} -->",
        f"<title>{NAME}</title>",
        f'<meta name="author" content="{NAME}">',
        '<a href="mailto:Tamsin.Oakwell@example.org">x</a>',
        '<img alt="" src="data:image/svg+xml;base64,'
        + base64.b64encode(b"<svg><text>Tamsin</text><text>Oakwell</text></svg>").decode()
        + '">',
        "<p>Tamsin&nbsp;Oakwell</p>",
    ],
)
def test_a_name_in_a_web_page_is_found(page: str) -> None:
    assert "roadmap.html" in refused("roadmap.html", f"<html><body>{page}</body></html>".encode())


@lru_cache(maxsize=1)
def pdf() -> bytes:
    source = """#set document(title: "The title of José Álvarez", author: "Ana Ruiz", keywords: ("Bo Lind",))
#set page(height: 4cm)
#show link: underline
= A heading of Ida Berg
The page, drawn, speaks of Tam#h(0pt)sin Oak-well and 216-555-0#text(red)[187].
#link("https://example.org/Uma-Thorn")[Link] and the body names nobody.
#figure(image("a.svg", alt: "A chart (as Per \\\\ Dahl said)"), caption: [A caption])
"""
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="5" height="5"/></svg>'
    files: Any = {"main.typ": source.encode(), "a.svg": drawn}
    made: bytes = typst.compile(files, format="pdf", pdf_standards=["ua-1"])
    return made


@pytest.mark.parametrize("name", ["José Álvarez", "Ana Ruiz", "Bo Lind", "Ida Berg", "Uma Thorn", "Per Dahl"])
def test_a_name_in_the_properties_links_outline_and_alternative_texts_of_a_pdf_is_found(name: str) -> None:
    protected = Protected(names=[name])
    with pytest.raises(HeldBack) as refused:
        Gate(Audience.PUBLIC, protected).finished("roadmap.pdf", pdf(), "Nights are worst.")
    assert "its properties and alternative texts" in refused.value.spans[-1].where
    assert Gate(Audience.PUBLIC, Protected(names=["Otto Rask"])).finished("roadmap.pdf", pdf(), "")


@pytest.mark.parametrize(
    "protected", [Protected(names=[NAME]), Protected(contacts=["(216) 555-0187"])], ids=["a name", "a number"]
)
def test_what_is_drawn_on_the_pages_of_a_pdf_is_found(protected: Protected) -> None:
    with pytest.raises(HeldBack, match="its pages"):
        Gate(Audience.PUBLIC, protected).finished("roadmap.pdf", pdf(), "Nights are worst.")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7 <</Length 5>>\nstream\nabc", b"(((" * 500])
def test_a_pdf_that_cannot_be_read_back_does_not_leave(data: bytes) -> None:
    assert isinstance(list(strings_of(data)), list), "it is read as far as it goes"
    with pytest.raises(Withheld, match="could not be read back"):
        Gate(Audience.PUBLIC, Protected()).finished("a.pdf", data, "")
