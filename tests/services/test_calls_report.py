"""The calls report: figures counted by hand, hostile names as typed, nothing small."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import TEXT_FORMATS
from leaptui.documents.markdown import compose as as_markdown
from leaptui.documents.pandoc import convert
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.records import Engagement
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import Prepared, make
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace

HOSTILE = """Dispute <b>&"x"</b> | ![p](/etc/passwd) {{ 7*7 }} \N{POLICE CARS REVOLVING LIGHT} إزعاج =1+1"""
EAST = "East | <i>Side</i>"
LONG = "DISTURBANCE " * 30
HEAD = "IncidentNum,CallDateTime,DispDT,EnrtDT,ArrDT,ClrDT,NatureDesc,Pri,Src,OffInit,UnitID,Dispo,Addr,RD"
CALLS = (
    # how many, type, hour, minutes until somebody came, ending, district
    (60, "NOISE COMPLAINT", 14, 10, "ADVISED", "North"),
    (30, "WELFARE CHECK", 20, 20, "ADVISED", "North"),
    (40, "ROBBERY", 2, 5, "REPORT", "South"),
    (3, "KIDNAPPING", 3, 5, "ARREST", "South"),
    (12, HOSTILE, 9, 12, "REPORT", EAST),
    (12, LONG, 10, 12, "REPORT", EAST),
)


def export_of(calls: tuple[tuple[int, str, int, int, str, str], ...]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD.split(","))
    number = 0
    for many, nature, hour, wait, ending, district in calls:
        for place in range(many):
            number += 1
            day = (date(2025, 1, 6) + timedelta(days=place)).strftime("%m/%d/%Y")
            row = [f"25-{number:05}", f"{day} {hour:02}:05", f"{day} {hour:02}:07", f"{day} {hour:02}:07"]
            row += [f"{day} {hour:02}:{5 + wait:02}", f"{day} {hour:02}:55", nature, "3", "E911", "N", "1A1"]
            writer.writerow([*row, ending, f"{100 * number} BLK MILL ST", district])
    return out.getvalue()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Engagement]]:
    folder = tmp_path_factory.mktemp("report")
    (folder / "calls.csv").write_text(export_of(CALLS), encoding="utf-8")
    made, _ = make_workspace(folder / "home", "practice makes a city")
    with made:
        city = add_engagement(made, "Harbor Falls, OH", timezone="America/New_York")
        import_file(made, city, folder / "calls.csv")
        yield made, city


def prepared(town: tuple[Workspace, Engagement], audience: Audience = Audience.PUBLIC) -> Prepared:
    return prepare(*town, kind_named("calls report"), audience)


@pytest.fixture(scope="module")
def text(town: tuple[Workspace, Engagement]) -> str:
    document = prepared(town).document
    assert document is not None
    return as_markdown(document)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words_of_page(page: bytes) -> str:
    reader = _Words()
    reader.feed(page.decode())
    return " ".join("".join(reader.found).split())


def test_base_and_period_stand_first_and_the_ledger_balances(text: str) -> None:
    assert "157 community-initiated incidents, 6 January to 6 March 2025" in text.partition("---")[0]
    assert "2.6 calls a day over 60 days" in text
    rows = dict(re.findall(r"^\| ([^|]+) \| ([\d,]+) \|$", text.partition("## In short")[0], re.MULTILINE))
    numbers = {label: int(number.replace(",", "")) for label, number in rows.items()}
    used = numbers.pop("Rows used, one for each community-initiated call")
    assert numbers.pop("Rows in the file") == used + sum(numbers.values()) == 157


def test_eligible_calls_types_and_districts_are_those_counted_by_hand(text: str) -> None:
    assert "| expected: all types for a community responder | 90 | 57.3% |" in text
    assert "| NOISE COMPLAINT | Community responder | 60 | 38.2% |" in text
    assert "KIDNAPPING" not in text, "three calls"
    assert re.search(r"\| All other types \(\d\) \| – \| 43 \| 27.4% \|", text), "robbery goes with it"
    assert "| North | 90 | 90 | 10.0 min | 20.0 min |" in text
    assert "| South | 43 | 0 | 5.0 min | 5.0 min |" in text
    assert "Nobody has put down yet how many people live in a district" in text


def test_hours_waits_and_endings_are_those_counted_by_hand(text: str) -> None:
    # All 90 eligible calls lie in eight hours; of so few a share is told in steps of 20%.
    assert "| 8 | 13:00 to 21:00 | over 80% | 13:00 to 21:00 | about 80% |" in text
    assert "| 24 | around the clock | all |" in text
    assert "| 3 | over 100 | 10.0 min | 20.0 min |" in text
    assert "| Helped, advised, warned or settled | over 80% |" in text
    assert "whether anybody was hurt or whether force was used" in text
    assert "Half of the calls with a known wait were reached within 10 minutes" in text


def test_every_table_has_a_caption_and_rows_as_wide_as_its_head(text: str) -> None:
    blocks = [block for block in text.split("\n\n") if block.startswith("|")]
    captions = re.findall(r"^Table \d+\. .+\n\n\|", text, re.MULTILINE)
    assert len(blocks) == len(captions) >= 10
    for block in blocks:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().splitlines()}
        assert len(widths) == 1, block.splitlines()[0]


def test_hostile_names_come_out_as_typed(text: str) -> None:
    html = convert(text, "html", "--metadata=kind:report", made_at=0)
    page = words_of_page(html)
    assert all(typed in page for typed in (HOSTILE, EAST, LONG.strip()))
    assert b"<b>" not in html


@pytest.mark.thorough
def test_hostile_names_come_out_as_typed_in_finished_files(town: tuple[Workspace, Engagement]) -> None:
    files = {file.name.rpartition(".")[2]: file.data for file in make(prepared(town), TEXT_FORMATS).files}
    assert all(typed in words_of_page(files["html"]) for typed in (HOSTILE, EAST, LONG.strip()))
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as package:
        word = package.read("word/document.xml").decode()
    read = " ".join(re.sub(r"<[^>]+>", "", word).split()).replace("&quot;", '"')
    for typed in (HOSTILE, EAST, LONG.strip()):
        assert typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in read
    assert files["pdf"].startswith(b"%PDF-1.7")


def test_pictures_say_what_they_show(text: str) -> None:
    alternatives = re.findall(r"^!\[(.+?)\]\[", text, re.MULTILINE)
    assert len(alternatives) == 4
    assert all(len(each.split(". ", 1)) == 2 for each in alternatives), "what it is, then what it shows"
    assert any("8 hours, 13:00 to 21:00: over 80%" in each for each in alternatives)
    assert any("January 2025 has most calls" in each for each in alternatives)


def test_for_internal_use_nothing_is_withheld(town: tuple[Workspace, Engagement]) -> None:
    document = prepared(town, Audience.INTERNAL).document
    assert document is not None
    content = document.says["content"]
    assert "KIDNAPPING" in str(content)


def test_without_calls_or_with_too_few_it_is_refused_in_a_sentence(
    workspace: Workspace, tmp_path: Path
) -> None:
    city = add_engagement(workspace, "Mill Bend, OH", timezone="America/New_York")
    kind = kind_named("calls_report")
    with pytest.raises(UnknownName, match="has no call data yet"):
        prepare(workspace, city, kind, Audience.PUBLIC)
    (tmp_path / "few.csv").write_text(
        export_of(((4, "NOISE COMPLAINT", 14, 10, "ADVISED", "North"),)), "utf-8"
    )
    import_file(workspace, city, tmp_path / "few.csv")
    with pytest.raises(Withheld, match="fewer than 5 calls"):
        prepare(workspace, city, kind, Audience.PUBLIC)
    (tmp_path / "none.csv").write_text(
        export_of(((9, "TRAFFIC STOP", 14, 10, "ADVISED", "North"),)).replace(",N,1A1", ",Y,1A1"), "utf-8"
    )
    import_file(workspace, city, tmp_path / "none.csv")
    with pytest.raises(InputRefused, match="no community-initiated incident to report on"):
        prepare(workspace, city, kind, Audience.PUBLIC)


def test_a_name_in_the_file_that_repeats_a_confidence_gives_way_and_is_said_to_her(
    workspace: Workspace, tmp_path: Path
) -> None:
    secret = "the sergeant laughs at all the worried neighbors on our street"
    city = add_engagement(workspace, "Mill Bend, OH", timezone="America/New_York")
    person = add_stakeholder(workspace, city, "Made Up Speaker", role="dispatcher", group="dispatch")
    start_interview(
        workspace, city, people=[person], attribution=Attribution.OFF_RECORD, note=f'"{secret}" #NEED-night\n'
    )
    path = tmp_path / "calls.csv"
    path.write_text(export_of(((30, secret.upper(), 14, 10, "ADVISED", "North"),)), "utf-8")
    import_file(workspace, city, path)
    ready = prepare(workspace, city, kind_named("calls_report"), Audience.PUBLIC)
    assert ready.document is not None
    text = as_markdown(ready.document)
    assert r"| \[name withheld\] | Community responder | 30 | 100.0% |" in text
    assert "SERGEANT" not in text
    assert any("SERGEANT LAUGHS AT" in line for line in ready.withheld)
