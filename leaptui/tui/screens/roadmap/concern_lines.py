"""How concerns, what raises them, and programs elsewhere are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.roadmap.concern_board import BoardConcern, Unhandled
from leaptui.services.roadmap.precedents import PrecedentView
from leaptui.services.roadmap.validator_meetings import MeetingView
from leaptui.tui.dates import day_shown
from leaptui.tui.text import dotted, ends, join, paragraph, plain

_SIGNS = {
    ConcernStatus.OPEN: ("○", "b $accent"),
    ConcernStatus.ANSWERED: ("◐", "$accent"),
    ConcernStatus.SETTLED: ("✓", "$success"),
    ConcernStatus.SET_ASIDE: ("–", "$text-muted"),
}
_STATUS_CELLS = 10
_FEWEST_NAMED = 3
"""So many groups are named; more are counted."""


def status_sign(status: ConcernStatus) -> Content:
    """The sign of how far a concern is."""
    return plain(*_SIGNS[status])


def status_shown(status: ConcernStatus) -> Content:
    """Sign and word of how far a concern is, in as many cells for each."""
    return join(status_sign(status), " ", plain(status.label.ljust(_STATUS_CELLS), _SIGNS[status][1]))


def counted(number: int, word: str) -> str:
    """`1 group`, `3 groups`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def groups_shown(keys: Sequence[str], shorts: Mapping[str, str]) -> str:
    """Which groups, as many as can be named in a row; else how many."""
    if len(keys) > _FEWEST_NAMED:
        return counted(len(keys), "group")
    return ", ".join(shorts.get(key, key) for key in keys)


def board_rows(view: BoardConcern, width: int, shorts: Mapping[str, str], today: date) -> list[Content]:
    """A concern of the board, in two rows."""
    due = day_shown(view.concern.due, today) if view.concern.due else ""
    right = plain(f"▲ due {due}" if view.overdue else due, "b $warning" if view.overdue else "$text-muted")
    settled = view.concern.status in (ConcernStatus.SETTLED, ConcernStatus.SET_ASIDE)
    title = plain(view.title, "$text-muted" if settled else "b")
    answer = "own answer" if view.answer_is_own else "library answer" if view.answer else "▲ no answer"
    about = [
        plain(groups_shown(view.groups, shorts) or "nobody noted", "$text-muted"),
        plain(answer, "$text-muted" if view.answer else "$warning"),
        plain(", ".join(each.name for each in view.validators) or "no validator", "$text-muted"),
        plain(", ".join(each.precedent.place for each in view.precedents) or "no precedent", "$text-muted"),
    ]
    if view.meetings:
        about.append(
            plain(f"{counted(len(view.meetings), 'meeting')} {view.meetings[0].sign}".rstrip(), "$text-muted")
        )
    return [
        ends(width, join(status_shown(view.concern.status), title), right),
        join(" " * (_STATUS_CELLS + 2), dotted(about)),
    ]


def unhandled_rows(raised: Unhandled, width: int, shorts: Mapping[str, str]) -> list[Content]:
    """Something people raised that is not on the board, in two rows."""
    first = raised.raised[0]
    known = (plain("! ", "b $mark-concern"), plain(raised.title))
    head = join(*(known if raised.key else _words(first)))
    about: list[Content] = [
        plain(groups_shown(raised.groups, shorts) or "group not noted", "$text-muted"),
        plain(counted(raised.interviews, "interview"), "$text-muted"),
    ]
    if not raised.key:
        about.append(plain("not in the library", "$text-muted"))
    right = plain("" if raised.key else f"{first.level.glyph} {first.level.label}", "$text-muted")
    return [ends(width, head, right), join("  ", dotted(about))]


def raised_rows(raised: ConcernRaised) -> list[Content]:
    """Words that raise a concern, with how far they may travel, in two rows."""
    talk = raised.conversation
    about = [
        plain(f"{raised.level.glyph} {raised.level.label}", "$text-muted"),
        plain(f"interview {talk.interview.number}", "$text-muted"),
        plain("own view" if raised.own else talk.title, "$text-muted"),
    ]
    if raised.stance:
        about.append(plain(raised.stance, "$text-muted"))
    return [join(*_words(raised)), join("  ", dotted(about))]


def meeting_rows(view: MeetingView) -> list[Content]:
    """Who met whom and what it changed, in two rows."""
    meeting = view.meeting
    whom = f" met {view.person}" if view.person else " met nobody noted"
    style = {"▲": "$success", "▼": "$warning"}.get(view.sign, "$text-muted")
    change = join(
        plain(f"{view.sign} ".lstrip(), f"b {style}"), plain(view.change or "stance not noted", style)
    )
    about: list[Content] = [plain(meeting.met_on or "no day", "$text-muted"), change]
    if meeting.promised:
        about.append(plain(f"promised: {meeting.promised}", "$text-muted"))
    return [plain(f"{view.validator}{whom}"), dotted(about)]


def fact_paragraphs(view: PrecedentView, width: int) -> list[Content]:
    """Every fact of a program with source, date and age; old ones greyed."""
    each = view.precedent
    lines = [*paragraph(each.title, width, "b"), *paragraph(each.lesson, width)]
    for reason in view.reasons:
        lines += paragraph(f"• {reason.text}", width, "$success")
    topic = ""
    for dated in view.facts:
        if dated.topic != topic:
            topic = dated.topic
            lines += [Content(""), plain(topic, "b $text-muted")]
        lines += paragraph(dated.fact.text, width, "$text-muted" if dated.is_old else "")
        said = f"{dated.fact.source}, {dated.fact.as_of}"
        lines += paragraph(said, width, "$faint" if dated.is_old else "$text-muted")
        if dated.fact.unverified:
            lines += paragraph(f"▲ {dated.age}", width, "$warning")
        elif dated.age:
            lines += paragraph(dated.age, width, "i $text-muted")
    return lines


def _words(raised: ConcernRaised) -> tuple[Content, Content]:
    off = raised.level is Attribution.OFF_RECORD
    style = "i $mark-own" if raised.own else "i $text-muted" if off else ""
    return plain("⊠ OFF " if off else "! ", "b $accent" if off else "b $mark-concern"), plain(
        raised.text, style
    )
