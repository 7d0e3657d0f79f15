"""The calls report: what a city's calls for service show, and what they cannot. All of it passed the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_districts import ClearedDistrict
from leaptui.disclosure.call_quality import ClearedAnswer
from leaptui.disclosure.call_service import ClearedEndings, ClearedToday, ClearedWindow, ShareLine, WaitLine
from leaptui.disclosure.cleared import Cleared
from leaptui.documents import charts
from leaptui.documents.call_charts import month_columns, window_bars
from leaptui.documents.document import Document, Form
from leaptui.documents.kinds.roadmap import CallsContent


@dataclass(frozen=True, slots=True)
class ToMend:
    """Something missing or odd in the file that the city can put right."""

    what: Cleared
    share: Cleared
    """In steps."""
    of: Cleared
    """`over 40,000 calls used`."""
    means: Cleared
    ask: Cleared


@dataclass(frozen=True, slots=True)
class OtherCity:
    """A share that somebody published about other cities' calls."""

    place: Cleared
    share: Cleared
    counts: Cleared
    """What is counted, in a sentence."""
    base: Cleared
    as_of: Cleared
    source: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsReportContent:
    """What one export of a city's calls shows."""

    title: Cleared
    city: Cleared
    organisation: Cleared
    made_on: date
    audience: Audience
    export: CallsContent
    days: int
    """Of the period."""
    a_day: Cleared
    """Mean calls a day."""
    answers: tuple[ClearedAnswer, ...]
    """Whether the calls can carry each family of measures."""
    to_mend: tuple[ToMend, ...]
    windows: tuple[ClearedWindow, ...]
    """Hours of service; empty where no eligible call has an hour."""
    waits: tuple[WaitLine, ...]
    """By priority."""
    today: ClearedToday
    endings: ClearedEndings | None
    tells_force: bool
    """Whether any ending speaks of force or of somebody hurt."""
    effort: Cleared
    """A sentence, or empty."""
    repeats: tuple[ShareLine, ...]
    districts: tuple[ClearedDistrict, ...]
    has_rates: bool
    """Whether anybody put down how many live in some district."""
    residents_from: tuple[Cleared, ...]
    """Sources of how many live in the districts."""
    others: tuple[OtherCity, ...]
    decided_types: Cleared
    """Who decided on types: `Version 3 of the general table; the city decided 14 types itself.`"""
    cannot_tell: tuple[Cleared, ...]
    """What this file lacks."""


def compose(content: CallsReportContent) -> Document:
    """The report as a document."""
    calls = content.export.calls
    pictures = {
        "tiers-1": charts.tier_bars(calls.tiers),
        "hours-1": charts.heat_map(calls.grid),
        "months": month_columns(calls.months),
    }
    if content.windows:
        pictures["windows"] = window_bars(content.windows)
    return Document(
        kind="calls_report",
        form=Form.REPORT,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
        pictures=pictures,
    )
