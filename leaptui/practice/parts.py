"""From a practice file to its content: one function for each file, each refusing what it must not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leaptui.domain.vocabulary import Phase
from leaptui.practice.content import (
    SHORT_ITEM,
    ChecklistItem,
    ConsentText,
    Guide,
    Portfolio,
    PortfolioCity,
    PracticeComponent,
    PracticeConcern,
    PracticeOption,
    PracticePhase,
    Question,
    Theme,
)
from leaptui.practice.facts import read_fact
from leaptui.practice.groups import SHORT_LABEL
from leaptui.practice.located_toml import key_of, refuse_twice

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table

COMPONENT_KEYS = (
    "staffing",
    "volume",
    "hours",
    "types",
    "responders",
    "cost",
    "qualifications",
    "liability",
    "training",
    "housing",
)
"""The ten components of a roadmap in its order; records and links rest on these keys."""

_THEME = re.compile(r"[A-Za-z][\w-]*")
_STATE = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2}")


def themes(top: Table) -> tuple[Theme, ...]:
    """Themes for tagging."""
    found: list[Theme] = []
    for table in top.tables("theme", least=1):
        key = table.text("key")
        if not _THEME.fullmatch(key):
            table.refuse("key", "must be letters, digits and hyphens, beginning with a letter")
        refuse_twice(table, "key", key, (theme.key for theme in found))
        found.append(Theme(key, table.text("label"), table.texts("components", allowed=COMPONENT_KEYS)))
    return tuple(found)


def components(top: Table) -> tuple[PracticeComponent, ...]:
    """The ten components; an own file may say them differently but must keep keys and order."""
    found: list[PracticeComponent] = []
    for table in top.tables("component", least=len(COMPONENT_KEYS)):
        number = len(found) + 1
        key = table.text("key")
        if number > len(COMPONENT_KEYS) or key != COMPONENT_KEYS[number - 1]:
            table.refuse("key", f"is out of place; the ten are, in order, {', '.join(COMPONENT_KEYS)}")
        found.append(
            PracticeComponent(
                key=key,
                number=number,
                title=table.text("title"),
                short=table.text("short", most=SHORT_LABEL),
                question=table.text("question"),
                trade_offs=table.texts("trade_offs", least=1),
                evidence_data=table.texts("evidence_data", least=1),
                evidence_interviews=table.texts("evidence_interviews", least=1),
                feeds=table.texts("feeds", allowed=COMPONENT_KEYS),
                checklist=_checklist(table),
                options=_options(table),
            )
        )
    return tuple(found)


def _options(component: Table) -> tuple[PracticeOption, ...]:
    found: list[PracticeOption] = []
    for table in component.tables("option"):
        found.append(
            PracticeOption(
                key=key_of(table, taken=(option.key for option in found)),
                title=table.text("title"),
                short=table.text("short", most=SHORT_ITEM),
                gains=table.texts("gains", least=1),
                costs=table.texts("costs", least=1),
                examples=tuple(read_fact(example) for example in table.tables("example")),
                precedents=table.texts("precedents"),
            )
        )
    return tuple(found)


def hand_over(top: Table) -> tuple[ChecklistItem, ...]:
    """What a city must have in its own hands before the advisors leave."""
    return _checklist(top)


def _checklist(holder: Table) -> tuple[ChecklistItem, ...]:
    found: list[ChecklistItem] = []
    for table in holder.tables("checklist", least=1):
        key = key_of(table, taken=(item.key for item in found))
        found.append(ChecklistItem(key, table.text("text"), table.text("short", most=SHORT_ITEM)))
    return tuple(found)


def phases(top: Table) -> tuple[PracticePhase, ...]:
    """The eight phases in their order."""
    found: list[PracticePhase] = []
    for table in top.tables("phase", least=len(Phase)):
        phase = table.one_of("key", Phase)
        if phase.number != len(found):
            table.refuse("key", f"is out of place; the eight are, in order, {', '.join(Phase)}")
        length = table.table("length")
        found.append(
            PracticePhase(
                phase=phase,
                short=table.text("short", most=SHORT_LABEL),
                length=read_fact(length),
                work=table.texts("work", least=1),
                checklist=_checklist(table),
            )
        )
        length.finish()
    return tuple(found)


def consent(top: Table) -> tuple[ConsentText, ...]:
    """What asks for consent, one text a language."""
    found: list[ConsentText] = []
    for table in top.tables("consent", least=1):
        language = _language(table)
        refuse_twice(table, "language", language, (each.language for each in found))
        found.append(
            ConsentText(
                language=language,
                title=table.text("title"),
                text=table.texts("text", least=1),
                recording=table.text("recording"),
                minors=table.text("minors"),
                question=table.text("question"),
            )
        )
    return tuple(found)


def guide(top: Table) -> Guide:
    """One interview guide, a file of its own."""
    language = _language(top)
    questions: list[Question] = []
    for table in top.tables("question", least=1):
        questions.append(
            Question(
                number=len(questions) + 1,
                short=table.text("short", most=SHORT_LABEL),
                text=table.text("text"),
                prompts=table.texts("prompts"),
            )
        )
    return Guide(
        id=key_of(top, name="id"),
        version=top.whole("version", least=1, most=10_000),
        title=top.text("title"),
        language=language,
        minutes=top.whole("minutes", least=5, most=480),
        groups=top.texts("groups", least=1),
        questions=tuple(questions),
    )


def concerns(top: Table) -> tuple[PracticeConcern, ...]:
    """Concerns with their answers."""
    found: list[PracticeConcern] = []
    for table in top.tables("concern", least=1):
        found.append(
            PracticeConcern(
                key=key_of(table, taken=(concern.key for concern in found)),
                title=table.text("title"),
                short=table.text("short", most=SHORT_ITEM),
                answer=table.text("answer"),
                limits=table.text("limits"),
                speaker=table.text("speaker"),
                examples=tuple(read_fact(example) for example in table.tables("example", least=1)),
                components=table.texts("components", allowed=COMPONENT_KEYS),
                words=table.texts("words"),
                check_first=table.texts("check_first"),
            )
        )
    return tuple(found)


def portfolio(top: Table) -> Portfolio:
    """The engagements named in public."""
    said = top.table("list")
    stated = said.whole("stated", least=1, most=1_000)
    fact = read_fact(said)
    said.finish()
    cities: list[PortfolioCity] = []
    for table in top.tables("city", least=1):
        name = table.text("name")
        refuse_twice(table, "name", name, (city.name for city in cities))
        cities.append(
            PortfolioCity(
                name=name,
                jurisdictions=tuple(
                    (place.text("name"), state_of(place)) for place in table.tables("jurisdiction", least=1)
                ),
                fact=read_fact(table),
            )
        )
    return Portfolio(stated, fact, tuple(cities))


def state_of(table: Table) -> str:
    """A two-letter postal abbreviation."""
    state = table.text("state")
    if not _STATE.fullmatch(state):
        table.refuse("state", "must be a two-letter postal abbreviation, such as OH")
    return state


def _language(table: Table) -> str:
    language = table.text("language")
    if not _LANGUAGE.fullmatch(language):
        table.refuse("language", "must be two lower-case letters, such as en")
    return language
