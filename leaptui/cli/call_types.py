"""Call types on the command line: what each is taken for, and deciding it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from leaptui.cli.calls import DATASET
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.measured import RuleSet
from leaptui.domain.text import one_line
from leaptui.domain.type_judgements import Decision
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.type_decisions import (
    accept,
    carry,
    days_told,
    decide,
    decision_of,
    withdraw,
)
from leaptui.services.calls.types import TypeReview, call_types, review_types, type_clusters
from leaptui.services.city.engagements import find_engagement
from leaptui.services.workspace import Workspace

TYPE = click.option("--type", "types", multiple=True, metavar="TYPE", help="As it stands in the export.")


@click.command("types")
@ENGAGEMENT
@DATASET
@click.option("--undecided", is_flag=True, help="Only types that the city has not decided.")
@AS_JSON
@click.pass_obj
def calls_types(
    session: Session, engagement: str, dataset: str | None, undecided: bool, as_json: bool
) -> None:
    """List the call types, most frequent first, with tier and reason."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        review = review_types(workspace, city, find_dataset(workspace, city, dataset))
    shown = [each for each in review.readings if not (undecided and each.rule)]
    if as_json:
        say_json(_review_json(review, shown))
        return
    coverage = review.coverage
    say(
        f"{coverage.share_mapped:.1%} of {coverage.calls:,} community-initiated calls have a tier; "
        f"{coverage.share_decided:.1%} by a decision of the city."
    )
    say(
        f"Eligible of {review.base.sentence}: "
        + ", ".join(f"{review.share_of(rules):.1%} by {rules} rules" for rules in RuleSet)
        + "."
    )
    say_table(
        ["type", "codes", "calls", "tier", "group", "sure", "why"],
        [
            [
                each.type,
                ", ".join(code for code, _ in review.codes.get(each.type, ())[:3]) or "–",
                f"{each.calls:,}",
                each.tier.label,
                each.group or "–",
                each.confidence,
                _why(each, review),
            ]
            for each in shown
        ],
    )


@click.command("clusters")
@ENGAGEMENT
@DATASET
@AS_JSON
@click.pass_obj
def calls_clusters(session: Session, engagement: str, dataset: str | None, as_json: bool) -> None:
    """List types that are spelled nearly alike, so that one decision can be taken for all of them."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        readings = call_types(workspace, city, find_dataset(workspace, city, dataset))
        found = type_clusters(workspace, readings)
    if as_json:
        say_json(
            [{"types": list(each.types), "calls": each.calls, "likeness": each.likeness} for each in found]
        )
    elif not found:
        say("No two types are spelled alike.")
    else:
        say_table(
            ["calls", "alike", "types"],
            [[f"{each.calls:,}", str(each.likeness), " | ".join(each.types)] for each in found],
        )


@click.command("decide")
@ENGAGEMENT
@DATASET
@TYPE
@click.option("--cluster", is_flag=True, help="For all types that are spelled nearly like these, too.")
@click.option("--tier", type=click.Choice([tier.value for tier in Tier]), help="Who answers by default.")
@click.option("--reason", help="Why.")
@click.option("--group", help="The issue; else the one it is read as.")
@click.option("--confidence", type=click.Choice(["low", "somewhat", "very"]), help="How sure; else very.")
@click.option("--by", "decided_by", help="Who decided.")
@click.option(
    "--share", "share_eligible", type=int, metavar="PERCENT", help="Of its calls that pass the screen."
)
@click.option("--share-low", type=int, metavar="PERCENT", help="Lower end of the interval around it.")
@click.option("--share-high", type=int, metavar="PERCENT", help="Upper end.")
@click.option(
    "--disqualifier", "disqualifiers", multiple=True, help="What takes a call of it out; may be repeated."
)
@click.option(
    "--narrow", type=click.Choice(["yes", "no", "taxonomy"]), help="Whether the narrow rules count it."
)
@click.option("--from", "effective_from", metavar="DAY", help="First day it holds for.")
@click.option("--to", "effective_to", metavar="DAY", help="Last day it holds for.")
@click.option(
    "--ends-earlier", is_flag=True, help="End the decision before it: the code changed its meaning."
)
@click.option("--accept", "accepts", is_flag=True, help="Take what the taxonomy says, as it stands.")
@click.option(
    "--carry", "carries", is_flag=True, help="Take over the decision on a type spelled nearly alike."
)
@click.option("--withdraw", "withdraws", is_flag=True, help="Put the decision away again.")
@AS_JSON
@click.pass_obj
def calls_decide(
    session: Session,
    /,
    engagement: str,
    dataset: str | None,
    types: tuple[str, ...],
    *,
    cluster: bool,
    ends_earlier: bool,
    accepts: bool,
    carries: bool,
    withdraws: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Decide what call types are. What is not named stays as it was decided before."""
    named = {key: value for key, value in given.items() if value not in (None, ())}
    if not types or accepts + carries + withdraws + bool(named) != 1:
        raise InputRefused(
            "Name types, and either what they are or one of --accept, --carry, --withdraw.",
            safe="Nothing was changed.",
        )
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        readings = call_types(workspace, city, find_dataset(workspace, city, dataset))
        chosen = _with_clusters(types, workspace, readings) if cluster else list(types)
        meant = [reading_of(readings, name, named.get("effective_from")) for name in chosen]
        if accepts:
            rules = accept(workspace, city, meant)
        elif carries:
            review = review_types(workspace, city, find_dataset(workspace, city, dataset))
            missing = next((name for name in chosen if name not in review.proposals), None)
            if missing is not None:
                raise UnknownName(f"No decision on a type spelled like “{one_line(missing)}” is there.")
            rules = carry(workspace, city, {name: review.proposals[name] for name in chosen})
        elif withdraws:
            rules = [each.rule for each in meant if each.rule]
            for rule in rules:
                withdraw(workspace, city, rule)
        else:
            rules = decide(workspace, city, chosen, _decision(meant[0], named), ends_earlier=ends_earlier)
    if as_json:
        say_json([rule_json(rule) for rule in rules])
        return
    for rule in rules:
        words = "withdrawn" if withdraws else f"{Tier(rule.tier).label}, {days_told(rule)}. {rule.reason}"
        say(f"{rule.type}: {words}")
    if not rules:
        say(
            "Nothing was to be done: these types are decided already."
            if accepts
            else "There was no decision."
        )


def rule_json(rule: TypeRule) -> dict[str, object]:
    """A decision with all its fields."""
    return {
        "type": rule.type,
        "tier": rule.tier,
        "group": rule.group,
        "confidence": rule.confidence,
        "reason": rule.reason,
        "decided_by": rule.decided_by,
        "share_eligible": rule.share_eligible,
        "share_low": rule.share_low,
        "share_high": rule.share_high,
        "disqualifiers": list(rule.disqualifiers),
        "narrow": rule.narrow,
        "effective_from": rule.effective_from,
        "effective_to": rule.effective_to,
        "carried_from": rule.carried_from,
    }


def _decision(reading: TypeReading, named: dict[str, Any]) -> Decision:
    """What is said of a type, over what was decided before; one without a decision needs a tier."""
    changes = dict(named)
    if "tier" in changes:
        changes["tier"] = Tier(changes["tier"])
    if changes.get("narrow") == "taxonomy":
        changes["narrow"] = ""
    rule = reading.rule
    if rule is not None and changes.get("effective_from", rule.effective_from) == rule.effective_from:
        return replace(decision_of(rule), **changes)
    if "tier" not in changes:
        raise InputRefused(
            "A type that was not decided yet needs a tier.",
            safe="Nothing was changed.",
            next_step=f"--tier {'|'.join(Tier)}, or --accept for what the taxonomy says.",
        )
    return Decision(**{"reason": "", **changes})


def reading_of(readings: Sequence[TypeReading], name: str, since: str | None = None) -> TypeReading:
    """The reading of a type for the period that begins on a day; else its newest.

    Raises:
        UnknownName: When no call has the type.
    """
    found = [each for each in readings if each.type == name]
    if not found:
        raise UnknownName(
            f"No call of this export has the type “{one_line(name)}”.",
            safe="Nothing was changed.",
            next_step="`leaptui calls types` lists the types as they are written.",
        )
    return next((each for each in found if since and each.effective_from == since), found[-1])


def _with_clusters(types: Sequence[str], workspace: Workspace, readings: Sequence[TypeReading]) -> list[str]:
    """These types and those that are spelled nearly like them."""
    found = list(types)
    for cluster in type_clusters(workspace, readings):
        if set(cluster.types) & set(types):
            found += cluster.types
    return list(dict.fromkeys(found))


def _why(reading: TypeReading, review: TypeReview) -> str:
    """The reason, the days it holds for, and what is proposed."""
    days = f" ({days_told(reading)})" if reading.effective_from or reading.effective_to else ""
    proposal = review.proposals.get(reading.type)
    like = f" Proposed: {Tier(proposal.rule.tier).label}, as “{proposal.rule.type}”." if proposal else ""
    new = " New in this file." if review.new is not None and reading.type in review.new else ""
    return f"{reading.reason}{days}{like}{new}"


def _review_json(review: TypeReview, readings: Sequence[TypeReading]) -> dict[str, object]:
    return {
        "coverage": review.coverage.share_mapped,
        "decided": review.coverage.share_decided,
        "base": {
            "name": review.base.name,
            "calls": review.base.calls,
            "from": review.base.period.first if review.base.period else None,
            "to": review.base.period.last if review.base.period else None,
        },
        "eligible": {
            rules.value: {"calls": review.eligible[rules], "share": review.share_of(rules)}
            for rules in RuleSet
        },
        "types": [
            {
                "type": each.type,
                "calls": each.calls,
                "group": each.group,
                "tier": each.tier,
                "confidence": each.confidence,
                "reason": each.reason,
                "decided_by": each.decided_by,
                "narrow": each.narrow,
                "apco": each.apco,
                "codes": [{"code": code, "calls": calls} for code, calls in review.codes.get(each.type, ())],
                "effective_from": each.effective_from,
                "effective_to": each.effective_to,
                "rule": rule_json(each.rule) if each.rule else None,
                "proposed": _proposal_json(review, each.type),
                "new": review.new is not None and each.type in review.new,
            }
            for each in readings
        ],
    }


def _proposal_json(review: TypeReview, name: str) -> dict[str, object] | None:
    proposal = review.proposals.get(name)
    if proposal is None:
        return None
    return {"tier": proposal.rule.tier, "carried_from": proposal.rule.type, "likeness": proposal.likeness}


CALLS_TYPES = (calls_types, calls_clusters, calls_decide)
"""The commands of `calls` that are about types."""
