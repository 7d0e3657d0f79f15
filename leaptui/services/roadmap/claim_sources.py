"""What the source of a claim says: at the moment a claim is put into a text, and each time it is asked again."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import Dataset
from leaptui.domain.errors import InputRefused, LeapError
from leaptui.domain.measured import BaseName, RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.calls.picture import datasets
from leaptui.services.roadmap.claim_counts import Counted, counted_from
from leaptui.services.roadmap.claim_figures import figure_under, types_counted
from leaptui.services.roadmap.claim_quotes import QuoteNow, quotes_now
from leaptui.services.roadmap.picture_figures import CountedFigure
from leaptui.services.roadmap.scenario_figures import scenario_figures
from leaptui.services.staffing.scenarios import ScenarioView, scenarios
from leaptui.services.workspace import Workspace

_MOST_NAMED = 3
_SAME = 1e-9
"""Two means of the same calls may differ by this part, as the order of adding them up differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNow:
    """What a source says now.

    Attributes:
        claim: The claim as it would be put now; nothing where its source can say nothing any more.
        gone: Why it cannot.
        figure: For a figure of calls, the figure and the calls behind it.
        quote: For a quote, the passage.
        scenario: For a figure of a plan, the plan.
        changed: What else is different since, in words: a plan that rests on something decided otherwise.
    """

    claim: Claim | None = None
    gone: str = ""
    figure: CountedFigure | None = None
    quote: QuoteNow | None = None
    scenario: ScenarioView | None = None
    changed: tuple[str, ...] = ()


class ClaimSources:
    """The sources of an engagement, each read when it is first asked and then kept.

    Args:
        workspace: Where.
        engagement: Whose.
    """

    def __init__(self, workspace: Workspace, engagement: Engagement) -> None:
        self._workspace, self._engagement = workspace, engagement

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        """The exports by their hash, the newest first."""
        return {each.hash: each for each in datasets(self._workspace, self._engagement)}

    @cached_property
    def quotes(self) -> dict[str, QuoteNow]:
        """What every passage says, by its id; those put away included."""
        return quotes_now(self._workspace, self._engagement)

    @cached_property
    def scenarios(self) -> dict[str, ScenarioView]:
        """The saved plans by their id."""
        return {each.scenario.id: each for each in scenarios(self._workspace, self._engagement)}

    def figure(
        self,
        dataset: Dataset,
        key: str,
        base: BaseName,
        only: CallFilter,
        rules: RuleSet = RuleSet.EXPECTED,
        *,
        with_types: bool = True,
    ) -> SourceNow:
        """A figure of calls.

        Args:
            dataset: Of which export.
            key: Its key.
            base: The population.
            only: The filter.
            rules: Which calls a figure of a picture counts as eligible.
            with_types: Whether the claim is to know which types were counted; that opens the calls,
                where everything else of a figure that was asked before is known.

        Raises:
            UnknownName: When the dataset does not have it.
            StoreUnavailable: When the dataset's file is not in the store's folder.
        """
        figure = figure_under(self._workspace, self._engagement, dataset, key, base, only, rules)
        found = figure.measured
        counted = Counted(
            base=base,
            only=only,
            types=types_counted(self._workspace, self._engagement, dataset, base, figure.only)
            if with_types
            else (),
            rules_switched=dataset.rules_switched,
            calls=found.base.calls,
            rules=rules,
            of=figure.of,
        )
        filtered = replace(only, period=None).words
        claim = Claim(
            id="",
            engagement=self._engagement.id,
            key="",
            claim_kind=ClaimKind.FIGURE,
            source_kind=EvidenceKind.FIGURE,
            source=key,
            dataset=dataset.hash,
            only=counted.json,
            label=found.label,
            value=repr(float(found.value)),
            printed=found.printed,
            unit=found.unit.value,
            base="; ".join(
                words for words in (f"{figure.words} {found.base.sentence}".strip(), filtered) if words
            ),
            rules=found.rules.value if found.rules else "",
            first_day=found.base.period.first if found.base.period else None,
            last_day=found.base.period.last if found.base.period else None,
        )
        return SourceNow(claim=claim, figure=figure)

    def quote(self, said: QuoteNow) -> SourceNow:
        """A passage as a quote."""
        if said.gone:
            return SourceNow(gone=said.gone, quote=said)
        claim = Claim(
            id="",
            engagement=self._engagement.id,
            key="",
            claim_kind=ClaimKind.QUOTE,
            source_kind=EvidenceKind.EXCERPT,
            source=said.excerpt.id,
            label=f"{said.talk.title}, interview {said.talk.interview.number}" if said.talk else "",
            value=said.words,
            printed=said.printed,
            unit=said.excerpt.passage.value,
            base=said.base,
            rules=said.level.value,
        )
        return SourceNow(claim=claim, quote=said)

    def plan_figure(self, view: ScenarioView, key: str) -> SourceNow:
        """A figure of a saved plan."""
        figure = scenario_figures(view).get(key)
        if figure is None:
            return SourceNow(gone=f"the scenario has no figure {key} any more", scenario=view)
        claim = Claim(
            id="",
            engagement=self._engagement.id,
            key="",
            claim_kind=ClaimKind.FIGURE,
            source_kind=EvidenceKind.SCENARIO,
            source=key,
            dataset=view.scenario.dataset,
            scenario=view.scenario.id,
            only=json.dumps({"changed": view.changed} if view.changed else {}, ensure_ascii=False),
            label=figure.label,
            value=repr(figure.value),
            printed=figure.printed,
            unit=figure.unit,
            base=figure.base,
            rules=view.scenario.rules,
        )
        return SourceNow(claim=claim, scenario=view, changed=view.changed)

    def now(self, claim: Claim) -> SourceNow:
        """What the source of a claim says now."""
        match claim.source_kind:
            case EvidenceKind.FIGURE:
                return self._figure_now(claim)
            case EvidenceKind.EXCERPT:
                said = self.quotes.get(claim.source)
                return self.quote(said) if said else SourceNow(gone="its passage is not in this store")
            case EvidenceKind.SCENARIO:
                view = self.scenarios.get(claim.scenario or "")
                if view is None:
                    return SourceNow(gone="the scenario was put away")
                return self.plan_figure(view, claim.source)

    def _figure_now(self, claim: Claim) -> SourceNow:
        dataset, counted = self.datasets.get(claim.dataset or ""), counted_from(claim.only)
        if dataset is None or not self._workspace.store.has_dataset(dataset.hash):
            return SourceNow(gone="its dataset is not in this store any more")
        if counted is None:
            return SourceNow(gone="which calls it was counted from cannot be read")
        asked = dataset, claim.source, counted.base, counted.only, counted.rules
        try:
            now = self.figure(*asked, with_types=False)
            is_fresh = now.claim is not None and _is_same_figure(claim, now.claim)
            return now if is_fresh else self.figure(*asked)
        except InputRefused:
            return SourceNow(gone="no call of its dataset has such a figure any more")
        except LeapError as error:
            return SourceNow(gone=error.what)


def reasons(claim: Claim, now: SourceNow) -> tuple[str, ...]:
    """Why a claim does not say what its source says; nothing for a fresh one."""
    if now.claim is None:
        return (now.gone,)
    match claim.source_kind:
        case EvidenceKind.FIGURE:
            return _figure_reasons(claim, now.claim)
        case EvidenceKind.EXCERPT:
            return _quote_reasons(claim, now)
        case EvidenceKind.SCENARIO:
            return _plan_reasons(claim, now)


def _is_same_figure(claim: Claim, now: Claim) -> bool:
    before, after = counted_from(claim.only), counted_from(now.only)
    return (
        _is_same(claim.value, now.value)
        and (claim.unit, claim.first_day, claim.last_day) == (now.unit, now.first_day, now.last_day)
        and _calls(before) == _calls(after)
    )


def _calls(counted: Counted | None) -> tuple[int, int]:
    return (counted.calls, counted.of) if counted else (0, 0)


def _figure_reasons(claim: Claim, now: Claim) -> tuple[str, ...]:
    if _is_same_figure(claim, now):
        return ()
    before, after = counted_from(claim.only) or Counted(), counted_from(now.only) or Counted()
    found = []
    if differing := sorted(set(before.types) ^ set(after.types)):
        found.append(f"{_types(differing)} decided otherwise")
    if switched := sorted(set(before.rules_switched) ^ set(after.rules_switched)):
        rules = ", ".join(rule.replace("_", " ") for rule in switched)
        found.append(f"rules of the ledger were switched: {rules}")
    return tuple(found) or ("its calls are counted otherwise now",)


def _types(names: Sequence[str]) -> str:
    """`the type WELFARE CHECK is`, `the types A, B, C and 4 more are`."""
    named = ", ".join(name or "(none given)" for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    if len(names) == 1:
        return f"the type {named} is"
    return f"the types {named}{f' and {more} more' if more > 0 else ''} are"


def _quote_reasons(claim: Claim, now: SourceNow) -> tuple[str, ...]:
    found = []
    if now.claim is None or now.quote is None:
        return (now.gone,)
    if claim.value != now.claim.value:
        found.append("the words were changed")
    if claim.unit != now.claim.unit:
        found.append(
            "it is not taken for their very words any more"
            if claim.unit == "verbatim"
            else "it is taken for their very words now"
        )
    if claim.rules != now.claim.rules:
        found.append(f"its level is now {now.quote.level.label}")
    elif claim.base != now.claim.base:
        found.append("who said it is told otherwise now")
    return tuple(found)


def _plan_reasons(claim: Claim, now: SourceNow) -> tuple[str, ...]:
    if now.claim is None:
        return (now.gone,)
    if not _is_same(claim.value, now.claim.value):
        return ("the figure of its scenario is another now",)
    known = _accepted(claim)
    return tuple(
        f"its scenario: {said[:1].lower()}{said[1:].rstrip('.')}" for said in now.changed if said not in known
    )


def _accepted(claim: Claim) -> frozenset[str]:
    """What was different about its scenario when somebody accepted the figure all the same."""
    try:
        return frozenset(json.loads(claim.only).get("changed", ()))
    except (ValueError, TypeError, AttributeError):
        return frozenset()


def _is_same(one: str, other: str) -> bool:
    try:
        return math.isclose(float(one), float(other), rel_tol=_SAME, abs_tol=1e-12)
    except ValueError:
        return one == other
