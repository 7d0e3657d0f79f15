"""A store with a canary in every text field of every kind of record, and in what may be said to nobody.

The records are made from the fields of their dataclasses, so that a new field has its canary from the
day it is there. A canary is one word of letters that stands nowhere else: `zqcomponentdecisionqz`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

from leaptui.domain.attribution import Attribution
from leaptui.domain.call_records import Dataset
from leaptui.domain.kinds import KINDS
from leaptui.domain.partner_records import Validator
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Excerpt, Interview, Participant, Stakeholder
from leaptui.domain.roadmap_records import Claim, Component, Evidence
from leaptui.domain.roadmap_vocabulary import ClaimKind, DiversionDecision
from leaptui.domain.vocabulary import (
    ComponentStatus,
    EvidenceKind,
    IdentifierSort,
    PassageKind,
    QuoteStatus,
    Stance,
)
from leaptui.services.calls.importing import import_file
from leaptui.services.workspace import Workspace

Made = TypeVar("Made", bound=Record)

HOUSE_KINDS = (Validator,)
"""Kinds that belong to no engagement."""
BIG_TYPE, RARE_TYPE, NAMED_TYPE = (
    "Zqbigtypeqz",
    "Zqraretypeqz",
    "WELFARE CHECK ON ZQOFFRECORDPERSONQZ WALDGRAVE",
)
"""Types of the calls: one of many calls, one of three, and one that names somebody who spoke off the record."""


def canary(kind: str, field: str) -> str:
    """The word in a field."""
    return "zq" + re.sub(r"[^a-z0-9]", "", f"{kind}{field}") + "qz"


def squeezed(text: str) -> str:
    """A text without all that could part a canary: hyphens, ends of lines, escapes."""
    return re.sub(r"[\W_]", "", text).lower()


def text_fields(kind: type[Record]) -> Iterator[tuple[str, bool]]:
    """Each field that holds text, and whether it holds several lines."""
    for field in fields(kind):
        if field.name != "id" and str(field.type) in {"str", "str | None"}:
            yield field.name, False
        elif str(field.type) == "tuple[str, ...]":
            yield field.name, True


def filled(kind: type[Made], id: str, **fixed: Any) -> Made:  # noqa: A002 - the name it has in the record
    """A record with a canary in every text field that is not given."""
    values: dict[str, Any] = {
        name: (canary(kind.kind, name),) if several else canary(kind.kind, name)
        for name, several in text_fields(kind)
        if name not in fixed
    }
    return kind(id=id, **values, **fixed)


def sentence(word: str) -> str:
    """Ten words that nobody else says, the canary in each."""
    return " ".join(f"{word}{letter}" for letter in "abcdefghij")


def said(level: Attribution, status: QuoteStatus, passage: PassageKind) -> str:
    """The canary of a passage."""
    return canary("said", f"{level}{status}{passage}")


def amended(level: Attribution, passage: PassageKind) -> str:
    """The canary of the words a speaker gave instead."""
    return canary("amended", f"{level}{passage}")


MIXES = tuple(product(Attribution, QuoteStatus, PassageKind))


def may_leave(level: Attribution, status: QuoteStatus, passage: PassageKind, *, inside: bool) -> bool:
    """Whether the words of a passage may stand in a document: those it was said in, or those approved instead."""
    if passage is PassageKind.OWN_VIEW or status is QuoteStatus.WITHDRAWN:
        return False
    if level is Attribution.OFF_RECORD or (status is QuoteStatus.ASKED and not inside):
        return False
    return inside or level in (Attribution.ON_RECORD, Attribution.ROLE_ONLY)


def put_canaries(workspace: Workspace, folder: Path) -> Engagement:
    """Fill an empty store. Every kind of record is there at least once."""
    new, apply = workspace.new_id, workspace.store.apply
    city = filled(Engagement, new(), slug="canary-town", timezone="America/New_York", next_due="2026-12-01")
    apply("add", [city], stream=city.id)
    people, talks, passages = _conversations(workspace, city)
    apply("add", [*people.values(), *talks.values(), *passages], stream=city.id)
    dataset = _calls(workspace, city, folder)
    scenario, member, concern, validator = new(), new(), new(), new()
    fixed: dict[str, dict[str, Any]] = {
        "validator": {"state": "OH", "topics": ("responders_hurt",), "permission_on": None},
        "jurisdiction": {"state": "OH", "population": 90_000},
        "follow_up": {"due": "2026-12-01", "interview": None, "done_on": None},
        "type_rule": {"type": BIG_TYPE, "group": "Trespass", "tier": "community_responder",
                      "effective_from": None, "effective_to": None, "confidence": "very", "narrow": "yes"},
        "component": {"key": "hours", "due": "2026-12-01", "option": "", "decided_on": "2026-11-01",
                      "rests_on": "{}", "status": ComponentStatus.PROPOSED},
        "checklist_tick": {"component": "hours", "done_on": None, "item": "own"},
        "evidence": {"component": "hours", "source_kind": EvidenceKind.FIGURE, "source": "eligible.expected",
                     "dataset": dataset.hash, "scenario": None},
        "document": {"gate": "{}", "made_at": "2026-11-01T12:00:00+00:00", "sections": (), "log_head": ""},
        "headcount": {"interview": talks[Attribution.ROLE_ONLY].id, "group": "patrol", "people": 9},
        "theme": {"parent": "", "merged_into": "", "key": "own-theme"},
        "pseudonym": {"sort": IdentifierSort.NAME, "original": "Zqpseudonymoriginalqz Waldgrave"},
        "resource": {"interview": None},
        "attachment": {"interview": None, "added_at": "2026-11-01T12:00:00+00:00", "may_leave": True},
        "data_request": {"period_from": "2025-01-01", "period_to": "2025-12-31", "sent_on": None,
                         "due": "2026-12-01", "received_on": None, "agreement_on": None,
                         "agreement_ends": None, "fields": ("received",), "code_books": (), "chased_on": ()},
        "district": {"figures": "[]", "residents": 900, "name": "Mill"},
        "type_sample": {"dataset": dataset.hash, "type": BIG_TYPE, "rows": (), "verdicts": (),
                        "made_at": "2026-11-01T12:00:00+00:00"},
        "scenario": {"dataset": None, "rules": "", "inputs": "{}", "demand": "{}", "results": "{}",
                     "made_at": "2026-11-01T12:00:00+00:00"},
        "claim": {"claim_kind": ClaimKind.FIGURE, "source_kind": EvidenceKind.FIGURE, "key": "share",
                  "source": "eligible.expected", "dataset": dataset.hash, "scenario": None, "only": "{}",
                  "first_day": None, "last_day": None, "rules": "expected", "unit": "percent",
                  "made_at": "2026-11-01T12:00:00+00:00"},
        "diversion": {"decision": DiversionDecision.ADOPT, "referral_paths": ("arrest",), "measures": ("housing",)},
        "agreement": {"starts_on": "2026-12-01", "ends_on": "2027-11-30", "signed_on": None,
                      "signatories": (f"{canary('agreement', 'signatories')} | Manager | The city",)},
        "gate_override": {"document": "roadmap", "audience": "public", "digest": "",
                          "made_at": "2026-11-01T12:00:00+00:00"},
        "concern": {"concern": "", "precedents": (), "excerpts": tuple(each.id for each in passages if isinstance(each, Excerpt)),
                    "validators": (validator,), "due": "2026-12-01", "settled_on": None},
        "validator_meeting": {"validator": validator, "stakeholder": None, "met_on": "2026-11-01",
                              "concerns": (concern,), "stance_before": Stance.OPPOSE, "stance_after": Stance.SUPPORT},
        "activity": {"held_on": "2026-11-01", "issue_areas": ("harm_reduction",)},
        "team_member": {"joined_on": "2026-11-01", "left_on": None, "stakeholder": None},
        "responsibility": {"component": "hours", "member": member},
        "working_group": {"convener": member, "members": (member,), "components": ("hours",)},
    }  # fmt: skip
    ids = {
        "scenario": scenario, "team_member": member, "concern": concern, "validator": validator,
        "component": f"{city.id}:hours", "checklist_tick": f"{city.id}:hours:own",
        "theme": f"{city.id}:theme:own-theme", "diversion": f"{city.id}:diversion",
        "responsibility": f"{city.id}:hours:{member}", "type_rule": f"{city.id}:type:zqbigtypeqz",
    }  # fmt: skip
    there = {Engagement, Stakeholder, Interview, Participant, Excerpt, Dataset}
    for kind in KINDS:
        if kind in there:
            continue
        values = fixed.get(kind.kind, {})
        if kind in HOUSE_KINDS:
            apply("add", [filled(kind, ids[kind.kind], **values)])
            continue
        apply("add", [filled(kind, ids.get(kind.kind, new()), engagement=city.id, **values)], stream=city.id)
    evidence = [
        Evidence(
            id=new(), engagement=city.id, component="hours", source_kind=EvidenceKind.EXCERPT, source=each.id
        )
        for each in passages
        if isinstance(each, Excerpt)
    ]
    apply("add", evidence, stream=city.id)
    _claims(workspace, city, dataset)
    return city


RARE_CELL = "zqrarecellqz"
"""Stands before the token of a figure of three calls."""


def _claims(workspace: Workspace, city: Engagement, dataset: Dataset) -> None:
    """A reason that quotes every passage by a claim, and gives the number of the calls of a rare type."""
    said = workspace.store.all(Excerpt, engagement=city.id)
    quotes = [
        Claim(
            id=workspace.new_id(), engagement=city.id, key=f"said-{number}", claim_kind=ClaimKind.QUOTE,
            source_kind=EvidenceKind.EXCERPT, source=each.id, value=each.text, printed=each.text,
        )
        for number, each in enumerate(said)
    ]  # fmt: skip
    rare = Claim(
        id=workspace.new_id(), engagement=city.id, key="rare", claim_kind=ClaimKind.FIGURE,
        source_kind=EvidenceKind.FIGURE, source="calls.total", dataset=dataset.hash, value="3", printed="3",
        only=json.dumps({"types": [RARE_TYPE], "calls": 3}),
    )  # fmt: skip
    words = [f"⟦quote:{each.key}⟧" for each in quotes]
    reason = f"{RARE_CELL} ⟦figure:rare⟧ calls. {' '.join(words)}"
    cost = Component(id=f"{city.id}:cost", engagement=city.id, key="cost", rationale=reason)
    workspace.store.apply("add", [*quotes, rare, cost], stream=city.id)


def _conversations(
    workspace: Workspace, city: Engagement
) -> tuple[dict[Attribution, Stakeholder], dict[Attribution, Interview], list[Record]]:
    """An interview at each level, with a passage of each kind in each state of its approval."""
    people: dict[Attribution, Stakeholder] = {}
    talks: dict[Attribution, Interview] = {}
    rest: list[Record] = []
    for number, level in enumerate(Attribution, start=1):
        person = filled(
            Stakeholder, workspace.new_id(), engagement=city.id, attribution=level, group="dispatch",
            name=f"Zq{squeezed(level)}personqz Waldgrave", role=canary("role", level),
            role_holders=9 if level is not Attribution.ROLE_ONLY else 2,
            contact=f"{canary('stakeholder', 'contact')}{number}@example.org",
        )  # fmt: skip
        talk = filled(
            Interview, workspace.new_id(), engagement=city.id, number=number, attribution=level,
            held_on="2026-11-01", consent_on="2026-11-01", guide="dispatch",
            note=f"{sentence(canary('note', level))}. #own-theme\n\n"
            f"- [off] {sentence(canary('noteoff', level))}\n",
        )  # fmt: skip
        people[level], talks[level] = person, talk
        rest.append(
            Participant(id=workspace.new_id(), engagement=city.id, interview=talk.id, stakeholder=person.id)
        )
        rest += [
            filled(
                Excerpt, workspace.new_id(), engagement=city.id, interview=talk.id, attribution=None,
                text=sentence(said(level, status, passage)), passage=passage, quote_status=status,
                quote_amended=sentence(amended(level, passage)) if status is QuoteStatus.AMENDED else "",
                themes=("own-theme",), component="hours", concern=True, quote_on=None,
                stance=Stance.OPPOSE,
            )
            for each, status, passage in MIXES
            if each is level
        ]  # fmt: skip
    return people, talks, rest


def _calls(workspace: Workspace, city: Engagement, folder: Path) -> Dataset:
    """An export with a type of many calls, one of three, and one that names a person."""
    rows = ["Incident,Call Type,Received,Disposition,Beat"]
    types = (
        [BIG_TYPE] * 300 + ["NOISE COMPLAINT"] * 80 + ["ROBBERY"] * 90 + [RARE_TYPE] * 3 + [NAMED_TYPE] * 60
    )
    for number, name in enumerate(types):
        day, hour = 1 + number % 28, number % 24
        ending = "ZQOFFRECORDPERSONQZ WALDGRAVE ADVISED" if number % 7 == 0 else "REPORT TAKEN"
        rows.append(f"I{number:04},{name},2025-0{1 + number % 9}-{day:02} {hour:02}:15:00,{ending},Mill")
    file = folder / f"{canary('dataset', 'file_name')}.csv"
    file.write_text("\n".join(rows) + "\n", "utf-8")
    return import_file(workspace, city, file, sender=canary("dataset", "sender"))[0]
