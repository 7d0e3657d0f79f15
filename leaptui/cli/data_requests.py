"""Data requests on the command line: what a city was asked for, and what became of it."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.outgoing import TO_FOLDER
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.calls.data_request_steps import (
    add_request,
    change_request,
    chase,
    mark_received,
    mark_sent,
    remove_request,
    set_agreement,
)
from leaptui.services.calls.data_requests import (
    RequestView,
    data_requests,
    fields_of,
    find_request,
    link_request,
)
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.request_letters import write_letter
from leaptui.services.city.engagements import find_engagement
from leaptui.services.workspace import Workspace

_WHICH = click.argument("which", metavar="REQUEST")
_ON = click.option("--on", default="", metavar="DAY", help="ISO date; else today.")
_DUE = click.option("--due", help="By when: a day, friday, next week, 12/5.")
_ASKED = (
    click.option("--to", "asked_of", help="Who is asked: a person or an office."),
    click.option("--from", "period_from", metavar="DAY", help="First day of the period."),
    click.option("--until", "period_to", metavar="DAY", help="Last day of the period."),
    _DUE,
    click.option("--note", help="A sentence of yours for the letter."),
    click.option(
        "--field", "fields", multiple=True, metavar="KEY", help="Ask for these fields only; may be repeated."
    ),
    click.option(
        "--code-book", "code_books", multiple=True, metavar="KEY", help="Ask for these lists of codes only."
    ),
)


def _asked(command: click.decorators.FC) -> click.decorators.FC:
    """The options of what is asked for."""
    for option in reversed(_ASKED):
        command = option(command)
    return command


@click.group("data-request")
def data_request() -> None:
    """What a city is asked to hand over, and what became of it."""


@data_request.command("add")
@ENGAGEMENT
@click.option("--title", help="What you call it.")
@_asked
@AS_JSON
@click.pass_obj
def request_add(
    session: Session,
    /,
    engagement: str,
    fields: tuple[str, ...],
    code_books: tuple[str, ...],
    as_json: bool,
    **values: str | None,
) -> None:
    """Begin a request: two years of calls and the usual fields, unless you say otherwise."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        given = {key: value for key, value in values.items() if value is not None}
        made = add_request(workspace, city, given, fields=fields or None, code_books=code_books or None)
        view = find_request(workspace, city, made.id)
        if as_json:
            say_json(request_json(workspace, view))
        else:
            say(f"Request {view.number}: {made.title}, {len(made.fields)} fields.")
            for words in filter(None, [view.advice]):
                say(f"▲ {words}")


@data_request.command("set")
@_WHICH
@ENGAGEMENT
@click.option("--title", help="What you call it.")
@_asked
@click.pass_obj
def request_set(
    session: Session,
    /,
    which: str,
    engagement: str,
    fields: tuple[str, ...],
    code_books: tuple[str, ...],
    **values: str | None,
) -> None:
    """Change what is asked for; an empty value clears it."""
    with session.workspace() as workspace:
        view = _find(workspace, engagement, which)
        given = {key: value for key, value in values.items() if value is not None}
        changed = change_request(
            workspace, view.request, given, fields=fields or None, code_books=code_books or None
        )
    say(f"Changed request {view.number}: {changed.title}.")


@data_request.command("list")
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def request_list(session: Session, engagement: str, as_json: bool) -> None:
    """List the requests of an engagement, with what is late and which agreement ends."""
    with session.reading() as workspace:
        found = data_requests(workspace, find_engagement(workspace, engagement))
        if as_json:
            say_json([request_json(workspace, view) for view in found])
            return
    if not found:
        say("Nothing was asked for yet.")
        return
    say_table(
        ["no", "request", "asked of", "state", "sent", "due", "chased", "received"],
        [
            [
                str(view.number),
                view.request.title,
                view.request.asked_of or "–",
                f"{view.state.glyph} {view.state}",
                view.request.sent_on or "–",
                view.request.due or "–",
                str(len(view.request.chased_on) or "–"),
                view.request.received_on or "–",
            ]
            for view in found
        ],
    )
    for view in found:
        if view.agreement:
            say(f"▲ {view.agreement}")


@data_request.command("show")
@_WHICH
@ENGAGEMENT
@AS_JSON
@click.pass_obj
def request_show(session: Session, which: str, engagement: str, as_json: bool) -> None:
    """Show a request: its fields with why, and what was asked for and did not come."""
    with session.reading() as workspace:
        view = _find(workspace, engagement, which)
        if as_json:
            say_json(request_json(workspace, view))
            return
        fields = fields_of(workspace.practice.data_request, view.request)
    request = view.request
    say(f"Request {view.number}: {request.title} ({view.state}).")
    for what, words in (
        ("asked of", request.asked_of),
        ("period", " to ".join(day for day in (request.period_from, request.period_to) if day)),
        ("sent", request.sent_on or ""),
        ("due", request.due or ""),
        ("chased", ", ".join(request.chased_on)),
        ("received", request.received_on or ""),
        ("answered by", ", ".join(view.datasets)),
        ("agreement", request.agreement),
        ("agreement ends", request.agreement_ends or ""),
        ("note", request.note),
    ):
        if words:
            say(f"{what}: {words}")
    for words in filter(None, (view.advice, view.agreement)):
        say(f"▲ {words}")
    if view.not_received:
        say("▲ Asked for and not in the file: " + ", ".join(view.not_received) + ".")
    say_table(
        ["field", "need", "why", "where it is missing"],
        [[field.label, field.need, field.why, field.if_missing] for field in fields],
    )


@data_request.command("letter")
@_WHICH
@ENGAGEMENT
@click.option("--format", "formats", default="docx,pdf,md", show_default=True, help="docx, pdf, html, md.")
@TO_FOLDER
@AS_JSON
@click.pass_obj
def request_letter(
    session: Session, which: str, engagement: str, formats: str, folder: Path, as_json: bool
) -> None:
    """Write the letter of a request."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_request(workspace, city, which)
        done = write_letter(workspace, city, view.request, formats=formats.split(","), folder=folder)
    if as_json:
        say_json({"files": [str(path) for path in done.files], "withheld": list(done.withheld)})
        return
    for path in done.files:
        say(str(path))


@data_request.command("sent")
@_WHICH
@ENGAGEMENT
@_ON
@_DUE
@click.pass_obj
def request_sent(session: Session, which: str, engagement: str, on: str, due: str | None) -> None:
    """Note that it was sent, and by when an answer was asked for."""
    with session.workspace() as workspace:
        view = _find(workspace, engagement, which)
        sent = mark_sent(workspace, view.request, on=on, due=due or "")
    say(f"Request {view.number} was sent {sent.sent_on}" + (f", due {sent.due}." if sent.due else "."))


@data_request.command("chased")
@_WHICH
@ENGAGEMENT
@_ON
@_DUE
@click.pass_obj
def request_chased(session: Session, which: str, engagement: str, on: str, due: str | None) -> None:
    """Note a reminder, and by when an answer is asked for now."""
    with session.workspace() as workspace:
        view = _find(workspace, engagement, which)
        chased = chase(workspace, view.request, on=on, due=due or "")
    times = len(chased.chased_on)
    say(f"Request {view.number}: {times} reminder{'s' if times > 1 else ''}, last {chased.chased_on[-1]}.")


@data_request.command("received")
@_WHICH
@ENGAGEMENT
@_ON
@click.option("--dataset", help="The import that it gave, by the start of its name.")
@click.pass_obj
def request_received(session: Session, which: str, engagement: str, on: str, dataset: str | None) -> None:
    """Note that the answer came, and which import it gave."""
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        view = find_request(workspace, city, which)
        answer = find_dataset(workspace, city, dataset) if dataset else None
        came = mark_received(workspace, view.request, on=on)
        if answer is not None:
            link_request(workspace, answer, came)
        view = find_request(workspace, city, view.request.id)
    say(
        f"Request {view.number} was answered {came.received_on}"
        + (f": {view.datasets[-1]}." if answer else ".")
    )
    if view.not_received:
        say("▲ Asked for and not in the file: " + ", ".join(view.not_received) + ".")


@data_request.command("agreement")
@_WHICH
@ENGAGEMENT
@click.argument("words")
@click.option("--on", default="", metavar="DAY", help="ISO date of the signature.")
@click.option("--ends", default="", metavar="DAY", help="ISO date by which the data must be gone.")
@click.pass_obj
def request_agreement(session: Session, which: str, engagement: str, words: str, on: str, ends: str) -> None:
    """Note the data agreement it came under; empty WORDS take it off."""
    with session.workspace() as workspace:
        view = _find(workspace, engagement, which)
        set_agreement(workspace, view.request, words, on=on, ends=ends)
        view = _find(workspace, engagement, view.request.id)
    say(f"Request {view.number}: {view.request.agreement or 'no data agreement'}.")
    if view.agreement:
        say(f"▲ {view.agreement}")


@data_request.command("remove")
@_WHICH
@ENGAGEMENT
@click.pass_obj
def request_remove(session: Session, which: str, engagement: str) -> None:
    """Put a request away; `leaptui undo` brings it back."""
    with session.workspace() as workspace:
        view = _find(workspace, engagement, which)
        remove_request(workspace, view.request)
    say(f"Removed request {view.number}: {view.request.title}.")


def request_json(workspace: Workspace, view: RequestView) -> dict[str, object]:
    """A request with its state and its fields."""
    request = view.request
    return {
        "id": request.id,
        "number": view.number,
        "title": request.title,
        "asked_of": request.asked_of,
        "state": view.state,
        "period": {"from": request.period_from, "to": request.period_to},
        "fields": [
            {"key": field.key, "label": field.label, "need": field.need}
            for field in fields_of(workspace.practice.data_request, request)
        ],
        "code_books": list(request.code_books),
        "sent_on": request.sent_on,
        "due": request.due,
        "chased_on": list(request.chased_on),
        "received_on": request.received_on,
        "datasets": list(view.datasets),
        "not_received": list(view.not_received),
        "agreement": request.agreement,
        "agreement_on": request.agreement_on,
        "agreement_ends": request.agreement_ends,
        "warning": view.agreement,
        "advice": view.advice,
        "note": request.note,
    }


def _find(workspace: Workspace, engagement: str, which: str) -> RequestView:
    return find_request(workspace, find_engagement(workspace, engagement), which)
