"""What can be put into a text: claims that are there, figures of calls and of plans, and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaptui.domain.attribution import Attribution
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused, LeapError
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.services.calls.picture import datasets, find_dataset, summarise
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
from leaptui.services.roadmap.picture_figures import CLAIMABLE, picture_figures
from leaptui.services.roadmap.scenario_figures import scenario_figures
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.workspace import Workspace

_ALL = CallFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOf:
    """The calls that figures are to be counted of.

    Attributes:
        dataset: Which export; the newest without one.
        base: The population before the filter.
        only: The filter.
        rules: Which calls count as eligible.
    """

    dataset: Dataset | None = None
    base: BaseName = BaseName.COMMUNITY_INITIATED
    only: CallFilter = _ALL
    rules: RuleSet = RuleSet.EXPECTED


NEWEST = CountedOf()
"""All calls of the newest export."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChoice:
    """Something that can be put into a text.

    Attributes:
        group: `in use`, `figures`, `pictures`, `plans` or `quotes`. One of `pictures` is a way to more figures.
        source: Key of the claim, figure or picture, or id of the passage.
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


def claim_choices(workspace: Workspace, engagement: Engagement, of: CountedOf = NEWEST) -> list[ClaimChoice]:
    """All of them: claims in use first, then figures of calls, the pictures with more, figures of plans, and quotes.

    Args:
        workspace: Where.
        engagement: Whose.
        of: The calls that figures are counted of.
    """
    return [
        *(_of_view(view) for view in claims(workspace, engagement)),
        *summary_choices(workspace, engagement, of),
        *_plans(workspace, engagement),
        *_quotes(workspace, engagement),
    ]


def summary_choices(
    workspace: Workspace, engagement: Engagement, of: CountedOf = NEWEST
) -> Sequence[ClaimChoice]:
    """The figures of the summary of the calls, then a way to those of each picture.

    Args:
        workspace: Where.
        engagement: Whose.
        of: The calls that they are counted of.
    """
    if not datasets(workspace, engagement):
        return ()
    try:
        found = claim_figures(summarise(workspace, engagement, of.dataset, of.base, of.only))
    except LeapError:
        return ()  # its calls are not in this store: there is nothing to choose
    return [
        *(
            ClaimChoice(
                group="figures",
                source=key,
                printed=each.printed,
                label=each.label,
                base=_base(each.base.sentence, of.only),
            )
            for key, each in found.items()
        ),
        *(
            ClaimChoice(group="pictures", source=key, printed="", label=each.title, base=each.says)
            for key, each in CLAIMABLE.items()
        ),
    ]


def picture_choices(
    workspace: Workspace, engagement: Engagement, picture: str, of: CountedOf = NEWEST
) -> list[ClaimChoice]:
    """The figures of one picture of the calls.

    Args:
        workspace: Where.
        engagement: Whose.
        picture: Its key.
        of: The calls that they are counted of.

    Raises:
        InputRefused: When its figures are not counted here.
    """
    if picture not in CLAIMABLE:
        raise InputRefused(
            "What other cities published is no count of these calls.",
            safe="Nothing was changed.",
            next_step="Name it with its source, as a precedent: leaptui precedent list.",
        )
    dataset = of.dataset or find_dataset(workspace, engagement)
    found = picture_figures(workspace, engagement, dataset, picture, of.base, of.only, of.rules)
    return [
        ClaimChoice(
            group="figures",
            source=key,
            printed=each.measured.printed,
            label=each.measured.label.partition(": ")[2],
            base=_base(f"{each.words} {each.measured.base.sentence}".strip(), of.only),
        )
        for key, each in found.items()
    ]


def counted_of_words(workspace: Workspace, engagement: Engagement, of: CountedOf) -> str:
    """The calls that figures are counted of, in words with their number; empty where there are none."""
    if not datasets(workspace, engagement):
        return ""
    picture = summarise(workspace, engagement, of.dataset, of.base, of.only)
    rules = f"; eligible by the {of.rules} rules" if of.rules is not RuleSet.EXPECTED else ""
    return _base(picture.summary.base.sentence, of.only) + rules


def put_choice(
    workspace: Workspace, engagement: Engagement, choice: ClaimChoice, of: CountedOf = NEWEST
) -> Claim:
    """The claim of a choice: made now, unless it is there already.

    Args:
        workspace: Where.
        engagement: Whose.
        choice: None of the pictures.
        of: The calls that a figure is counted of.

    Raises:
        InputRefused: When its source says nothing any more.
    """
    match choice.group:
        case "in use":
            return find_claim(workspace, engagement, choice.source).claim
        case "figures":
            return put_figure(
                workspace,
                engagement,
                choice.source,
                dataset=of.dataset,
                base=of.base,
                only=of.only,
                rules=of.rules,
            )
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


def _base(sentence: str, only: CallFilter) -> str:
    return "; ".join(words for words in (sentence, replace(only, period=None).words) if words)


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
