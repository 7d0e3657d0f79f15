"""Who says so: the rows, the words or the inputs behind a claim."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement, Excerpt
from leaptui.services.calls.asked import Asked, ask
from leaptui.services.calls.picture import dataset_name, find_dataset
from leaptui.services.roadmap.claims import ClaimView
from leaptui.services.staffing.scenarios import ScenarioView
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEvidence:
    """What stands behind a claim.

    Attributes:
        facts: What a person reads first: `(label, words)` each.
        asked: For a figure of calls, those among which its own are.
        behind: Which of these it counts (`leaptui.services.calls.asked.rows` opens them).
        excerpt: For a quote, the passage.
        interview: Id of the interview it is from.
        scenario: For a figure of a plan, the plan.
    """

    facts: tuple[tuple[str, str], ...]
    asked: Asked | None = None
    behind: str = ""
    excerpt: Excerpt | None = None
    interview: str = ""
    scenario: ScenarioView | None = None


def evidence_of(workspace: Workspace, engagement: Engagement, view: ClaimView) -> ClaimEvidence:
    """What stands behind a claim now; where its source is gone, what it said is all there is.

    Raises:
        StoreUnavailable: When the dataset's file is not in the store's folder.
    """
    claim, now = view.claim, view.now
    facts = [
        ("says", claim.printed),
        ("what", claim.label),
        ("base", claim.base),
        ("rules", claim.rules if claim.rules in tuple(RuleSet) else ""),
        ("period", f"{claim.first_day} to {claim.last_day}" if claim.first_day else ""),
        ("put", claim.made_at[:10]),
        ("says now", view.says_now if view.stale else ""),
        ("base now", view.base_now if view.stale and view.base_now != claim.base else ""),
        *(("stale", reason) for reason in view.stale),
        *(("stands in", place) for place in view.used_in),
    ]
    asked, excerpt, interview = None, None, ""
    if now.figure is not None:
        measured = now.figure.measured
        dataset = find_dataset(workspace, engagement, measured.source.dataset)
        asked = ask(workspace, engagement, dataset, base=measured.base.name, only=now.figure.only)
        facts.append(("export", f"{dataset_name(dataset)}, {dataset.hash[:12]}"))
    if now.quote is not None:
        excerpt, interview = now.quote.excerpt, now.quote.excerpt.interview
        number = now.quote.talk.interview.number if now.quote.talk else 0
        facts += [("interview", f"{number}, {now.quote.talk.title}" if now.quote.talk else "")]
    if now.scenario is not None:
        facts += [("plan", now.scenario.scenario.name), *_inputs(now.scenario)]
    return ClaimEvidence(
        facts=tuple((label, words) for label, words in facts if words),
        asked=asked,
        behind=now.figure.behind if now.figure else "",
        excerpt=excerpt,
        interview=interview,
        scenario=now.scenario,
    )


def _inputs(view: ScenarioView) -> list[tuple[str, str]]:
    """What the plan was worked out from: numbers that were chosen, and its demand."""
    chosen = view.inputs.get("chosen", {})
    labels = {each["key"]: each for each in view.results.get("inputs", ()) if isinstance(each, dict)}
    found = [("demand", str(view.demand.get("base", "")))]
    for key, value in chosen.items() if isinstance(chosen, dict) else ():
        known = labels.get(key, {})
        found.append(("chosen", f"{known.get('label', key)}: {value:g} {known.get('unit', '')}".strip()))
    return found
