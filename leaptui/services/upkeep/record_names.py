"""What single records and the values of their fields are called in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from leaptui.domain.attribution import Attribution
from leaptui.domain.kinds import record_type_of
from leaptui.domain.partner_records import (
    Activity,
    Concern,
    Responsibility,
    TeamMember,
    Validator,
    ValidatorMeeting,
)
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Interview, Participant, Stakeholder
from leaptui.domain.roadmap_records import ChecklistTick, Component, Evidence
from leaptui.domain.roadmap_vocabulary import ActivitySort, IssueArea, ValidatorField
from leaptui.domain.text import one_line
from leaptui.services.roadmap.checklists import checklist_in_words, item_in_words
from leaptui.services.roadmap.dependence import inputs_in_words
from leaptui.services.roadmap.options import option_in_words
from leaptui.services.upkeep.record_words import kind_in_words
from leaptui.services.workspace import Workspace


@dataclass(slots=True)
class Names:
    """What records are called, each looked up once.

    Attributes:
        workspace: Where.
    """

    workspace: Workspace
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, kind: str, record: str) -> str:
        """`interview 3, Pastor Reed`; of a kind or record that is not known, the kind alone."""
        if (kind, record) not in self._known:
            found = stored(self.workspace, kind, record)
            self._known[kind, record] = one_line(self._named(found) if found else kind_in_words(kind))
        return self._known[kind, record]

    def of_record(self, record: Record) -> str:
        """As `of`, of a record that may not be in the store yet."""
        return one_line(self._named(record))

    def city_of(self, stream: str) -> str:
        """The city whose stream this is; empty for what all share."""
        return self.of(Engagement.kind, stream) if stored(self.workspace, Engagement.kind, stream) else ""

    def component(self, key: str) -> str:
        """The title of a component by its key."""
        return checklist_in_words(self.workspace.practice, key)

    def concern(self, key: str) -> str:
        """What the library calls a concern, by its key."""
        return next((each.title for each in self.workspace.practice.concerns if each.key == key), key)

    def precedent(self, key: str) -> str:
        """`STAR, Denver` for a program elsewhere, by its key."""
        known = (each for each in self.workspace.practice.precedents if each.key == key)
        return next((f"{each.programme}, {each.place}" for each in known), key)

    def any_of(self, reference: str) -> str:
        """A person by the id they have as stakeholder, validator or team member; a name stays itself."""
        store = self.workspace.store
        found = (
            store.get(Stakeholder, reference)
            or store.get(Validator, reference)
            or store.get(TeamMember, reference)
        )
        return one_line(found.name if found else reference)

    def _meeting(self, found: ValidatorMeeting) -> str:
        who, whom = (self.any_of(each or "") for each in (found.validator, found.stakeholder))
        return f"meeting of {who or 'a validator'}" + (f" with {whom}" if whom else "")

    def _named(self, found: Record) -> str:
        match found:
            case Engagement() | Stakeholder():
                return found.name
            case Interview():
                title = found.title or ", ".join(self._speakers(found))
                return f"interview {found.number}" + (f", {_short(title)}" if title else "")
            case Participant():
                person = self.of(Stakeholder.kind, found.stakeholder)
                return f"{person} in {self.of(Interview.kind, found.interview)}"
            case Component():
                return f"component {self.component(found.key)}"
            case ChecklistTick():
                return f"“{self._item(found)}” of {self.component(found.component)}"
            case Evidence():
                return f"evidence of {self.component(found.component)}"
            case Validator() | TeamMember():
                return f"{kind_in_words(found.kind)} {found.name}"
            case Concern():
                return f"concern “{_short(found.title or self.concern(found.concern))}”"
            case ValidatorMeeting():
                return self._meeting(found)
            case Activity():
                return f"{found.sort.label}" + (f" “{_short(found.title)}”" if found.title else "")
            case Responsibility():
                return f"{self.any_of(found.member)} in {self.component(found.component)}"
        words = kind_in_words(found.kind)
        titles = (getattr(found, key, "") for key in _TITLES)
        title = next((str(each) for each in titles if each), "")
        return f"{words} “{_short(title)}”" if title else words

    def _speakers(self, interview: Interview) -> list[str]:
        store = self.workspace.store
        people = (
            store.get(Stakeholder, each.stakeholder)
            for each in store.all(Participant, interview=interview.id)
        )
        return [person.role or person.name for person in people if person is not None]

    def _item(self, tick: ChecklistTick) -> str:
        return tick.text or item_in_words(self.workspace.practice, tick.component, tick.item)


def stored(workspace: Workspace, kind: str, record: str) -> Record | None:
    """A record by its kind's key, put away or not; nothing where this release does not know the kind."""
    record_type = record_type_of(kind)
    return workspace.store.get(record_type, record) if record_type else None


_TITLES = ("name", "title", "text", "label", "caption", "type", "file_name", "place", "document", "stand_in")
_LONGEST_NAME = 48


def _short(title: str) -> str:
    title = one_line(title)
    return title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"


def value_in_words(names: Names, kind: str, key: str, value: str | int | None) -> str:
    """A field's value as a person reads it: `yes`, `role only`, a title for an id; empty for nothing."""
    if value is None or value == "":
        return ""
    hint = _hints(kind).get(key, "")
    if "bool" in hint:
        return "yes" if value else "no"
    if "Attribution" in hint:
        return next((level.label for level in Attribution if level.value == value), str(value))
    if (kind, key) in _LABELLED:
        return _label(_LABELLED[kind, key], str(value))
    if (kind, key) in _SEVERAL:
        called = _SEVERAL[kind, key]
        return ", ".join(called(names, each) for each in str(value).splitlines() if each)
    if hint.split(" ")[0] in _VOCABULARIES:
        return str(value).replace("_", " ")
    if key == "component" and kind != "component":
        return names.component(str(value))
    if (kind, key) in _CALLED:
        return _CALLED[kind, key](names, str(value))
    if (kind, key) in _PERSONS:
        return names.any_of(str(value))
    if key in _REFERS and kind != key:
        return names.of(_REFERS[key], str(value))
    if isinstance(value, int):
        return f"{value:,}"
    return value


_REFERS = {
    "interview": "interview",
    "stakeholder": "stakeholder",
    "engagement": "engagement",
    "request": "data_request",
}
"""Fields that hold the id of a record, and its kind."""
_PERSONS = frozenset(
    {("validator_meeting", "validator"), ("responsibility", "member"), ("working_group", "convener")}
)
"""Fields that hold the id of somebody who is no speaker."""
_CALLED: dict[tuple[str, str], Callable[[Names, str], str]] = {
    ("concern", "concern"): Names.concern,
    ("component", "option"): lambda names, key: option_in_words(names.workspace.practice, key),
    ("component", "rests_on"): lambda names, kept: inputs_in_words(names.workspace.practice.components, kept),
}
"""Fields that hold a key of the practice content, or what was kept by such keys."""
_SEVERAL: dict[tuple[str, str], Callable[[Names, str], str]] = {
    ("concern", "precedents"): Names.precedent,
    ("concern", "excerpts"): lambda names, each: names.of("excerpt", each),
    ("concern", "validators"): Names.any_of,
    ("validator", "topics"): Names.concern,
    ("validator_meeting", "concerns"): lambda names, each: names.of("concern", each),
    ("activity", "people"): Names.any_of,
    ("activity", "advisors"): Names.any_of,
    ("activity", "issue_areas"): lambda _, each: _label(IssueArea, each),
    ("working_group", "members"): Names.any_of,
    ("working_group", "components"): Names.component,
}
"""Fields that hold several, and what each is called."""
_LABELLED: dict[tuple[str, str], type[StrEnum]] = {
    ("activity", "sort"): ActivitySort,
    ("validator", "sort"): ValidatorField,
}
"""Words of a vocabulary that say more than their value."""
_VOCABULARIES = frozenset(
    {
        "AgreementStatus",
        "ClaimKind",
        "ComponentStatus",
        "ConcernStatus",
        "ConsentGiven",
        "DiversionDecision",
        "EvidenceKind",
        "IdentifierSort",
        "InterviewForm",
        "Level",
        "Part",
        "PassageKind",
        "Phase",
        "QuoteStatus",
        "Stance",
    }
)


def _label(vocabulary: type[StrEnum], value: str) -> str:
    """The words of a member; a word of a newer leaptui stands for itself."""
    known = next((each for each in vocabulary if each.value == value), None)
    return str(getattr(known, "label", value)).replace("_", " ")


def _hints(kind: str) -> dict[str, str]:
    record_type = record_type_of(kind)
    found: dict[str, str] = {}
    for each in reversed(record_type.__mro__) if record_type else ():
        found.update({key: str(hint) for key, hint in getattr(each, "__annotations__", {}).items()})
    return found
