"""Every kind of record and every field key the log may hold, and the column each is shown in.

This is the only place that knows them. A key's meaning never changes, and a key is never used
again for another thing: old acts hold it for ever. A column may be renamed here without a word
in the log. `leaptui.domain.records` has the same kinds and keys as dataclasses; a test holds
the two together, so that a change on either side is made knowingly.
"""

from __future__ import annotations

from leaptui.domain.errors import StoreUnavailable
from leaptui.store.call_kinds import DATA_REQUEST, DATASET, DISTRICT, SCENARIO, TYPE_RULE, TYPE_SAMPLE
from leaptui.store.field_kinds import ENGAGEMENT, choice, lines, optional, record_kind, whole, words, yes_no
from leaptui.store.field_rules import Field, Kind, Rule
from leaptui.store.partner_kinds import (
    ACTIVITY,
    CONCERN,
    RESPONSIBILITY,
    TEAM_MEMBER,
    VALIDATOR,
    VALIDATOR_MEETING,
    WORKING_GROUP,
)
from leaptui.store.roadmap_kinds import (
    AGREEMENT,
    CHECKLIST_TICK,
    CLAIM,
    COMPONENT,
    DIVERSION,
    DOCUMENT,
    EVIDENCE,
    GATE_OVERRIDE,
)

KINDS: tuple[Kind, ...] = (
    record_kind(
        "engagement",
        "engagement",
        ("name",),
        Field("slug"),
        words("name"),
        choice("level", None),
        choice("phase", None),
        optional("timezone"),
        Field("lead"),
        lines("partners"),
        Field("dispatch_centre"),
        words("next_step"),
        optional("next_due"),
        optional("interviews_planned", Rule.WHOLE),
        words("note", by_lines=True),
    ),
    record_kind(
        "jurisdiction",
        "jurisdiction",
        ("name",),
        ENGAGEMENT,
        words("name"),
        Field("state"),
        optional("population", Rule.WHOLE),
        whole("position"),
    ),
    record_kind(
        "stakeholder",
        "stakeholder",
        ("name",),
        ENGAGEMENT,
        words("name"),
        words("role"),
        words("organisation"),
        Field("group", column="stakeholder_group"),
        choice("attribution", "none"),
        words("note", by_lines=True),
        Field("contact"),
        Field("district"),
        Field("shift"),
        Field("language"),
        optional("role_holders", Rule.WHOLE),
    ),
    record_kind(
        "interview",
        "interview",
        ("title", "number"),
        ENGAGEMENT,
        whole("number"),
        words("title"),
        optional("held_on"),
        choice("attribution", "none"),
        Field("consent"),
        Field("language"),
        yes_no("recorded"),
        Field("guide"),
        optional("guide_version", Rule.WHOLE),
        words("note", by_lines=True),
        choice("form", "interview"),
        lines("advisors"),
        words("place"),
        Field("district"),
        Field("shift"),
        optional("minutes", Rule.WHOLE),
        choice("consent_given", None),
        optional("consent_on"),
        Field("consent_by"),
        Field("interpreter"),
        yes_no("minors"),
        Field("guardian"),
        Field("compensation"),
    ),
    record_kind(
        "participant",
        "participant",
        (),
        ENGAGEMENT,
        optional("interview", refers_to="interview"),
        optional("stakeholder", refers_to="stakeholder"),
    ),
    record_kind(
        "excerpt",
        "excerpt",
        ("text",),
        ENGAGEMENT,
        optional("interview", refers_to="interview"),
        words("text"),
        choice("passage", "paraphrase"),
        choice("attribution", None),
        lines("themes"),
        optional("start", Rule.WHOLE),
        optional("end", Rule.WHOLE),
        Field("before"),
        Field("after"),
        choice("stance", None),
        optional("strength", Rule.WHOLE),
        Field("component"),
        yes_no("concern"),
        choice("quote_status", "not_asked"),
        optional("quote_on"),
        Field("quote_channel"),
        words("quote_amended"),
    ),
    record_kind(
        "follow_up",
        "follow_up",
        ("text",),
        ENGAGEMENT,
        words("text"),
        optional("due"),
        words("owner"),
        yes_no("done"),
        optional("interview", refers_to="interview"),
        Field("mark"),
        optional("done_on"),
    ),
    DATASET,
    TYPE_RULE,
    COMPONENT,
    CHECKLIST_TICK,
    EVIDENCE,
    DOCUMENT,
    record_kind(
        "headcount",
        "headcount",
        (),
        ENGAGEMENT,
        optional("interview", refers_to="interview"),
        Field("group", column="stakeholder_group"),
        whole("people"),
    ),
    record_kind(
        "theme",
        "theme",
        ("label", "key"),
        ENGAGEMENT,
        Field("key", column="theme_key"),
        words("label"),
        Field("parent"),
        Field("merged_into"),
        words("note"),
    ),
    record_kind(
        "pseudonym",
        "pseudonym",
        ("stand_in",),
        ENGAGEMENT,
        choice("sort", ""),
        Field("original"),
        Field("stand_in"),
    ),
    record_kind(
        "resource",
        "resource",
        ("name",),
        ENGAGEMENT,
        words("name"),
        words("organisation"),
        words("description"),
        lines("services"),
        Field("url"),
        Field("email"),
        Field("phone"),
        Field("address"),
        Field("district"),
        Field("hours"),
        Field("eligibility"),
        Field("fees"),
        lines("languages"),
        optional("interview", refers_to="interview"),
    ),
    record_kind(
        "attachment",
        "attachment",
        ("caption", "name"),
        ENGAGEMENT,
        words("name"),
        Field("media_type"),
        whole("size"),
        Field("hash"),
        words("caption"),
        Field("added_at"),
        optional("interview", refers_to="interview"),
        yes_no("may_leave"),
    ),
    DATA_REQUEST,
    DISTRICT,
    TYPE_SAMPLE,
    SCENARIO,
    CLAIM,
    DIVERSION,
    AGREEMENT,
    GATE_OVERRIDE,
    VALIDATOR,
    CONCERN,
    VALIDATOR_MEETING,
    ACTIVITY,
    TEAM_MEMBER,
    RESPONSIBILITY,
    WORKING_GROUP,
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
