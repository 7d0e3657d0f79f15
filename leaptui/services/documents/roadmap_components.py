"""The components of a roadmap, gathered: what was decided, what was weighed, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import ClearedFigure, Quote, ThemeOnly
from leaptui.disclosure.wording import days_in_words
from leaptui.documents.kinds.roadmap import ComponentContent, Step, Told, Weighed
from leaptui.domain.errors import UnknownName
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.practice.content import PracticeOption
from leaptui.services.calls.picture import CallsPicture
from leaptui.services.documents.gathering import Gathering
from leaptui.services.roadmap.components import ComponentView, EvidenceView
from leaptui.services.roadmap.figures import figure
from leaptui.services.roadmap.scenario_figures import scenario_figure
from leaptui.services.staffing.scenarios import ScenarioView


def component_content(
    through: Gathering,
    view: ComponentView,
    picture: CallsPicture | None,
    plans: Mapping[str, ScenarioView],
) -> ComponentContent:
    """One component, cleared.

    Args:
        through: What the roadmap is gathered through.
        view: The component.
        picture: The newest export; none where there is none.
        plans: The saved staffing plans, by id.
    """
    where = f"component {view.guide.number}"
    quotes: list[Quote] = []
    themes: list[Cleared] = []
    figures: list[ClearedFigure] = []
    for link in view.evidence:
        if link.evidence.source_kind is EvidenceKind.EXCERPT:
            said = through.quote(link.evidence.source, where)
            if isinstance(said, Quote):
                quotes.append(said)
            elif isinstance(said, ThemeOnly):
                themes.extend(said.themes)
        elif cleared := _figure(through, picture, plans, link, where):
            figures.append(cleared)
    state = view.state
    claimed = through.claimed(state.decision, state.rationale, state.dissent)
    option = view.option
    return ComponentContent(
        number=view.guide.number,
        title=through.label(view.guide.title, where),
        question=through.label(view.guide.question, where),
        status=state.status,
        decision=through.label(state.decision, f"{where}, decision"),
        rationale=through.text(state.rationale, f"{where}, rationale"),
        owner=through.label(state.owner, f"{where}, owner"),
        due=through.label(state.due or "", f"{where}, due"),
        option=through.label(option.title, f"{where}, option") if option else None,
        options=tuple(_weighed(through, each, where, chosen=each is option) for each in view.guide.options),
        examples=tuple(
            Told(
                through.label(fact.text, f"{where}, option"),
                through.label(fact.cited, f"{where}, option"),
            )
            for fact in (option.examples if option else ())
            if not fact.unverified
        ),
        dissent=through.text(state.dissent, f"{where}, dissent") if state.dissent else None,
        again=tuple(
            through.label(f"{each.title} was decided otherwise since.", where) for each in view.changed
        ),
        checklist=tuple(
            Step(through.label(line.text, f"{where}, checklist"), line.done) for line in view.checklist
        ),
        quotes=tuple(quotes),
        themes=tuple(dict.fromkeys(themes)),
        figures=tuple(dict.fromkeys([*figures, *claimed])),
    )


def _weighed(through: Gathering, option: PracticeOption, where: str, *, chosen: bool) -> Weighed:
    return Weighed(
        through.label(option.title, f"{where}, option"),
        through.label("; ".join(option.gains), f"{where}, option"),
        through.label("; ".join(option.costs), f"{where}, option"),
        chosen,
    )


def _figure(
    through: Gathering,
    picture: CallsPicture | None,
    plans: Mapping[str, ScenarioView],
    view: EvidenceView,
    where: str,
) -> ClearedFigure | None:
    """A figure as it may be printed."""
    key = view.evidence.source
    if view.evidence.source_kind is EvidenceKind.SCENARIO:
        plan = plans.get(view.evidence.scenario or "")
        return _of_plan(through, plan, key, where) if plan else None
    if picture is None or view.evidence.dataset != picture.dataset.hash:
        through.kept_back.append(f"{where}: a figure of call data that is not the newest")
        return None
    hidden = hidden_cells(picture.summary, through.gate.threshold)
    return through.figure(figure(picture, key), withhold=hidden.hides(key))


def _of_plan(through: Gathering, plan: ScenarioView, key: str, where: str) -> ClearedFigure | None:
    try:
        found = scenario_figure(plan, key)
    except UnknownName:
        through.kept_back.append(f"{where}: a figure that its staffing plan has no more")
        return None
    return through.with_base(
        ClearedFigure(
            through.label(found.label, where),
            through.label(found.printed, where),
            through.label(days_in_words(found.base), where),
            through.label(f"staffing plan “{plan.scenario.name}”", where),
        )
    )
