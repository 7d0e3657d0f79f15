"""Deciding what the city's call types are: one by one, by cluster, or taken over from an earlier file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from leaptui.domain.call_records import TypeRule
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line, slug
from leaptui.domain.type_judgements import Decision
from leaptui.practice.taxonomy import CONFIDENCES
from leaptui.services.calls.types import Proposal, type_rules
from leaptui.services.workspace import Workspace

_YEARS = (1900, 2199)
_NOTHING_CHANGED = "Nothing was changed."


def decide(
    workspace: Workspace,
    engagement: Engagement,
    types: Sequence[str],
    decision: Decision,
    *,
    ends_earlier: bool = False,
) -> list[TypeRule]:
    """Record what types are, over the taxonomy's reading: a rule for each, in one act.

    A decision with the same first day as an earlier one on the type takes its place.

    Args:
        workspace: Where.
        engagement: Whose types.
        types: As they stand in the export.
        decision: What they are.
        ends_earlier: Whether a decision that holds until further notice ends on the day before this
            one begins, because the code changed its meaning.

    Raises:
        InputRefused: When something about the decision is wrong, or it shares days with another one.
    """
    _check(decision)
    rules = type_rules(workspace, engagement)
    puts: list[TypeRule] = []
    for name in dict.fromkeys(types):
        others = [rule for rule in rules if rule.type == name]
        puts += _beside(_rule(engagement, name, decision, others), others, ends_earlier=ends_earlier)
    one = len(set(types)) == 1
    workspace.store.apply("decide call type" if one else "decide call types", puts, stream=engagement.id)
    return [rule for rule in puts if rule.type in types and rule.effective_from == decision.effective_from]


def accept(
    workspace: Workspace, engagement: Engagement, readings: Sequence[TypeReading], decided_by: str = ""
) -> list[TypeRule]:
    """Make what the taxonomy takes these types for the city's own decision, in one act.

    Raises:
        InputRefused: When one of them is unmapped: there is nothing to accept.
    """
    unmapped = next((each for each in readings if each.tier is Tier.UNMAPPED), None)
    if unmapped is not None:
        raise InputRefused(
            f"Nobody has said yet what “{one_line(unmapped.type)}” is, so there is nothing to accept.",
            safe=_NOTHING_CHANGED,
            next_step="Choose a tier for it and say why.",
        )
    open_readings = [each for each in readings if each.rule is None]
    known = type_rules(workspace, engagement)
    puts = []
    for reading in open_readings:
        decision = as_read(reading, decided_by)
        puts.append(_rule(engagement, reading.type, decision, [r for r in known if r.type == reading.type]))
    if puts:
        verb = "accept call type" if len(puts) == 1 else "accept call types"
        workspace.store.apply(verb, puts, stream=engagement.id)
    return puts


def carry(workspace: Workspace, engagement: Engagement, proposed: dict[str, Proposal]) -> list[TypeRule]:
    """Take decisions over for types that are spelled nearly alike, in one act.

    Args:
        workspace: Where.
        engagement: Whose types.
        proposed: By the type that gets it, the decision that is taken over.
    """
    known = type_rules(workspace, engagement)
    puts = []
    for name, proposal in proposed.items():
        rule = proposal.rule
        decision = Decision(
            tier=Tier(rule.tier),
            reason=rule.reason,
            group=rule.group,
            confidence=rule.confidence,
            decided_by=rule.decided_by,
            share_eligible=rule.share_eligible,
            share_low=rule.share_low,
            share_high=rule.share_high,
            disqualifiers=rule.disqualifiers,
            narrow=rule.narrow,
            carried_from=rule.type,
        )
        others = [each for each in known if each.type == name]
        puts += _beside(_rule(engagement, name, decision, others), others, ends_earlier=False)
    if puts:
        verb = "carry decision on call type" if len(puts) == 1 else "carry decisions on call types"
        workspace.store.apply(verb, puts, stream=engagement.id)
    return puts


def withdraw(workspace: Workspace, engagement: Engagement, rule: TypeRule) -> None:
    """Put a decision away: its type is what the taxonomy takes it for again.

    Raises:
        UnknownName: When there is no such decision any more.
    """
    if not any(each.id == rule.id for each in type_rules(workspace, engagement)):
        raise UnknownName(f"There is no decision on “{one_line(rule.type)}” any more.")
    workspace.store.apply("withdraw decision", [replace(rule, deleted=True)], stream=engagement.id)


def as_read(reading: TypeReading, decided_by: str) -> Decision:
    """The decision that a type is what it was read as."""
    return Decision(
        tier=reading.tier,
        reason=reading.reason,
        group=reading.group,
        confidence=reading.confidence,
        decided_by=decided_by,
        effective_from=reading.effective_from,
        effective_to=reading.effective_to,
    )


def decision_of(rule: TypeRule) -> Decision:
    """A decision as it stands, to be changed in parts."""
    return Decision(
        tier=Tier(rule.tier),
        **{key: getattr(rule, key) for key in Decision.__dataclass_fields__ if key != "tier"},
    )


def rule_id(engagement: Engagement, type_name: str, effective_from: str | None = None) -> str:
    """The id of a decision on a local type. Types that differ in a sign only have different ones."""
    exact = hashlib.sha256(type_name.encode()).hexdigest()[:8]
    since = f":{effective_from}" if effective_from else ""
    return f"{engagement.id}:type:{slug(type_name)}-{exact}{since}"


def _rule(engagement: Engagement, name: str, decision: Decision, others: Sequence[TypeRule]) -> TypeRule:
    """The rule for a type; of the same record as the one that begins on the same day, where there is one."""
    known = next((rule for rule in others if rule.effective_from == decision.effective_from), None)
    return TypeRule(
        id=known.id if known else rule_id(engagement, name, decision.effective_from),
        engagement=engagement.id,
        type=name,
        group=one_line(decision.group),
        tier=decision.tier.value,
        confidence=decision.confidence,
        reason=one_line(decision.reason),
        decided_by=one_line(decision.decided_by),
        share_eligible=decision.share_eligible,
        share_low=decision.share_low,
        share_high=decision.share_high,
        disqualifiers=tuple(one_line(each) for each in decision.disqualifiers if one_line(each)),
        narrow=decision.narrow,
        effective_from=decision.effective_from,
        effective_to=decision.effective_to,
        carried_from=one_line(decision.carried_from),
    )


def _beside(rule: TypeRule, others: Sequence[TypeRule], *, ends_earlier: bool) -> list[TypeRule]:
    """The rule, and the earlier one that it ends.

    Raises:
        InputRefused: When it shares days with one that it may not end.
    """
    from leaptui.calls.type_rules import day_before, shares_a_day

    puts = [rule]
    for other in others:
        if other.id == rule.id or not shares_a_day(rule, other):
            continue
        begins = rule.effective_from
        may_end = begins is not None and (other.effective_from or "") < begins and other.effective_to is None
        if not (may_end and ends_earlier and begins):
            raise InputRefused(
                f"“{one_line(rule.type)}” already has a decision for some of these days: "
                f"{Tier(other.tier).label}, {days_told(other)}.",
                safe=_NOTHING_CHANGED,
                next_step="Let that one end the day before (--ends-earlier), or choose days it does not hold for.",
            )
        puts.append(replace(other, effective_to=day_before(begins)))
    return puts


def days_told(rule: TypeRule | TypeReading) -> str:
    """`since 2025-07-01`, `until 2025-06-30`, `on all days`."""
    if rule.effective_from and rule.effective_to:
        return f"{rule.effective_from} to {rule.effective_to}"
    if rule.effective_from:
        return f"since {rule.effective_from}"
    return f"until {rule.effective_to}" if rule.effective_to else "on all days"


def _check(decision: Decision) -> None:
    """Refuse what cannot be kept.

    Raises:
        InputRefused: With what is wrong.
    """
    shares = decision.share_low, decision.share_eligible, decision.share_high
    given = [share for share in shares if share is not None]
    wrong = ""
    if not one_line(decision.reason):
        wrong = "A tier needs a reason."
    elif decision.confidence not in CONFIDENCES:
        wrong = f"How sure is one of {', '.join(CONFIDENCES)}."
    elif decision.narrow not in ("", "yes", "no"):
        wrong = "Narrow is yes, no, or left to the taxonomy."
    elif decision.narrow == "yes" and decision.tier is not Tier.COMMUNITY_RESPONDER:
        wrong = "The narrow rules count types of the tier responder only."
    elif any(not 0 <= share <= 100 for share in given):
        wrong = "A share is a whole number of per cent, 0 to 100."
    elif given and decision.share_eligible is None:
        wrong = "An interval needs the share that it is around."
    elif given != sorted(given):
        wrong = "The share has to lie inside its interval."
    elif any(
        day is not None and not _is_day(day) for day in (decision.effective_from, decision.effective_to)
    ):
        wrong = "Days are written 2025-07-01."
    elif (
        decision.effective_from and decision.effective_to and decision.effective_to < decision.effective_from
    ):
        wrong = "A decision cannot end before it begins."
    if wrong:
        raise InputRefused(wrong, safe=_NOTHING_CHANGED)


def _is_day(text: str) -> bool:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return False
    return day.isoformat() == text and _YEARS[0] <= day.year <= _YEARS[1]
