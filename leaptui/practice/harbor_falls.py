"""Harbor Falls, OH: a made-up city to practice on. Nobody in it exists.

Plain data; a service turns it into records. Its calls are written by
`leaptui.practice.practice_calls`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from leaptui.domain.attribution import Attribution
from leaptui.domain.calls import Tier
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind, Level, Phase
from leaptui.practice.located_toml import Table, TomlFile
from leaptui.practice.parts import COMPONENT_KEYS

_REQUEST = ("asked_of", "period_from", "period_to", "sent_on", "due", "note")


@dataclass(frozen=True, slots=True)
class PracticeEngagement:
    """The engagement's own fields, as in `leaptui.domain.records.Engagement`."""

    name: str
    level: Level
    phase: Phase
    timezone: str
    lead: str
    partners: tuple[str, ...]
    dispatch_centre: str
    next_step: str
    next_due: str
    interviews_planned: int
    note: str


@dataclass(frozen=True, slots=True)
class PracticeJurisdiction:
    """A city of the engagement."""

    name: str
    state: str
    population: int


@dataclass(frozen=True, slots=True)
class PracticeExport:
    """What to make for the calls, and what came with it.

    Attributes:
        file_name: The name it is imported under.
        rows: Data rows.
        seed: For `write_practice_calls`.
        sender: Who sent it.
        received_on: ISO date.
        request: Texts of the request that it answers, as the form of one has them, and the day it was sent.
    """

    file_name: str
    rows: int
    seed: int
    sender: str
    received_on: str
    request: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PracticeStakeholder:
    """A person; `key` is known only in this city's data."""

    key: str
    name: str
    role: str
    organisation: str
    group: str
    attribution: Attribution
    note: str
    facts: tuple[tuple[str, str], ...]
    """What else is known: shift, district, language, role_holders."""


@dataclass(frozen=True, slots=True)
class PracticeInterview:
    """A conversation.

    Attributes:
        key: Known only in this city's data.
        number: 1 and up.
        title: Who, in a few words.
        held_on: ISO date.
        attribution: What was agreed.
        participants: Keys of stakeholders.
        consent: How and when it was given.
        guide: Id of a guide.
        note: Markdown with marks; its follow-ups stand only here.
        facts: What else is known: shift, minutes, consent, form, who listened.
    """

    key: str
    number: int
    title: str
    held_on: str
    attribution: Attribution
    participants: tuple[str, ...]
    consent: str
    guide: str
    note: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PracticeFollowUp:
    """A promise that stands in no note."""

    text: str
    due: str
    owner: str
    done: bool


@dataclass(frozen=True, slots=True)
class PracticeTypeRule:
    """A local decision on a call type."""

    type: str
    group: str
    tier: Tier
    confidence: str
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class PracticeEvidence:
    """What a component rests on.

    Attributes:
        kind: An excerpt or a figure.
        source: The verbatim words of an excerpt without quotation marks, or the key of a figure.
        interview: Key of the interview the words stand in; empty for a figure.
    """

    kind: EvidenceKind
    source: str
    interview: str


@dataclass(frozen=True, slots=True)
class PracticeDecision:
    """Where a component stands.

    Attributes:
        key: The component.
        status: How far it is.
        decision: One or two sentences; empty while open.
        rationale: Markdown.
        owner: Who has it in hand.
        due: ISO date, or nothing.
        ticks: Keys of the checklist items that are done.
        evidence: What it rests on.
        option: Key of the option chosen, or nothing.
        dissent: Who sees it otherwise.
        earlier: Option and decision as they were before they were changed, where they were.
        own_items: What the city added to the checklist.
    """

    key: str
    status: ComponentStatus
    decision: str
    rationale: str
    owner: str
    due: str | None
    ticks: tuple[str, ...]
    evidence: tuple[PracticeEvidence, ...]
    option: str = ""
    dissent: str = ""
    earlier: tuple[str, str] | None = None
    own_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeCity:
    """All of the practice city."""

    engagement: PracticeEngagement
    jurisdictions: tuple[PracticeJurisdiction, ...]
    calls: PracticeExport
    stakeholders: tuple[PracticeStakeholder, ...]
    interviews: tuple[PracticeInterview, ...]
    follow_ups: tuple[PracticeFollowUp, ...]
    type_rules: tuple[PracticeTypeRule, ...]
    components: tuple[PracticeDecision, ...]
    phase_ticks: tuple[tuple[Phase, tuple[str, ...]], ...]
    """Items of the phases' checklists that are done."""


def practice_city() -> PracticeCity:
    """Read Harbor Falls."""
    folder = files("leaptui.practice")
    text = folder.joinpath("harbor_falls.toml").read_text(encoding="utf-8")
    top = TomlFile("leaptui/practice/harbor_falls.toml", text).parse()
    city = PracticeCity(
        engagement=_engagement(top),
        jurisdictions=tuple(
            PracticeJurisdiction(
                table.text("name"), table.text("state"), table.whole("population", least=1, most=10**9)
            )
            for table in top.tables("jurisdiction", least=1)
        ),
        calls=_export(top),
        stakeholders=tuple(_stakeholder(table) for table in top.tables("stakeholder", least=1)),
        interviews=tuple(
            _interview(table, number) for number, table in enumerate(top.tables("interview", least=1), 1)
        ),
        follow_ups=tuple(
            PracticeFollowUp(
                table.text("text"), table.text("due"), table.text("owner"), done=table.flag("done")
            )
            for table in top.tables("follow_up")
        ),
        type_rules=tuple(_type_rule(table) for table in top.tables("type_rule")),
        components=tuple(_decision(table) for table in top.tables("component", least=len(COMPONENT_KEYS))),
        phase_ticks=tuple(
            (table.one_of("key", Phase), table.texts("ticks", least=1)) for table in top.tables("phase")
        ),
    )
    top.finish()
    return city


def _engagement(top: Table) -> PracticeEngagement:
    table = top.table("engagement")
    found = PracticeEngagement(
        name=table.text("name"),
        level=table.one_of("level", Level),
        phase=table.one_of("phase", Phase),
        timezone=table.text("timezone"),
        lead=table.text("lead"),
        partners=table.texts("partners"),
        dispatch_centre=table.text("dispatch_center"),
        next_step=table.text("next_step"),
        next_due=table.text("next_due"),
        interviews_planned=table.whole("interviews_planned", least=1, most=999),
        note=table.text("note"),
    )
    table.finish()
    return found


def _export(top: Table) -> PracticeExport:
    table = top.table("calls")
    found = PracticeExport(
        file_name=table.text("file_name"),
        rows=table.whole("rows", least=1, most=10**8),
        seed=table.whole("seed", least=0, most=2**32),
        sender=table.text("sender"),
        received_on=table.text("received_on"),
        request=_request(table.table("request")),
    )
    table.finish()
    return found


def _request(table: Table) -> tuple[tuple[str, str], ...]:
    found = tuple((key, table.text(key)) for key in _REQUEST)
    table.finish()
    return found


def _stakeholder(table: Table) -> PracticeStakeholder:
    return PracticeStakeholder(
        key=table.text("key"),
        name=table.text("name"),
        role=table.text("role"),
        organisation=table.text("organization"),
        group=table.text("group"),
        attribution=table.one_of("attribution", Attribution),
        note=table.text("note", ""),
        facts=_facts(table),
    )


def _facts(table: Table) -> tuple[tuple[str, str], ...]:
    if "facts" not in table.values:
        return ()
    facts = table.table("facts")
    return tuple((name, facts.text(name)) for name in facts.values)


def _interview(table: Table, number: int) -> PracticeInterview:
    note = files("leaptui.practice").joinpath("harbor_falls", table.text("note"))
    return PracticeInterview(
        key=table.text("key"),
        number=number,
        title=table.text("title"),
        held_on=table.text("held_on"),
        attribution=table.one_of("attribution", Attribution),
        participants=table.texts("participants", least=1),
        consent=table.text("consent"),
        guide=table.text("guide"),
        note=note.read_text(encoding="utf-8").rstrip("\n"),
        facts=_facts(table),
    )


def _type_rule(table: Table) -> PracticeTypeRule:
    return PracticeTypeRule(
        type=table.text("type"),
        group=table.text("group"),
        tier=table.one_of("tier", Tier),
        confidence=table.text("confidence"),
        reason=table.text("reason"),
        decided_by=table.text("decided_by"),
    )


def _decision(table: Table) -> PracticeDecision:
    return PracticeDecision(
        key=table.text("key"),
        status=table.one_of("status", ComponentStatus),
        decision=table.text("decision", ""),
        rationale=table.text("rationale", ""),
        owner=table.text("owner", ""),
        due=table.text("due", "") or None,
        ticks=table.texts("ticks"),
        evidence=tuple(_evidence(row) for row in table.tables("evidence")),
        option=table.text("option", ""),
        dissent=table.text("dissent", ""),
        earlier=_earlier(table),
        own_items=table.texts("own_items"),
    )


def _earlier(table: Table) -> tuple[str, str] | None:
    if "earlier" not in table.values:
        return None
    earlier = table.table("earlier")
    found = earlier.text("option"), earlier.text("decision")
    earlier.finish()
    return found


def _evidence(table: Table) -> PracticeEvidence:
    figure = table.text("figure", "")
    if figure:
        return PracticeEvidence(EvidenceKind.FIGURE, figure, "")
    return PracticeEvidence(EvidenceKind.EXCERPT, table.text("quote"), table.text("interview"))
