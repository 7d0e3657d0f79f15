"""Makes the frozen store of this release's schema in `fixtures/stores`, with every kind of record in it.

Run once when a schema lands, and never again for that schema: the tests open what an older
release wrote. `python -m tests.store.freeze_store` refuses to replace one that is there.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from leaptui.domain.attribution import Attribution
from leaptui.domain.call_records import DataRequest, Dataset, District, Scenario, TypeRule, TypeSample
from leaptui.domain.record import Record
from leaptui.domain.records import (
    Attachment,
    CityTheme,
    Engagement,
    Excerpt,
    FollowUp,
    Headcount,
    Interview,
    Jurisdiction,
    Participant,
    Pseudonym,
    Resource,
    Stakeholder,
)
from leaptui.domain.vocabulary import (
    ConsentGiven,
    IdentifierSort,
    InterviewForm,
    Level,
    PassageKind,
    Phase,
    QuoteStatus,
    Stance,
)
from leaptui.store.creation import create_store
from leaptui.store.keys import Strength
from leaptui.store.schema import SCHEMA
from leaptui.store.store import Store
from tests.store.frozen_roadmap import roadmap_records

PASSPHRASE = "frozen harbor"
STORES = Path(__file__).resolve().parents[2] / "fixtures" / "stores"
_DATASET = "c0ffee" * 10 + "beef"
_NOTE = 'The pastor: "Nobody comes for forty minutes." #trust\n!concern who pays after the grant\n' * 10


def records() -> list[Record]:
    """One or two of every kind, every field of some of them filled."""
    city = "harbor-falls"
    return [
        Engagement(
            id=city,
            slug="harbor-falls-oh",
            name="Harbor Falls, OH",
            level=Level.ROADMAP,
            phase=Phase.LISTENING,
            timezone="America/New_York",
            lead="Ana Duarte",
            partners=("Harbor Falls NAACP", "Café Común"),
            dispatch_centre="Lake County 911",
            next_step="Second listening session",
            next_due="2025-04-02",
            interviews_planned=12,
            note="Council votes in June.",
        ),
        Jurisdiction(id="j1", engagement=city, name="Harbor Falls", state="OH", population=48_211),
        Stakeholder(
            id="s1",
            engagement=city,
            name="Marla Reyes",
            role="Pastor",
            organisation="First Light",
            group="faith",
            attribution=Attribution.ROLE_ONLY,
            note="Prefers mornings.",
            contact="216-555-0143",
            district="North Hill",
            shift="days",
            language="es",
            role_holders=3,
        ),
        Interview(
            id="i1",
            engagement=city,
            number=1,
            title="Pastor Reyes",
            held_on="2025-03-04",
            attribution=Attribution.ROLE_ONLY,
            consent="spoken",
            language="es",
            recorded=True,
            guide="community",
            guide_version=1,
            note=_NOTE,
            form=InterviewForm.GROUP_SESSION,
            advisors=("Ana Duarte", "Joe Blank"),
            place="First Light, hall",
            district="North Hill",
            shift="days",
            minutes=50,
            consent_given=ConsentGiven.VERBAL,
            consent_on="2025-03-04",
            consent_by="Marla Reyes",
            interpreter="Lucía Prado",
            minors=True,
            guardian="R. Reyes",
            compensation="$25 card",
        ),
        Participant(id="p1", engagement=city, interview="i1", stakeholder="s1"),
        Excerpt(
            id="x1",
            engagement=city,
            interview="i1",
            text="Nobody comes for forty minutes.",
            passage=PassageKind.VERBATIM,
            attribution=Attribution.NONE,
            themes=("trust", "response times"),
            start=13,
            end=44,
            before="The pastor: ",
            after=" #trust",
            stance=Stance.CONDITION,
            strength=3,
            component="hours",
            concern=True,
            quote_status=QuoteStatus.AMENDED,
            quote_on="2025-03-09",
            quote_channel="telephone",
            quote_amended="Nobody comes for forty minutes at night.",
        ),
        FollowUp(
            id="f1",
            engagement=city,
            text="Send the Durham report",
            due="2025-03-11",
            owner="Ana",
            interview="i1",
            mark="send the Durham report",
            done=True,
            done_on="2025-03-10",
        ),
        Dataset(
            id="d1",
            engagement=city,
            hash=_DATASET,
            file_name="cfs_2024.csv",
            file_size=160_000_000,
            file_sha256="ab" * 32,
            imported_at="2025-03-05T10:00:00Z",
            rows_in=1000,
            rows_used=800,
            calls=900,
            first_day="2024-01-01",
            last_day="2024-12-31",
            timezone="America/New_York",
            ledger='[{"reason":"units","rows":200}]',
            recipe='encoding = "utf-8"\n',
            not_available=("travel", "on_scene"),
            sender="Lake County 911",
            received_on="2025-03-03",
            label="2024",
            sources='[{"name":"cfs_2024.csv","size":160000000,"sha256":"ab","rows":1000}]',
            problems='[{"problem":"Repeated headers.","rows":2,"effect":"Set aside."}]',
            verdicts="[[0,800],[2,200]]",
            rules_switched=("alarms", "duplicates"),
            rules_reason="The city answers alarms by letter.",
            request="q1",
        ),
        TypeRule(
            id="t1",
            engagement=city,
            type="WELFARE CHK",
            group="welfare",
            tier="community_responder",
            confidence="very",
            reason="dispatch says so",
            decided_by="Ana",
            share_eligible=62,
            share_low=48,
            share_high=74,
            disqualifiers=("weapon seen", "injury"),
            narrow="yes",
            effective_from="2024-03-01",
            effective_to="2024-12-31",
            carried_from="WELFARE CHECK",
        ),
        Headcount(id="h1", engagement=city, interview="i1", group="residents", people=14),
        CityTheme(
            id=f"{city}:theme:WAIT-night",
            engagement=city,
            key="WAIT-night",
            label="Waiting at night",
            parent="NEED-night",
            merged_into="NEED-gap",
            note="They say it in every session.",
        ),
        Pseudonym(
            id="n1", engagement=city, sort=IdentifierSort.PHONE, original="216-555-0143", stand_in="Phone 1"
        ),
        Resource(
            id="r1",
            engagement=city,
            name="Warm Room",
            organisation="First Light",
            description="A place to sit at night",
            services=("shelter", "coffee"),
            url="https://firstlight.example",
            email="door@firstlight.example",
            phone="216-555-0100",
            address="100 block of Mill St",
            district="North Hill",
            hours="20:00 to 06:00",
            eligibility="anybody",
            fees="none",
            languages=("en", "es"),
            interview="i1",
        ),
        Attachment(
            id="a1",
            engagement=city,
            name="whiteboard.jpg",
            media_type="image/jpeg",
            size=22,
            hash="0a" * 32,
            caption="What the session wrote on the board",
            added_at="2025-03-04T15:00:00Z",
            interview="i1",
            may_leave=True,
        ),
        DataRequest(
            id="q1",
            engagement=city,
            title="Calls for service, 2023 to 2024",
            asked_of="Lake County 911, records office",
            period_from="2023-01-01",
            period_to="2024-12-31",
            fields=("incident_id", "received"),
            code_books=("types", "dispositions"),
            sent_on="2025-02-03",
            due="2025-02-17",
            chased_on=("2025-02-18", "2025-02-25"),
            received_on="2025-03-03",
            agreement="Memorandum of 1 February",
            agreement_on="2025-02-01",
            agreement_ends="2026-02-01",
            note="Names were left out at the source.",
        ),
        District(
            id="b1",
            engagement=city,
            name="North Hill",
            residents=9_120,
            figures='[{"label":"Households without a car","value":"21%"}]',
            source="American Community Survey",
            year=2023,
        ),
        TypeSample(
            id="y1",
            engagement=city,
            dataset=_DATASET,
            type="WELFARE CHK",
            reader="Ana",
            seed=7,
            rows=("12", "90", "411"),
            verdicts=("eligible", "unclear"),
            made_at="2025-03-06T11:00:00Z",
        ),
        Scenario(
            id="o1",
            engagement=city,
            name="Day and evening",
            dataset=_DATASET,
            rules="expected",
            inputs='{"team_size":2}',
            demand='{"calls":7220}',
            results='{"fte":11.2}',
            for_roadmap=True,
            made_at="2025-03-07T09:00:00Z",
            note="What the chief asked for.",
        ),
        *roadmap_records(city, _DATASET),
    ]


def fill(store: Store) -> None:
    """A little history: every record, an edit, an undo, one put away, a draft, a dataset."""
    made = {record.id: record for record in records()}
    for record in made.values():
        store.apply(f"add {record.kind}", [record], stream="harbor-falls")
    interview, stakeholder = made["i1"], made["s1"]
    assert isinstance(interview, Interview)
    assert isinstance(stakeholder, Stakeholder)
    store.apply(
        "write note", [replace(interview, note=interview.note + "A last line.")], stream="harbor-falls"
    )
    slip = store.apply(
        "rename", [replace(stakeholder, name="Marta Reyes")], stream="harbor-falls", reason="misheard"
    )
    assert slip is not None
    store.undo(slip, "it was Marla")
    away = Stakeholder(id="s2", engagement="harbor-falls", name="Entered twice", deleted=True)
    store.apply("add stakeholder", [away], stream="harbor-falls")
    with store.new_dataset(_DATASET) as writer:
        writer.add(b"first part")
        writer.add(b"second part")
    store.put_draft("i1", "note", "typed and not yet written")


def shown(store: Store) -> dict[str, list[dict[str, object]]]:
    """Everything the store shows, as JSON would hold it."""
    dump = {
        record_type.kind: [asdict(record) for record in store.all(record_type, include_deleted=True)]
        for record_type in dict.fromkeys(type(record) for record in records())
    }
    plain: dict[str, list[dict[str, object]]] = json.loads(json.dumps(dump))
    return plain


def freeze(home: Path, now_ms: Callable[[], int]) -> None:
    """Make the store, and beside it what it shows and its recovery sheet."""
    store, sheet = create_store(
        home, PASSPHRASE, now_ms=now_ms, actor="Ana Duarte", strength=Strength(n=2, r=1, p=1)
    )
    fill(store)
    (home / "shown.json").write_text(json.dumps(shown(store), indent=1, ensure_ascii=False) + "\n", "utf-8")
    (home / "sheet.txt").write_text(sheet.text, "utf-8")
    store.close()
    (home / "store.lock").unlink()
    (home / "device.json").unlink()  # it names the place it was made in


if __name__ == "__main__":
    target = STORES / f"schema-{SCHEMA}"
    if target.exists():
        sys.exit(f"{target} is frozen already")
    with tempfile.TemporaryDirectory() as scratch:
        ticks = iter(range(1_741_000_000_000, 1_742_000_000_000, 60_000))
        freeze(Path(scratch) / "home", lambda: next(ticks))
        shutil.copytree(Path(scratch) / "home", target)
