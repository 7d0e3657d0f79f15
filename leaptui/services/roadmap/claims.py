"""Figures and quotes that stand in the texts of a roadmap, and whether each still says what its source says."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.claim_tokens import LONGEST_KEY, key_from, tokens, with_values
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.calls.asked import ask
from leaptui.services.calls.picture import find_dataset
from leaptui.services.roadmap.claim_counts import counted_from
from leaptui.services.roadmap.claim_sources import ClaimSources, SourceNow, reasons
from leaptui.services.roadmap.claim_texts import roadmap_texts
from leaptui.services.roadmap.scenario_figures import scenario_figure
from leaptui.services.staffing.scenarios import find_scenario
from leaptui.services.workspace import Workspace

STALE = "▲"
"""Stands behind what a stale claim says, on the screen and on the command line."""
_ALL = CallFilter()

Name = tuple[ClaimKind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim and how it stands today.

    Attributes:
        claim: The record; `claim.printed` is what the texts say until it is renewed.
        now: What its source says now.
        stale: Why it does not say that, a reason each; nothing for a fresh one.
        used_in: The texts it stands in: `3 Housing in the city, reason`.
    """

    claim: Claim
    now: SourceNow
    stale: tuple[str, ...]
    used_in: tuple[str, ...]

    @property
    def name(self) -> Name:
        """What its token names."""
        return self.claim.claim_kind, self.claim.key

    @property
    def says_now(self) -> str:
        """How it would read if it were put now; empty where its source is gone."""
        return self.now.claim.printed if self.now.claim else ""

    @property
    def base_now(self) -> str:
        """Its base now, or who said it; empty where its source is gone."""
        return self.now.claim.base if self.now.claim else ""

    @property
    def can_renew(self) -> bool:
        """Whether it can say something that holds again."""
        return bool(self.stale) and self.now.claim is not None

    @property
    def has_news(self) -> bool:
        """Whether its source says something new; a plan that is not up to date only says the same again."""
        is_plan = self.claim.source_kind is EvidenceKind.SCENARIO
        return self.can_renew and not (is_plan and self.says_now == self.claim.printed)


def claims(workspace: Workspace, engagement: Engagement) -> list[ClaimView]:
    """The claims of an engagement, stale ones first, else in the order they were put."""
    kept = workspace.store.all(Claim, engagement=engagement.id)
    if not kept:
        return []
    places: dict[Name, list[str]] = {}
    for text in roadmap_texts(workspace, engagement):
        for name in dict.fromkeys(token.name for token in tokens(text.text)):
            places.setdefault(name, []).append(text.where)
    sources = ClaimSources(workspace, engagement)
    found = []
    for claim in kept:
        now = sources.now(claim)
        used = tuple(places.get((claim.claim_kind, claim.key), ()))
        found.append(ClaimView(claim=claim, now=now, stale=reasons(claim, now), used_in=used))
    return sorted(found, key=lambda view: not view.stale)


def find_claim(workspace: Workspace, engagement: Engagement, key: str) -> ClaimView:
    """A claim by its key.

    Raises:
        UnknownName: When there is none; the sentence lists those there are.
    """
    views = claims(workspace, engagement)
    wanted = one_line(key)
    for view in views:
        if view.claim.key == wanted:
            return view
    there = ", ".join(sorted(view.claim.key for view in views))
    raise UnknownName(
        f"{engagement.name} has no claim “{wanted}”.",
        safe="Nothing was changed.",
        next_step=f"There are: {there}." if there else "Add one: leaptui roadmap claim add.",
    )


def read(workspace: Workspace, engagement: Engagement, text: str) -> str:
    """A text as it reads with what its claims say; behind a stale one stands `▲`."""
    return with_values(text, values(claims(workspace, engagement))) if tokens(text) else text


def values(views: Sequence[ClaimView]) -> Mapping[Name, str]:
    """What each claim puts into a text, by its name."""
    return {
        view.name: f"{view.claim.printed} {STALE}" if view.stale else view.claim.printed for view in views
    }


def put_figure(
    workspace: Workspace,
    engagement: Engagement,
    figure: str,
    *,
    dataset: Dataset | None = None,
    base: BaseName = BaseName.COMMUNITY_INITIATED,
    only: CallFilter = _ALL,
    rules: RuleSet = RuleSet.EXPECTED,
    key: str = "",
) -> Claim:
    """Make a claim of a figure of calls.

    Args:
        workspace: Where.
        engagement: Whose.
        figure: Its key (`leaptui.services.roadmap.claim_figures`, or of a picture of the calls:
            `leaptui.services.roadmap.picture_figures`).
        dataset: Of which export; the newest without one.
        base: The population it is taken of.
        only: The filter it is taken under.
        rules: Which calls a figure of a picture counts as eligible.
        key: What its token is to be called; made from the figure's key where nothing is given.

    Raises:
        UnknownName: When there is no data, it has no such figure, or the filter names what no call has.
        InputRefused: When the key is taken or is none.
    """
    dataset = dataset or find_dataset(workspace, engagement)
    if not only.is_all:
        only = ask(workspace, engagement, dataset, base=base, only=only).only
    now = ClaimSources(workspace, engagement).figure(dataset, figure, base, only, rules)
    proposed = " ".join([figure.removeprefix("calls."), *([only.words] if not only.is_all else [])])
    return _put(workspace, engagement, now, key, proposed)


def put_quote(workspace: Workspace, engagement: Engagement, excerpt: Excerpt, *, key: str = "") -> Claim:
    """Make a claim of something somebody said.

    Raises:
        InputRefused: When it cannot be quoted (off the record, withdrawn, an own view), or the key
            is taken or is none.
    """
    sources = ClaimSources(workspace, engagement)
    said = sources.quotes.get(excerpt.id)
    if said is None:
        raise UnknownName(f"{engagement.name} has no such passage.", safe="Nothing was changed.")
    number = said.talk.interview.number if said.talk else 0
    return _put(workspace, engagement, sources.quote(said), key, f"interview {number}")


def put_plan_figure(
    workspace: Workspace, engagement: Engagement, scenario: str, figure: str, *, key: str = ""
) -> Claim:
    """Make a claim of a figure of a saved staffing plan.

    Args:
        workspace: Where.
        engagement: Whose.
        scenario: Its name, how its name begins, or its id.
        figure: Key of the figure (`leaptui.services.roadmap.scenario_figures`).
        key: What its token is to be called.

    Raises:
        UnknownName: When there is no such plan, or it has no such figure.
        InputRefused: When the key is taken or is none.
    """
    view = find_scenario(workspace, engagement, scenario)
    scenario_figure(view, figure)
    now = ClaimSources(workspace, engagement).plan_figure(view, figure)
    return _put(workspace, engagement, now, key, figure)


def renew(workspace: Workspace, views: Sequence[ClaimView]) -> list[Claim]:
    """Let claims say what their sources say now, in one act; the history keeps what they said.

    Raises:
        InputRefused: When the source of one of them is gone.
    """
    renewed = []
    for view in views:
        if view.now.claim is None:
            raise InputRefused(
                f"“{view.claim.key}” cannot be renewed: {view.now.gone}.",
                safe="Nothing was changed.",
                next_step="Take its token out of the text, or put another claim there.",
            )
        if view.stale:
            renewed.append(_in_place_of(workspace, view.claim, view.now.claim))
    if renewed:
        action = "renew claim" if len(renewed) == 1 else "renew claims"
        workspace.store.apply(action, renewed, stream=renewed[0].engagement)
    return renewed


def take_from_newest(workspace: Workspace, engagement: Engagement, views: Sequence[ClaimView]) -> list[Claim]:
    """Let figures of an earlier export be those of the newest, under the same filter, in one act.

    Args:
        workspace: Where.
        engagement: Whose.
        views: Claims of figures of calls; a quote or a figure of a plan stays as it is.

    Raises:
        UnknownName: When the newest export has no such figure, or its calls lack what a filter names.
    """
    dataset, sources = find_dataset(workspace, engagement), ClaimSources(workspace, engagement)
    taken = []
    for view in views:
        counted = counted_from(view.claim.only)
        if view.claim.source_kind is not EvidenceKind.FIGURE or counted is None:
            continue
        only = counted.only
        if not only.is_all:
            only = ask(workspace, engagement, dataset, base=counted.base, only=only).only
        now = sources.figure(dataset, view.claim.source, counted.base, only, counted.rules).claim
        if now is not None and view.claim.dataset != dataset.hash:
            taken.append(_in_place_of(workspace, view.claim, now))
    if taken:
        workspace.store.apply("take claims from the newest calls", taken, stream=engagement.id)
    return taken


def put_claim_away(workspace: Workspace, claim: Claim) -> None:
    """Put a claim away; its token then names nothing, and undo brings it back."""
    workspace.store.apply("put claim away", [replace(claim, deleted=True)], stream=claim.engagement)


def _in_place_of(workspace: Workspace, claim: Claim, now: Claim) -> Claim:
    made_at = workspace.now().isoformat(timespec="seconds")
    return replace(now, id=claim.id, key=claim.key, made_at=made_at)


def _put(workspace: Workspace, engagement: Engagement, now: SourceNow, key: str, proposed: str) -> Claim:
    claim, is_new = drafted(workspace, engagement, now, key, proposed)
    if is_new:
        workspace.store.apply("add claim", [claim], stream=engagement.id)
    return claim


def drafted(
    workspace: Workspace, engagement: Engagement, now: SourceNow, key: str = "", proposed: str = ""
) -> tuple[Claim, bool]:
    """A claim of what a source says, not yet kept; one that is there already and says the same is found again.

    Args:
        workspace: Where.
        engagement: Whose.
        now: What the source says.
        key: What its token is to be called.
        proposed: What to make a key of where none is given.

    Returns:
        The claim, and whether it is a new one.

    Raises:
        InputRefused: When the source says nothing, or the key is taken or is none.
    """
    if now.claim is None:
        raise InputRefused(f"This cannot stand in a text: {now.gone}.", safe="Nothing was changed.")
    kept = workspace.store.all(Claim, engagement=engagement.id)
    fresh = _as_accepted_by_nobody(now.claim)
    if not key.strip():
        same = next((each for each in kept if replace(each, id="", key="", made_at="") == fresh), None)
        if same is not None:
            return same, False
    claim = replace(
        fresh,
        id=workspace.new_id(),
        key=_key({each.key for each in kept}, key, proposed),
        made_at=workspace.now().isoformat(timespec="seconds"),
    )
    return claim, True


def _as_accepted_by_nobody(claim: Claim) -> Claim:
    """A figure of a plan that is not up to date is stale until somebody renews it, knowing why."""
    return replace(claim, only="{}") if claim.source_kind is EvidenceKind.SCENARIO else claim


def _key(taken: set[str], wanted: str, proposed: str) -> str:
    if not wanted.strip():
        stem = key_from(proposed) or "claim"
        numbered = (key_from(f"{stem[: LONGEST_KEY - 5]} {number}") for number in itertools.count(2))
        return stem if stem not in taken else next(each for each in numbered if each not in taken)
    key = key_from(wanted)
    if not key:
        raise InputRefused(
            f"“{one_line(wanted)}” is no key: it has neither a letter nor a digit.",
            safe="Nothing was changed.",
        )
    if key in taken:
        raise InputRefused(
            f"There is a claim “{key}” already.",
            safe="Nothing was changed.",
            next_step="Choose another key.",
        )
    return key
