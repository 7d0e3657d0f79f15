"""What can be put into a text: claims that are there, figures of the newest calls and of plans, and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.roadmap.claim_figures import claim_figures
from leaptui.services.roadmap.claim_quotes import quotes_now
from leaptui.services.roadmap.claims import (
    ClaimView,
    claims,
    find_claim,
    put_figure,
    put_plan_figure,
    put_quote,
)
from leaptui.services.roadmap.scenario_figures import scenario_figures
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChoice:
    """Something that can be put into a text.

    Attributes:
        group: `in use`, `figures`, `plans` or `quotes`.
        source: Key of the claim or figure, or id of the passage.
        printed: How it reads.
        label: What it counts; of a quote, the interview.
        base: What it is of, or who said it and how far it may travel.
        scenario: Id of the plan.
        level: Of a quote, how far it may travel.
        stale: Whether what it rests on is not up to date.
    """

    group: str
    source: str
    printed: str
    label: str
    base: str
    scenario: str = ""
    level: Attribution | None = None
    stale: bool = False


def claim_choices(workspace: Workspace, engagement: Engagement) -> list[ClaimChoice]:
    """All of them: claims in use first, then figures of calls, of plans, and quotes."""
    return [
        *(_of_view(view) for view in claims(workspace, engagement)),
        *_figures(workspace, engagement),
        *_plans(workspace, engagement),
        *_quotes(workspace, engagement),
    ]


def put_choice(workspace: Workspace, engagement: Engagement, choice: ClaimChoice) -> Claim:
    """The claim of a choice: made now, unless it is there already.

    Raises:
        InputRefused: When its source says nothing any more.
    """
    match choice.group:
        case "in use":
            return find_claim(workspace, engagement, choice.source).claim
        case "figures":
            return put_figure(workspace, engagement, choice.source)
        case "plans":
            return put_plan_figure(workspace, engagement, choice.scenario, choice.source)
        case _:
            said = quotes_now(workspace, engagement)[choice.source]
            return put_quote(workspace, engagement, said.excerpt)


def _of_view(view: ClaimView) -> ClaimChoice:
    return ClaimChoice(
        group="in use",
        source=view.claim.key,
        printed=view.claim.printed,
        label=view.claim.label,
        base=view.claim.base,
        level=view.now.quote.level if view.now.quote else None,
        stale=bool(view.stale),
    )


def _figures(workspace: Workspace, engagement: Engagement) -> Sequence[ClaimChoice]:
    if not datasets(workspace, engagement):
        return ()
    try:
        found = claim_figures(summarise(workspace, engagement))
    except LeapError:
        return ()  # its calls are not in this store: there is nothing to choose
    return [
        ClaimChoice(
            group="figures", source=key, printed=each.printed, label=each.label, base=each.base.sentence
        )
        for key, each in found.items()
    ]


def _plans(workspace: Workspace, engagement: Engagement) -> Sequence[ClaimChoice]:
    return [
        ClaimChoice(
            group="plans",
            source=key,
            printed=each.printed,
            label=f"{each.label}, {view.scenario.name}",
            base=each.base,
            scenario=view.scenario.id,
            stale=view.is_stale,
        )
        for view in scenarios(workspace, engagement)
        for key, each in scenario_figures(view).items()
    ]


def _quotes(workspace: Workspace, engagement: Engagement) -> Sequence[ClaimChoice]:
    return [
        ClaimChoice(
            group="quotes",
            source=said.excerpt.id,
            printed=said.printed,
            label=said.talk.title if said.talk else "",
            base=said.base,
            level=said.level,
        )
        for said in quotes_now(workspace, engagement).values()
        if not said.gone
    ]
