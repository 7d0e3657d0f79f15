"""A data request in lines: in the list, beneath it, and whole beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual.content import Content

from leaptui.services.calls.data_requests import RequestState, RequestView
from leaptui.tui.dates import day_shown
from leaptui.tui.text import dotted_lines, ends, join, paragraph, plain, row

_STYLES = {
    RequestState.NOT_SENT: "$text-muted",
    RequestState.SENT: "$accent",
    RequestState.OVERDUE: "b $warning",
    RequestState.RECEIVED: "$success",
}
_WIDEST = 110


def request_line(view: RequestView, width: int, today: date) -> Content:
    """State, what it is called, who is asked, the day that matters next."""
    request, style = view.request, _STYLES[view.state]
    room = max(width - 1 - 8 - 12 - 3, 16)
    whom = room * 2 // 5 if room >= 44 else 0
    columns = (1, 8, room - whom - bool(whom), whom, -12)
    cells = (
        plain(view.state.glyph, style),
        plain(view.state.value, style),
        plain(request.title),
        plain(request.asked_of, "$text-muted"),
        plain(_next_day(view, today), style if view.state is RequestState.OVERDUE else "$text-muted"),
    )
    return row(columns, cells)


def _next_day(view: RequestView, today: date) -> str:
    request = view.request
    if view.state is RequestState.RECEIVED:
        return day_shown(request.received_on, today)
    return f"due {day_shown(request.due, today)}" if request.due else ""


def foot_lines(view: RequestView, width: int) -> Sequence[Content]:
    """What became of it, and what is to be looked at."""
    request = view.request
    told = [
        f"{len(request.fields)} fields",
        f"{request.period_from or '?'} to {request.period_to or '?'}",
        f"sent {request.sent_on}" if request.sent_on else "",
        f"chased {', '.join(request.chased_on)}" if request.chased_on else "",
        f"received {request.received_on}" if request.received_on else "",
        f"agreement to {request.agreement_ends}" if request.agreement_ends else "",
    ]
    shown = dotted_lines([plain(part) for part in told if part], min(width, _WIDEST))
    for words in _warnings(view):
        wrapped = paragraph(words, min(width, _WIDEST) - 2)[:2]
        signs = (plain("▲ ", "$warning"), plain("  "))
        shown += [join(sign, line) for sign, line in zip(signs, wrapped, strict=False)]
    return shown


def _warnings(view: RequestView) -> list[str]:
    missing = (
        "Asked for and not in the file: " + ", ".join(view.not_received) + "." if view.not_received else ""
    )
    return [words for words in (view.agreement, missing, view.advice) if words]


def whole_lines(view: RequestView, fields: Sequence[tuple[str, str]], width: int) -> Sequence[Content]:
    """The request beside the list: its days, the imports that answer it, its fields with their need.

    Args:
        view: The request.
        fields: Label and need of each field asked for.
        width: Columns.
    """
    request = view.request
    shown = [
        *paragraph(request.title, width, "b"),
        *paragraph(request.asked_of, width, "$text-muted"),
        Content(""),
    ]
    shown += [
        ends(width, plain(words, "$text-muted"), day)
        for words, day in (
            ("from", request.period_from),
            ("to", request.period_to),
            ("sent", request.sent_on),
            ("due", request.due),
            *(("chased", day) for day in request.chased_on),
            ("received", request.received_on),
            ("agreement signed", request.agreement_on),
            ("agreement ends", request.agreement_ends),
        )
        if day
    ]
    if request.agreement:
        shown += paragraph(request.agreement, width)
    if view.datasets:
        shown += [Content(""), plain("Answered by", "b"), *(plain(name) for name in view.datasets)]
    shown += [
        Content(""),
        ends(width, plain("Fields asked for", "b"), plain(str(len(fields)), "$text-muted")),
    ]
    shown += [
        ends(
            width,
            join(plain("▲ ", "$warning") if label in view.not_received else plain("  "), plain(label)),
            plain(need, "$text-muted"),
        )
        for label, need in fields
    ]
    return shown
