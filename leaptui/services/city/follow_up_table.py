"""What is owed and what was done, as a table for whoever carries it on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import Cell, csv_table
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Interview
from leaptui.services.city.cleared_follow_ups import cleared_follow_up
from leaptui.services.city.follow_ups import FollowUpView, follow_ups
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.services.workspace import Workspace

COLUMNS = ("what", "who", "due", "state", "done on")


def export_follow_up_table(
    workspace: Workspace,
    engagement: Engagement,
    *,
    audience: str = Audience.CITY_TEAM,
    folder: Path,
    over: bool = True,
) -> HandedOver:
    """Write `<city>-follow-ups.csv` into a folder: what is owed, the earliest day first, then what is done.

    The same stays behind as in the calendar (`leaptui.services.city.cleared_follow_ups`).

    Args:
        workspace: Where.
        engagement: Whose.
        audience: Who will read it.
        folder: Where it goes.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When there is such a file and it must not.
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    readers = audience_named(audience)
    gate = Gate(readers, confidences(workspace, engagement))
    talks = {each.id: each for each in workspace.store.all(Interview, engagement=engagement.id)}
    kept_back: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    for view in follow_ups(workspace, engagement, with_done=True):
        cleared = cleared_follow_up(view, talks, gate, kept_back)
        if cleared is not None:
            told = (view.owed.due or "", _state(view), view.owed.done_on or "")
            rows.append((cleared.text, cleared.owner, *(gate.label(text, "follow-up") for text in told)))
    if not rows:
        raise InputRefused(
            "There is no follow-up to write.",
            safe="Nothing was written.",
            next_step=" ".join(kept_back) or "Note one first: leaptui follow-up add.",
        )
    file = csv_table(f"{engagement.slug}-follow-ups.csv", COLUMNS, rows)
    written = hand_over_files(
        workspace, engagement, "table of follow-ups", readers, [file], folder, over=over
    )
    return HandedOver(files=written, withheld=tuple(kept_back))


def _state(view: FollowUpView) -> str:
    if view.owed.done:
        return "done"
    return "overdue" if view.overdue else "open"
