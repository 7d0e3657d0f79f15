"""The council brief: one page, its numbers those of the plan, nobody pointed at."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.documents.document import Document
from leaptui.documents.formats import DocumentFormat, Paper
from leaptui.documents.kinds.council_brief import CouncilBriefContent, Number, Plan, Proposed, compose
from leaptui.documents.markdown import compose as as_markdown
from leaptui.documents.render import render
from leaptui.domain.attribution import Attribution
from leaptui.domain.call_records import Scenario
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace

GATE = Gate(Audience.CITY_TEAM, Protected())
CASES = [
    {"case": case, "answered_in_hours": answered, "overloaded": False, "people_total": people}
    | {"recurring": yearly, "per_response": price, "responses": responses}
    for case, answered, people, yearly, price, responses in (
        ("low", 0.972, 18, 2_286_405.0, 3_352.3, 682.0),
        ("expected", 0.951, 18, 2_286_405.0, 2_110.7, 1_083.3),
        ("high", 0.926, 19, 2_395_536.0, 1_512.4, 1_511.8),
    )
]


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def brief(workspace: Workspace, city: Engagement, audience: Audience = Audience.PUBLIC) -> str:
    document = prepare(workspace, city, kind_named("council_brief"), audience).document
    assert document is not None
    return as_markdown(document)


def save_plan(
    workspace: Workspace, city: Engagement, *, eligible: int = 7_121, overloaded: Sequence[str] = ()
) -> None:
    results = {
        "scenario": "Expected rules, 10:00 to 22:00 every day",
        "base": f"{eligible:,} eligible of 41,127 community-initiated incidents",
        "cases": [each | {"overloaded": each["case"] in overloaded} for each in CASES],
        "in_hours_share": 0.666,
        "cost": {"one_time": 324_820.0},
    }
    plan = Scenario(
        id=workspace.new_id(),
        engagement=city.id,
        name="Ten to ten",
        dataset="ab" * 32,
        rules="expected",
        demand=json.dumps({"eligible": eligible, "file": "calls_2025.csv"}),
        results=json.dumps(results),
        inputs=json.dumps({"numbers": {"screened_share": 0.4, "covered_share": 1.0, "pick_up": 0.6}}),
        for_roadmap=True,
    )
    workspace.store.apply("save scenario", [plan], stream=city.id)


def hear(workspace: Workspace, city: Engagement, number: int, group: str, theme: str) -> None:
    person = add_stakeholder(workspace, city, f"Made Up {number}", role="someone", group=group)
    start_interview(
        workspace,
        city,
        people=[person],
        attribution=Attribution.NONE,
        note=f'"Words of number {number} that nobody may repeat anywhere." #{theme}\n',
    )


def test_the_numbers_are_those_of_the_plan_as_ranges_with_what_they_are_of(
    workspace: Workspace, city: Engagement
) -> None:
    save_plan(workspace, city)
    text = brief(workspace, city)
    assert "**93% to 97%** of the eligible calls in the hours of service find a team at once." in text
    assert "In those hours come about 67% of the eligible calls." in text
    assert "**18 to 19** people" in text
    assert r"**\$2.29 million to \$2.40 million** a year" in text
    assert (
        r"\$2.29 million a year for 1,083 responses a year is \$2,111 a response (\$1,512 to \$3,352)."
        in text
    )
    assert r"Beside that \$324,820 once" in text
    # 7,121 eligible calls and 1,083 responses are no contradiction.
    assert "40% of those nobody judged pass the screen, and that dispatchers give a team 60% of those" in text
    # Its calls are not here to see what else is printed of them, so their number is not told.
    assert "Of the eligible calls of calls\\_2025.csv." in text
    assert "7,121" not in text
    assert "**This has changed since it was worked out:**" in text


def test_an_overloaded_plan_says_so(workspace: Workspace, city: Engagement) -> None:
    save_plan(workspace, city, overloaded=["high"])
    assert "**95% to 97%** of the eligible calls" in brief(workspace, city)
    assert "at once; under higher demand the teams are overloaded. In those hours" in brief(workspace, city)
    (plan,) = workspace.store.all(Scenario)
    workspace.store.apply("put away", [replace(plan, deleted=True)], stream=city.id)
    save_plan(workspace, city, overloaded=["low", "expected", "high"])
    assert "**Overloaded** in every case" in brief(workspace, city)


def test_a_plan_of_a_handful_of_calls_and_no_plan_give_no_numbers(
    workspace: Workspace, city: Engagement
) -> None:
    assert "No staffing plan has been chosen for the roadmap yet" in brief(workspace, city)
    save_plan(workspace, city, eligible=4)
    text = brief(workspace, city)
    assert "No staffing plan has been chosen" in text
    assert "million" not in text
    assert "million" in brief(workspace, city, Audience.INTERNAL)


def test_what_is_proposed_and_asked_is_what_the_components_say(
    workspace: Workspace, city: Engagement
) -> None:
    assert "Nothing has been proposed yet." in brief(workspace, city)
    long = (
        "Begin with the calls that nobody minds. " + "Then widen, slowly and with care, month by month " * 6
    )
    states = (
        ("types", ComponentStatus.PROPOSED, long, "2027-01-15"),
        ("hours", ComponentStatus.PROPOSED, "Ten to ten | every day <b>", "2026-12-12"),
        ("responders", ComponentStatus.AGREED, "Two to a team.", None),
        ("housing", ComponentStatus.OPEN, "Perhaps the library.", None),
    )
    workspace.store.apply(
        "set component",
        [
            Component(
                id=f"{city.id}:{key}", engagement=city.id, key=key, status=status, decision=words, due=due
            )
            for key, status, words, due in states
        ],
        stream=city.id,
    )
    text = brief(workspace, city)
    assert "- **Call types handled:** Begin with the calls that nobody minds." in text
    assert "month by month" not in text, "whole sentences, as far as they fit"
    assert r"- **Hours of operation:** Ten to ten \| every day \<b\>" in text
    assert "library" not in text, "nobody has proposed it"
    assert (
        "To agree on **Hours of operation** and **Call types handled**, the first of them by 12 December 2026. "
        "1 of the ten decisions" in text
    )


def test_themes_are_told_where_enough_people_raised_them_and_never_their_words(
    workspace: Workspace, city: Engagement
) -> None:
    assert "Nobody has been heard yet." in brief(workspace, city)
    for number in range(5):
        hear(workspace, city, number, "residents", "NEED-night")
    one = brief(workspace, city)
    assert "Heard were 5 people in 5 conversations, from 1 of 19 groups." in one
    assert "(in 5 of 5 conversations)" in one
    for number in range(5, 8):
        hear(workspace, city, number, "patrol", "SAFE-radio")
    two = brief(workspace, city)
    # Three officers are few: told apart they would be pointed at, and so would what the rest leaves.
    assert "City staff" not in two
    assert "Residents and staff together (8 people)" in two
    assert "radio" not in two.lower()
    for number in range(8, 10):
        hear(workspace, city, number, "patrol", "SAFE-radio")
    three = brief(workspace, city)
    assert "- Residents and those who serve them (5 people):" in three
    assert "- City staff (5 people):" in three
    for text in (one, two, three):
        assert "nobody may repeat" not in text
        assert "Made Up" not in text


def fullest() -> Document:
    """The longest that the service lets through."""

    def label(text: str) -> Cleared:
        return GATE.label(text, "the fullest brief")

    titles = [
        "Staffing needs",
        "Call volume",
        "Hours of operation",
        "Call types handled",
        "Number of responders",
        "Cost",
        "Responder qualifications",
        "City liability",
        "Responder training",
        "Program housing",
    ]
    long = label(
        ("Welfare checks, noise and unwanted persons first; flagged addresses stay with police " * 3)[:162]
    )
    told = "A kind of call that a team could take (in 16 of 18 conversations)"
    content = CouncilBriefContent(
        title=label("Community responders in Upper Harbor Falls and the Townships of the Lower Valley, OH"),
        organisation=label("Law Enforcement Action Partnership"),
        made_on=date(2026, 9, 30),
        audience=Audience.CITY_TEAM,
        draft=True,
        proposed=tuple(Proposed(label(title), long) for title in titles[2:6]),
        plan=Plan(
            name=label("N" * 60),
            what=label("Expected rules, 10:00 to 22:00 every day"),
            base=label("17,121 eligible of 141,127 community-initiated incidents, 2025-01-01 to 2025-12-31"),
            numbers=(
                Number(
                    label("93% to 97%"),
                    label(
                        "of the eligible calls in the hours of service find a team at once; under higher demand the "
                        "teams are overloaded. In those hours come about 67% of the eligible calls."
                    ),
                ),
                Number(label("118 to 119"), label("people on the payroll, all roles together.")),
                Number(label("$12.29 million to $12.40 million"), label("a year, recurring.")),
            ),
            cost=label(
                "$12.29 million a year for 11,083 responses a year is $2,111 a response ($1,512 to $3,352)."
            ),
            once=label("Beside that $1,324,820 once, before the first call."),
            changed=(
                label("Call types are decided otherwise: " + "UNWANTED PERSON (now police), " * 3 + "more."),
            ),
        ),
        heard=label("Heard were 110 people in 38 conversations, from 19 of 19 groups."),
        said=(label(f"City staff (55 people): {'; '.join([told] * 3)}."),) * 2,
        asked=tuple(map(label, titles)),
        agreed=0,
        asked_by=label("2026-12-12"),
    )
    return compose(content)


@pytest.mark.parametrize("paper", Paper)
def test_the_fullest_brief_is_one_page(paper: Paper, tmp_path: Path) -> None:
    made = render(fullest(), [DocumentFormat.PDF], GATE, "brief", paper=paper)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made.files[0].data)) == 1


def test_pages_are_counted() -> None:
    document = replace(
        fullest(), says={"content": fullest().says["content"]}, size=type(fullest().size).LARGE
    )
    made = render(document, [DocumentFormat.PDF], GATE, "brief")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made.files[0].data)) > 1
