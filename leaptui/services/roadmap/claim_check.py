"""What is wrong or left to do with the figures and quotes in the texts of a roadmap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.claim_tokens import misspelt, tokens
from leaptui.domain.errors import ChangedMeanwhile, LeapError
from leaptui.domain.measured import BaseName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.calls.picture import datasets, find_dataset, summarise
from leaptui.services.roadmap.claim_counts import counted_from
from leaptui.services.roadmap.claim_figures import claim_figures
from leaptui.services.roadmap.claim_sources import ClaimSources
from leaptui.services.roadmap.claim_texts import RoadmapText, roadmap_texts, with_text
from leaptui.services.roadmap.claims import ClaimView, claims, drafted
from leaptui.services.roadmap.scenario_figures import scenario_figures
from leaptui.services.roadmap.typed_figures import KnownFigure, Offer, offers, with_token
from leaptui.services.staffing.scenarios import scenarios
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseToken:
    """What stands in a text as a token and names no claim."""

    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFigure:
    """A number typed into a text that a measure says."""

    text: RoadmapText
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """The claims of a roadmap and what was found on them.

    Attributes:
        views: All of them, stale ones first.
        loose: Tokens that name no claim, and what was meant as one and is none.
        doubled: Keys that several claims have, as after a merge.
        typed: Typed numbers that could be claims.
        older: Claims of an export that is not the newest.
    """

    views: tuple[ClaimView, ...]
    loose: tuple[LooseToken, ...]
    doubled: tuple[str, ...]
    typed: tuple[TypedFigure, ...]
    older: tuple[ClaimView, ...]

    @property
    def stale(self) -> tuple[ClaimView, ...]:
        """Those that do not say what their source says."""
        return tuple(view for view in self.views if view.stale)

    @property
    def unused(self) -> tuple[ClaimView, ...]:
        """Those that stand in no text."""
        return tuple(view for view in self.views if not view.used_in)

    @property
    def sound(self) -> bool:
        """Whether every token says what its source says. Unused claims and typed numbers are only told."""
        return not (self.stale or self.loose or self.doubled)


def check_claims(workspace: Workspace, engagement: Engagement) -> ClaimCheck:
    """Go through the texts of a roadmap and the claims in them."""
    views = claims(workspace, engagement)
    texts = roadmap_texts(workspace, engagement)
    names = {view.name for view in views}
    exports = datasets(workspace, engagement)
    newest = exports[0].hash if exports else ""
    known = known_figures(workspace, engagement, views) if texts else []
    return ClaimCheck(
        views=tuple(views),
        loose=tuple(
            LooseToken(where=text.where, text=words)
            for text in texts
            for words in [
                *(text.text[each.start : each.end] for each in tokens(text.text) if each.name not in names),
                *misspelt(text.text),
            ]
        ),
        doubled=tuple(key for key, times in Counter(view.claim.key for view in views).items() if times > 1),
        typed=tuple(
            TypedFigure(text=text, offer=offer) for text in texts for offer in offers(text.text, known)
        ),
        older=tuple(
            view
            for view in views
            if view.claim.source_kind is EvidenceKind.FIGURE and view.claim.dataset != newest
        ),
    )


def known_figures(
    workspace: Workspace, engagement: Engagement, views: Sequence[ClaimView]
) -> list[KnownFigure]:
    """What a typed number may be: a claim, a figure of the newest export, one of the plan for the roadmap."""
    fresh = [view.claim for view in views if view.claim.claim_kind is ClaimKind.FIGURE and not view.stale]
    claimed = {(claim.source_kind, claim.source, _taken_of(claim)) for claim in fresh}
    return [
        *map(_of_claim, fresh),
        *(
            figure
            for figure in [*_of_calls(workspace, engagement), *_of_plan(workspace, engagement)]
            if (figure.source_kind, figure.key, figure.taken_of) not in claimed
        ),
    ]


def _taken_of(claim: Claim) -> str:
    """The whole of which export or plan a figure is; empty for one of some of the calls."""
    if claim.source_kind is EvidenceKind.SCENARIO:
        return claim.scenario or ""
    counted = counted_from(claim.only)
    is_whole = counted is not None and counted.only.is_all and counted.base is BaseName.COMMUNITY_INITIATED
    return (claim.dataset or "") if is_whole else ""


def take_offer(
    workspace: Workspace, engagement: Engagement, typed: TypedFigure, figure: KnownFigure
) -> Claim:
    """Put a claim in place of a typed number, in one act.

    Args:
        workspace: Where.
        engagement: Whose.
        typed: The number.
        figure: What it is, one of the figures offered.

    Raises:
        ChangedMeanwhile: When the text is another now.
        InputRefused: When the figure is there no more.
    """
    if workspace.store.get(type(typed.text.holder), typed.text.holder.id) != typed.text.holder:
        raise ChangedMeanwhile(
            f"The text of “{typed.text.where}” was changed meanwhile.",
            safe="Nothing was changed.",
            next_step="Look at it again.",
        )
    claim, is_new = _claim_of(workspace, engagement, figure)
    words = with_token(typed.text.text, typed.offer.number, claim.key, claim.printed)
    changed = with_text(typed.text, words)
    workspace.store.apply(
        "put claim in place of a number", [*([claim] if is_new else []), changed], stream=engagement.id
    )
    return claim


def _claim_of(workspace: Workspace, engagement: Engagement, figure: KnownFigure) -> tuple[Claim, bool]:
    sources = ClaimSources(workspace, engagement)
    if figure.claim:
        kept = workspace.store.all(Claim, engagement=engagement.id, key=figure.claim)
        if kept:
            return kept[0], False
    if figure.source_kind is EvidenceKind.SCENARIO:
        now = sources.plan_figure(sources.scenarios[figure.taken_of], figure.key)
    else:
        dataset = find_dataset(workspace, engagement)
        now = sources.figure(dataset, figure.key, BaseName.COMMUNITY_INITIATED, CallFilter())
    return drafted(workspace, engagement, now, proposed=figure.key.removeprefix("calls."))


def _of_claim(claim: Claim) -> KnownFigure:
    return KnownFigure(
        source_kind=claim.source_kind,
        key=claim.source,
        label=claim.label,
        value=float(claim.value),
        unit=claim.unit,
        printed=claim.printed,
        base=claim.base,
        taken_of=_taken_of(claim),
        claim=claim.key,
    )


def _of_calls(workspace: Workspace, engagement: Engagement) -> list[KnownFigure]:
    if not datasets(workspace, engagement):
        return []
    try:
        figures = claim_figures(summarise(workspace, engagement))
    except LeapError:
        return []  # told by the claims themselves: a dataset that is not there cannot say anything
    return [
        KnownFigure(
            source_kind=EvidenceKind.FIGURE,
            key=key,
            label=each.label,
            value=float(each.value),
            unit=each.unit.value,
            printed=each.printed,
            base=each.base.sentence,
            taken_of=each.source.dataset,
        )
        for key, each in figures.items()
    ]


def _of_plan(workspace: Workspace, engagement: Engagement) -> list[KnownFigure]:
    plans = scenarios(workspace, engagement)
    if not plans:
        return []
    return [
        KnownFigure(
            source_kind=EvidenceKind.SCENARIO,
            key=key,
            label=each.label,
            value=each.value,
            unit=each.unit,
            printed=each.printed,
            base=each.base,
            taken_of=plans[0].scenario.id,
        )
        for key, each in scenario_figures(plans[0]).items()
    ]
