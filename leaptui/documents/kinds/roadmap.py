"""The roadmap: what it says, as data. Every word and figure in it has passed the gate.

The services build one `RoadmapContent` through a `leaptui.disclosure.gate.Gate`; renderers take
nothing else. Plain strings have no place here: a field is cleared text, a closed vocabulary, a
whole number of our own (a component's number), or a ledger, whose rows are rows of a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_figures import ClearedCalls
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import ClearedFigure, Quote
from leaptui.documents import charts
from leaptui.documents.document import Document, Form
from leaptui.documents.kinds.diversion_part import DiversionContent
from leaptui.documents.kinds.plan_part import PlanPart
from leaptui.domain.calls import Ledger
from leaptui.domain.vocabulary import ComponentStatus

_SETTLED = frozenset({ComponentStatus.AGREED, ComponentStatus.DEFERRED})
_MOST_WAITING = 3
"""Decisions that are told to come next."""


@dataclass(frozen=True, slots=True)
class Step:
    """One item of a component's checklist."""

    text: Cleared
    done: bool


@dataclass(frozen=True, slots=True)
class Weighed:
    """A way in which a component can be decided."""

    title: Cleared
    gains: Cleared
    costs: Cleared
    chosen: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A statement and who says so."""

    text: Cleared
    source: Cleared


@dataclass(frozen=True, slots=True)
class PhaseSteps:
    """A phase of the work and what stands at its end."""

    title: Cleared
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentContent:
    """One of the ten components."""

    number: int
    """1 to 10."""
    title: Cleared
    question: Cleared
    """What the city must decide."""
    status: ComponentStatus
    decision: Cleared
    """Empty while nothing is decided."""
    rationale: Cleared
    """The advisor's Markdown; empty when there is none."""
    owner: Cleared
    due: Cleared
    """ISO date, or empty."""
    option: Cleared | None = None
    """The way chosen among those weighed."""
    options: tuple[Weighed, ...] = ()
    examples: tuple[Told, ...] = ()
    """What happened where that way was chosen."""
    dissent: Cleared | None = None
    """Who sees it otherwise, and why: the advisor's Markdown."""
    again: tuple[Cleared, ...] = ()
    """Decisions it rests on that were made otherwise since."""
    checklist: tuple[Step, ...] = ()
    quotes: tuple[Quote, ...] = ()
    themes: tuple[Cleared, ...] = ()
    """Themes of evidence whose words are not for attribution."""
    figures: tuple[ClearedFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern that the city raised and where it stands."""

    title: Cleared
    status: Cleared
    owner: Cleared


@dataclass(frozen=True, slots=True)
class TeamLine:
    """Somebody of the local team."""

    who: Cleared
    organisation: Cleared
    part: Cleared
    """`lead`, or the components they are accountable for."""


@dataclass(frozen=True, slots=True)
class PartsLine:
    """Who does what in a component."""

    component: Cleared
    accountable: Cleared
    responsible: Cleared
    consulted: Cleared
    informed: Cleared


@dataclass(frozen=True, slots=True)
class PrecedentLine:
    """A programme elsewhere and why it is like this city."""

    programme: Cleared
    why: Cleared
    lesson: Cleared


@dataclass(frozen=True, slots=True)
class CallsContent:
    """One call export: what it shows, and what became of its rows."""

    calls: ClearedCalls
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means in this document."""

    term: Cleared
    meaning: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapContent:
    """A roadmap for one engagement."""

    title: Cleared
    city: Cleared
    """Name of the engagement: `Harbor Falls, OH`."""
    jurisdictions: tuple[Cleared, ...]
    """Each jurisdiction with its state; more than one where cities share a programme."""
    organisation: Cleared
    """Who made the document."""
    made_on: date
    audience: Audience
    draft: bool
    components: tuple[ComponentContent, ...]
    heard: Cleared
    """Who was heard: `14 people in 8 interviews, from 6 of 19 groups.` with its full stop, or empty."""
    calls: tuple[CallsContent, ...] = ()
    sources: tuple[Cleared, ...] = ()
    """Sources beside the call exports, one line each (taxonomy and its version, practice content)."""
    concerns: tuple[ConcernLine, ...] = ()
    team: tuple[TeamLine, ...] = ()
    parts: tuple[PartsLine, ...] = ()
    precedents: tuple[PrecedentLine, ...] = ()
    diversion: DiversionContent | None = None
    staffed: PlanPart | None = None
    """The plan marked for it."""
    launch: tuple[PhaseSteps, ...] = ()
    """The phases from the local team on."""
    definitions: tuple[Definition, ...] = ()
    """Terms of this engagement, added to the standing ones of the document."""

    @property
    def agreed(self) -> tuple[ComponentContent, ...]:
        """The components that are agreed."""
        return tuple(each for each in self.components if each.status is ComponentStatus.AGREED)

    @property
    def waiting(self) -> tuple[ComponentContent, ...]:
        """The components not agreed yet whose day is nearest; at most three."""
        dated = [each for each in self.components if each.status not in _SETTLED and each.due.text]
        return tuple(sorted(dated, key=lambda each: each.due.text)[:_MOST_WAITING])


def compose(content: RoadmapContent) -> Document:
    """The roadmap as a document; nothing is drawn yet."""
    pictures: dict[str, charts.Picture] = {}
    for number, each in enumerate(content.calls, start=1):
        pictures[f"tiers-{number}"] = charts.tier_bars(each.calls.tiers)
        pictures[f"hours-{number}"] = charts.heat_map(each.calls.grid)
    return Document(
        kind="roadmap",
        form=Form.REPORT,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content, "diversion": content.diversion},
        pictures=pictures,
        draft=content.draft,
    )
