"""What the log may hold of a city's calls; what `leaptui.store.registry` says of keys holds here too."""

from __future__ import annotations

from leaptui.store.field_kinds import ENGAGEMENT, lines, optional, record_kind, whole, words, yes_no
from leaptui.store.field_rules import Field, Rule

DATASET = record_kind(
    "dataset",
    "dataset",
    ("file_name",),
    ENGAGEMENT,
    Field("hash"),
    words("file_name"),
    whole("file_size"),
    Field("file_sha256"),
    Field("imported_at"),
    whole("rows_in"),
    whole("rows_used"),
    whole("calls"),
    optional("first_day"),
    optional("last_day"),
    Field("timezone"),
    Field("ledger", default="[]"),
    Field("recipe"),
    lines("not_available"),
    Field("sender"),
    optional("received_on"),
    Field("label"),
    Field("sources", default="[]"),
    Field("problems", default="[]"),
    Field("verdicts", default="[]"),
    lines("rules_switched"),
    Field("rules_reason"),
    optional("request"),
)

TYPE_RULE = record_kind(
    "type_rule",
    "type_rule",
    ("type",),
    ENGAGEMENT,
    words("type"),
    Field("group", column="type_group"),
    Field("tier", default="unmapped"),
    Field("confidence", default="somewhat"),
    words("reason"),
    Field("decided_by"),
    optional("share_eligible", Rule.WHOLE),
    optional("share_low", Rule.WHOLE),
    optional("share_high", Rule.WHOLE),
    lines("disqualifiers"),
    Field("narrow"),
    optional("effective_from"),
    optional("effective_to"),
    Field("carried_from"),
)

DATA_REQUEST = record_kind(
    "data_request",
    "data_request",
    ("title", "asked_of"),
    ENGAGEMENT,
    words("title"),
    words("asked_of"),
    optional("period_from"),
    optional("period_to"),
    lines("fields"),
    lines("code_books"),
    optional("sent_on"),
    optional("due"),
    lines("chased_on"),
    optional("received_on"),
    words("agreement"),
    optional("agreement_on"),
    optional("agreement_ends"),
    words("note", by_lines=True),
)

DISTRICT = record_kind(
    "district",
    "district",
    ("name",),
    ENGAGEMENT,
    words("name"),
    optional("residents", Rule.WHOLE),
    Field("figures", default="[]"),
    Field("source"),
    optional("year", Rule.WHOLE),
)

TYPE_SAMPLE = record_kind(
    "type_sample",
    "type_sample",
    ("type",),
    ENGAGEMENT,
    Field("dataset"),
    Field("type"),
    Field("reader"),
    whole("seed"),
    lines("rows"),
    lines("verdicts"),
    Field("made_at"),
)

SCENARIO = record_kind(
    "scenario",
    "scenario",
    ("name",),
    ENGAGEMENT,
    words("name"),
    optional("dataset"),
    Field("rules"),
    Field("inputs", default="{}"),
    Field("demand", default="{}"),
    Field("results", default="{}"),
    yes_no("for_roadmap"),
    Field("made_at"),
    words("note", by_lines=True),
)
