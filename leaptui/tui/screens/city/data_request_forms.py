"""The forms of a data request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from leaptui.domain.call_records import DataRequest
from leaptui.domain.due_days import due_day
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec

_DAYS = "friday, next week, 2 dec, 12/5, 2026-12-02"
_ANY_DAY = date(2000, 1, 1)
"""Whether words mean a day does not depend on when they are said."""


def _due_problem(text: str) -> str:
    return "" if due_day(text, _ANY_DAY) else f"A day such as {_DAYS}."


_DUE = FieldSpec(key="due", label="Answer by", hint=_DAYS, check=_due_problem)
ASKED = (
    FieldSpec(key="asked_of", label="Asked of", hint="Records Office, Harbor Falls Regional 911"),
    FieldSpec(key="period_from", label="From", kind=FieldKind.DAY, hint="first of a month: 2024-11-01"),
    FieldSpec(key="period_to", label="To", kind=FieldKind.DAY, hint="last of a month: 2026-10-31"),
    _DUE,
    FieldSpec(key="title", label="You call it", hint="911 calls for service, 2024 to 2026"),
    FieldSpec(
        key="note",
        label="For the letter",
        kind=FieldKind.LINES,
        rows=2,
        hint="a sentence of your own, or none",
    ),
)
"""What is asked for; the fields of the calls are chosen from a list."""
SENT = (FieldSpec(key="on", label="On", kind=FieldKind.DAY, required=True), _DUE)
RECEIVED = (FieldSpec(key="on", label="On", kind=FieldKind.DAY, required=True),)
AGREEMENT = (
    FieldSpec(key="words", label="Agreement", hint="signed by the city attorney, folder 12"),
    FieldSpec(key="on", label="Signed on", kind=FieldKind.DAY, hint="2026-11-24"),
    FieldSpec(key="ends", label="Ends on", kind=FieldKind.DAY, hint="the calls are gone or it is renewed"),
)


def asked_values(request: DataRequest) -> Mapping[str, str]:
    """What stands in the form of what is asked for."""
    return {spec.key: getattr(request, spec.key) or "" for spec in ASKED}


def agreement_values(request: DataRequest) -> Mapping[str, str]:
    """What stands in the form of the data agreement."""
    return {
        "words": request.agreement,
        "on": request.agreement_on or "",
        "ends": request.agreement_ends or "",
    }
