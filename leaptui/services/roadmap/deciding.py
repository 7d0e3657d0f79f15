"""Deciding a component: what an agreement needs, and what is kept of the decisions it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component
from leaptui.domain.text import clean, one_line, slug
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.practice.content import PracticeComponent
from leaptui.services.days import day_from
from leaptui.services.roadmap.components import ComponentView, component, components_kept
from leaptui.services.roadmap.dependence import frozen, is_decided
from leaptui.services.typed_values import member
from leaptui.services.workspace import Workspace

FIELDS = ("status", "option", "decision", "rationale", "owner", "due", "dissent", "decided_on")
"""What can be set of a component."""
_NO_OPTION = frozenset({"none", "-", "–"})
_SETTLED = frozenset({ComponentStatus.AGREED, ComponentStatus.DEFERRED})
_WORDS = {
    "decision": "a decision or an option",
    "rationale": "a reason",
    "owner": "an owner",
    "evidence": "evidence",
}


class NotYetAgreed(InputRefused):
    """A component cannot be agreed as it is.

    Attributes:
        lacks: What it lacks: `decision`, `rationale`, `owner`, `evidence`; `status` where it is stale.
    """

    lacks: tuple[str, ...] = ()


def set_component(
    workspace: Workspace, engagement: Engagement, key: str, changes: Mapping[str, str]
) -> Component:
    """Set status, option, decision, reason, owner, day due, dissent or day of the decision of a component.

    Whenever it is decided otherwise, the decisions that it rests on are kept with it as they are now. A component agreed or put off without a day is so from today.

    Raises:
        NotYetAgreed: When it would be agreed without a decision, a reason, an owner or any evidence, or on
            decisions that have changed since it was decided.
        InputRefused: When a field, status, option or day is unknown.
    """
    state = component_as_set(workspace, engagement, key, changes)
    workspace.store.apply("set component", [state], stream=engagement.id)
    return state


def component_as_set(
    workspace: Workspace, engagement: Engagement, key: str, changes: Mapping[str, str]
) -> Component:
    """The component as `set_component` would keep it, not yet kept.

    Raises:
        NotYetAgreed: As `set_component`.
        InputRefused: As `set_component`.
    """
    view = component(workspace, engagement, key)
    state = as_changed(view, changes, today=workspace.today())
    state = _dated(workspace, view.state, state, typed="decided_on" in changes)
    if is_decided(state) and (not is_decided(view.state) or _decides_otherwise(view.state, state)):
        states = components_kept(workspace, engagement) | {state.key: state}
        state = replace(state, rests_on=frozen(workspace.practice.components, states, state.key))
    return state


def as_changed(
    view: ComponentView,
    changes: Mapping[str, str],
    *,
    today: date,
    linking: bool = False,
    looked_at: bool = False,
) -> Component:
    """A component as it would stand, before its days and what it rests on are kept with it.

    Args:
        view: As it stands now.
        changes: Fields and their words.
        today: The day it is.
        linking: Whether evidence is being linked beside it.
        looked_at: Whether it is said to hold on what it rests on now.

    Raises:
        NotYetAgreed: As `set_component`.
        InputRefused: As `set_component`.
    """
    state = view.state
    for name, text in changes.items():
        state = _changed(view.guide, state, name, text)
    missing = tuple(each for each in lacking(view, state) if not (linking and each == "evidence"))
    was = view.state.status is ComponentStatus.AGREED
    if state.status is ComponentStatus.AGREED and (set(missing) - set(lacking(view)) if was else missing):
        raise _not_yet(view, missing)
    agreed_now = state.status is ComponentStatus.AGREED and not was
    if agreed_now and view.changed and not looked_at and not _decides_otherwise(view.state, state):
        raise _stale(view, today)
    return state


def lacking(view: ComponentView, state: Component | None = None) -> tuple[str, ...]:
    """What a component lacks to be agreed: `decision`, `rationale`, `owner`, `evidence`.

    Args:
        view: The component.
        state: How it would stand; as it does stand without one.
    """
    state = state or view.state
    found = {
        "decision": state.decision or state.option,
        "rationale": state.rationale,
        "owner": state.owner,
        "evidence": view.evidence,
    }
    return tuple(name for name, there in found.items() if not there)


def one_sided(view: ComponentView) -> str:
    """What kind of evidence a component lacks beside the one it has, in a sentence; empty for both or none."""
    said = any(link.evidence.source_kind is EvidenceKind.EXCERPT for link in view.evidence)
    counted = any(link.evidence.source_kind is not EvidenceKind.EXCERPT for link in view.evidence)
    if said and not counted:
        return f"{view.guide.title} rests on what was said alone; no figure is linked."
    if counted and not said:
        return f"{view.guide.title} rests on figures alone; nothing that was said is linked."
    return ""


def _not_yet(view: ComponentView, missing: tuple[str, ...]) -> NotYetAgreed:
    named = [_WORDS[each] for each in missing]
    words = " and ".join([", ".join(named[:-1]), named[-1]] if named[:-1] else named)
    refused = NotYetAgreed(
        f"{view.guide.title} cannot be agreed yet: it lacks {words}.",
        safe="The component stays as it is.",
        next_step="Evidence is linked with E, or with --quote and --figure; the rest is written with D, or with "
        "--decision, --rationale and --owner.",
    )
    refused.lacks = missing
    return refused


def _stale(view: ComponentView, today: date) -> NotYetAgreed:
    refused = NotYetAgreed(
        f"{view.guide.title} cannot be agreed yet: {view.changed[0].sentence(today)}.",
        safe="The component stays as it is.",
        next_step="Say that it still holds (S, or --still-holds), or decide it otherwise.",
    )
    refused.lacks = ("status",)
    return refused


def _dated(workspace: Workspace, before: Component, state: Component, *, typed: bool) -> Component:
    if typed:
        return state
    if state.status not in _SETTLED:
        return replace(state, decided_on=None)
    if before.decided_on is None or before.status is not state.status or _decides_otherwise(before, state):
        return replace(state, decided_on=workspace.today().isoformat())
    return state


def _decides_otherwise(before: Component, state: Component) -> bool:
    return (before.option, before.decision) != (state.option, state.decision)


def _changed(guide: PracticeComponent, state: Component, name: str, text: str) -> Component:
    match name:
        case "status":
            return replace(state, status=member(ComponentStatus, text, "status"))
        case "option":
            return replace(state, option=_option(guide, text))
        case "decision":
            return replace(state, decision=one_line(text))
        case "rationale":
            return replace(state, rationale=clean(text).strip())
        case "owner":
            return replace(state, owner=one_line(text))
        case "due":
            return replace(state, due=day_from(text))
        case "dissent":
            return replace(state, dissent=one_line(text))
        case "decided_on":
            return replace(state, decided_on=day_from(text))
    raise InputRefused(
        f"A component has no field “{one_line(name)}”.", next_step="Fields: " + ", ".join(FIELDS) + "."
    )


def _option(guide: PracticeComponent, text: str) -> str:
    wanted = slug(text)
    if not wanted or one_line(text).lower() in _NO_OPTION:
        return ""
    for option in guide.options:
        if wanted in {slug(option.key), slug(option.title), slug(option.short)}:
            return option.key
    raise InputRefused(
        f"“{one_line(text)}” is not an option of {guide.title}.",
        safe="Nothing was changed.",
        next_step="Its options are: "
        + (", ".join(option.key for option in guide.options) or "none")
        + "; --option none takes the choice back.",
    )
