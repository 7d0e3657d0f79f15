"""What the concern board asks for: how far a concern is, a new one, words for one, a meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.partner_records import Concern
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.vocabulary import Stance
from leaptui.services.city.stakeholders import stakeholders
from leaptui.services.roadmap.concern_board import BoardConcern, Unhandled, board
from leaptui.services.roadmap.concern_changes import add_concern, change_concern, put_on_board, set_status
from leaptui.services.roadmap.precedents import likeness_of, precedents
from leaptui.services.roadmap.validator_matches import pair
from leaptui.services.roadmap.validator_meetings import MeetingView, change_meeting, note_meeting, values_of
from leaptui.services.roadmap.validators import validators
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.dialogs.ticks import TickDialog
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from leaptui.practice.facts import Fact
    from leaptui.tui.app import LeapApp
    from leaptui.tui.screens.roadmap.concern_parts import ConcernShown

_MEANS = {
    ConcernStatus.OPEN: "nothing was said yet; the roadmap waits",
    ConcernStatus.ANSWERED: "the city was told; the roadmap still waits",
    ConcernStatus.SETTLED: "whoever raised it can live with the answer",
    ConcernStatus.SET_ASIDE: "with a reason",
}
_OWN = "own"
_TO = "to "
"""Stands in front of the id of a concern of the board in a list of choices."""


async def ask_for_status(app: LeapApp, view: BoardConcern) -> None:
    """How far the concern is; for one that is set aside also why. Call it from an errand."""
    chosen = await app.push_screen_wait(
        ChooseDialog(
            "How far is it?",
            [Choice(status.value, status.label, _MEANS[status]) for status in ConcernStatus],
            chosen=view.concern.status.value,
            concerning=view.title,
        )
    )
    if chosen is None or chosen == view.concern.status.value:
        return
    status, reason = ConcernStatus(chosen), ""
    if status is ConcernStatus.SET_ASIDE:
        asked = await app.push_screen_wait(
            PromptDialog("Why is it set aside?", label="Reason", concerning=view.title, does="set it aside")
        )
        if asked is None:
            return
        reason = asked
    await app.change(set_status, view.concern, status, reason=reason)


async def ask_for_new(app: LeapApp, engagement: Engagement) -> Concern | None:
    """A concern of the library that is not there yet, or one in her own words."""
    taken = {view.concern.concern for view in await app.ask(board, engagement)}
    library = await app.ask(lambda workspace: workspace.practice.concerns)
    chosen = await app.push_screen_wait(
        ChooseDialog(
            "Which concern?",
            [
                Choice(_OWN, "in your own words"),
                *(Choice(e.key, e.title) for e in library if e.key not in taken),
            ],
            does="put it on the board",
        )
    )
    if chosen is None:
        return None
    if chosen != _OWN:
        return await app.change(add_concern, engagement, "", key=chosen)
    title = await app.push_screen_wait(
        PromptDialog(
            "What worries them?", label="Concern", hint="in your own words", does="put it on the board"
        )
    )
    return None if title is None else await app.change(add_concern, engagement, title)


async def put(app: LeapApp, engagement: Engagement, raised: Unhandled) -> Concern | None:
    """Put something people raised on the board; what the library does not recognise is asked about first.

    Returns:
        The concern; nothing where the question was left.
    """
    if raised.key:
        return await app.change(put_on_board, engagement, raised)
    return await ask_where_it_goes(app, engagement, raised)


async def ask_where_it_goes(app: LeapApp, engagement: Engagement, raised: Unhandled) -> Concern | None:
    """Put what the library does not recognise on the board: own words, a concern there, or one of the library."""
    there = await app.ask(board, engagement)
    taken = {view.concern.concern for view in there}
    library = await app.ask(lambda workspace: workspace.practice.concerns)
    said = raised.raised[0]
    chosen = await app.push_screen_wait(
        ChooseDialog(
            "Which concern is it?",
            [
                Choice(_OWN, "in your own words", glyph=" "),
                *(Choice(f"{_TO}{view.concern.id}", view.title, glyph="●") for view in there),
                *(Choice(each.key, each.title, glyph="○") for each in library if each.key not in taken),
            ],
            concerning=f"{said.level.glyph} {said.level.label}: {said.text}",
            unchanged="● is on the board already.",
            does="put it there",
        )
    )
    if chosen is None:
        return None
    if chosen.startswith(_TO):
        found = next(view.concern for view in there if f"{_TO}{view.concern.id}" == chosen)
        return await app.change(put_on_board, engagement, raised, to=found)
    if chosen != _OWN:
        return await app.change(put_on_board, engagement, raised, key=chosen)
    title = await app.push_screen_wait(
        PromptDialog(
            "What is the concern?",
            label="Concern",
            hint="in your own words: these may stand in a document",
            concerning=f"{said.level.glyph} {said.level.label}: {said.text}",
            does="put it on the board",
        )
    )
    return None if title is None else await app.change(put_on_board, engagement, raised, title=title)


async def ask_for_meeting(
    app: LeapApp, engagement: Engagement, concern: Concern, before: MeetingView | None = None
) -> None:
    """Who met whom over a concern: a new meeting, or one that was noted."""
    peers = await app.ask(validators)
    names = list(dict.fromkeys([*([before.validator] if before else []), *(each.name for each in peers)]))
    people = await app.ask(stakeholders, engagement)
    stances = (("", "not noted"), *((stance.value, stance.value) for stance in Stance))
    fields = (
        FieldSpec(
            key="validator",
            label="Validator",
            kind=FieldKind.CHOICE,
            choices=tuple((name, name) for name in names),
        ),
        FieldSpec(
            key="person",
            label="Met",
            hint="whom, by name",
            suggestions=tuple(each.name for each in people),
        ),
        FieldSpec(key="met_on", label="Day", kind=FieldKind.DAY, hint="2026-11-24"),
        FieldSpec(key="stance_before", label="Stance before", kind=FieldKind.CHOICE, choices=stances),
        FieldSpec(key="stance_after", label="Stance after", kind=FieldKind.CHOICE, choices=stances),
        FieldSpec(key="answer", label="Answer used"),
        FieldSpec(key="promised", label="Promised"),
        FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2),
    )
    first = next((each.name for each in peers if each.id in concern.validators), names[0])
    begun = {"validator": first, "met_on": app.now().date().isoformat()}
    await ask_until_kept(
        app,
        "A validator met somebody",
        fields,
        values_of(before) if before else begun,
        lambda values: (
            app.change(change_meeting, engagement, before.meeting, values)
            if before
            else app.change(note_meeting, engagement, values, concerns=(concern,))
        ),
        does="note it",
        only_changed=before is not None,
    )


async def ask_for_validators(app: LeapApp, known: ConcernShown) -> None:
    """Ask who is to answer, those who fit first; one sworn and one operational peer go together."""
    two = pair(known.fitting)
    together = f"Go together: {two[0].validator.name} and {two[1].validator.name}." if two else ""
    taken = await app.push_screen_wait(
        TickDialog(
            "Who is to answer?",
            [
                Choice(
                    each.validator.id,
                    each.validator.name,
                    ", ".join(each.short) or each.validator.sort.label,
                )
                for each in known.fitting
            ],
            taken=[each.id for each in known.view.validators],
            concerning=together or "One sworn and one operational peer are heard best together.",
            does="take them",
        )
    )
    if taken is not None:
        await app.change(change_concern, known.view.concern, {"validators": "; ".join(taken)})


async def ask_for_precedents(app: LeapApp, engagement: Engagement, view: BoardConcern) -> None:
    """Which programs elsewhere are named with a concern, those most like this city first."""
    like = await app.ask(likeness_of, engagement)
    views = await app.ask(precedents, like)
    taken = await app.push_screen_wait(
        TickDialog(
            "Which programs elsewhere?",
            [
                Choice(
                    each.precedent.key,
                    each.precedent.title,
                    ", ".join(reason.by for reason in each.reasons) or f"newest {each.newest}",
                )
                for each in views
            ],
            taken=[each.precedent.key for each in view.precedents],
            concerning="At the right what is like this city.",
            does="name them",
        )
    )
    if taken is not None:
        await app.change(change_concern, view.concern, {"precedents": "; ".join(taken)})


async def tell_concern(app: LeapApp, known: ConcernShown) -> None:
    """The answer and what the library says, in full."""
    view, library = known.view, known.view.library
    told = [
        ("Answer", known.answer),
        ("Do not claim", view.limits),
        *(("Check first", e) for e in view.check_first),
    ]
    if library:
        told.append(("Speaks best", library.speaker))
        told += [("Example", _with_age(e, app.now().date())) for e in library.examples]
    told.append(("Note", view.concern.note))
    points = [(plain("•", "$text-muted"), f"{name}: {words}") for name, words in told if words]
    await app.push_screen_wait(TellDialog(view.title, points))


def _with_age(fact: Fact, today: date) -> str:
    """A fact with its source, its date and, where it is old or was not checked, that."""
    age = fact.age(today)
    return f"{fact.text} ({fact.source}, {fact.as_of}{f'; {age}' if age else ''})"
