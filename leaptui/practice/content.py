"""What the field knows, as data: themes, components, guides, precedents, concerns, phases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.practice.facts import Fact, Standing

if TYPE_CHECKING:
    from leaptui.domain.vocabulary import Phase

SHORT_ITEM = 28
"""Longest `short` of a checklist item, in characters."""


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
