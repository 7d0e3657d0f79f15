"""Every picture of a city's calls by its name: what the app's list and `calls summary --picture` offer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from leaptui.domain.call_measures import Picture, SplitBy
from leaptui.domain.errors import UnknownName
from leaptui.domain.measured import RuleSet
from leaptui.domain.text import one_line
from leaptui.services.calls import comparison as call_comparison
from leaptui.services.calls import measures, place_measures, service_measures
from leaptui.services.calls.asked import Asked
from leaptui.services.calls.count_tables import eligible_table, parts_table, season_table, volume_table
from leaptui.services.calls.place_tables import districts_table, peers_table, places_table
from leaptui.services.calls.service_tables import (
    coverage_table,
    durations_table,
    effort_table,
    outcomes_table,
    overlap_table,
    today_table,
)
from leaptui.services.calls.tables import PictureTable
from leaptui.services.workspace import Workspace

Measure = Callable[[Workspace, Asked, RuleSet], Any]
"""Works out a measure of `leaptui.services.calls.measures` and its sisters."""
Draw = Callable[[Any, Asked, RuleSet], PictureTable]
"""Makes a table of what its measure gave."""


@dataclass(frozen=True, slots=True)
class CallPicture:
    """One of the pictures.

    Attributes:
        key: Its name.
        title: How a list names it.
        says: What it answers.
        measure: Works it out.
        draw: Makes a table of it.
    """

    key: str
    title: str
    says: str
    measure: Measure
    draw: Draw

    def make(self, workspace: Workspace, asked: Asked, rules: RuleSet) -> PictureTable:
        """The table of what is asked."""
        return self.table(self.measure(workspace, asked, rules), asked, rules)

    def table(self, found: Any, asked: Asked, rules: RuleSet) -> PictureTable:
        """The table of what the measure gave. Of no call nothing is said, least of all of the file."""
        table = self.draw(found, asked, rules)
        if not isinstance(found, Picture) or found.base.calls:
            return table
        return replace(table, sentence="No call is in this base.", sections=(), notes=(), spark=())


def _parts(key: str, title: str, says: str, by: SplitBy) -> CallPicture:
    return CallPicture(
        key,
        title,
        says,
        lambda workspace, asked, _: measures.parts(workspace, asked, by),
        lambda found, asked, rules: parts_table(found, asked.only, rules),
    )


def _minutes(key: str, title: str, by: SplitBy) -> CallPicture:
    return CallPicture(
        key,
        title,
        "wait, travel, on scene",
        lambda workspace, asked, _: measures.durations(workspace, asked, by),
        lambda found, asked, _: durations_table(found, asked.only, key),
    )


PICTURES: tuple[CallPicture, ...] = (
    CallPicture(
        "eligible",
        "What a responder could take",
        "narrow, expected, broad",
        lambda workspace, asked, _: measures.eligible(workspace, asked),
        lambda found, asked, _: eligible_table(found, asked.only),
    ),
    CallPicture(
        "volume",
        "How many, and when",
        "by month, weekday, hour",
        lambda workspace, asked, _: measures.volume(workspace, asked),
        lambda found, asked, _: volume_table(found, asked.only),
    ),
    CallPicture(
        "seasonality",
        "Seasons",
        "months against a mean day",
        lambda workspace, asked, _: measures.seasonality(workspace, asked),
        lambda found, asked, _: season_table(found, asked.only),
    ),
    _parts("tiers", "Tiers of responders", "who would go today", SplitBy.TIER),
    _parts("groups", "Groups of call types", "what calls are about", SplitBy.GROUP),
    _parts("types", "Call types", "every one, with its share", SplitBy.TYPE),
    _parts("priorities", "Priorities", "how urgent calls are held", SplitBy.PRIORITY),
    _parts("sources", "How calls come in", "911, telephone, others", SplitBy.SOURCE),
    _minutes("durations_by_priority", "Minutes by priority", SplitBy.PRIORITY),
    _minutes("durations_by_tier", "Minutes by tier", SplitBy.TIER),
    _minutes("durations_by_district", "Minutes by district", SplitBy.DISTRICT),
    CallPicture(
        "effort",
        "Officer hours",
        "spent on eligible calls",
        lambda workspace, asked, rules: measures.effort(workspace, asked, rules),
        lambda found, asked, _: effort_table(found, asked.only),
    ),
    CallPicture(
        "outcomes",
        "How eligible calls end",
        "arrest, report, nobody",
        lambda workspace, asked, rules: measures.outcomes(workspace, asked, rules),
        lambda found, asked, _: outcomes_table(found, asked.only),
    ),
    CallPicture(
        "places",
        "Repeat places",
        "who calls again and again",
        lambda workspace, asked, _: place_measures.repeat_places(workspace, asked),
        lambda found, asked, _: places_table(found, asked.only),
    ),
    CallPicture(
        "districts",
        "Districts",
        "calls, waits, who lives there",
        lambda workspace, asked, _: place_measures.by_district(workspace, asked),
        lambda found, asked, rules: districts_table(found, asked.only, rules),
    ),
    CallPicture(
        "overlap",
        "Calls at once",
        "how many teams would be out",
        lambda workspace, asked, rules: service_measures.overlap(workspace, asked, rules),
        lambda found, asked, _: overlap_table(found, asked.only),
    ),
    CallPicture(
        "coverage",
        "Hours of service",
        "calls inside each window",
        lambda workspace, asked, rules: service_measures.coverage(workspace, asked, rules),
        lambda found, asked, _: coverage_table(found, asked.only),
    ),
    CallPicture(
        "today",
        "What works today",
        "and what does not",
        lambda workspace, asked, _: service_measures.service_today(workspace, asked),
        lambda found, asked, _: today_table(found, asked.only),
    ),
    CallPicture(
        "peers",
        "Other cities",
        "what they published",
        lambda workspace, asked, _: call_comparison.beside_peers(workspace, asked),
        lambda found, asked, _: peers_table(found, asked.only),
    ),
)
"""In the order of the list."""


def picture_named(key: str) -> CallPicture:
    """A picture by its name.

    Raises:
        UnknownName: When there is none; the sentence lists those there are.
    """
    for picture in PICTURES:
        if picture.key == key.strip().lower().replace("-", "_"):
            return picture
    raise UnknownName(
        f"There is no picture “{one_line(key)}”.",
        next_step="There are: " + ", ".join(picture.key for picture in PICTURES) + ".",
    )
