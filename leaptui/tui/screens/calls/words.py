"""What the calls say, in sentences a council would follow."""

from __future__ import annotations

from datetime import date

from leaptui.domain.calls import CallsSummary, Ledger, SetAside, Tier
from leaptui.domain.measured import RuleSet
from leaptui.tui.dates import DAYS, MONTHS

_SMALL = "none one two three four five six seven eight nine ten"
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBERS = tuple(f"{_SMALL} {_TEENS}".split())
_SHORT_REASONS = {
    SetAside.UNREADABLE: "unreadable",
    SetAside.UNITS: "units",
    SetAside.TESTS: "tests",
    SetAside.LOG_ENTRIES: "log entries",
    SetAside.OFFICER_INITIATED: "officer-initiated",
    SetAside.DUPLICATES: "duplicates",
    SetAside.OTHER_AGENCY: "other agencies",
    SetAside.CANCELLED: "cancelled",
    SetAside.ALARMS: "alarms",
    SetAside.HANG_UPS: "hang-ups",
    SetAside.FOLLOW_UPS: "follow-ups",
}
MINUTES: tuple[tuple[str, str, str], ...] = (
    ("call_processing", "call processing", "call processing"),
    ("travel", "travel", "travel"),
    ("response", "response", "response"),
    ("on_scene", "on scene", "time on scene"),
    ("busy", "busy, all units", "busy time"),
)
"""Key of a duration in the summary, its name in the table, its name among what is not available."""


def number_shown(number: int) -> str:
    """In words up to twenty, in figures above."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def in_a_call(share: float) -> str:
    """`About one call in six` for a share of 0.176."""
    if share <= 0:
        return "No call"
    if share < 0.01:
        return "Fewer than one call in a hundred"
    if share <= 0.4:
        return f"About one call in {number_shown(round(1 / share))}"
    if share >= 0.95:
        return "Nearly every call"
    return f"About {number_shown(round(share * 10))} calls in ten"


def share_sentence(summary: CallsSummary, rules: RuleSet, *, daily: bool = True, others: bool = False) -> str:
    """What the eligible share means, and how many calls a day that is.

    Args:
        summary: Of the base that is shown.
        rules: The rules that hold.
        daily: Whether the calls a day are told.
        others: Whether the other two rule sets are told as well.
    """
    if not summary.base.calls:
        return "No call is in this base."
    who = "a responder or a co-response team" if rules is RuleSet.BROAD else "a responder"
    days = sum(summary.weekdays_in_period)
    sentence = f"{in_a_call(summary.share_of(rules))} could go to {who}"
    if daily and days and summary.eligible[rules]:
        sentence += f", {_a_day(summary, rules)} a day"
        if others:
            rest = [each for each in RuleSet if each is not rules]
            sentence += "; " + ", ".join(f"{_a_day(summary, each)} by {each.value} rules" for each in rest)
    return sentence + "."


def _a_day(summary: CallsSummary, rules: RuleSet) -> str:
    mean = summary.eligible[rules] / sum(summary.weekdays_in_period)
    return "fewer than one" if 0 < mean < 0.5 else number_shown(round(mean))


def types_sentence(summary: CallsSummary) -> str:
    """How many types have a tier, and what share of the base the others carry."""
    known = sum(line.tier is not Tier.UNMAPPED for line in summary.by_type)
    part = f"Types with a tier: {known:,} of {len(summary.by_type):,}"
    if known == len(summary.by_type):
        return f"{part}."
    if round(summary.type_coverage * 100) < 100:
        covered = round(summary.type_coverage * 100)
        return f"{part}, which carry {covered}% of calls. The other {100 - covered}% count as not eligible."
    others = sum(line.calls for line in summary.by_type if line.tier is Tier.UNMAPPED)
    return f"{part}, which carry all calls but {others:,}. These count as not eligible."


def busiest(summary: CallsSummary) -> tuple[str, ...]:
    """`busiest Fri 17:00, 8.8 an hour`, then the same shorter; nothing where no hour is known."""
    means = [
        (calls / days, -weekday, -hour)
        for weekday, (row, days) in enumerate(
            zip(summary.by_weekday_hour, summary.weekdays_in_period, strict=True)
        )
        if days
        for hour, calls in enumerate(row)
    ]
    most, weekday, hour = max(means, default=(0.0, 0, 0))
    when = f"busiest {DAYS[-weekday]} {-hour}:00"
    return (f"{when}, {most:.1f} an hour", when) if most >= 0.05 else (when,) if most else ()


def month_name(month: str, *, year: bool) -> str:
    """`Feb` for `2025-02`, with its year where the period spans more than one."""
    day = date.fromisoformat(f"{month}-01")
    return f"{MONTHS[day.month - 1]} {day.year}" if year else MONTHS[day.month - 1]


def reason_short(reason: SetAside) -> str:
    """A word or two for a reason of the ledger."""
    return _SHORT_REASONS[reason]


def ledger_reasons(ledger: Ledger, most: int) -> str:
    """The reasons that set most rows aside, the rest together as `other`."""
    lines = sorted(ledger.set_aside, key=lambda line: -line.rows)
    named = [f"{reason_short(line.reason)} {line.rows:,}" for line in lines[:most] if line.rows]
    other = sum(line.rows for line in lines[most:])
    return " · ".join([*named, *([f"other {other:,}"] if other else [])])
