"""What is known of a conversation beside its note, as one form; and the words that ask for consent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import ConsentGiven, InterviewForm
from leaptui.services.interviews.facts import (
    Attendance,
    attendance,
    describe,
    headcounts_from,
    people_named,
)
from leaptui.services.interviews.interviews import InterviewView
from leaptui.services.workspace import Workspace
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.text import plain

if TYPE_CHECKING:
    from leaptui.practice.content import ConsentText, Guide
    from leaptui.tui.app import LeapApp

_YES_NO = (("no", "no"), ("yes", "yes"))


def interview_fields(guides: Sequence[Guide]) -> tuple[FieldSpec, ...]:
    """The fields of a conversation, those that change most first."""
    return (
        FieldSpec(key="people", label="Who spoke", kind=FieldKind.LINES, rows=2, hint="a name on each line"),
        FieldSpec(key="others", label="And others", hint="14 residents, 3 youth_schools"),
        FieldSpec(key="title", label="Title", hint="else their roles"),
        FieldSpec(key="held_on", label="Day", kind=FieldKind.DAY, required=True),
        FieldSpec(
            key="form",
            label="How",
            kind=FieldKind.CHOICE,
            choices=tuple((form.value, form.label) for form in InterviewForm),
        ),
        FieldSpec(
            key="attribution",
            label="Attribution",
            kind=FieldKind.CHOICE,
            choices=tuple((level.value, f"{level.glyph} {level.label}") for level in Attribution),
        ),
        FieldSpec(
            key="consent_given",
            label="Consent",
            kind=FieldKind.CHOICE,
            choices=(("", "not asked yet"), *((each.value, each.value) for each in ConsentGiven)),
        ),
        FieldSpec(key="consent_on", label="Consent on", kind=FieldKind.DAY),
        FieldSpec(key="consent_by", label="Consent by", hint="who agreed"),
        FieldSpec(key="consent", label="Consent, more", hint="what was said of it"),
        FieldSpec(key="recorded", label="Recorded", kind=FieldKind.CHOICE, choices=_YES_NO),
        FieldSpec(key="minors", label="Under 18", kind=FieldKind.CHOICE, choices=_YES_NO),
        FieldSpec(key="guardian", label="Guardian", hint="who agreed for somebody under 18"),
        FieldSpec(key="language", label="Language", hint="en, es"),
        FieldSpec(key="interpreter", label="Interpreter"),
        FieldSpec(
            key="guide",
            label="Guide",
            kind=FieldKind.CHOICE,
            choices=(("", "no guide"), *((guide.id, guide.title) for guide in guides)),
        ),
        FieldSpec(key="advisors", label="Who listened", hint="names, parted by commas"),
        FieldSpec(key="place", label="Where"),
        FieldSpec(key="district", label="District"),
        FieldSpec(key="shift", label="Shift", hint="days, evenings, nights"),
        FieldSpec(key="minutes", label="Minutes", kind=FieldKind.NUMBER),
        FieldSpec(key="compensation", label="Compensation"),
    )


def values_of(view: InterviewView, who: Attendance) -> dict[str, str]:
    """The text of each field of a conversation."""
    interview = view.interview
    return {
        "people": "\n".join(person.name for person in who.people),
        "others": ", ".join(f"{people} {group}".strip() for group, people in who.headcounts),
        "title": interview.title,
        "held_on": interview.held_on or "",
        "form": interview.form,
        "attribution": interview.attribution,
        "consent_given": interview.consent_given or "",
        "consent_on": interview.consent_on or "",
        "consent_by": interview.consent_by,
        "consent": interview.consent,
        "recorded": "yes" if interview.recorded else "no",
        "minors": "yes" if interview.minors else "no",
        "guardian": interview.guardian,
        "language": interview.language,
        "interpreter": interview.interpreter,
        "guide": interview.guide,
        "advisors": ", ".join(interview.advisors),
        "place": interview.place,
        "district": interview.district,
        "shift": interview.shift,
        "minutes": str(interview.minutes or ""),
        "compensation": interview.compensation,
    }


async def ask_about_interview(app: LeapApp, engagement: Engagement, view: InterviewView) -> bool:
    """Ask what is known of a conversation; whether something was changed."""
    before = values_of(view, await app.ask(attendance, view))
    guides = await app.ask(_guides)
    values, problems = dict(before), dict[str, str]()
    while True:
        answer = await app.push_screen_wait(
            FormDialog(
                f"Interview {view.interview.number}",
                interview_fields(guides),
                values,
                concerning=view.title,
                problems=problems,
                unchanged="The note stays as it is. A name that is not listed is added to the city.",
            )
        )
        if answer is None:
            return False
        try:
            await app.change(_described, engagement, view, before, answer)
        except InputRefused as error:
            values, problems = answer, {"title": error.sentence}
        else:
            return True


async def ask_for_consent(app: LeapApp, engagement: Engagement, view: InterviewView, today: date) -> bool:
    """Show the words to read out, in the conversation's language, and note what was answered."""
    asked = await app.ask(_consent_text, view.interview.language)
    words = [*asked.text, *([asked.minors] if view.interview.minors else []), asked.recording, asked.question]
    await app.push_screen_wait(TellDialog(asked.title, [(plain("·", "$text-muted"), each) for each in words]))
    now = view.interview.consent_given
    answer = await app.push_screen_wait(
        ChooseDialog(
            "What did they answer?",
            [
                Choice("verbal", "yes, by word", "noted with today's date"),
                Choice("written", "yes, signed", "noted with today's date"),
                Choice("declined", "no", "the whole interview goes off the record"),
            ],
            chosen=now.value if now else "verbal",
            concerning=view.title,
            does="note it",
            escape="not asked yet",
        )
    )
    if answer is None:
        return False
    facts = {"consent_given": answer, "consent_on": today.isoformat()}
    if answer == ConsentGiven.DECLINED:
        facts["attribution"] = Attribution.OFF_RECORD
    await app.change(describe, engagement, view, facts)
    return True


def _described(
    workspace: Workspace,
    engagement: Engagement,
    view: InterviewView,
    before: Mapping[str, str],
    values: Mapping[str, str],
) -> None:
    """Write what differs from what the form began with."""
    facts = {key: text for key, text in values.items() if text != before[key]}
    people, others = facts.pop("people", None), facts.pop("others", None)
    who = attendance(workspace, view)
    if people is not None or others is not None:
        headcounts = who.headcounts if others is None else headcounts_from(workspace, others)
        known = who.people if people is None else people_named(workspace, engagement, people.splitlines())
        who = Attendance(tuple(known), headcounts)
    describe(workspace, engagement, view, facts, who)


def _guides(workspace: Workspace) -> tuple[Guide, ...]:
    return tuple(workspace.practice.guides)


def _consent_text(workspace: Workspace, language: str) -> ConsentText:
    texts = workspace.practice.consent
    return next((each for each in texts if each.language == language.lower()[:2]), texts[0])
