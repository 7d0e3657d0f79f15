"""What kinds of records, their fields and what was done to them are called in plain words."""

from __future__ import annotations

from leaptui.domain.text import one_line

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
    "gate_override": "override",
    "validator_meeting": "meeting with a validator",
    "responsibility": "part in a component",
    "diversion": "diversion before arrest",
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
    "rests_on": "decisions it rests on",
    "decided_on": "decided on",
    "dissent": "seen otherwise",
    "done_on": "day it was done",
    "removed": "taken off",
    "position": "place in the list",
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
    "concerns": "concerns raised",
    "cohort": "funder cohort",
    "excerpts": "passages that raise it",
    "former_role": "former role",
    "may_be_named": "may be named in documents",
    "permission_on": "day of the permission",
    "people": "who was there",
    "precedents": "programs elsewhere",
    "topics": "concerns they speak to",
}
"""Where they are not the field's key with blanks in it."""

_WORDS_OF_A_KIND = {
    ("claim", "base"): "of what, or who said it",
    ("claim", "claim_kind"): "figure or quote",
    ("claim", "only"): "which calls",
    ("claim", "printed"): "as it reads",
    ("claim", "rules"): "rules, or how far it may travel",
    ("claim", "value"): "value, or the words",
    ("concern", "concern"): "concern of the library",
    ("concern", "validators"): "who is to answer it",
    ("validator", "sort"): "field",
    ("validator", "population"): "people in the place served",
    ("activity", "sort"): "kind of activity",
    ("validator_meeting", "answer"): "answer used",
    ("team_member", "lead"): "leads the team",
    ("diversion", "offences"): "offenses",
    ("diversion", "most_grams"): "most of a drug",
    ("diversion", "protocol_source"): "protocol, with its date",
    ("diversion", "prosecutor_agreement"): "prosecutor's agreement",
    ("diversion", "yearly_intake"): "people a year",
    ("diversion", "cost_per_person_month"): "dollars per person and month",
    ("diversion", "hand_off_hours"): "hours of the hand-off",
    ("diversion", "data_consent"): "consent to share data",
    ("agreement", "our_responsibilities"): "what we do",
    ("gate_override", "why_blocked"): "why it was held back",
    ("gate_override", "allowed_by"): "let through by",
    ("gate_override", "digest"): "fingerprint of the words",
    ("evidence", "note"): "verdict",
    ("agreement", "their_responsibilities"): "what the city does",
    ("working_group", "members"): "who is in it",
    ("working_group", "components"): "components it works on",
}
"""Where the same key means something else in one kind."""

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
    "judge": "judged",
    "keep": "kept",
    "link": "linked",
    "log": "logged",
    "make": "made",
    "mark": "marked",
    "merge": "merged",
    "move": "moved",
    "note": "noted",
    "put": "put",
    "receive": "received",
    "remove": "removed",
    "rename": "renamed",
    "renew": "renewed",
    "restore": "restored",
    "save": "saved",
    "send": "sent",
    "set": "set",
    "settle": "settled",
    "take": "took",
    "tick": "ticked",
    "unlink": "unlinked",
    "withdraw": "withdrew",
    "write": "wrote",
}
_CALLED = {"engagement": "city", "stakeholder": "person", "excerpt": "passage", "checklist": "checklist item"}


def kind_in_words(kind: str) -> str:
    """`follow-up` for `follow_up`."""
    return KIND_WORDS.get(kind, kind.replace("_", " "))


def field_in_words(key: str, kind: str = "") -> str:
    """`next step due` for `next_due`; some keys mean something of their own in one kind of record."""
    return _WORDS_OF_A_KIND.get((kind, key)) or FIELD_WORDS.get(key, key.replace("_", " "))


def verb_in_words(verb: str) -> str:
    """What was done, looking back: `wrote note` for `write note`. A verb that is not known stays as it is."""
    first, _, rest = one_line(verb).partition(" ")
    if first not in _DONE:
        return one_line(verb)
    if verb == "restore":
        return "restored a former value"
    return " ".join([_DONE[first], *(_CALLED.get(word, word) for word in rest.split())])
