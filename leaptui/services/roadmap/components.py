"""Working through the ten components: status, decision, checklist and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused, LeapError, UnknownName
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import ChecklistTick, Component, Evidence
from leaptui.domain.text import clean, one_line, slug
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.content import PracticeComponent
from leaptui.services.calls.picture import CallsPicture, datasets, summarise
from leaptui.services.days import day_from
from leaptui.services.interviews.quotes import printed_words
from leaptui.services.roadmap.figures import figure, figures
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """An item of a component's checklist and whether it is done."""

    key: str
    text: str
    short: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A link and what its source says now."""

    evidence: Evidence
    says: str
    """The words or the figure as they are now; empty when the source is gone."""
    base: str
    """For a figure its base, for an excerpt the interview it is from."""
    stale: bool
    """Whether the source says something else than when it was linked, or was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """One component with all that hangs on it."""

    guide: PracticeComponent
    state: Component
    checklist: tuple[ChecklistLine, ...]
    evidence: tuple[EvidenceView, ...]

    @property
    def done(self) -> int:
        """Checklist items done."""
        return sum(line.done for line in self.checklist)

    @property
    def stale(self) -> bool:
        """Whether any of its evidence is."""
        return any(view.stale for view in self.evidence)


def roadmap(workspace: Workspace, engagement: Engagement) -> list[ComponentView]:
    """The ten components, in order."""
    states = {state.key: state for state in workspace.store.all(Component, engagement=engagement.id)}
    ticks = {
        (tick.component, tick.item)
        for tick in workspace.store.all(ChecklistTick, engagement=engagement.id)
        if tick.done
    }
    linked = _evidence_views(workspace, engagement)
    return [
        ComponentView(
            guide=guide,
            state=states.get(guide.key) or _untouched(engagement, guide.key),
            checklist=tuple(
                ChecklistLine(
                    key=item.key, text=item.text, short=item.short, done=(guide.key, item.key) in ticks
                )
                for item in guide.checklist
            ),
            evidence=tuple(linked.get(guide.key, ())),
        )
        for guide in workspace.practice.components
    ]


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


def set_component(
    workspace: Workspace, engagement: Engagement, key: str, changes: Mapping[str, str]
) -> Component:
    """Set status, decision, rationale, owner or due of a component.

    Raises:
        InputRefused: When the field or the status is unknown, or a component would be agreed
            without a decision and a rationale.
    """
    state = component(workspace, engagement, key).state
    for name, text in changes.items():
        state = _changed(state, name, text)
    if state.status is ComponentStatus.AGREED and not (state.decision and state.rationale):
        raise InputRefused(
            "A component is agreed only with a decision and a reason for it.",
            safe="Nothing was changed.",
            next_step="Write both first: leaptui roadmap set … --decision … --rationale …",
        )
    workspace.store.apply("set component", [state], stream=engagement.id)
    return state


def tick(workspace: Workspace, engagement: Engagement, key: str, item: str, done: bool) -> ChecklistTick:
    """Mark a checklist item done or open.

    Raises:
        UnknownName: When the component has no such item.
    """
    view = component(workspace, engagement, key)
    line = next((line for line in view.checklist if line.key == item), None)
    if line is None:
        raise UnknownName(
            f"{view.guide.title} has no checklist item “{one_line(item)}”.",
            next_step="Its items are: " + ", ".join(line.key for line in view.checklist) + ".",
        )
    ticked = ChecklistTick(
        id=f"{engagement.id}:{view.guide.key}:{line.key}",
        engagement=engagement.id,
        component=view.guide.key,
        item=line.key,
        done=done,
    )
    workspace.store.apply("tick checklist", [ticked], stream=engagement.id)
    return ticked


def link_excerpt(workspace: Workspace, engagement: Engagement, key: str, excerpt: Excerpt) -> Evidence:
    """Let a component rest on a passage of an interview."""
    view = component(workspace, engagement, key)
    return _link(
        workspace,
        Evidence(
            id=workspace.new_id(),
            engagement=engagement.id,
            component=view.guide.key,
            source_kind=EvidenceKind.EXCERPT,
            source=excerpt.id,
            seen=printed_words(excerpt),
        ),
    )


def link_figure(workspace: Workspace, engagement: Engagement, key: str, figure_key: str) -> Evidence:
    """Let a component rest on a figure of the newest dataset.

    Raises:
        UnknownName: When there is no data, or it has no such figure.
    """
    view = component(workspace, engagement, key)
    picture = summarise(workspace, engagement)
    return _link(
        workspace,
        Evidence(
            id=workspace.new_id(),
            engagement=engagement.id,
            component=view.guide.key,
            source_kind=EvidenceKind.FIGURE,
            source=figure_key,
            dataset=picture.dataset.hash,
            seen=figure(picture, figure_key).printed,
        ),
    )


def unlink(workspace: Workspace, evidence: Evidence) -> None:
    """Take a link away; undo brings it back."""
    workspace.store.apply("unlink evidence", [replace(evidence, deleted=True)], stream=evidence.engagement)


def readiness(workspace: Workspace, engagement: Engagement) -> list[str]:
    """What is missing before the roadmap can be presented, in words; empty when nothing is."""
    missing = []
    for view in roadmap(workspace, engagement):
        title = f"{view.guide.number} {view.guide.title}"
        if view.state.status is not ComponentStatus.AGREED:
            missing.append(f"{title} is {view.state.status}")
        elif not view.evidence:
            missing.append(f"{title} is agreed without evidence")
        if view.stale:
            missing.append(f"{title} rests on evidence that has changed")
    if not datasets(workspace, engagement):
        missing.append("no call data was imported")
    return missing


def _link(workspace: Workspace, evidence: Evidence) -> Evidence:
    known = workspace.store.all(Evidence, engagement=evidence.engagement, component=evidence.component)
    for other in known:
        if (other.source_kind, other.source, other.dataset) == (
            evidence.source_kind,
            evidence.source,
            evidence.dataset,
        ):
            return other
    workspace.store.apply("link evidence", [evidence], stream=evidence.engagement)
    return evidence


def _evidence_views(workspace: Workspace, engagement: Engagement) -> dict[str, list[EvidenceView]]:
    links = workspace.store.all(Evidence, engagement=engagement.id)
    passages = {excerpt.id: excerpt for excerpt in workspace.store.all(Excerpt, engagement=engagement.id)}
    talks = {talk.id: talk for talk in workspace.store.all(Interview, engagement=engagement.id)}
    pictures = _pictures(workspace, engagement, links)
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
        elif link.dataset in pictures and link.source in (known := figures(pictures[link.dataset])):
            says, base = known[link.source].printed, known[link.source].base.sentence
        views.setdefault(link.component, []).append(
            EvidenceView(evidence=link, says=says, base=base, stale=says != link.seen)
        )
    return views


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


def _untouched(engagement: Engagement, key: str) -> Component:
    return Component(id=f"{engagement.id}:{key}", engagement=engagement.id, key=key)


def _changed(state: Component, name: str, text: str) -> Component:
    match name:
        case "status":
            try:
                return replace(state, status=ComponentStatus(one_line(text).lower()))
            except ValueError:
                raise InputRefused(
                    f"“{one_line(text)}” is not a status.",
                    safe="Nothing was changed.",
                    next_step="It is one of: " + ", ".join(ComponentStatus) + ".",
                ) from None
        case "decision":
            return replace(state, decision=one_line(text))
        case "rationale":
            return replace(state, rationale=clean(text).strip())
        case "owner":
            return replace(state, owner=one_line(text))
        case "due":
            return replace(state, due=day_from(text))
    raise InputRefused(
        f"A component has no field “{name}”.", next_step="Fields: status, decision, rationale, owner, due."
    )
