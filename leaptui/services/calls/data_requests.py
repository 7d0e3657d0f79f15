"""What a city was asked to hand over, how far that is, and how long the answer may be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from leaptui.domain.call_records import DataRequest, Dataset
from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.text import fold, one_line
from leaptui.practice.data_request import RequestCodeBook, RequestContent, RequestField
from leaptui.services.workspace import Workspace

NEAR_DAYS = 30
"""Before the end of a data agreement from which it is told."""
_UNCHANGED = "Nothing was changed."


class RequestState(StrEnum):
    """How far a request is."""

    NOT_SENT = "not sent"
    SENT = "sent"
    OVERDUE = "overdue"
    RECEIVED = "received"

    @property
    def glyph(self) -> str:
        """Word and glyph always stand together."""
        return {"not sent": "○", "sent": "◐", "overdue": "▲", "received": "✓"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """A data request with what it comes to today.

    Attributes:
        number: 1 and up, in the order they were made.
        request: The record.
        state: How far it is.
        advice: What is to be said of its period; empty when nothing is.
        agreement: What is to be said of the end of its data agreement; empty when nothing is.
        ended: Whether that end has gone by.
        datasets: File names of the imports that answer it.
        not_received: Labels of fields asked for that none of them has, where that can be told.
    """

    number: int
    request: DataRequest
    state: RequestState
    advice: str
    agreement: str
    ended: bool
    datasets: tuple[str, ...]
    not_received: tuple[str, ...]


def link_request(workspace: Workspace, dataset: Dataset, request: DataRequest) -> Dataset:
    """Say which request an import answers; a request that was not yet received is, from then on."""
    linked = replace(dataset, request=request.id)
    came = dataset.received_on or workspace.today().isoformat()
    records: list[Dataset | DataRequest] = [linked]
    if request.received_on is None:
        records.append(replace(request, received_on=came))
    workspace.store.apply("link data request", records, stream=dataset.engagement)
    return linked


def data_requests(workspace: Workspace, engagement: Engagement) -> list[RequestView]:
    """The requests of an engagement in the order they were made."""
    imports = workspace.store.all(Dataset, engagement=engagement.id)
    found = workspace.store.all(DataRequest, engagement=engagement.id)
    return [
        _view(workspace, number, request, [each for each in imports if each.request == request.id])
        for number, request in enumerate(found, start=1)
    ]


def open_requests(workspace: Workspace, engagement: Engagement) -> list[RequestView]:
    """Those whose answer has not come."""
    return [view for view in data_requests(workspace, engagement) if view.state is not RequestState.RECEIVED]


def find_request(workspace: Workspace, engagement: Engagement, wanted: str) -> RequestView:
    """A request by its number, the start of its id, or words of its title that no other has.

    Raises:
        UnknownName: When none or several fit.
    """
    known, words = data_requests(workspace, engagement), fold(wanted)
    for fits in (
        [view for view in known if wanted == str(view.number) or wanted == view.request.id],
        [view for view in known if len(wanted) >= 8 and view.request.id.startswith(wanted)],
        [view for view in known if words and not words.isdigit() and words in fold(view.request.title)],
    ):
        if len(fits) == 1:
            return fits[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one data request of {engagement.name}.",
        safe=_UNCHANGED,
        next_step="List them with `leaptui data-request list`.",
    )


def agreement_warnings(workspace: Workspace, engagement: Engagement) -> list[str]:
    """What is to be said of data agreements that end soon or have ended."""
    return [view.agreement for view in data_requests(workspace, engagement) if view.agreement]


def fields_to_ask(workspace: Workspace) -> tuple[RequestField, ...]:
    """All fields that can be asked for, most needed first."""
    return workspace.practice.data_request.fields


def code_books_to_ask(workspace: Workspace) -> tuple[RequestCodeBook, ...]:
    """All lists of codes that can be asked for."""
    return workspace.practice.data_request.code_books


def fields_of(content: RequestContent, request: DataRequest) -> tuple[RequestField, ...]:
    """The fields asked for, most needed first; one that the practice content no longer has is passed over."""
    return tuple(field for field in content.fields if field.key in request.fields)


def _view(workspace: Workspace, number: int, request: DataRequest, imports: Sequence[Dataset]) -> RequestView:
    today = workspace.today()
    content = workspace.practice.data_request
    words, ended = _agreement(request, today)
    return RequestView(
        number=number,
        request=request,
        state=_state(request, today),
        advice=_advice(content, request),
        agreement=words,
        ended=ended,
        datasets=tuple(each.file_name for each in imports),
        not_received=_not_received(content, request, imports),
    )


def _state(request: DataRequest, today: date) -> RequestState:
    if request.received_on:
        return RequestState.RECEIVED
    if not request.sent_on:
        return RequestState.NOT_SENT
    late = request.due is not None and request.due < today.isoformat()
    return RequestState.OVERDUE if late else RequestState.SENT


def _advice(content: RequestContent, request: DataRequest) -> str:
    if not (request.period_from and request.period_to):
        return f"No period is named; {content.better_months} whole months are best."
    first, last = date.fromisoformat(request.period_from), date.fromisoformat(request.period_to)
    months = ((last - first).days + 1) / 30.44
    if months < content.least_months - 0.1:
        return (
            f"The period is shorter than {content.least_months} months; {content.better_months} are better."
        )
    return ""


def _agreement(request: DataRequest, today: date) -> tuple[str, bool]:
    """What is to be said of the end of an agreement, and whether it has gone by."""
    if not request.agreement_ends:
        return "", False
    left = (date.fromisoformat(request.agreement_ends) - today).days
    if left < 0:
        return (
            f"The data agreement of “{request.title}” ended {request.agreement_ends}: renew it, or let the calls go.",
            True,
        )
    if left <= NEAR_DAYS:
        when = "today" if left == 0 else f"in {left} day{'' if left == 1 else 's'}"
        return f"The data agreement of “{request.title}” ends {when}, {request.agreement_ends}.", False
    return "", False


def _not_received(
    content: RequestContent, request: DataRequest, imports: Sequence[Dataset]
) -> tuple[str, ...]:
    """Fields asked for that no import has a column of; nothing can be said of fields leaptui does not read."""
    if not imports:
        return ()
    from leaptui.calls.recipe import Recipe

    roles = {column.role for each in imports for column in Recipe.from_toml(each.recipe).columns}
    return tuple(
        field.label
        for field in fields_of(content, request)
        if field.roles and not roles.intersection(field.roles)
    )
