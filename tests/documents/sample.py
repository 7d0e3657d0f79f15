"""A made-up roadmap, as content that passed the gate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_figures import clear_calls
from leaptui.disclosure.gate import Gate, Quote, Speaker
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.documents.document import About, Document
from leaptui.documents.kinds.roadmap import (
    CallsContent,
    ComponentContent,
    Definition,
    RoadmapContent,
    Step,
    compose,
)
from leaptui.domain.attribution import Attribution
from leaptui.domain.calls import (
    CallsSummary,
    Ledger,
    LedgerLine,
    SetAside,
    Tier,
    TierLine,
    TimeMeasure,
    TypeLine,
)
from leaptui.domain.measured import Base, BaseName, Measured, Period, RuleSet, Source
from leaptui.domain.vocabulary import ComponentStatus, PassageKind
from leaptui.services.documents.prepared import Prepared

PERIOD = Period("2025-01-01", "2025-12-31")
SOURCE = Source("ab" * 32, "harbor-falls-2025.csv")
CONFIDENCE = "Nobody on nights believes that the chief will answer the phone after ten."

TYPES = (
    ("WELFARE CHECK", 5312, Tier.COMMUNITY_RESPONDER),
    ("NOISE COMPLAINT", 3120, Tier.COMMUNITY_RESPONDER),
    ("UNWANTED PERSON", 2890, Tier.COMMUNITY_RESPONDER),
    ("PERSON DOWN / INTOXICATED", 1740, Tier.COMMUNITY_RESPONDER),
    ("MENTAL HEALTH, NO WEAPON", 1288, Tier.CO_RESPONSE),
    ("SUICIDAL SUBJECT", 761, Tier.CO_RESPONSE),
    ("TRAFFIC COLLISION", 6204, Tier.POLICE),
    ("BURGLARY IN PROGRESS", 930, Tier.POLICE),
    ("ROBBERY", 412, Tier.POLICE),
    ("KIDNAPPING", 3, Tier.POLICE),
    ("ALARM, COMMERCIAL", 4410, Tier.POLICE),
    ("MEDICAL ASSIST", 2988, Tier.FIRE_EMS),
    ("911 HANG-UP", 1904, Tier.ADMINISTRATIVE),
    ("10-98", 61, Tier.UNMAPPED),
)


def summary(types: Sequence[tuple[str, int, Tier]] = TYPES) -> CallsSummary:
    """A year of calls with a daily and a weekly shape."""
    total = sum(calls for _, calls, _ in types)
    shape = [
        [1.6 + 1.1 * math.sin((hour - 10) / 24 * 2 * math.pi) + 0.25 * (day in (4, 5)) for hour in range(24)]
        for day in range(7)
    ]
    whole = sum(map(sum, shape))
    grid = [[math.floor(total * cell / whole) for cell in row] for row in shape]
    tiers = {tier: sum(calls for _, calls, of in types if of is tier) for tier in Tier}
    expected = tiers[Tier.COMMUNITY_RESPONDER]
    month = total // 12
    return CallsSummary(
        base=Base(BaseName.COMMUNITY_INITIATED, total, PERIOD),
        by_weekday_hour=tuple(map(tuple, grid)),
        weekdays_in_period=(52, 52, 53, 52, 52, 52, 52),
        without_hour=total - sum(map(sum, grid)),
        by_month=tuple((f"2025-{n:02}", month if n < 12 else total - 11 * month) for n in range(1, 13)),
        by_type=tuple(TypeLine(name, calls, calls / total, tier) for name, calls, tier in types),
        by_tier=tuple(TierLine(tier, calls, calls / total) for tier, calls in tiers.items()),
        eligible={
            RuleSet.NARROW: min(8432, expected),
            RuleSet.EXPECTED: expected,
            RuleSet.BROAD: expected + tiers[Tier.CO_RESPONSE],
        },
        times={
            "response": TimeMeasure(28_011, 9.4, 12.8, 24.1),
            "on_scene": TimeMeasure(27_640, 18.2, 26.7, 54.0),
        },
        not_available=("call processing time", "officers per call"),
        type_coverage=1 - tiers[Tier.UNMAPPED] / total,
    )


def summary_with_a_small_tier() -> CallsSummary:
    """Three calls of one tier, which must not be printed."""
    return summary(
        (
            ("WELFARE CHECK", 1_500, Tier.COMMUNITY_RESPONDER),
            ("SUICIDAL SUBJECT", 3, Tier.CO_RESPONSE),
            ("ROBBERY", 400, Tier.POLICE),
            ("ODD CODE", 40, Tier.UNMAPPED),
        )
    )


def many_types(number: int) -> tuple[tuple[str, int, Tier], ...]:
    """As many call types as a large city has, and more."""
    return tuple((f"TYPE {place}", 20 + place, Tier.POLICE) for place in range(number))


def ledger(types: Sequence[tuple[str, int, Tier]] = TYPES) -> Ledger:
    """The rows behind `summary`."""
    used = sum(calls for _, calls, _ in types)
    lines = (
        LedgerLine(SetAside.UNREADABLE, 7),
        LedgerLine(SetAside.UNITS, 21_404),
        LedgerLine(SetAside.OFFICER_INITIATED, 18_233),
        LedgerLine(SetAside.DUPLICATES, 512),
    )
    return Ledger(used + sum(line.rows for line in lines), used, lines)


COMPONENTS = (
    (
        "Staffing needs",
        "How many people does the program need on its payroll, in which roles, and who employs them?",
    ),
    ("Call volume", "How many calls could a community responder take, counted how?"),
    ("Hours of operation", "On which days and at which hours are teams on duty?"),
    ("Call types handled", "Which calls does the program take from the first day, and which never?"),
    ("Number of responders", "How many people ride together, and how many teams are on duty?"),
    ("Cost", "What does it cost, and who pays after the grants end?"),
    ("Responder qualifications", "What must a responder know, and what can be taught?"),
    ("City liability", "Who employs, insures and defends the responders?"),
    ("Responder training", "What is taught, for how long, and with whom?"),
    ("Program housing", "Which department or body does the program belong to?"),
)
RATIONALE = """Most eligible calls come between **ten in the morning and ten at night**. That window keeps the
first teams busy and lets a supervisor be on duty for the whole of it.

## What was weighed

- Round the clock needs 5.3 people for each seat.
- Noon to eight misses the evening, when
  shelters are already full.
    - Two shelters close their doors at seven.

1. Start with ten to ten.
2. Look again after two quarters; see [the plan](https://example.org/plan)."""


def gate(audience: Audience = Audience.PUBLIC) -> Gate:
    """A gate that knows one confidence and one name."""
    protected = Protected(
        [Passage(CONFIDENCE, Attribution.NONE)], ["Maria Lopez"], may_be_said=["Harbor Falls"]
    )
    return Gate(audience, protected)


def content(
    through: Gate | None = None,
    *,
    rationale: str = RATIONALE,
    decision: str = "Ten in the morning to ten at night, every day.",
    types: Sequence[tuple[str, int, Tier]] = TYPES,
) -> RoadmapContent:
    """A whole roadmap for Harbor Falls."""
    through = through or gate()
    dispatcher = Speaker(
        name="Maria Lopez", role="Dispatcher", group_label="Call-takers and dispatchers", holders_of_role=7
    )
    manager = Speaker(
        name="Dana Whitfield", role="city manager", group_label="Elected and manager", holders_of_role=1
    )
    quotes = [
        through.excerpt(
            "We send two officers because there is nobody else to send.",
            PassageKind.VERBATIM,
            Attribution.ROLE_ONLY,
            dispatcher,
        ),
        through.excerpt(
            "The council wants a number it can defend next year as well",
            PassageKind.PARAPHRASE,
            Attribution.ON_RECORD,
            manager,
        ),
    ]
    base = summary().base
    components = tuple(
        ComponentContent(
            number=number,
            title=through.label(title, "title"),
            question=through.label(question, "question"),
            status=ComponentStatus.AGREED if number == 3 else ComponentStatus.OPEN,
            decision=through.free_text(decision if number == 3 else "", f"component {number}, decision"),
            rationale=through.free_text(rationale if number == 3 else "", f"component {number}, rationale"),
            owner=through.label("D. Whitfield" if number == 3 else "", "owner"),
            due=through.label("2027-01-15" if number == 3 else "", "due"),
            checklist=tuple(
                Step(through.label(text, "step"), done)
                for text, done in (
                    ("Plot the calls of the week by hour", number == 3),
                    ("List what each window would cover, from 8 to 24 hours", False),
                    ("Choose the pilot's window", False),
                )
            ),
            quotes=tuple(quote for quote in quotes if isinstance(quote, Quote)) if number == 3 else (),
            themes=(through.label("Nights", "theme"), through.label("Trust", "theme")) if number == 3 else (),
            figures=(
                through.figure(
                    Measured.share("Eligible share of calls", 13_062, base, SOURCE, RuleSet.EXPECTED)
                ),
            )
            if number == 3
            else (),
        )
        for number, (title, question) in enumerate(COMPONENTS, start=1)
    )
    return RoadmapContent(
        title=through.label("Community responder roadmap for Harbor Falls, OH", "title"),
        city=through.label("Harbor Falls, OH", "city"),
        jurisdictions=(through.label("Harbor Falls, Ohio", "jurisdiction"),),
        organisation=through.label("Law Enforcement Action Partnership", "organisation"),
        made_on=date(2026, 11, 24),
        audience=through.audience,
        draft=True,
        components=components,
        heard=through.label("12 people in 8 interviews, from 7 of 19 groups.", "who was heard"),
        calls=(CallsContent(clear_calls(through, summary(types), SOURCE.file_name), ledger(types)),),
        sources=(through.label("Call-type taxonomy, version 1 of November 2026", "source"),),
        definitions=(
            Definition(
                through.label("Team", "term"), through.label("Two responders in one vehicle.", "meaning")
            ),
        ),
    )


def document(
    through: Gate | None = None,
    *,
    rationale: str = RATIONALE,
    decision: str = "Ten in the morning to ten at night, every day.",
    types: Sequence[tuple[str, int, Tier]] = TYPES,
) -> Document:
    """The roadmap of `content`, with its appendix, ready to be made."""
    through = through or gate()
    about = About(
        gate=(through.label("Read for the public before it left; nothing was kept back", "about"),),
        log_head=through.label("5e" * 32, "about"),
    )
    return replace(
        compose(content(through, rationale=rationale, decision=decision, types=types)), about=about
    )


def roadmap_of(prepared: Prepared) -> RoadmapContent:
    """What a gathered roadmap says."""
    assert prepared.document is not None
    content = prepared.document.says["content"]
    assert isinstance(content, RoadmapContent)
    return content
