"""What the field knows, as data: groups, themes, components, guides, precedents, concerns, phases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.domain.vocabulary import Phase

SHORT_LABEL = 20
"""Longest `short` of a group, component, phase or guide question, in characters."""
SHORT_ITEM = 28
"""Longest `short` of a checklist item, in characters."""
STALE_AFTER_DAYS = 365
"""A fact that is older than this may no longer hold: programmes change quickly."""
OLD_AFTER_YEARS = 2
"""A fact that is older than this is greyed wherever it is shown."""


class Standing(StrEnum):
    """How well a fact is known."""

    FOUND = "F"
    """Read in a published source."""
    STATED = "S"
    """Stated by the organisation itself."""
    DERIVED = "D"
    """Computed or proposed here from what is known."""
    RECALLED = "R"
    """General knowledge that nobody has checked; never printed without an advisor's confirmation."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement that answers "says who?".

    Attributes:
        text: The statement, with its full stop.
        source: Who says so, short enough to print beside it.
        as_of: The time it speaks of: `2024`, `2024-07` or `2024-07-01`.
        mark: How well it is known.
    """

    text: str
    source: str
    as_of: str
    mark: Standing

    @property
    def cited(self) -> str:
        """Who says so and when, the year once: `Seattle Times, 2024-07`, `City blog 2025`."""
        return self.source if self.as_of[:4] in self.source else f"{self.source}, {self.as_of}"

    @property
    def unverified(self) -> bool:
        """Whether somebody must check the fact before it is printed."""
        return self.mark is Standing.RECALLED

    def is_stale(self, today: date) -> bool:
        """Whether more than a year lies between the earliest day `as_of` can mean and today."""
        return (today - first_day(self.as_of)).days > STALE_AFTER_DAYS

    def is_old(self, today: date) -> bool:
        """Whether more than two years lie between the earliest day `as_of` can mean and today."""
        first = first_day(self.as_of)
        return (today.year - first.year, today.month, today.day) > (OLD_AFTER_YEARS, first.month, first.day)

    def age(self, today: date) -> str:
        """What is to be said of its age, and of whether somebody checked it; empty for a fresh fact."""
        said = ["not checked: recalled, or told without its paper"] if self.unverified else []
        if self.is_old(today):
            said.append("more than two years old")
        elif self.is_stale(today):
            said.append("more than 12 months old")
        return "; ".join(said)


def first_day(as_of: str) -> date:
    """The earliest day that a year, a month or a day can mean.

    Raises:
        ValueError: If the text is none of the three.
    """
    parts = as_of.split("-")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)] or not all(map(str.isdigit, parts)):
        raise ValueError(as_of)
    year, month, day = (*map(int, parts), 1, 1)[:3]
    return date(year, month, day)


@dataclass(frozen=True, slots=True)
class About:
    """Where a whole part of the practice content comes from.

    Attributes:
        version: Grows with every change that matters.
        fact: What the part is, with source, date and standing.
    """

    version: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of stakeholder.

    Attributes:
        key: Kept in a stakeholder's record; never changes its meaning.
        label: Its name in full.
        short: Its name in at most `SHORT_LABEL` characters.
        target: Fewest people (or sessions) an advisor of a mid-size city plans to hear.
        target_most: Most of them.
        sessions: Whether the target counts sessions of several people.
        critical: Whether two voices are needed before Design can begin; otherwise one is.
        why: What only this group can tell.
    """

    key: str
    label: str
    short: str
    target: int
    target_most: int
    sessions: bool
    critical: bool
    why: str

    @property
    def needed_before_design(self) -> int:
        """Voices without which the coverage rule is not met."""
        return 2 if self.critical else 1


@dataclass(frozen=True, slots=True)
class Theme:
    """A code for tagging passages: `NEED-night`.

    Attributes:
        key: What is written behind `#` in a note.
        label: What it means.
        components: Keys of the roadmap components it usually bears on.
    """

    key: str
    label: str
    components: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One step of a component, of a phase or of the hand-over.

    Attributes:
        key: Kept in the tick's record.
        text: The step.
        short: The step in at most `SHORT_ITEM` characters.
    """

    key: str
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class PracticeOption:
    """One way in which a component can be decided.

    Attributes:
        key: Kept in the component's record.
        title: Its name.
        short: Its name in at most `SHORT_ITEM` characters.
        gains: What speaks for it.
        costs: What it asks for.
        examples: What happened where it was chosen, or near to it.
        precedents: Keys of programmes that chose it.
    """

    key: str
    title: str
    short: str
    gains: tuple[str, ...]
    costs: tuple[str, ...]
    examples: tuple[Fact, ...]
    precedents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeComponent:
    """One of the ten components of a roadmap, as the field knows it.

    Attributes:
        key: `staffing`, `volume` ... `housing`.
        number: 1 to 10, the order of the roadmap.
        title: Its heading in the roadmap.
        short: Its name in at most `SHORT_LABEL` characters.
        question: What the city must decide.
        trade_offs: The options and what each costs, one sentence each.
        evidence_data: What the call data can show for it.
        evidence_interviews: Whom to hear about it.
        feeds: Keys of the components that must be looked at again when this one changes.
        checklist: Its steps; the order matters.
        options: The ways in which it can be decided.
    """

    key: str
    number: int
    title: str
    short: str
    question: str
    trade_offs: tuple[str, ...]
    evidence_data: tuple[str, ...]
    evidence_interviews: tuple[str, ...]
    feeds: tuple[str, ...]
    checklist: tuple[ChecklistItem, ...]
    options: tuple[PracticeOption, ...] = ()

    def item(self, key: str) -> ChecklistItem | None:
        """A checklist item by its key."""
        return next((item for item in self.checklist if item.key == key), None)

    def option(self, key: str) -> PracticeOption | None:
        """An option by its key."""
        return next((option for option in self.options if option.key == key), None)


@dataclass(frozen=True, slots=True)
class PracticePhase:
    """A phase of an engagement.

    Attributes:
        phase: Which of the eight.
        short: Its name in at most `SHORT_LABEL` characters.
        length: How long it usually takes; unverified.
        work: What is done.
        checklist: What stands at its end, and what must have been settled by then.
    """

    phase: Phase
    short: str
    length: Fact
    work: tuple[str, ...]
    checklist: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of an interview guide.

    Attributes:
        number: 1 and up.
        short: At most `SHORT_LABEL` characters, for the list beside the note.
        text: The question as it is asked.
        prompts: What to ask after it.
    """

    number: int
    short: str
    text: str
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """A set of open questions for some groups of stakeholders.

    Attributes:
        id: Kept in the interview's record together with the version.
        version: Grows whenever a question changes.
        title: Whom it is for.
        language: ISO 639-1.
        minutes: How long the conversation takes.
        groups: Keys of the stakeholder groups it serves.
        questions: In the order they are asked.
    """

    id: str
    version: int
    title: str
    language: str
    minutes: int
    groups: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What is read out before a conversation, in one language.

    Attributes:
        language: ISO 639-1.
        title: Its heading.
        text: Paragraphs, in the order they are said.
        recording: Asked where it would be recorded.
        minors: Said to somebody under 18.
        question: What they answer yes or no to.
    """

    language: str
    title: str
    text: tuple[str, ...]
    recording: str
    minors: str
    question: str


@dataclass(frozen=True, slots=True)
class PracticeConcern:
    """A concern that stakeholders raise, and an honest answer.

    Attributes:
        key: Its name in links.
        title: The concern as it is said.
        short: At most `SHORT_ITEM` characters.
        answer: What an advisor may answer.
        limits: What may not be claimed.
        check_first: What must be checked before the answer is given.
        speaker: Which validator is heard best.
        examples: What happened elsewhere.
        components: Keys of the components it bears on.
        words: Those by which it is recognised in a note; beginnings of words, in any language.
    """

    key: str
    title: str
    short: str
    answer: str
    limits: str
    speaker: str
    examples: tuple[Fact, ...]
    components: tuple[str, ...]
    words: tuple[str, ...] = ()
    check_first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioCity:
    """An engagement the organisation has named in public: names and states, nothing else.

    Attributes:
        name: `Redmond/Kirkland, WA`.
        jurisdictions: Name and postal abbreviation of each.
        fact: What is published about it.
    """

    name: str
    jurisdictions: tuple[tuple[str, str], ...]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The engagements named in public, and how many the organisation says there were.

    Attributes:
        stated: How many engagements the organisation's own list has.
        fact: Who says so.
        cities: Those whose names are known here.
    """

    stated: int
    fact: Fact
    cities: tuple[PortfolioCity, ...]

    @property
    def unnamed(self) -> int:
        """Engagements of the list whose names are not known here; 0 when all are."""
        return max(0, self.stated - sum(1 for city in self.cities if city.fact.mark is Standing.STATED))
