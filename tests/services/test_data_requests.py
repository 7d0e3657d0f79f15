"""Data requests: begun as usual, sent, chased, answered, under an agreement that ends; and their letter."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.call_records import DataRequest
from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.calls.data_request_steps import (
    add_request,
    change_request,
    chase,
    mark_received,
    mark_sent,
    remove_request,
    set_agreement,
    usual_period,
)
from leaptui.services.calls.data_requests import (
    RequestState,
    agreement_warnings,
    data_requests,
    find_request,
    link_request,
    open_requests,
)
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.request_letters import write_letter
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.overview import city as city_view
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.city.timeline import EventKind, timeline
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.upkeep.history import record_history
from leaptui.services.workspace import Workspace
from tests.services.conftest import TUESDAY

SECRET = "the county jail hides deaths from the council and has done so for years"


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York", lead="M. Ruiz")


def test_a_request_begins_with_what_is_usual(workspace: Workspace, city: Engagement) -> None:
    request = add_request(workspace, city, {"asked_of": "Records Office"})
    assert (request.period_from, request.period_to) == ("2024-11-01", "2026-10-31")
    assert request.title == "911 calls for service, 2024 to 2026"
    assert "received" in request.fields
    assert "narrative" not in request.fields
    assert request.code_books == ("types", "priorities", "dispositions", "sources", "units", "districts")
    (view,) = data_requests(workspace, city)
    assert (view.number, view.state, view.advice) == (1, RequestState.NOT_SENT, "")


def test_requests_made_in_one_millisecond_keep_their_numbers(workspace: Workspace, city: Engagement) -> None:
    """A number is what a person calls a request by; a name made of time and chance says nothing of order."""
    workspace.now_ms = lambda: TUESDAY
    titles = [f"Request {at}" for at in range(8)]
    for title in titles:
        add_request(workspace, city, {"title": title, "asked_of": "Records Office"})
    assert [view.request.title for view in data_requests(workspace, city)] == titles


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_a_usual_period_is_so_many_whole_months_up_to_the_last(today: date, months: int) -> None:
    first, last = map(date.fromisoformat, usual_period(today, months))
    assert first.day == 1
    assert (today.replace(day=1) - last).days == 1
    assert (last.year - first.year) * 12 + last.month - first.month + 1 == months


def test_what_was_done_with_it_is_told_everywhere(workspace: Workspace, city: Engagement) -> None:
    request = add_request(workspace, city, {"asked_of": "Records Office", "title": "Two years of calls"})
    people = add_stakeholder(workspace, city, "Dana Okafor")
    start_interview(workspace, city, people=[people])
    assert city_view(workspace, city).next_step.text == "Send the data request"
    request = mark_sent(workspace, request, on="2026-11-02", due="2026-11-16")
    assert find_request(workspace, city, "1").state is RequestState.OVERDUE
    step = city_view(workspace, city).next_step
    assert (step.text, step.why) == ("Chase the data request", "an answer was due 2026-11-16")
    request = chase(workspace, request, due="friday")
    request = chase(workspace, request, on="2026-11-20")
    assert request.chased_on == ("2026-11-20", "2026-11-24")
    assert request.due == "2026-11-27"
    assert find_request(workspace, city, "two years").state is RequestState.SENT
    assert city_view(workspace, city).next_step.why == "asked for on 2026-11-02"
    assert [
        (event.day, event.text, event.ahead)
        for event in timeline(workspace, city)
        if event.kind is EventKind.REQUEST
    ] == [
        ("2026-11-02", "Asked of Records Office: Two years of calls", False),
        ("2026-11-20", "Chased: Two years of calls", False),
        ("2026-11-24", "Chased: Two years of calls", False),
        ("2026-11-27", "Answer due: Two years of calls", True),
    ]
    mark_received(workspace, request, on="2026-11-23")
    assert open_requests(workspace, city) == []
    remove_request(workspace, find_request(workspace, city, "1").request)
    assert data_requests(workspace, city) == []
    did = [act.did for act in record_history(workspace, request.id).acts]
    assert did == [
        "removed data request",
        "received data request",
        "chased data request",
        "chased data request",
        "sent data request",
        "added data request",
    ]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("2026-12-25", ""),
        ("2026-12-24", "ends in 30 days, 2026-12-24"),
        ("2026-11-25", "ends in 1 day, 2026-11-25"),
        ("2026-11-24", "ends today, 2026-11-24"),
        ("2026-11-23", "ended 2026-11-23: renew it, or let the calls go"),
    ],
)
def test_an_agreement_is_told_before_it_ends_and_after(
    workspace: Workspace, city: Engagement, ends: str, words: str
) -> None:
    request = add_request(workspace, city)
    set_agreement(workspace, request, "signed, folder 12", on="2025-11-24", ends=ends)
    warnings = agreement_warnings(workspace, city)
    assert [words in warning for warning in warnings] == ([True] if words else [])
    assert len(city_view(workspace, city).data_warnings) == len(warnings)


def test_an_import_answers_a_request_and_what_is_missing_in_it_is_named(
    workspace: Workspace, city: Engagement, fixtures: Path
) -> None:
    request = add_request(workspace, city)
    dataset, _ = import_file(
        workspace, city, fixtures / "calls" / "seattle_layout.csv", received_on="2026-11-20"
    )
    linked = link_request(workspace, dataset, request)
    view = find_request(workspace, city, "1")
    assert linked.request == request.id
    assert view.request.received_on == "2026-11-20"
    assert view.datasets == ("seattle_layout.csv",)
    assert "Last unit cleared" in view.not_received
    assert "First unit arrived" not in view.not_received
    assert "Use of force" not in view.not_received, "leaptui does not read it, so nothing is said of it"


def test_what_cannot_be_is_refused_and_changes_nothing(workspace: Workspace, city: Engagement) -> None:
    with pytest.raises(InputRefused, match="no field that can be asked for"):
        add_request(workspace, city, fields=["received", "home_address"])
    with pytest.raises(InputRefused, match="end before it begins"):
        add_request(workspace, city, {"period_from": "2026-01-01", "period_to": "2025-01-01"})
    with pytest.raises(InputRefused, match="has no field"):
        add_request(workspace, city, {"sent_on": "2026-01-01"})
    assert workspace.store.all(DataRequest) == []
    request = add_request(workspace, city, {"period_from": "2026-06-01", "period_to": "2026-09-30"})
    assert find_request(workspace, city, "1").advice == "The period is shorter than 12 months; 24 are better."
    with pytest.raises(InputRefused, match="not sent yet"):
        chase(workspace, request)
    with pytest.raises(InputRefused, match="end before it began"):
        set_agreement(workspace, request, "signed", on="2026-02-01", ends="2026-01-01")
    with pytest.raises(UnknownName, match="not one data request"):
        find_request(workspace, city, "2")
    assert workspace.store.all(DataRequest) == [request]


def test_the_letter_names_what_is_asked_for_in_every_format(
    workspace: Workspace, city: Engagement, tmp_path: Path
) -> None:
    request = add_request(
        workspace,
        city,
        {"asked_of": "Records Office", "due": "2026-12-18", "note": "We met in October. ![x](/etc/passwd)"},
        fields=["received", "type_initial", "narrative"],
        code_books=["types"],
    )
    done = write_letter(workspace, city, request, formats=["docx", "pdf", "html", "md"], folder=tmp_path)
    texts = {path.suffix: path.read_bytes() for path in done.files}
    with zipfile.ZipFile(io.BytesIO(texts[".docx"])) as package:
        word = package.read("word/document.xml").decode()
    assert "Contents" not in word
    assert "/etc/passwd" in word
    assert not any("media" in name for name in package.namelist())
    printed = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(texts[".pdf"])).pages)
    assert pypdf.PdfReader(io.BytesIO(texts[".pdf"])).metadata.title == (  # type: ignore[union-attr]
        "Request for data: 911 calls for service, Harbor Falls, OH"
    )
    for text in (texts[".md"].decode(), texts[".html"].decode(), word, " ".join(printed.split())):
        for words in (
            "Records Office",
            "18 December 2026",
            "1 November 2024",
            "names, telephone numbers",
            "In which time zone",
        ):
            assert words in text, words
        assert "Call type when it was taken" in text
        assert "Incident number" not in text
        assert "Every closing code" not in text
    assert "The attachment lists 3 fields" in texts[".md"].decode()
    (made,) = workspace.store.all(DocumentMade)
    assert (made.document, made.audience) == ("data_request", "city_team")


def test_no_confidence_leaves_in_a_letter(workspace: Workspace, city: Engagement, tmp_path: Path) -> None:
    start_interview(workspace, city, attribution="off_record", note=f"She told us that {SECRET}.")
    request = add_request(workspace, city, {"note": f"We ask because {SECRET.upper()}."})
    with pytest.raises(Withheld, match="data request"):
        write_letter(workspace, city, request, folder=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    request = change_request(workspace, request, {"note": ""}, fields=[])
    with pytest.raises(InputRefused, match="asks for no field"):
        write_letter(workspace, city, request, folder=tmp_path / "out")
