"""The letter that asks a city for its calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.wording import long_date
from leaptui.documents.kinds.data_request import (
    AskedCodeBook,
    AskedField,
    AskedQuestion,
    FieldGroup,
    RequestLetter,
    compose,
)
from leaptui.domain.call_records import DataRequest
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.practice.data_request import Need
from leaptui.services.calls.data_requests import fields_of
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.handing_over import HandedOver, hand_over_files
from leaptui.services.documents.prepared import Prepared, formats_named, make
from leaptui.services.workspace import Workspace

USUAL_FORMATS = ("docx", "pdf", "md")
_DOCUMENT = "data_request"
_READERS = Audience.CITY_TEAM
"""A records office is outside: what binds for the city's team binds there."""


def write_letter(
    workspace: Workspace,
    engagement: Engagement,
    request: DataRequest,
    *,
    formats: Sequence[str] = USUAL_FORMATS,
    folder: Path,
    over: bool = True,
) -> HandedOver:
    """Write the letter of a request into a folder, in every format or in none.

    Args:
        workspace: Where.
        engagement: Whose city is asked.
        request: What is asked for.
        formats: `docx`, `pdf`, `html`, `md`.
        folder: Where it goes.
        over: Whether files of the same names may be replaced.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        InputRefused: When nothing is asked for, or a format is none.
        Withheld: When the advisor's own words repeat a confidence.
        OutputRefused: When the folder cannot be written.
    """
    files = letter_files(prepare_letter(workspace, engagement, request), formats)
    return hand_over_letter(workspace, engagement, files, folder, over=over)


def letter_files(ready: Prepared, formats: Sequence[str] = USUAL_FORMATS) -> tuple[ClearedFile, ...]:
    """The finished files, not yet written. Takes a second or two and needs no store.

    Raises:
        InputRefused: When a format is none.
        Withheld: When something protected is in a finished file after all.
    """
    return make(ready, formats_named(formats)).files


def hand_over_letter(
    workspace: Workspace,
    engagement: Engagement,
    files: Sequence[ClearedFile],
    folder: Path,
    *,
    over: bool = True,
) -> HandedOver:
    """Write finished files into a folder, all or none, and record them with their hashes.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        OutputRefused: When the folder cannot be written.
    """
    written = hand_over_files(workspace, engagement, _DOCUMENT, _READERS, files, folder, over=over)
    return HandedOver(files=written)


def prepare_letter(workspace: Workspace, engagement: Engagement, request: DataRequest) -> Prepared:
    """Gather the letter's words through the gate.

    Raises:
        InputRefused: When no field is asked for.
        Withheld: When the advisor's own words repeat a confidence.
    """
    through = Gathering(workspace, engagement, _READERS, "data_request")
    content = workspace.practice.data_request
    asked = fields_of(content, request)
    if not asked:
        raise InputRefused(
            "The request asks for no field.",
            safe="Nothing was written.",
            next_step="Choose the fields first.",
        )

    def said(text: str) -> Cleared:
        return through.label(text, "data request")

    def day(text: str | None) -> Cleared:
        return said(long_date(date.fromisoformat(text)) if text else "")

    groups = tuple(
        FieldGroup(
            said(need.heading),
            tuple(
                AskedField(said(field.label), said(field.ask), said(field.why), said(field.if_missing))
                for field in asked
                if field.need is need
            ),
        )
        for need in Need
    )
    whole = request.period_from is not None and request.period_to is not None
    letter = RequestLetter(
        subject=said(f"Request for data: 911 calls for service, {engagement.name}"),
        city=said(engagement.name),
        organisation=said(ORGANISATION),
        sender=said(engagement.lead),
        asked_of=said(request.asked_of),
        # A letter that was sent is the one that was sent, whenever it is printed again.
        made_on=date.fromisoformat(request.sent_on) if request.sent_on else workspace.today(),
        audience=_READERS,
        first=day(request.period_from if whole else None),
        last=day(request.period_to if whole else None),
        why_so_long=said(content.why_so_long if whole else ""),
        note=said(request.note),
        groups=tuple(group for group in groups if group.fields),
        questions=tuple(AskedQuestion(said(each.text), said(each.why)) for each in content.questions),
        code_books=tuple(
            AskedCodeBook(said(book.label), said(book.ask))
            for book in content.code_books
            if book.key in request.code_books
        ),
        agreement=said(request.agreement),
        agreement_ends=day(request.agreement_ends),
        due=day(request.due),
    )
    return through.prepared(compose(letter))
