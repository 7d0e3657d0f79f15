"""What the page of one concern shows, and how its answer and its parts are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from textual.content import Content

from leaptui.domain.partner_records import Validator
from leaptui.domain.records import Engagement
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.roadmap.claims import read
from leaptui.services.roadmap.concern_board import BoardConcern, board_concern, find_concern
from leaptui.services.roadmap.precedents import PrecedentView, population_of
from leaptui.services.roadmap.validator_matches import Match, matches
from leaptui.services.roadmap.validator_meetings import MeetingView
from leaptui.services.roadmap.validators import role_in_words
from leaptui.services.workspace import Workspace
from leaptui.tui.screens.roadmap.concern_lines import meeting_rows, raised_rows, status_shown
from leaptui.tui.text import dotted, ends, join, paragraph, plain

Part: TypeAlias = PrecedentView | Validator | MeetingView | ConcernRaised
"""What a row of a concern stands for."""
_ANSWER_ROWS = 4
_LIMIT_ROWS = 2


@dataclass(frozen=True, slots=True)
class ConcernShown:
    """What the screen shows.

    Attributes:
        view: The concern.
        answer: Its answer with the values of its claims.
        fitting: Validators, those who fit it, whoever raised it and the city best first.
    """

    view: BoardConcern
    answer: str
    fitting: Sequence[Match]


def concern_shown(workspace: Workspace, engagement: Engagement, concern: str) -> ConcernShown:
    """A concern of the board by its id.

    Raises:
        UnknownName: When it is no longer there.
    """
    view = board_concern(workspace, engagement, find_concern(workspace, engagement, concern))
    return ConcernShown(
        view,
        read(workspace, engagement, view.answer) if view.answer_is_own else view.answer,
        matches(
            workspace,
            concern=view.library,
            people=[person for each in view.raised if not each.own for person in each.conversation.people],
            population=population_of(workspace, engagement),
        ),
    )


def head_lines(shown: ConcernShown, width: int) -> list[Content]:
    """The concern, how far it is, the answer and what may not be claimed, in at most a dozen rows."""
    view = shown.view
    about: list[Content] = [status_shown(view.concern.status).rstrip()]
    if view.concern.owner:
        about.append(plain(view.concern.owner, "$text-muted"))
    if view.concern.due:
        due = f"{'▲ ' if view.overdue else ''}due {view.concern.due}"
        about.append(plain(due, "b $warning" if view.overdue else "$text-muted"))
    about.append(plain("own answer" if view.answer_is_own else "answer of the library", "$text-muted"))
    lines = [*_cut(paragraph(view.title, width, "b"), _LIMIT_ROWS, width), dotted(about)]
    lines += _cut(paragraph(shown.answer or "No answer yet. W writes one.", width), _ANSWER_ROWS, width)
    if view.check_first and not view.answer_is_own:
        said = f"▲ Check first: {' '.join(view.check_first)}"
        lines += _cut(paragraph(said, width, "$warning"), _LIMIT_ROWS, width)
    if view.limits:
        lines += _cut(paragraph(f"▲ Limits: {view.limits}", width, "$warning"), _LIMIT_ROWS, width)
    return lines


def part_rows(part: Part, _: int) -> Sequence[Content]:
    """A part of a concern in its rows."""
    match part:
        case MeetingView():
            return meeting_rows(part)
        case ConcernRaised():
            return raised_rows(part)
        case Validator():
            named = "may be named" if part.may_be_named else "not to be named"
            return [join(plain(part.name), "  ", plain(f"{role_in_words(part)} · {named}", "$text-muted"))]
    newest = plain(f"newest fact {part.newest}", "$faint" if part.is_old else "$text-muted")
    return [join(plain(part.precedent.title, "$text-muted" if part.is_old else ""), "  ", newest)]


def _cut(lines: Sequence[Content], most: int, width: int) -> list[Content]:
    """At most so many lines; the last says how to read the rest."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], ends(width, lines[most - 1], plain("F reads it all", "$text-muted"))]
