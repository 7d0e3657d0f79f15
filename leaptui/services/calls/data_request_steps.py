"""What a person does with a data request: begin it, change it, send it, chase it, take in the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from leaptui.domain.call_records import DataRequest
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.text import clean, one_line
from leaptui.practice.data_request import RequestContent
from leaptui.services.days import day_from, due_from
from leaptui.services.workspace import Workspace

FIELDS = ("title", "asked_of", "period_from", "period_to", "due", "note")
"""What a form or a command sets as text."""
_UNCHANGED = "Nothing was changed."
_DAYS = frozenset({"period_from", "period_to"})


def usual_period(today: date, months: int) -> tuple[str, str]:
    """First and last day of so many whole months, the last of them the one before today's."""
    last = today.replace(day=1) - timedelta(days=1)
    year, month = divmod(last.year * 12 + last.month - months, 12)
    return date(year, month + 1, 1).isoformat(), last.isoformat()


def add_request(
    workspace: Workspace,
    engagement: Engagement,
    values: Mapping[str, str] | None = None,
    *,
    fields: Sequence[str] | None = None,
    code_books: Sequence[str] | None = None,
) -> DataRequest:
    """Begin a request.

    Args:
        workspace: Where.
        engagement: Whose city is asked.
        values: Text of `FIELDS`; what is left out is as usual.
        fields: Keys of the fields asked for; as usual when not given.
        code_books: Keys of the lists of codes; all when not given.

    Raises:
        InputRefused: When a field or a day is none, or the period ends before it begins; nothing is
            added then.
    """
    content = workspace.practice.data_request
    first, last = usual_period(workspace.today(), content.better_months)
    begun = DataRequest(
        id=workspace.new_id(),
        engagement=engagement.id,
        period_from=first,
        period_to=last,
        fields=_fields(content, content.usual_fields if fields is None else fields),
        code_books=_code_books(content, code_books),
    )
    request = _changed(workspace, begun, values or {})
    if not request.title:
        request = replace(request, title=_title(request))
    workspace.store.apply("add data request", [request], stream=engagement.id)
    return request


def change_request(
    workspace: Workspace,
    request: DataRequest,
    values: Mapping[str, str],
    *,
    fields: Sequence[str] | None = None,
    code_books: Sequence[str] | None = None,
) -> DataRequest:
    """Set fields of a request from text; an empty text clears one.

    Raises:
        InputRefused: As `add_request`; nothing is changed then.
    """
    content = workspace.practice.data_request
    changed = _changed(workspace, request, values)
    if fields is not None:
        changed = replace(changed, fields=_fields(content, fields))
    if code_books is not None:
        changed = replace(changed, code_books=_code_books(content, code_books))
    return _kept(workspace, "change data request", changed)


def remove_request(workspace: Workspace, request: DataRequest) -> None:
    """Put a request away; undo brings it back."""
    _kept(workspace, "remove data request", replace(request, deleted=True))


def mark_sent(workspace: Workspace, request: DataRequest, *, on: str = "", due: str = "") -> DataRequest:
    """Note that it was sent.

    Args:
        workspace: Where.
        request: Which.
        on: ISO date; today when empty.
        due: By when an answer was asked for; unchanged when empty.

    Raises:
        InputRefused: When a day is none.
    """
    sent = _day(workspace, on)
    asked = due_from(due, date.fromisoformat(sent)) if due.strip() else request.due
    return _kept(workspace, "send data request", replace(request, sent_on=sent, due=asked))


def chase(workspace: Workspace, request: DataRequest, *, on: str = "", due: str = "") -> DataRequest:
    """Note a reminder, and by when an answer is asked for now.

    Raises:
        InputRefused: When it was not sent yet, or a day is none.
    """
    if request.sent_on is None:
        raise InputRefused(
            "It was not sent yet, so there is nothing to chase.",
            safe=_UNCHANGED,
            next_step="Mark it as sent first.",
        )
    day = _day(workspace, on)
    chased = tuple(sorted({*request.chased_on, day}))
    asked = due_from(due, date.fromisoformat(day)) if due.strip() else request.due
    return _kept(workspace, "chase data request", replace(request, chased_on=chased, due=asked))


def mark_received(workspace: Workspace, request: DataRequest, *, on: str = "") -> DataRequest:
    """Note that the answer came.

    Raises:
        InputRefused: When the day is none.
    """
    return _kept(workspace, "receive data request", replace(request, received_on=_day(workspace, on)))


def set_agreement(
    workspace: Workspace, request: DataRequest, words: str, *, on: str = "", ends: str = ""
) -> DataRequest:
    """Note the data agreement it came under; empty words take it off.

    Args:
        workspace: Where.
        request: Which.
        words: What it is and where it lies: `signed by the city attorney, folder 12`.
        on: ISO date of the signature.
        ends: ISO date by which the data must be gone or the agreement renewed.

    Raises:
        InputRefused: When a day is none, or it ends before it began.
    """
    signed, last = day_from(on), day_from(ends)
    if signed and last and last < signed:
        raise InputRefused("The agreement would end before it began.", safe=_UNCHANGED)
    changed = replace(request, agreement=one_line(words), agreement_on=signed, agreement_ends=last)
    return _kept(workspace, "set data agreement", changed)


def _changed(workspace: Workspace, request: DataRequest, values: Mapping[str, str]) -> DataRequest:
    fields: dict[str, str | None] = {}
    for key, text in values.items():
        if key not in FIELDS:
            raise InputRefused(
                f"A data request has no field “{one_line(key)}”.",
                safe=_UNCHANGED,
                next_step=f"Fields: {', '.join(FIELDS)}.",
            )
        if key in _DAYS:
            fields[key] = day_from(text)
        elif key == "due":
            fields[key] = due_from(text, workspace.today())
        else:
            fields[key] = clean(text).strip() if key == "note" else one_line(text)
    changed = replace(request, **fields)  # type: ignore[arg-type]
    if changed.period_from and changed.period_to and changed.period_to < changed.period_from:
        raise InputRefused("The period would end before it begins.", safe=_UNCHANGED)
    return changed


def _title(request: DataRequest) -> str:
    """`911 calls for service, 2024 to 2026`."""
    years = dict.fromkeys(day[:4] for day in (request.period_from, request.period_to) if day)
    return ", ".join(part for part in ("911 calls for service", " to ".join(years)) if part)


def _fields(content: RequestContent, keys: Sequence[str]) -> tuple[str, ...]:
    """Keys of fields in the order of the content, each once."""
    known = [field.key for field in content.fields]
    return _of_known(keys, known, "field")


def _code_books(content: RequestContent, keys: Sequence[str] | None) -> tuple[str, ...]:
    known = [book.key for book in content.code_books]
    return tuple(known) if keys is None else _of_known(keys, known, "code book")


def _of_known(keys: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    strange = next((key for key in keys if key not in known), None)
    if strange is not None:
        raise InputRefused(
            f"“{one_line(strange)}” is no {what} that can be asked for.",
            safe=_UNCHANGED,
            next_step=f"There are: {', '.join(known)}.",
        )
    return tuple(key for key in known if key in keys)


def _day(workspace: Workspace, text: str) -> str:
    return day_from(text) or workspace.today().isoformat()


def _kept(workspace: Workspace, verb: str, request: DataRequest) -> DataRequest:
    workspace.store.apply(verb, [request], stream=request.engagement)
    return request
