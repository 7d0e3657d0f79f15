"""Commands of the place Portfolio."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

PORTFOLIO: tuple[Command, ...] = (
    Command(
        id="portfolio.open",
        key="",
        action="open_city",
        title="Open the city",
        help="Open the city under the cursor.",
        word="open city",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="portfolio.filter",
        key="slash",
        action="filter",
        title="Filter cities",
        help="Show only the cities whose name, state, phase, lead or next step has the words.",
        word="filter",
    ),
    Command(
        id="portfolio.sort",
        key="s",
        action="sort",
        title="Sort cities",
        help="Sort by due date, name, or phase.",
        word="sort",
    ),
    Command(
        id="portfolio.new_city",
        key="n",
        action="new_city",
        title="New city",
        help="Add an engagement: its jurisdictions, dispatch center, level, phase and partners.",
        word="new city",
    ),
    Command(
        id="portfolio.impact",
        key="i",
        action="impact_report",
        title="Impact report",
        help="Make the report of all cities in a year: heard, done, analyzed, delivered; nobody is named.",
    ),
    Command(
        id="portfolio.archive",
        key="x",
        action="archive",
        title="Put the city away",
        help="Take the city under the cursor out of the portfolio; its records stay.",
        word="put away",
        of_row=True,
    ),
)
