"""What the roadmap screen says, line by line, without an app."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.attribution import Attribution
from leaptui.domain.measured import Base, BaseName, Measured, Source, Unit
from leaptui.domain.roadmap_records import Component, Evidence
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.reader import load_practice
from leaptui.services.roadmap.checklists import ChecklistLine
from leaptui.services.roadmap.components import ComponentView, EvidenceView
from leaptui.tui.screens.roadmap import panes
from leaptui.tui.screens.roadmap.board import Board, SourceOf, brief_base

GUIDES = load_practice(Path("none")).components


def view_of(
    status: ComponentStatus, decision: str = "", rationale: str = "", done: int = 0, says: str | None = None
) -> ComponentView:
    guide = GUIDES[2]
    state = Component(
        id="e:hours", engagement="e", key="hours", status=status, decision=decision, rationale=rationale
    )
    evidence = Evidence(
        id="v", engagement="e", component="hours", source_kind=EvidenceKind.FIGURE, source="s", seen="17.0%"
    )
    return ComponentView(
        guide=guide,
        state=state,
        checklist=tuple(
            ChecklistLine(key=item.key, text=item.text, short=item.short, done=index < done)
            for index, item in enumerate(guide.checklist)
        ),
        evidence=()
        if says is None
        else (EvidenceView(evidence=evidence, says=says, base="42,184 incidents", stale=says != "17.0%"),),
    )


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (view_of(ComponentStatus.OPEN), "E"),
        (view_of(ComponentStatus.OPEN, says="17.0%"), "O"),
        (view_of(ComponentStatus.PROPOSED, "Ten to ten", says="17.0%"), "W"),
        (view_of(ComponentStatus.PROPOSED, "Ten to ten", "Heard", says="17.0%"), "Space"),
        (view_of(ComponentStatus.PROPOSED, "Ten to ten", "Heard", done=8, says="17.0%"), "D"),
        (view_of(ComponentStatus.AGREED, "Ten to ten", "Heard", done=8, says="17.0%"), "]"),
        (view_of(ComponentStatus.AGREED, "Ten to ten", "Heard", done=8), "E"),
        (view_of(ComponentStatus.AGREED, "Ten to ten", "Heard", done=8, says="16.1%"), "S"),
        (view_of(ComponentStatus.AGREED, "Ten to ten", "Heard", done=8, says=""), "X"),
        (view_of(ComponentStatus.DEFERRED, "Ten to ten", "Heard", says="17.0%"), "D"),
    ],
)
def test_there_is_always_one_next_step(view: ComponentView, key: str) -> None:
    assert panes.next_step(view)[0] == key


def test_stale_evidence_says_what_it_was_and_is() -> None:
    link = view_of(ComponentStatus.AGREED, says="16.1%").evidence[0]
    source = SourceOf(label="eligible by expected rules", brief="6,800 of 42,184 calls")
    assert panes.evidence_line(link, source, 78).plain.endswith("▲ stale")
    assert panes.says_brief(link, source, 78)[0].plain.strip() == "Says who?  ▲ was 17.0%, now 16.1%"


@pytest.mark.parametrize(
    ("unit", "part", "words"),
    [
        (Unit.SHARE, 7_169, "7,169 of 42,184 calls"),
        (Unit.MINUTES, 20_123, "from 20,123 calls"),
        (Unit.CALLS_PER_DAY, None, "from 42,184 calls"),
        (Unit.CALLS, None, "the whole base"),
    ],
)
def test_a_figure_is_never_shown_without_what_it_was_counted_on(
    unit: Unit, part: int | None, words: str
) -> None:
    figure = Measured(
        label="l",
        value=1.0,
        unit=unit,
        base=Base(BaseName.COMMUNITY_INITIATED, 42_184, None),
        source=Source("0" * 64, "calls.csv"),
        part=part,
    )
    assert brief_base(figure) == words


def test_only_verbatim_words_stand_in_quotation_marks() -> None:
    heard = SourceOf(label="told", level=Attribution.NONE)
    assert panes.quoted("nobody is free", heard) == "nobody is free"
    assert panes.quoted("Nobody is free", replace(heard, label="quote")) == "“Nobody is free”"


def test_a_readable_paragraph_is_one_and_a_list_stays_a_list() -> None:
    assert panes.unwrapped("a\nb\n\nc\n- one\n- two\n1. x") == "a b\n\nc\n- one\n- two\n1. x"


@given(
    width=st.integers(12, 120),
    height=st.integers(2, 30),
    words=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=600),
)
def test_the_decision_keeps_to_its_room_and_says_what_it_leaves_out(
    width: int, height: int, words: str
) -> None:
    view = view_of(ComponentStatus.PROPOSED, "Ten to ten", words)
    whole = panes.decision_lines(view, width, None, air=False)
    cut = panes.decision_lines(view, width, height, air=False)
    assert len(cut) == min(len(whole), height)
    assert ("more lines" in cut[-1].plain) == (len(whole) > height) or "more lines" in words


@given(width=st.integers(57, 140), chosen=st.integers(0, 9))
def test_the_strip_holds_all_ten(width: int, chosen: int) -> None:
    views = tuple(
        ComponentView(
            guide=guide,
            state=Component(id=guide.key, engagement="e", key=guide.key),
            checklist=(),
            evidence=(),
        )
        for guide in GUIDES
    )
    cells = panes.strip_cells(Board(views=views, sources={}, today=date(2026, 11, 24)), chosen, width)
    assert len(cells) == 10
    assert sum(cell.cell_length for cell in cells) <= width
    assert GUIDES[chosen].short in cells[chosen].plain
