"""The form in which a person says what a call type is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.domain.type_judgements import Decision
from leaptui.services.calls.type_decisions import decide
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_SHARES = ("share_eligible", "share_low", "share_high")
_MOST_NAMED = 4
"""Types of a cluster that the form names; the others are counted."""


def _fields(tier: Tier, groups: Sequence[str]) -> tuple[FieldSpec, ...]:
    first = [tier, *(each for each in Tier if each is not tier)]
    return (
        FieldSpec(
            key="tier",
            label="Tier",
            kind=FieldKind.CHOICE,
            choices=tuple((each.value, each.label) for each in first),
        ),
        FieldSpec(
            key="confidence",
            label="How sure",
            kind=FieldKind.CHOICE,
            choices=(("very", "very sure"), ("somewhat", "somewhat"), ("low", "low")),
        ),
        FieldSpec(key="reason", label="Reason", required=True, hint="what the sergeant said of such calls"),
        FieldSpec(key="decided_by", label="Decided by", hint="dispatch working group, 17 Nov 2026"),
        FieldSpec(key="group", label="Group", hint="the issue", suggestions=tuple(groups)),
        FieldSpec(
            key="disqualifiers",
            label="Disqualifiers",
            kind=FieldKind.LINES,
            rows=2,
            hint="what takes a call of it out, one on each line: weapon seen",
        ),
        FieldSpec(key="share_eligible", label="Eligible, %", kind=FieldKind.NUMBER, hint="of its calls"),
        FieldSpec(key="share_low", label="  at least, %", kind=FieldKind.NUMBER),
        FieldSpec(key="share_high", label="  at most, %", kind=FieldKind.NUMBER),
        FieldSpec(
            key="narrow",
            label="Narrow rules",
            kind=FieldKind.CHOICE,
            choices=(("", "as the taxonomy says"), ("yes", "count it"), ("no", "leave it out")),
        ),
        FieldSpec(key="effective_from", label="From day", kind=FieldKind.DAY, hint="where the code changed"),
        FieldSpec(key="effective_to", label="To day", kind=FieldKind.DAY),
        FieldSpec(
            key="ends_earlier",
            label="The one before",
            kind=FieldKind.CHOICE,
            choices=(("", "keeps its days"), ("yes", "ends the day before this one")),
        ),
    )


def values_of(reading: TypeReading) -> dict[str, str]:
    """What the form begins with: the city's decision, or the tier that was read and no reason."""
    rule = reading.rule
    days = {"effective_from": reading.effective_from or "", "effective_to": reading.effective_to or ""}
    if rule is None:
        return {"tier": reading.tier.value, "confidence": "very", "group": reading.group, **days}
    return {
        "tier": rule.tier,
        "confidence": rule.confidence,
        "reason": rule.reason,
        "decided_by": rule.decided_by,
        "group": reading.group,
        "disqualifiers": "\n".join(rule.disqualifiers),
        **{key: "" if getattr(rule, key) is None else str(getattr(rule, key)) for key in _SHARES},
        "narrow": rule.narrow,
        **days,
    }


def decision_in(values: Mapping[str, str], reading: TypeReading) -> Decision:
    """What the form says."""
    shares = {
        key: int(values[key].strip().replace(",", "")) if values[key].strip() else None for key in _SHARES
    }
    group = one_line(values["group"])
    return Decision(
        tier=Tier(values["tier"]),
        reason=values["reason"],
        # A group left as it was read follows the taxonomy when it learns better.
        group="" if reading.rule is None and group == reading.group else group,
        confidence=values["confidence"],
        decided_by=values["decided_by"],
        disqualifiers=tuple(line for line in values["disqualifiers"].split("\n") if line.strip()),
        narrow=values["narrow"],
        effective_from=values["effective_from"].strip() or None,
        effective_to=values["effective_to"].strip() or None,
        carried_from=reading.rule.carried_from if reading.rule else "",
        **shares,
    )


async def ask_decision(
    app: LeapApp,
    engagement: Engagement,
    reading: TypeReading,
    groups: Sequence[str],
    also: Sequence[str] = (),
) -> bool:
    """Ask what a type is, and others spelled alike with it, and keep it.

    Args:
        app: Where.
        engagement: Whose types.
        reading: The type, as it is taken now.
        groups: Known groups, to complete what is typed.
        also: Other types that get the same decision, in the same act.

    Returns:
        Whether something was decided.
    """
    named = [reading.type or "(no type)", *also]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    values = await app.push_screen_wait(
        FormDialog(
            "What are these types?" if also else "What is this type?",
            _fields(reading.tier, groups),
            values_of(reading),
            concerning=f"{', '.join(named[:_MOST_NAMED])}{more}; {reading.calls:,} calls"
            + (" of the first" if also else ""),
            unchanged="The figures move at once; the calls stay as they were imported.",
            does="decide",
        )
    )
    if values is None:
        return False
    await app.change(
        decide,
        engagement,
        [reading.type, *also],
        decision_in(values, reading),
        ends_earlier=values["ends_earlier"] == "yes",
    )
    return True
