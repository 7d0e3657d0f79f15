"""Every kind of record and every field key the log may hold, and the column each is shown in.

This is the only place that knows them. A key's meaning never changes, and a key is never used
again for another thing: old acts hold it for ever. A column may be renamed here without a word
in the log. `leaptui.domain.records` has the same kinds and keys as dataclasses; a test holds
the two together, so that a change on either side is made knowingly.
"""

from __future__ import annotations

from leaptui.domain.errors import StoreUnavailable
from leaptui.store.field_rules import Field, Kind, Rule

_DELETED = Field("deleted", Rule.YES_NO, 0)


def _words(key: str, *, by_lines: bool = False) -> Field:
    return Field(key, searched=True, by_lines=by_lines)


def _optional(key: str, rule: Rule = Rule.TEXT, refers_to: str | None = None) -> Field:
    return Field(key, rule, None, refers_to=refers_to)


def _whole(key: str) -> Field:
    return Field(key, Rule.WHOLE, 0)


def _yes_no(key: str) -> Field:
    return Field(key, Rule.YES_NO, 0)


def _lines(key: str) -> Field:
    return Field(key, Rule.LINES, "")


def _choice(key: str, default: str | None) -> Field:
    return Field(key, Rule.CHOICE, default)


_ENGAGEMENT = Field("engagement", Rule.TEXT, None, refers_to="engagement")


def _kind(key: str, table: str, title: tuple[str, ...], *fields: Field) -> Kind:
    return Kind(key, table, (*fields, _DELETED), title)


KINDS: tuple[Kind, ...] = (
    _kind(
        "engagement",
        "engagement",
        ("name",),
        Field("slug"),
        _words("name"),
        _choice("level", None),
        _choice("phase", None),
        _optional("timezone"),
        Field("lead"),
        _lines("partners"),
        Field("dispatch_centre"),
        _words("next_step"),
        _optional("next_due"),
        _optional("interviews_planned", Rule.WHOLE),
        _words("note", by_lines=True),
    ),
    _kind(
        "jurisdiction",
        "jurisdiction",
        ("name",),
        _ENGAGEMENT,
        _words("name"),
        Field("state"),
        _optional("population", Rule.WHOLE),
        _whole("position"),
    ),
    _kind(
        "stakeholder",
        "stakeholder",
        ("name",),
        _ENGAGEMENT,
        _words("name"),
        _words("role"),
        _words("organisation"),
        Field("group", column="stakeholder_group"),
        _choice("attribution", "none"),
        _words("note", by_lines=True),
        Field("contact"),
        Field("district"),
        Field("shift"),
        Field("language"),
        _optional("role_holders", Rule.WHOLE),
    ),
    _kind(
        "interview",
        "interview",
        ("title", "number"),
        _ENGAGEMENT,
        _whole("number"),
        _words("title"),
        _optional("held_on"),
        _choice("attribution", "none"),
        Field("consent"),
        Field("language"),
        _yes_no("recorded"),
        Field("guide"),
        _optional("guide_version", Rule.WHOLE),
        _words("note", by_lines=True),
        _choice("form", "interview"),
        _lines("advisors"),
        _words("place"),
        Field("district"),
        Field("shift"),
        _optional("minutes", Rule.WHOLE),
        _choice("consent_given", None),
        _optional("consent_on"),
        Field("consent_by"),
        Field("interpreter"),
        _yes_no("minors"),
        Field("guardian"),
        Field("compensation"),
    ),
    _kind(
        "participant",
        "participant",
        (),
        _ENGAGEMENT,
        _optional("interview", refers_to="interview"),
        _optional("stakeholder", refers_to="stakeholder"),
    ),
    _kind(
        "excerpt",
        "excerpt",
        ("text",),
        _ENGAGEMENT,
        _optional("interview", refers_to="interview"),
        _words("text"),
        _choice("passage", "paraphrase"),
        _choice("attribution", None),
        _lines("themes"),
        _optional("start", Rule.WHOLE),
        _optional("end", Rule.WHOLE),
        Field("before"),
        Field("after"),
        _choice("stance", None),
        _optional("strength", Rule.WHOLE),
        Field("component"),
        _yes_no("concern"),
        _choice("quote_status", "not_asked"),
        _optional("quote_on"),
        Field("quote_channel"),
        _words("quote_amended"),
    ),
    _kind(
        "follow_up",
        "follow_up",
        ("text",),
        _ENGAGEMENT,
        _words("text"),
        _optional("due"),
        _words("owner"),
        _yes_no("done"),
        _optional("interview", refers_to="interview"),
        Field("mark"),
        _optional("done_on"),
    ),
    _kind(
        "dataset",
        "dataset",
        ("file_name",),
        _ENGAGEMENT,
        Field("hash"),
        _words("file_name"),
        _whole("file_size"),
        Field("file_sha256"),
        Field("imported_at"),
        _whole("rows_in"),
        _whole("rows_used"),
        _whole("calls"),
        _optional("first_day"),
        _optional("last_day"),
        Field("timezone"),
        Field("ledger", default="[]"),
        Field("recipe"),
        _lines("not_available"),
        Field("sender"),
        _optional("received_on"),
    ),
    _kind(
        "type_rule",
        "type_rule",
        ("type",),
        _ENGAGEMENT,
        _words("type"),
        Field("group", column="type_group"),
        Field("tier", default="unmapped"),
        Field("confidence", default="somewhat"),
        _words("reason"),
        Field("decided_by"),
    ),
    _kind(
        "component",
        "component",
        ("decision", "key"),
        _ENGAGEMENT,
        Field("key", column="component_key"),
        _choice("status", "open"),
        _words("decision"),
        _words("rationale", by_lines=True),
        Field("owner"),
        _optional("due"),
    ),
    _kind(
        "checklist_tick",
        "checklist_tick",
        (),
        _ENGAGEMENT,
        Field("component"),
        Field("item"),
        _yes_no("done"),
    ),
    _kind(
        "evidence",
        "evidence",
        ("note",),
        _ENGAGEMENT,
        Field("component"),
        _choice("source_kind", ""),
        Field("source"),
        _optional("dataset"),
        Field("seen"),
        _words("note"),
    ),
    _kind(
        "document",
        "document_made",
        ("document",),
        _ENGAGEMENT,
        Field("document"),
        Field("audience"),
        Field("made_at"),
        _lines("files"),
    ),
    _kind(
        "headcount",
        "headcount",
        (),
        _ENGAGEMENT,
        _optional("interview", refers_to="interview"),
        Field("group", column="stakeholder_group"),
        _whole("people"),
    ),
    _kind(
        "theme",
        "theme",
        ("label", "key"),
        _ENGAGEMENT,
        Field("key", column="theme_key"),
        _words("label"),
        Field("parent"),
        Field("merged_into"),
        _words("note"),
    ),
    _kind(
        "pseudonym",
        "pseudonym",
        ("stand_in",),
        _ENGAGEMENT,
        _choice("sort", ""),
        Field("original"),
        Field("stand_in"),
    ),
    _kind(
        "resource",
        "resource",
        ("name",),
        _ENGAGEMENT,
        _words("name"),
        _words("organisation"),
        _words("description"),
        _lines("services"),
        Field("url"),
        Field("email"),
        Field("phone"),
        Field("address"),
        Field("district"),
        Field("hours"),
        Field("eligibility"),
        Field("fees"),
        _lines("languages"),
        _optional("interview", refers_to="interview"),
    ),
    _kind(
        "attachment",
        "attachment",
        ("caption", "name"),
        _ENGAGEMENT,
        _words("name"),
        Field("media_type"),
        _whole("size"),
        Field("hash"),
        _words("caption"),
        Field("added_at"),
        _optional("interview", refers_to="interview"),
        _yes_no("may_leave"),
    ),
)

_BY_KEY = {kind.key: kind for kind in KINDS}


def known(key: str) -> Kind | None:
    """The kind of that key, or nothing when this release does not know it."""
    return _BY_KEY.get(key)


def kind_of(key: str) -> Kind:
    """The kind of that key.

    Raises:
        StoreUnavailable: This release does not know it.
    """
    kind = _BY_KEY.get(key)
    if kind is None:
        raise StoreUnavailable(
            f"This leaptui does not know records of the kind {key}.",
            safe="They stay in the store as they are.",
            next_step="Install a newer leaptui.",
        )
    return kind
