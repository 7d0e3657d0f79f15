"""What records, their fields, their values and what was done to them are called in plain words."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaptui.domain.attribution import Attribution
from leaptui.domain.record import Record
from leaptui.domain.records import KINDS, Engagement, Interview, Participant, Stakeholder
from leaptui.domain.roadmap_records import ChecklistTick, Component, Evidence
from leaptui.domain.text import one_line
from leaptui.services.workspace import Workspace

KIND_WORDS = {
    "engagement": "city",
    "jurisdiction": "place",
    "stakeholder": "person",
    "participant": "speaker",
    "excerpt": "passage",
    "follow_up": "follow-up",
    "dataset": "calls",
    "type_rule": "call type",
    "type_sample": "sample of calls",
    "checklist_tick": "checklist item",
    "document": "document made",
    "headcount": "people without a name",
    "pseudonym": "stand-in",
}
"""Where they are not the kind's key itself."""

FIELD_WORDS = {
    "deleted": "put away",
    "slug": "short name",
    "dispatch_centre": "dispatch center",
    "next_due": "next step due",
    "organisation": "organization",
    "held_on": "day",
    "attribution": "how far words may travel",
    "text": "words",
    "passage": "whose words",
    "start": "place in the note",
    "end": "end in the note",
    "before": "words before it",
    "after": "words after it",
    "done": "done",
    "mark": "mark it came from",
    "file_sha256": "fingerprint of the file",
    "hash": "fingerprint",
    "rows_in": "rows in the file",
    "first_day": "first day",
    "recipe": "how the file was read",
    "rationale": "reason",
    "share_eligible": "share eligible, per cent",
    "share_low": "share at least, per cent",
    "share_high": "share at most, per cent",
    "narrow": "counted by the narrow rules",
    "effective_from": "holds from",
    "effective_to": "holds to",
    "carried_from": "taken over from",
    "source_kind": "kind of source",
    "seen": "what the source said then",
    "key": "key",
    "quote_status": "approval of the quote",
    "quote_on": "day of the approval",
    "quote_channel": "how it was approved",
    "quote_amended": "words approved instead",
    "consent_given": "how consent was given",
    "consent_on": "day of the consent",
    "consent_by": "who consented",
    "advisors": "who listened",
    "shift": "shift",
    "stakeholder": "person",
    "engagement": "city",
    "decided_by": "decided by",
    "concern": "is a concern",
    "may_leave": "may go into documents",
    "merged_into": "merged into theme",
    "parent": "part of theme",
    "added_at": "added",
    "made_at": "made",
    "imported_at": "imported",
    "chased_on": "reminders",
    "agreement": "data agreement",
    "agreement_on": "agreement signed",
    "agreement_ends": "agreement ends",
    "request": "data request it answers",
}
"""Where they are not the field's key with blanks in it."""

_DONE = {
    "add": "added",
    "approve": "approved",
    "archive": "put away",
    "attach": "attached",
    "begin": "began",
    "chase": "chased",
    "change": "changed",
    "decide": "decided",
    "edit": "changed",
    "finish": "finished",
    "follow": "followed",
    "import": "imported",
    "keep": "kept",
    "link": "linked",
    "make": "made",
    "mark": "marked",
    "merge": "merged",
    "move": "moved",
    "put": "put",
    "receive": "received",
    "remove": "removed",
    "rename": "renamed",
    "restore": "restored",
    "save": "saved",
    "send": "sent",
    "set": "set",
    "tick": "ticked",
    "unlink": "unlinked",
    "write": "wrote",
}
_CALLED = {"engagement": "city", "stakeholder": "person", "excerpt": "passage", "checklist": "checklist item"}


def kind_in_words(kind: str) -> str:
    """`follow-up` for `follow_up`."""
    return KIND_WORDS.get(kind, kind.replace("_", " "))


def field_in_words(key: str) -> str:
    """`next step due` for `next_due`."""
    return FIELD_WORDS.get(key, key.replace("_", " "))


def verb_in_words(verb: str) -> str:
    """What was done, looking back: `wrote note` for `write note`. A verb that is not known stays as it is."""
    first, _, rest = one_line(verb).partition(" ")
    if first not in _DONE:
        return one_line(verb)
    if verb == "restore":
        return "restored a former value"
    return " ".join([_DONE[first], *(_CALLED.get(word, word) for word in rest.split())])


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

    def city_of(self, stream: str) -> str:
        """The city whose stream this is; empty for what all share."""
        return self.of(Engagement.kind, stream) if stored(self.workspace, Engagement.kind, stream) else ""

    def component(self, key: str) -> str:
        """The title of a component by its key."""
        titles = {each.key: each.title for each in self.workspace.practice.components}
        return titles.get(key, key)

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
        for each in self.workspace.practice.components:
            for item in each.checklist:
                if (each.key, item.key) == (tick.component, tick.item):
                    return item.short
        return tick.item


def stored(workspace: Workspace, kind: str, record: str) -> Record | None:
    """A record by its kind's key, put away or not; nothing where this release does not know the kind."""
    record_type = next((each for each in KINDS if each.kind == kind), None)
    return workspace.store.get(record_type, record) if record_type else None


_TITLES = ("name", "title", "text", "label", "caption", "type", "file_name", "document", "stand_in")
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
    if hint.split(" ")[0] in _VOCABULARIES:
        return str(value).replace("_", " ")
    if key == "component" and kind != "component":
        return names.component(str(value))
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
_VOCABULARIES = frozenset(
    {
        "ComponentStatus",
        "ConsentGiven",
        "EvidenceKind",
        "IdentifierSort",
        "InterviewForm",
        "Level",
        "PassageKind",
        "Phase",
        "QuoteStatus",
        "Stance",
    }
)


def _hints(kind: str) -> dict[str, str]:
    record_type = next((each for each in KINDS if each.kind == kind), None)
    found: dict[str, str] = {}
    for each in reversed(record_type.__mro__) if record_type else ():
        found.update({key: str(hint) for key, hint in getattr(each, "__annotations__", {}).items()})
    return found
