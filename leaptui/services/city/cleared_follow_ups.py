"""Follow-ups as far as they may leave: what was promised, and who owes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.disclosure.audience import Audience
from leaptui.domain.attribution import Attribution
from leaptui.services.city.follow_ups import FollowUpView, promised_under

if TYPE_CHECKING:
    from leaptui.disclosure.cleared import Cleared
    from leaptui.disclosure.gate import Gate
    from leaptui.domain.records import Interview

_KEPT_WORDS = 60
"""Characters of a follow-up that name it to the advisor where it was kept back."""

_SAID = {
    Attribution.OFF_RECORD: "off the record",
    Attribution.NONE: "in a conversation that is not for attribution",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedFollowUp:
    """A follow-up that may leave."""

    view: FollowUpView
    text: Cleared
    owner: Cleared
    """Empty where it is the advisor's, or the name may not leave."""


def cleared_follow_up(
    view: FollowUpView, talks: Mapping[str, Interview], gate: Gate, kept_back: list[str]
) -> ClearedFollowUp | None:
    """A follow-up through the gate; nothing where it stays, and `kept_back` says why.

    What was promised off the record stays; for readers outside also what was promised not for
    attribution; and what repeats a confidence.

    Args:
        view: Which.
        talks: Interviews by id.
        gate: For whom.
        kept_back: Where the reasons go, for the advisor's own eyes.
    """
    short = in_short(view)
    talk = talks.get(view.owed.interview or "")
    level = promised_under(view.owed, talk) if talk else Attribution.ON_RECORD
    if level is Attribution.OFF_RECORD or (
        level is Attribution.NONE and gate.audience is not Audience.INTERNAL
    ):
        kept_back.append(f"“{short}” stays in the store: it was promised {_SAID[level]}.")
        return None
    if spans := gate.blocked(view.owed.text, "follow-up"):
        kept_back.append(f"“{short}” stays in the store: “{spans[0].words}” {spans[0].why}.")
        return None
    owner = view.owner
    if owner and gate.blocked(owner, "owner"):
        kept_back.append(f"“{short}” leaves without the name of who owes it.")
        owner = ""
    return ClearedFollowUp(
        view=view, text=gate.label(view.owed.text, "follow-up"), owner=gate.label(owner, "owner")
    )


def in_short(view: FollowUpView) -> str:
    """The words that name it to the advisor."""
    return view.owed.text[:_KEPT_WORDS]
