"""What happened in an engagement and what is due, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from leaptui.domain.call_records import Dataset
from leaptui.domain.partner_records import Validator, ValidatorMeeting
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, FollowUp, Stakeholder
from leaptui.domain.roadmap_records import Agreement, Component, DocumentMade
from leaptui.domain.roadmap_vocabulary import AgreementStatus
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import ComponentStatus, Phase
from leaptui.services.calls.data_requests import data_requests
from leaptui.services.city.activities import activities
from leaptui.services.interviews.conversations import all_conversations, was_held
from leaptui.services.workspace import Workspace


class EventKind(StrEnum):
    """What a line of the timeline tells of."""

    BEGUN = "begun"
    PHASE = "phase"
    INTERVIEW = "interview"
    REQUEST = "request"
    DATASET = "dataset"
    DECISION = "decision"
    DOCUMENT = "document"
    ACTIVITY = "activity"
    VALIDATOR = "validator"
    AGREEMENT = "agreement"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the timeline.

    Attributes:
        day: ISO date where the laptop is.
        clock: `14:02`, where the moment is known.
        kind: What it is.
        text: In one sentence without its full stop.
        record_kind: Kind of the record it tells of.
        record: Its id.
        place: Key of the place that shows it.
        overdue: Whether it was promised for a day that has gone by.
        ahead: Whether it is still to come or to be done.
    """

    day: str
    clock: str
    kind: EventKind
    text: str
    record_kind: str
    record: str
    place: str
    overdue: bool = False
    ahead: bool = False


def timeline(workspace: Workspace, engagement: Engagement) -> list[Event]:
    """Every event of an engagement, the newest last, then what is due."""
    today = workspace.today().isoformat()
    found = [
        *_phases(workspace, engagement),
        *_interviews(workspace, engagement),
        *_requests(workspace, engagement),
        *_datasets(workspace, engagement),
        *_decisions(workspace, engagement),
        *_documents(workspace, engagement),
        *_activities(workspace, engagement),
        *_validator_meetings(workspace, engagement, today),
        *_agreements(workspace, engagement, today),
        *_follow_ups(workspace, engagement, today),
    ]
    return sorted(
        found, key=lambda event: (event.day, event.clock or "99", list(EventKind).index(event.kind))
    )


def _phases(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    for entry in workspace.store.history(engagement.id):
        day, clock = _local(entry.at)
        if entry.field == "phase" and entry.before != entry.after:
            text, kind = _phase_words(str(entry.after or "")), EventKind.PHASE
        elif entry.field == "slug" and not entry.before:
            text, kind = "The engagement was begun", EventKind.BEGUN
        else:
            continue
        yield _event(day, clock, kind, text, engagement, "city")


def _phase_words(value: str) -> str:
    """`Phase 2, Data`; a word of a newer leaptui stands for itself."""
    if not value:
        return "No phase any more"
    if value not in list(Phase):
        return f"Phase “{one_line(value)}”"
    phase = Phase(value)
    return f"Phase {phase.number}, {phase.label}"


def _interviews(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    today = workspace.today()
    for each in all_conversations(workspace, engagement):
        interview = each.interview
        if not interview.held_on:
            continue
        form = interview.form.label.capitalize()
        held = was_held(interview, today)
        declined = "" if held or interview.held_on > today.isoformat() else ", declined"
        yield _event(
            interview.held_on,
            "",
            EventKind.INTERVIEW,
            f"{form} {interview.number}: {each.title}{declined}",
            interview,
            "interviews",
            ahead=not held and not declined,
        )


def _requests(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    """A data request sent, chased and answered, the day its answer is due and the end of its agreement."""
    today = workspace.today().isoformat()
    for view in data_requests(workspace, engagement):
        request = view.request
        whom = f" of {request.asked_of}" if request.asked_of else ""
        told = [
            (request.sent_on, f"Asked{whom}: {request.title}"),
            *((day, f"Chased: {request.title}") for day in request.chased_on),
            (request.received_on, f"Answered: {request.title}"),
            (request.agreement_on, f"Data agreement signed: {request.title}"),
        ]
        for day, text in told:
            if day:
                yield _event(day, "", EventKind.REQUEST, text, request, "calls", ahead=day > today)
        waits = request.sent_on and not request.received_on
        for day, text in (
            (request.due if waits else None, f"Answer due: {request.title}"),
            (request.agreement_ends, f"Data agreement ends: {request.title}"),
        ):
            if day:
                yield _event(
                    day, "", EventKind.REQUEST, text, request, "calls", overdue=day < today, ahead=True
                )


def _datasets(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    for dataset in workspace.store.all(Dataset, engagement=engagement.id):
        sender = f" from {dataset.sender}" if dataset.sender else ""
        said = f"{dataset.file_name}{sender}, {dataset.calls:,} incidents"
        day, clock = _local(dataset.imported_at)
        if dataset.received_on and dataset.received_on != day:
            yield _event(dataset.received_on, "", EventKind.DATASET, f"Received {said}", dataset, "calls")
        yield _event(day, clock, EventKind.DATASET, f"Imported {said}", dataset, "calls")


def _decisions(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    """One line for each act that changed a component's status or decision."""
    names = {each.key: each.short for each in workspace.practice.components}
    for component in workspace.store.all(Component, engagement=engagement.id):
        acts: dict[str, dict[str, object]] = {}
        moments: dict[str, str] = {}
        for entry in workspace.store.history(component.id):
            if entry.field in ("status", "decision") and (entry.before or "") != (entry.after or ""):
                acts.setdefault(entry.act, {})[entry.field] = entry.after
                moments[entry.act] = entry.at
        for act, changed in acts.items():
            text = _decision(names.get(component.key, component.key), changed)
            if text:
                yield _event(*_local(moments[act]), EventKind.DECISION, text, component, "roadmap")


def _decision(name: str, changed: dict[str, object]) -> str:
    status = changed.get("status")
    words = str(changed.get("decision") or "")
    if status in (None, ComponentStatus.OPEN):
        return (
            f"{name}: {words}" if words else f"{name}: open again" if status and "decision" in changed else ""
        )
    return f"{name} {status}" + (f": {words}" if words else "")


def _documents(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    for made in workspace.store.all(DocumentMade, engagement=engagement.id):
        formats = ", ".join(file.split(" ")[0] for file in made.files)
        text = f"Made the {made.document} for {made.audience.replace('_', ' ')}" + (
            f": {formats}" if formats else ""
        )
        yield _event(*_local(made.made_at), EventKind.DOCUMENT, text, made, "documents")


def _activities(workspace: Workspace, engagement: Engagement) -> Iterator[Event]:
    for view in activities(workspace, engagement):
        each = view.activity
        if each.held_on:
            came = f", {each.attendance:,} people" if each.attendance else ""
            text = f"{each.sort.label.capitalize()}: {each.title}{came}"
            yield _event(each.held_on, "", EventKind.ACTIVITY, text, each, "city", ahead=view.ahead)


def _validator_meetings(workspace: Workspace, engagement: Engagement, today: str) -> Iterator[Event]:
    store = workspace.store
    validators = {each.id: each.name for each in store.all(Validator, include_deleted=True)}
    people = {
        each.id: each.name for each in store.all(Stakeholder, include_deleted=True, engagement=engagement.id)
    }
    for met in store.all(ValidatorMeeting, engagement=engagement.id):
        if not met.met_on:
            continue
        text = (
            f"{validators.get(met.validator or '', 'A validator')} met "
            f"{people.get(met.stakeholder or '', 'somebody in the city')}"
        )
        if met.stance_before and met.stance_after:
            text += f": {met.stance_before} before, {met.stance_after} after"
        yield _event(met.met_on, "", EventKind.VALIDATOR, text, met, "roadmap", ahead=met.met_on > today)


def _agreements(workspace: Workspace, engagement: Engagement, today: str) -> Iterator[Event]:
    """An agreement signed, and the end of one that is in force."""
    for each in workspace.store.all(Agreement, engagement=engagement.id):
        if each.signed_on:
            text = f"Signed: {each.title}"
            yield _event(
                each.signed_on, "", EventKind.AGREEMENT, text, each, "roadmap", ahead=each.signed_on > today
            )
        if each.status is AgreementStatus.SIGNED and each.ends_on:
            text = f"Ends: {each.title}"
            yield _event(
                each.ends_on, "", EventKind.AGREEMENT, text, each, "roadmap",
                overdue=each.ends_on < today, ahead=True,
            )  # fmt: skip


def _follow_ups(workspace: Workspace, engagement: Engagement, today: str) -> Iterator[Event]:
    for owed in workspace.store.all(FollowUp, engagement=engagement.id):
        whose = f", {owed.owner}" if owed.owner else ""
        day = owed.done_on or owed.due if owed.done else owed.due
        if not day:
            continue
        yield _event(
            day,
            "",
            EventKind.FOLLOW_UP,
            f"{'Done' if owed.done else 'Due'}: {owed.text}{whose}",
            owed,
            "city",
            overdue=not owed.done and day < today,
            ahead=not owed.done,
        )
    if engagement.next_step and engagement.next_due:
        yield _event(
            engagement.next_due,
            "",
            EventKind.FOLLOW_UP,
            f"Next step: {engagement.next_step}",
            engagement,
            "city",
            overdue=engagement.next_due < today,
            ahead=True,
        )


def _event(
    day: str,
    clock: str,
    kind: EventKind,
    text: str,
    record: Record,
    place: str,
    *,
    overdue: bool = False,
    ahead: bool = False,
) -> Event:
    return Event(
        day=day,
        clock=clock,
        kind=kind,
        text=text,
        record_kind=record.kind,
        record=record.id,
        place=place,
        overdue=overdue,
        ahead=ahead,
    )


def _local(moment: str) -> tuple[str, str]:
    """Day and clock of a moment kept in UTC, as they are where the laptop is."""
    local = datetime.fromisoformat(moment).astimezone()
    return local.date().isoformat(), local.strftime("%H:%M")
