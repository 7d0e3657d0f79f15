"""Every figure of calls that can stand in a text: the rows behind it are those it was counted from."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.protected import Protected
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_records import District, TypeRule
from leaptui.domain.claim_tokens import written
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import BaseName, Period, RuleSet, Unit
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.services.calls.asked import ask, rows
from leaptui.services.calls.importing import import_file
from leaptui.services.calls.picture import find_dataset, summarise
from leaptui.services.city.engagements import add_engagement
from leaptui.services.documents.claimed import ClaimReader
from leaptui.services.roadmap.claim_evidence import evidence_of
from leaptui.services.roadmap.claim_figures import claim_figures, figure_under
from leaptui.services.roadmap.claims import find_claim, put_figure
from leaptui.services.roadmap.picture_figures import CLAIMABLE, CountedFigure, picture_figures
from leaptui.services.workspace import Workspace
from tests.quick_stores import make_workspace

TIERS = {
    "WELFARE CHECK": "community_responder",
    "NOISE COMPLAINT": "community_responder",
    "THEFT": "police",
    "SUICIDAL PERSON": "co_response",
}
ENDINGS = ("REPORT TAKEN", "ARREST MADE", "GONE ON ARRIVAL", "")
COLUMNS = (
    "Incident", "Received", "Dispatched", "Arrived", "Cleared", "Call Type",
    "Priority", "Source", "Beat", "Disposition", "Block",
)  # fmt: skip
BEGINS = datetime.fromisoformat("2025-02-01")


@dataclass(frozen=True)
class Call:
    """A row of the made-up export."""

    type: str
    at: datetime
    priority: str
    source: str
    district: str
    ending: str
    wait: int | None
    place: str

    @property
    def hour(self) -> tuple[int, int]:
        return self.at.weekday(), self.at.hour


def _call(number: int) -> Call:
    # One type a third of the time, one rare; evenings more than mornings; some never reached.
    kind = list(TIERS)[min(number * 7 % 11 // 3, 3)]
    at = BEGINS + timedelta(days=number % 59, hours=(number * number) % 24, minutes=number % 60)
    return Call(
        type="RARE" if number % 199 == 0 else kind,
        at=at,
        priority=str(1 + number % 3),
        source=("911", "TELEPHONE")[number % 4 == 0],
        district=("North", "South", "Mill")[number % 13 % 3],
        ending=ENDINGS[number % 7 % 4],
        wait=None if number % 5 == 0 else 3 + number % 70,
        place=f"{1 + number % 37}00 BLOCK OF ELM ST",
    )


CALLS = [_call(number) for number in range(600)]
FILTERS = (
    CallFilter(),
    CallFilter(districts=("North",)),
    CallFilter(period=Period("2025-02-10", "2025-03-09"), sources=("911",)),
    CallFilter(rules=RuleSet.BROAD, hours=(20, 4)),
)


@dataclass(frozen=True)
class City:
    """An engagement with these calls."""

    workspace: Workspace
    engagement: Engagement

    def figures(self, picture: str, only: CallFilter, rules: RuleSet) -> dict[str, CountedFigure]:
        dataset = find_dataset(self.workspace, self.engagement)
        return dict(
            picture_figures(
                self.workspace,
                self.engagement,
                dataset,
                picture,
                BaseName.COMMUNITY_INITIATED,
                only,
                rules,
            )
        )

    def behind(self, key: str) -> list[dict[str, str]]:
        """The rows that Enter opens behind a claim."""
        view = find_claim(self.workspace, self.engagement, key)
        found = evidence_of(self.workspace, self.engagement, view)
        assert found.asked is not None
        opened = rows(self.workspace, found.asked, limit=10_000, behind=found.behind)
        assert opened.total == len(opened.rows)
        return list(opened.rows)

    def put(
        self, figure: str, only: CallFilter = FILTERS[0], base: BaseName = BaseName.COMMUNITY_INITIATED
    ) -> str:
        """The key of a claim of a figure."""
        return put_figure(self.workspace, self.engagement, figure, only=only, base=base).key


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    folder = tmp_path_factory.mktemp("claimed-rows")
    with (folder / "calls.csv").open("w", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(COLUMNS)
        for number, call in enumerate(CALLS):
            arrived = call.at + timedelta(minutes=call.wait) if call.wait is not None else None
            out.writerow(
                [
                    f"I{number:05}",
                    call.at.isoformat(" "),
                    (call.at + timedelta(minutes=2)).isoformat(" ") if number > 2 else "",
                    arrived.isoformat(" ") if arrived else "",
                    (call.at + timedelta(minutes=95)).isoformat(" "),
                    call.type,
                    call.priority,
                    call.source,
                    call.district,
                    call.ending,
                    call.place,
                ]
            )
    workspace, _ = make_workspace(folder / "store", "correct horse")
    with workspace:
        engagement = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")
        import_file(workspace, engagement, folder / "calls.csv")
        workspace.store.apply(
            "decide call types",
            [
                *(
                    TypeRule(id=f"rule{at}", engagement=engagement.id, type=name, tier=tier)
                    for at, (name, tier) in enumerate(TIERS.items())
                ),
                District(id="d", engagement=engagement.id, name="North", residents=8_000),
            ],
            stream=engagement.id,
        )
        yield City(workspace, engagement)


def test_what_the_figures_of_pictures_count_is_what_was_put_into_the_file(city: City) -> None:
    total = len(CALLS)
    ended = [call for call in CALLS if call.ending and TIERS.get(call.type) == "community_responder"]
    arrests = sum(call.ending == "ARREST MADE" for call in ended)
    wanted = {
        "types.THEFT.share": sum(call.type == "THEFT" for call in CALLS) / total,
        "types.RARE.calls": sum(call.type == "RARE" for call in CALLS),
        "priorities.1.share": sum(call.priority == "1" for call in CALLS) / total,
        "sources.TELEPHONE.calls": sum(call.source == "TELEPHONE" for call in CALLS),
        "outcomes.arrest.share": arrests / len(ended),
        "volume.Monday.calls": sum(call.at.weekday() == 0 for call in CALLS),
        "volume.February 2025.calls": sum(call.at.month == 2 for call in CALLS),
        "districts.North.per_thousand": sum(call.district == "North" for call in CALLS) / 8,
        "today.wait.over_30.calls": sum(call.wait is not None and call.wait > 30 for call in CALLS),
    }
    for key, value in wanted.items():
        found = city.figures(key.partition(".")[0], FILTERS[0], RuleSet.EXPECTED)[key]
        assert found.measured.value == pytest.approx(value), key


@pytest.mark.parametrize("key", ["calls.busiest_hour", "times.response.median", "today.wait.over_30.share"])
def test_enter_opens_the_rows_that_were_counted_and_no_others(city: City, key: str) -> None:
    hours = Counter(call.hour for call in CALLS)
    day, hour = max(sorted(hours), key=lambda each: hours[each])
    wanted = {
        "calls.busiest_hour": [call for call in CALLS if call.hour == (day, hour)],
        "times.response.median": [call for call in CALLS if call.wait is not None],
        "today.wait.over_30.share": [call for call in CALLS if call.wait is not None and call.wait > 30],
    }[key]
    found = city.behind(city.put(key))
    assert Counter(row["received"][:16] for row in found) == Counter(
        call.at.isoformat(" ")[:16] for call in wanted
    )


@settings(max_examples=8)
@given(
    picture=st.sampled_from([*CLAIMABLE]),
    only=st.sampled_from(FILTERS),
    rules=st.sampled_from(list(RuleSet)),
    at=st.integers(0, 10_000),
)
def test_the_rows_behind_any_figure_are_as_many_as_it_was_counted_from(
    city: City, picture: str, only: CallFilter, rules: RuleSet, at: int
) -> None:
    found = list(city.figures(picture, only, rules).items())
    if found:
        _as_many(city, *found[at % len(found)])


@pytest.mark.thorough
@pytest.mark.parametrize("only", FILTERS, ids=[each.words or "all" for each in FILTERS])
@pytest.mark.parametrize("picture", CLAIMABLE)
def test_all_of_them(city: City, picture: str, only: CallFilter) -> None:
    for rules in RuleSet if only.is_all else [RuleSet.EXPECTED]:
        figures = city.figures(picture, only, rules)
        assert figures
        for key, figure in figures.items():
            _as_many(city, key, figure)


def _as_many(city: City, key: str, figure: CountedFigure) -> None:
    measured = figure.measured
    asked = ask(city.workspace, city.engagement, base=measured.base.name, only=figure.only)
    count = rows(city.workspace, asked, limit=0, behind=figure.behind).total
    assert count == measured.part, key
    if measured.unit is Unit.SHARE and not key.startswith("overlap"):
        assert measured.value == pytest.approx(count / (figure.of or measured.base.calls or 1)), key
    if measured.unit is Unit.CALLS and "screened" not in key:
        assert measured.value == count, key


def test_the_rows_behind_every_figure_of_the_summary_are_as_many_as_its_part(city: City) -> None:
    for filtered in FILTERS[1:2]:
        for key in claim_figures(summarise(city.workspace, city.engagement, only=filtered)):
            figure = figure_under(
                city.workspace,
                city.engagement,
                find_dataset(city.workspace, city.engagement),
                key,
                BaseName.COMMUNITY_INITIATED,
                filtered,
            )
            measured = figure.measured
            asked = ask(city.workspace, city.engagement, only=figure.only)
            count = rows(city.workspace, asked, limit=0, behind=figure.behind).total
            wanted = measured.value if measured.unit is Unit.CALLS else measured.part
            assert count == (measured.base.calls if wanted is None else wanted), key


def _told(city: City, audience: Audience, figure: str, only: CallFilter = FILTERS[0]) -> str:
    """What a text says to some readers where it claims a figure."""
    return _said(city, audience, city.put(figure, only))


def _said(city: City, audience: Audience, key: str) -> str:
    token = written(ClaimKind.FIGURE, key)
    gate = Gate(audience, Protected())
    return ClaimReader(city.workspace, city.engagement, gate, lambda *_: None).read(token, "a reason")


def test_what_documents_print_in_counts_is_told_so_and_the_rest_in_steps(city: City) -> None:
    thefts = sum(call.type == "THEFT" for call in CALLS)
    north = [call for call in CALLS if call.district == "North"]
    eligible = {"WELFARE CHECK", "NOISE COMPLAINT", "SUICIDAL PERSON"}
    night = [call for call in CALLS if call.type in eligible and (call.at.hour >= 20 or call.at.hour < 4)]
    for figure, only, public, internal in (
        ("types.THEFT.calls", FILTERS[0], f"{thefts}", f"{thefts}"),
        ("types.RARE.calls", FILTERS[0], "withheld", f"{sum(call.type == 'RARE' for call in CALLS)}"),
        ("types.RARE.share", FILTERS[0], "withheld", None),
        ("volume.February 2025.calls", FILTERS[0], f"{sum(call.at.month == 2 for call in CALLS)}", None),
        ("outcomes.arrest.share", FILTERS[0], "about", "%"),
        ("priorities.1.calls", FILTERS[0], "over 200", f"{sum(call.priority == '1' for call in CALLS)}"),
        ("sources.TELEPHONE.share", FILTERS[0], "about", "25.0%"),
        ("calls.total", FILTERS[1], "over 200", f"{len(north)}"),
        ("eligible.expected", FILTERS[1], "about", "%"),
        ("calls.total", FILTERS[3], "over", f"{len(night)}"),
        ("today.wait.over_60.calls", FILTERS[1], "under 50", None),
    ):
        assert public in _told(city, Audience.PUBLIC, figure, only), (figure, only)
        if internal is not None:
            assert internal in _told(city, Audience.INTERNAL, figure, only), (figure, only)


def test_no_two_bases_of_one_figure_give_a_small_count_away_by_subtraction(city: City) -> None:
    sent = BaseName.DISPATCHED
    everything = city.put("calls.total")
    assert _said(city, Audience.PUBLIC, everything) == f"{len(CALLS)}"
    for figure in ("types.THEFT.calls", "eligible.expected", "tier.police"):
        assert _said(city, Audience.PUBLIC, city.put(figure, base=sent)) == "withheld", figure
    for figure in ("types.THEFT.calls", "tier.police"):
        told = _said(city, Audience.PUBLIC, city.put(figure, base=BaseName.ALL_ROWS))
        assert told.startswith(("over ", "about ")), figure


def test_the_calls_of_some_days_are_told_in_steps_beside_the_figure_too(city: City) -> None:
    # The counts of two spans of days that differ by one would tell the calls of that day.
    some_days = CallFilter(period=Period("2025-02-10", "2025-03-09"))
    token = written(ClaimKind.FIGURE, city.put("eligible.expected", some_days))
    reader = ClaimReader(city.workspace, city.engagement, Gate(Audience.PUBLIC, Protected()), lambda *_: None)
    (figure,) = reader.figures(token)
    assert figure.base.text == (
        "over 200 community-initiated incidents, 10 February to 9 March 2025, expected rules"
    )


def test_a_share_of_a_part_of_the_base_says_of_which(city: City) -> None:
    token = written(ClaimKind.FIGURE, city.put("outcomes.arrest.share"))
    gate = Gate(Audience.PUBLIC, Protected())
    (figure,) = ClaimReader(city.workspace, city.engagement, gate, lambda *_: None).figures(token)
    assert figure.base.text.startswith(
        "calls of eligible types (expected rules) with a known ending, of 600 "
    )


def test_a_picture_that_has_no_such_line_names_those_it_has(city: City) -> None:
    with pytest.raises(UnknownName, match=r"has no figure “outcomes\.jail\.share”.*outcomes\.arrest\.calls"):
        city.put("outcomes.jail.share")
    with pytest.raises(UnknownName, match=r"It has: calls\.total"):
        city.put("nothing")
