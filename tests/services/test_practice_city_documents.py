"""What the documents say of the practice city."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import DocumentFormat, Paper
from leaptui.documents.markdown import compose
from leaptui.domain.records import Engagement
from leaptui.services.city.engagements import find_engagement
from leaptui.services.demo import DEMO_PASSPHRASE, make_demo
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import make
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace

pytestmark = pytest.mark.thorough
City = tuple[Workspace, Engagement]


@pytest.fixture(scope="module")
def falls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    home = tmp_path_factory.mktemp("demo") / "practice"
    make_demo(home)
    with open_workspace(home, DEMO_PASSPHRASE) as workspace:
        yield workspace, find_engagement(workspace, "harbor-falls-oh")


def said(falls: City, kind: str, audience: Audience = Audience.PUBLIC) -> str:
    document = prepare(*falls, kind_named(kind), audience).document
    assert document is not None
    return compose(document)


def test_the_calls_report(falls: City) -> None:
    text = said(falls, "calls_report")
    for line in (
        "This report counts **41,127 community-initiated incidents, 1 January to 31 December 2025**: 112.7 calls a day",
        "| Rows in the file | 96,000 |",
        "| narrow: the types that programs launch with | 3,822 | 9.3% |",
        "| expected: all types for a community responder | 7,121 | 17.3% |",
        "| broad: also the types for a joint response | 10,068 | 24.5% |",
        "| 12 | 11:00 to 23:00 | about 68% | 11:00 to 23:00 | about 48% |",
        "| Call received to arrival | 30,412 | 10.0 min | 11.5 min | 20.0 min |",
        "| Arrest | about 2% |",
        "| 101 | 4,138 | 723 | 10.0 min | 19.0 min |",
        "- The busiest 20 places: about 48% of the calls with a place.",
        "About 81% of the calls with a known wait were reached within 15 minutes.",
    ):
        assert line in text, line
    assert not re.search(r"BLK|\bST\b \d", text), "no place is named"


@pytest.mark.parametrize("paper", Paper)
def test_the_council_brief_is_a_page(falls: City, paper: Paper) -> None:
    prepared = prepare(*falls, kind_named("council_brief"), Audience.PUBLIC)
    (file,) = make(prepared, [DocumentFormat.PDF], paper=paper).files
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", file.data)) == 1
    text = said(falls, "council_brief")
    assert "**93% to 97%** of the eligible calls in the hours of service find a team at once." in text
    assert "**18 to 19** people" in text
    assert "Of 7,121 eligible of 41,127 community-initiated incidents" in text


def test_the_roadmap_counts_each_passage_and_figure_once(falls: City) -> None:
    text = said(falls, "roadmap")
    quoted = set(re.findall(r"^> (“.*”)$", text, re.MULTILINE))
    figures = set(re.findall(r"^- (\*\*.*: .*\*\* .* Source: .*)$", text, re.MULTILINE))
    assert f"- In it: {len(quoted)} passages of interviews" in text
    assert f"; {len(figures)} figures, with base and source;" in text


def test_sections_that_follow_one_another_share_a_page(falls: City) -> None:
    prepared = prepare(*falls, kind_named("data_request"), Audience.CITY_TEAM)
    (file,) = make(prepared, [DocumentFormat.PDF], paper=Paper.A4).files
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(file.data)).pages]
    (page,) = (page for page in pages if "Code books" in page)
    assert "What happens to the data" in page
    assert "By when" in page


def test_the_impact_report_names_nobody(falls: City) -> None:
    text = prepare(falls[0], None, kind_named("impact_report"), Audience.PUBLIC, which="2026").document
    assert text is not None
    report = compose(text)
    assert "| Conversations | 8 |" in report
    assert "| Calls analyzed | 41,127 | Calls for service that count, in 1 export |" in report
    for name in ("Castellane", "Varga", "Ruiz"):
        assert name not in report
