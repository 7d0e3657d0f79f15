"""Working through the ten components: option, decision, checklist, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused, LeapError, UnknownName
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Component, Evidence
from leaptui.domain.text import one_line, slug
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.practice.content import PracticeComponent, PracticeOption
from leaptui.services.calls.picture import CallsPicture, summarise
from leaptui.services.interviews.quotes import printed_words
from leaptui.services.roadmap.checklists import ChecklistLine, in_order, kept_by_checklist
from leaptui.services.roadmap.claims import read
from leaptui.services.roadmap.dependence import ChangedInput, changed_inputs, frozen
from leaptui.services.roadmap.figures import figure, figures
from leaptui.services.roadmap.scenario_figures import scenario_figure
from leaptui.services.staffing.scenarios import ScenarioView, scenarios
from leaptui.services.workspace import Workspace

_OF_DECISION = frozenset({"option", "decision", "status"})
"""Fields of a component that say what stands in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A link and what its source says now."""

    evidence: Evidence
    says: str
    """The words or the figure as they are now; empty when the source is gone."""
    base: str
    """For a figure its base, for one of a plan that plan, for an excerpt the interview it is from."""
    stale: bool
    """Whether the source says something else than when it was linked, or was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """One component with all that hangs on it."""

    guide: PracticeComponent
    state: Component
    checklist: tuple[ChecklistLine, ...]
    evidence: tuple[EvidenceView, ...]
    changed: tuple[ChangedInput, ...] = ()
    """Decisions it rests on that read otherwise since it was decided."""

    @property
    def option(self) -> PracticeOption | None:
        """The option chosen; nothing where none is, or the practice content has it no more."""
        return self.guide.option(self.state.option)

    @property
    def done(self) -> int:
        """Checklist items done."""
        return sum(line.done for line in self.checklist)

    @property
    def stale_evidence(self) -> tuple[EvidenceView, ...]:
        """Evidence that says something else than when it was linked."""
        return tuple(view for view in self.evidence if view.stale)

    @property
    def stale(self) -> bool:
        """Whether a decision or a source it rests on has changed."""
        return bool(self.changed or self.stale_evidence)


def roadmap(workspace: Workspace, engagement: Engagement) -> list[ComponentView]:
    """The ten components, in order."""
    states = components_kept(workspace, engagement)
    kept = kept_by_checklist(workspace, engagement)
    linked = _evidence_views(workspace, engagement)
    views = []
    for guide in workspace.practice.components:
        state = states[guide.key]
        shown, _ = in_order(guide.checklist, kept.get(guide.key, ()))
        views.append(
            ComponentView(
                guide=guide,
                state=state,
                checklist=shown,
                evidence=tuple(linked.get(guide.key, ())),
                changed=_changed(workspace, engagement, states, state),
            )
        )
    return views


def components_kept(workspace: Workspace, engagement: Engagement) -> dict[str, Component]:
    """The records of the ten components by key, in order; one nobody touched yet is open."""
    known = {state.key: state for state in workspace.store.all(Component, engagement=engagement.id)}
    return {
        guide.key: known.get(guide.key)
        or Component(id=f"{engagement.id}:{guide.key}", engagement=engagement.id, key=guide.key)
        for guide in workspace.practice.components
    }


def component(workspace: Workspace, engagement: Engagement, key: str) -> ComponentView:
    """One component by its key, number or title.

    Raises:
        UnknownName: When there is no such component.
    """
    wanted = slug(key)
    for view in roadmap(workspace, engagement):
        if wanted in {view.guide.key, str(view.guide.number), slug(view.guide.title), slug(view.guide.short)}:
            return view
    raise UnknownName(
        f"“{one_line(key)}” is not a component of the roadmap.",
        next_step="The components are: "
        + ", ".join(guide.key for guide in workspace.practice.components)
        + ".",
    )


def link_excerpt(workspace: Workspace, engagement: Engagement, key: str, excerpt: Excerpt) -> Evidence:
    """Let a component rest on a passage of an interview."""
    return _link(
        workspace, engagement, key, EvidenceKind.EXCERPT, source=excerpt.id, seen=printed_words(excerpt)
    )


def link_figure(workspace: Workspace, engagement: Engagement, key: str, figure_key: str) -> Evidence:
    """Let a component rest on a figure of the newest dataset.

    Raises:
        UnknownName: When there is no data, or it has no such figure.
    """
    picture = summarise(workspace, engagement)
    return _link(
        workspace,
        engagement,
        key,
        EvidenceKind.FIGURE,
        source=figure_key,
        dataset=picture.dataset.hash,
        seen=figure(picture, figure_key).printed,
    )


def unlink(workspace: Workspace, evidence: Evidence) -> None:
    """Take a link away; undo brings it back."""
    workspace.store.apply("unlink evidence", [replace(evidence, deleted=True)], stream=evidence.engagement)


def link_scenario(
    workspace: Workspace, engagement: Engagement, key: str, scenario: ScenarioView, figure_key: str
) -> Evidence:
    """Let a component rest on a figure of a saved staffing plan.

    Raises:
        UnknownName: When the plan has no such figure.
    """
    return _link(
        workspace,
        engagement,
        key,
        EvidenceKind.SCENARIO,
        source=figure_key,
        scenario=scenario.scenario.id,
        seen=scenario_figure(scenario, figure_key).printed,
    )


def still_holds(workspace: Workspace, engagement: Engagement, key: str) -> Component:
    """A component was looked at again and its decision stands on what its inputs say now.

    The decisions it rests on are kept as they are now, and so is what its evidence says; evidence
    whose source is gone stays stale. One act.

    Raises:
        InputRefused: When nothing it rests on has changed.
    """
    view = component(workspace, engagement, key)
    states = components_kept(workspace, engagement)
    seen = [replace(link.evidence, seen=link.says) for link in view.stale_evidence if link.says]
    if not view.changed and not seen:
        raise InputRefused(
            f"Nothing that {view.guide.title} rests on has changed since it was decided.",
            safe="Nothing was changed.",
        )
    kept = replace(view.state, rests_on=frozen(workspace.practice.components, states, view.guide.key))
    workspace.store.apply("keep decision", [kept, *seen], stream=engagement.id)
    return kept


def _changed(
    workspace: Workspace, engagement: Engagement, states: Mapping[str, Component], state: Component
) -> tuple[ChangedInput, ...]:
    return tuple(
        replace(
            each,
            before=read(workspace, engagement, each.before),
            now=read(workspace, engagement, each.now),
            changed_on=_changed_on(workspace, states[each.key]),
        )
        for each in changed_inputs(workspace.practice.components, states, state)
    )


def _changed_on(workspace: Workspace, state: Component) -> str | None:
    """The day on which what stands in a component changed last, where the laptop is."""
    moments = [entry.at for entry in workspace.store.history(state.id) if entry.field in _OF_DECISION]
    return datetime.fromisoformat(max(moments)).astimezone().date().isoformat() if moments else None


def _link(
    workspace: Workspace,
    engagement: Engagement,
    key: str,
    kind: EvidenceKind,
    *,
    source: str,
    seen: str,
    dataset: str | None = None,
    scenario: str | None = None,
) -> Evidence:
    """The link that is there already, or a new one."""
    linked = component(workspace, engagement, key).guide.key
    for known in workspace.store.all(Evidence, engagement=engagement.id, component=linked):
        if (known.source_kind, known.source, known.dataset, known.scenario) == (
            kind,
            source,
            dataset,
            scenario,
        ):
            return known
    evidence = Evidence(
        id=workspace.new_id(),
        engagement=engagement.id,
        component=linked,
        source_kind=kind,
        source=source,
        dataset=dataset,
        scenario=scenario,
        seen=seen,
    )
    workspace.store.apply("link evidence", [evidence], stream=engagement.id)
    return evidence


def _evidence_views(workspace: Workspace, engagement: Engagement) -> dict[str, list[EvidenceView]]:
    links = workspace.store.all(Evidence, engagement=engagement.id)
    passages = {excerpt.id: excerpt for excerpt in workspace.store.all(Excerpt, engagement=engagement.id)}
    talks = {talk.id: talk for talk in workspace.store.all(Interview, engagement=engagement.id)}
    pictures = _pictures(workspace, engagement, links)
    of_plans = any(link.source_kind is EvidenceKind.SCENARIO for link in links)
    plans = {view.scenario.id: view for view in scenarios(workspace, engagement)} if of_plans else {}
    views: dict[str, list[EvidenceView]] = {}
    for link in links:
        says, base = "", ""
        if link.source_kind is EvidenceKind.EXCERPT and link.source in passages:
            passage = passages[link.source]
            talk = talks.get(passage.interview)
            says, base = (
                printed_words(passage),
                f"interview {talk.number}" if talk else "an interview put away",
            )
        elif link.source_kind is EvidenceKind.SCENARIO:
            says, base = _says_plan(plans.get(link.scenario or ""), link.source)
        elif link.dataset in pictures and link.source in (known := figures(pictures[link.dataset])):
            says, base = known[link.source].printed, known[link.source].base.sentence
        views.setdefault(link.component, []).append(
            EvidenceView(evidence=link, says=says, base=base, stale=says != link.seen)
        )
    return views


def _says_plan(plan: ScenarioView | None, key: str) -> tuple[str, str]:
    """What a figure of a plan says now, and the plan; nothing where one of the two is gone."""
    if plan is None:
        return "", ""
    try:
        found = scenario_figure(plan, key)
    except LeapError:
        return "", ""
    return found.printed, found.base


def _pictures(
    workspace: Workspace, engagement: Engagement, links: list[Evidence]
) -> dict[str | None, CallsPicture]:
    wanted = {link.dataset for link in links if link.source_kind is EvidenceKind.FIGURE}
    found: dict[str | None, CallsPicture] = {}
    for dataset in workspace.store.all(Dataset, engagement=engagement.id) if wanted else ():
        if dataset.hash in wanted:
            try:
                found[dataset.hash] = summarise(workspace, engagement, dataset)
            except LeapError:
                # A dataset that cannot be read leaves its figures without a value: stale, and said so.
                continue
    return found
