"""What the roadmap screen shows, asked of the services in one go on the store's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from leaptui.domain.attribution import Attribution
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import LeapError
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.marks import Mark, MarkKind
from leaptui.domain.measured import Measured, Unit
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import ComponentStatus, PassageKind, QuoteStatus
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.excerpts import excerpts, level_of
from leaptui.services.interviews.interviews import InterviewView, interviews
from leaptui.services.roadmap.claims import ClaimView, Name, claims
from leaptui.services.roadmap.components import ComponentView, link_excerpt, roadmap
from leaptui.services.roadmap.figures import figures
from leaptui.services.roadmap.findings import Finding
from leaptui.services.roadmap.readiness import findings
from leaptui.services.roadmap.scenario_figures import ScenarioFigure, scenario_figures
from leaptui.services.staffing.scenarios import ScenarioView, scenarios
from leaptui.services.workspace import Workspace
from leaptui.tui.dates import months_shown

KINDS_OF_MARK = {
    MarkKind.VERBATIM: "quote",
    MarkKind.CONCERN: "concern",
    MarkKind.OWN_VIEW: "own view",
}
"""Marks that can be evidence, and what they are called."""
_KINDS_OF_PASSAGE = {
    PassageKind.VERBATIM: "quote",
    PassageKind.PARAPHRASE: "told",
    PassageKind.OWN_VIEW: "own view",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOf:
    """Where a piece of evidence comes from.

    Attributes:
        label: What the figure counts, or what kind of words they are.
        brief: The base in a few words, or the interview.
        population: For a figure, what its base counts.
        who: For words, who said them, as the interview is called.
        level: For words, how far they may travel.
        file: For a figure, the file it was counted in.
        period: For a figure, the months.
        interview: For words, the interview's id.
        plan: For a figure of a staffing plan, its name.
    """

    label: str
    brief: str = ""
    population: str = ""
    who: str = ""
    level: Attribution | None = None
    file: str = ""
    period: str = ""
    interview: str = ""
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The ten components and all that is said beside them."""

    views: tuple[ComponentView, ...]
    sources: Mapping[str, SourceOf]
    """By id of the evidence."""
    today: date
    findings: tuple[Finding, ...] = ()
    """What is missing before each gate, the quality of the calls aside."""
    claims: Mapping[Name, ClaimView] = field(default_factory=dict)
    """What stands in decisions and reasons as a token, by what the token names."""

    @property
    def agreed(self) -> int:
        """Components agreed."""
        return sum(view.state.status is ComponentStatus.AGREED for view in self.views)

    @property
    def ready(self) -> int:
        """Components that lack nothing: agreed, resting on something, and that unchanged."""
        return sum(is_ready(view) for view in self.views)

    @property
    def stale(self) -> int:
        """Components that rest on a decision or a source that has changed."""
        return sum(view.stale for view in self.views)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Marked words that can be linked."""

    interview: Interview
    mark: Mark
    who: str
    level: Attribution


@dataclass(frozen=True, slots=True)
class PlanFigure:
    """A figure of a saved staffing plan that can be linked."""

    plan: ScenarioView
    key: str
    figure: ScenarioFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkable:
    """All that a component can rest on."""

    passages: tuple[Passage, ...]
    figures: Mapping[str, Measured]
    planned: tuple[PlanFigure, ...] = ()


def is_ready(view: ComponentView) -> bool:
    """Whether the component can be presented as it is."""
    return view.state.status is ComponentStatus.AGREED and bool(view.evidence) and not view.stale


def board(workspace: Workspace, engagement: Engagement) -> Board:
    """Gather what the screen shows."""
    views = tuple(roadmap(workspace, engagement))
    links = [link.evidence for view in views for link in view.evidence]
    return Board(
        views=views,
        findings=findings(workspace, engagement, with_quality=False),
        sources=_sources(workspace, engagement, links),
        claims={view.name: view for view in claims(workspace, engagement)},
        today=workspace.today(),
    )


def linkable(workspace: Workspace, engagement: Engagement) -> Linkable:
    """What was marked in interviews, newest interview first, and what the newest calls show."""
    known = summarise(workspace, engagement) if datasets(workspace, engagement) else None
    return Linkable(
        passages=tuple(
            Passage(interview=view.interview, mark=mark, who=view.title, level=_level(view, mark, levels))
            for view in interviews(workspace, engagement)
            for levels in [NoteLevels(view.interview.note)]
            for mark in view.marks
            if mark.kind in KINDS_OF_MARK
        ),
        figures=figures(known) if known else {},
        planned=tuple(
            PlanFigure(plan, key, figure)
            for plan in scenarios(workspace, engagement)
            for key, figure in scenario_figures(plan).items()
        ),
    )


def link_passage(workspace: Workspace, engagement: Engagement, key: str, passage: Passage) -> Evidence:
    """Keep marked words as an excerpt and let a component rest on it."""
    return link_excerpt(workspace, engagement, key, keep_excerpt(workspace, passage.interview, passage.mark))


def brief_base(figure: Measured) -> str:
    """`7,169 of 42,184 calls` for a share, `from 20,123 calls` for what was measured on so many."""
    if figure.unit is Unit.SHARE and figure.part is not None:
        return f"{figure.part:,} of {figure.base.calls:,} calls"
    if figure.unit is Unit.CALLS:
        return "the whole base"
    return f"from {figure.base.calls if figure.part is None else figure.part:,} calls"


def _level(view: InterviewView, mark: Mark, levels: NoteLevels) -> Attribution:
    return levels.of_passage(mark.start, mark.end, own=None, otherwise=view.interview.attribution)


def _sources(workspace: Workspace, engagement: Engagement, links: list[Evidence]) -> dict[str, SourceOf]:
    talks = {view.interview.id: view for view in interviews(workspace, engagement)}
    passages = {each.id: each for each in excerpts(workspace, engagement)}
    counted = _counted(workspace, engagement, {link.dataset for link in links if link.dataset})
    of_plans = any(link.scenario for link in links)
    plans: dict[str | None, ScenarioView] = (
        {view.scenario.id: view for view in scenarios(workspace, engagement)} if of_plans else {}
    )
    found: dict[str, SourceOf] = {}
    for link in links:
        passage = passages.get(link.source)
        if passage is not None:
            found[link.id] = _said(passage, talks.get(passage.interview))
        elif link.scenario in plans:
            found[link.id] = _planned(plans[link.scenario], link.source)
        elif link.dataset in counted:
            dataset, known = counted[link.dataset]
            figure = known.get(link.source)
            found[link.id] = SourceOf(
                label=figure.label if figure else link.source,
                brief=brief_base(figure) if figure else "",
                population=f"{figure.base.calls:,} {figure.base.name.label}" if figure else "",
                file=dataset.file_name,
                period=months_shown(dataset.first_day, dataset.last_day),
            )
        else:
            found[link.id] = SourceOf(label="gone", brief="no longer in the store")
    return found


def _said(passage: Excerpt, talk: InterviewView | None) -> SourceOf:
    label = _KINDS_OF_PASSAGE[passage.passage]
    withdrawn = passage.quote_status is QuoteStatus.WITHDRAWN
    if talk is None:
        return SourceOf(label=label, brief="an interview put away")
    return SourceOf(
        label=label,
        brief=f"interview {talk.interview.number}{', withdrawn' if withdrawn else ''}",
        who=talk.title,
        level=level_of(passage, talk.interview, NoteLevels(talk.interview.note)),
        interview=talk.interview.id,
    )


def _planned(plan: ScenarioView, key: str) -> SourceOf:
    figure = scenario_figures(plan).get(key)
    return SourceOf(
        label=figure.label if figure else key,
        brief=f"plan “{plan.scenario.name}”",
        population=figure.base if figure else "",
        plan=plan.scenario.name,
    )


def _counted(
    workspace: Workspace, engagement: Engagement, wanted: set[str]
) -> dict[str | None, tuple[Dataset, Mapping[str, Measured]]]:
    found: dict[str | None, tuple[Dataset, Mapping[str, Measured]]] = {}
    for dataset in datasets(workspace, engagement) if wanted else ():
        if dataset.hash in wanted:
            try:
                found[dataset.hash] = (dataset, figures(summarise(workspace, engagement, dataset)))
            except LeapError:
                # Its file is not at hand: its figures are shown as stale, with the file's name.
                found[dataset.hash] = (dataset, {})
    return found
