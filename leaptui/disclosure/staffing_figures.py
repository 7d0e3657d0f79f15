"""A staffing plan, cleared: what was chosen, what follows from it, and no more of the calls than may be told.

A plan is worked out from calls by hour of the week. Those are cells of one call here and there, so
they leave for internal use only. Others get the calls an hour over all the hours of service, told to
a step that holds no single call where the eligible calls themselves are withheld or few lie outside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass
from typing import Any, final

from leaptui.disclosure import _seal
from leaptui.disclosure._seal import KEY
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_service import fewest
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.wording import dates, days_in_words
from leaptui.domain.measured import Period

Week = tuple[tuple[float, ...], ...]
"""Seven days from Monday of 24 hours."""

_WHERE = "the staffing plan"
_YEAR_WEEKS = 365 / 7
_OF_THE_FILE = "police_minutes"
"""The input whose usual value, and its source, come from the city's own calls."""
_OF_ITS_OWN = "own export"
_STEP_MINUTES = 10.0
"""In steps of so many a mean over a handful of calls is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedInput:
    """A number of the plan."""

    key: str
    label: Cleared
    value: float
    usual: float
    least: float
    most: float
    unit: Cleared
    source: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedShift:
    """Teams that begin together."""

    day: int
    begins: int
    hours: int
    break_after: int | None
    teams: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedYear:
    """A year of the program: what it costs, and who pays how much of it."""

    span: Cleared
    """Its first and last day in words."""
    recurring: float
    one_time: float
    funded: tuple[tuple[Cleared, float], ...]
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedCase:
    """How it may turn out; answered is a share, or why there is none."""

    case: Cleared
    answered: Cleared
    people: int
    peak: int
    recurring: float


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class ClearedStaffing:
    """A plan as it may leave.

    Attributes:
        name: Of the scenario.
        words: Rules and hours.
        sentence: It in plain words.
        base: The calls it rests on.
        saved: Day on which it was frozen; empty for one that was not.
        changed: What has changed since, a sentence each.
        notes: What must be known beside it.
        method: How the load of an hour was worked out.
        is_overloaded: Whether calls come faster than teams can answer them in some hour.
        inputs: Every number it rests on.
        teams: On duty by hour of the week.
        calls: By hour of the week; for internal use only.
        load: Erlangs by hour of the week; as `calls`.
        answered_share_by_hour: Share that a team takes, at once or within the limit; as `calls`.
        one_length: Whether a call of every group takes the same time.
        calls_an_hour: Mean over the hours of service.
        is_rounded: Whether that is told in steps.
        answered_share: Of the calls in the hours of service, those a team takes; nothing where an hour is
            overloaded.
        figures: What follows, by name; without responses and police hours where an hour is overloaded.
        recurring: Lines of the budget.
        one_time: Lines paid once.
        years: Three of them.
        cases: Low, expected, high.
        shifts: Where they were worked out.
        shift_figures: What follows from those.
        shift_lines: Their budget, recurring and one-time, in the order of the plan's lines.
    """

    name: Cleared
    words: Cleared
    sentence: Cleared
    base: Cleared
    saved: Cleared
    changed: tuple[Cleared, ...]
    notes: tuple[Cleared, ...]
    method: str
    is_overloaded: bool
    inputs: Mapping[str, ClearedInput]
    teams: tuple[tuple[int, ...], ...]
    calls: Week | None
    load: Week | None
    answered_share_by_hour: tuple[tuple[float | None, ...], ...] | None
    one_length: bool
    calls_an_hour: float
    is_rounded: bool
    answered_share: float | None
    figures: Mapping[str, float]
    recurring: tuple[tuple[Cleared, float], ...]
    one_time: tuple[tuple[Cleared, float], ...]
    years: tuple[ClearedYear, ...]
    cases: tuple[ClearedCase, ...]
    shifts: tuple[ClearedShift, ...]
    shift_figures: Mapping[str, float]
    shift_lines: tuple[tuple[float, ...], tuple[float, ...]]
    seal: InitVar[_seal.Seal]

    def __post_init__(self, seal: _seal.Seal) -> None:
        _seal.require(seal)

    def value(self, key: str) -> float:
        """The number of an input."""
        return self.inputs[key].value


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanToClear:
    """A plan as the services have it.

    Attributes:
        name: Of the scenario.
        results: Its figures (`leaptui.services.staffing.results.plan_results`, with `shifts`).
        saved: Day on which it was frozen, or empty.
        changed: What has changed since.
        eligible: Calls it rests on, with a known hour.
        is_hidden: Whether that count is withheld in the same document, or the calls were filtered.
        days: Of the period.
        one_length: Whether a call of every group takes the same time.
        answered_share_by_hour: Share that a team takes.
        police_calls: Behind the mean time that police are on such a call.
        shift_lines: Of the budget in shifts, recurring and one-time amounts in the order of the plan's.
    """

    name: str
    results: Mapping[str, Any]
    saved: str
    changed: Sequence[str]
    eligible: int
    is_hidden: bool
    days: int
    one_length: bool
    answered_share_by_hour: Sequence[Sequence[float | None]]
    police_calls: int
    shift_lines: tuple[Sequence[float], Sequence[float]] = ((), ())


def clear_staffing(gate: Gate, plan: PlanToClear) -> ClearedStaffing:
    """Clear a plan for a document.

    Raises:
        Withheld: When a name in it repeats a confidence.
    """
    results = plan.results
    inside = gate.audience is Audience.INTERNAL
    few = plan.police_calls < fewest(gate)
    inputs = {each["key"]: _input(gate, each, inside=inside, few=few) for each in results["inputs"]}
    number = {key: each.value for key, each in inputs.items()}
    calls, rounded = _calls_an_hour(gate, plan, number)
    answered = _answered_share(plan, number)
    cost = results["cost"]
    shifts = results.get("shifts")
    return ClearedStaffing(
        name=gate.label(plan.name, _WHERE),
        words=gate.label(results["scenario"], _WHERE),
        sentence=gate.label(results["sentence"], _WHERE),
        base=gate.label(_base(results["base"], hidden=plan.is_hidden and not inside), _WHERE),
        saved=gate.label(plan.saved, _WHERE),
        changed=_changed(gate, plan.changed, inside=inside),
        notes=tuple(gate.label(each, _WHERE) for each in results["notes"]) if inside else (),
        method=str(results["method"]),
        is_overloaded=bool(results["overloaded"]),
        inputs=inputs,
        teams=tuple(tuple(int(count) for count in row) for row in results["teams"]),
        calls=_week(results["demand"]) if inside else None,
        load=_week(results["offered_load"]) if inside else None,
        answered_share_by_hour=tuple(map(tuple, plan.answered_share_by_hour)) if inside else None,
        one_length=plan.one_length,
        calls_an_hour=calls,
        is_rounded=rounded,
        answered_share=answered,
        figures={
            "team_hours": results["team_hours_per_week"],
            "peak": results["peak_teams"],
            "vehicles": results["vehicles"],
            "fte": results["fte"],
            "net_hours": results["net_hours"],
            "relief_factor": results["relief_factor"],
            "people": results["people_total"],
            **_by_role(results["people"]),
            "mean_minutes": mean_minutes(results),
            **_answered_calls(calls, answered, number),
            "recurring": cost["recurring"],
            "one_time": cost["one_time"],
        },
        recurring=_lines(gate, cost["recurring_lines"]),
        one_time=_lines(gate, cost["one_time_lines"]),
        years=tuple(_year(gate, each) for each in results["years"]),
        cases=tuple(_case(gate, each) for each in results["cases"]),
        shifts=tuple(ClearedShift(**each) for each in shifts["shifts"]) if shifts else (),
        shift_figures=_shift_figures(shifts["schedulable"]) if shifts else {},
        shift_lines=(tuple(plan.shift_lines[0]), tuple(plan.shift_lines[1])),
        seal=KEY,
    )


def _input(gate: Gate, told: Mapping[str, Any], *, inside: bool, few: bool) -> ClearedInput:
    source, value, usual = str(told["source"]), float(told["value"]), float(told["usual"])
    if told["key"] == _OF_THE_FILE and not inside and _OF_ITS_OWN in source:
        source = source.partition(":")[0]  # what follows counts the calls it is the mean of
        if few:
            value, usual = (max(round(minutes, -1), _STEP_MINUTES) for minutes in (value, usual))
    return ClearedInput(
        key=told["key"],
        label=gate.label(told["label"], _WHERE),
        value=value,
        usual=usual,
        least=float(told["least"]),
        most=float(told["most"]),
        unit=gate.label(told["unit"], _WHERE),
        source=gate.label(source, _WHERE),
    )


def _changed(gate: Gate, changed: Sequence[str], *, inside: bool) -> tuple[Cleared, ...]:
    """What has changed; for others only that something has, since a sentence may name a type of few calls."""
    if changed and not inside:
        return (gate.label("Something that it rests on is different now.", _WHERE),)
    return tuple(gate.label(each, _WHERE) for each in changed)


def _open_hours(number: Mapping[str, float]) -> float:
    """Hours of service a week."""
    opens, closes = number["opens"], number["closes"]
    return 7 * (closes - opens if opens < closes else 24 - opens + closes)


def _is_open(hour: int, number: Mapping[str, float]) -> bool:
    opens, closes = number["opens"], number["closes"]
    return opens <= hour < closes if opens < closes else hour >= opens or hour < closes


def mean_minutes(results: Mapping[str, Any]) -> float:
    """Mean team time of the calls in the hours of service; the load of a plan is theirs alone."""
    number = {each["key"]: float(each["value"]) for each in results["inputs"]}
    coming = _weekly(results, number)
    load = float(sum(map(sum, results["offered_load"])))
    return load / coming * 60 if coming else number["service_minutes"]


def _weekly(results: Mapping[str, Any], number: Mapping[str, float]) -> float:
    """Calls a week in the hours of service."""
    return float(
        sum(calls for row in results["demand"] for hour, calls in enumerate(row) if _is_open(hour, number))
    )


def _calls_an_hour(gate: Gate, plan: PlanToClear, number: Mapping[str, float]) -> tuple[float, bool]:
    hours = _open_hours(number)
    exact = _weekly(plan.results, number) / hours
    threshold = int(gate.threshold)
    outside = round(plan.eligible * (1 - plan.results["in_hours_share"]))
    if threshold <= 1 or not (
        plan.is_hidden or is_small(plan.eligible, threshold) or is_small(outside, threshold)
    ):
        return exact, False
    step = 2 * threshold / (hours * max(plan.days, 1) / 7)
    return round(exact / step) * step, True


def _answered_calls(calls: float, answered: float | None, number: Mapping[str, float]) -> dict[str, float]:
    """Responses a year and the police hours they free; none where an overloaded hour leaves no share."""
    if answered is None:
        return {}
    responses = calls * _open_hours(number) * answered * number["pick_up"] * _YEAR_WEEKS
    officer = responses * number["officers_per_call"] * number["police_minutes"] / 60
    return {
        "responses": responses,
        "officer_hours": officer,
        "officers": officer / number["officer_year_hours"],
        "officer_value": officer * number["officer_hour_price"],
    }


def _answered_share(plan: PlanToClear, number: Mapping[str, float]) -> float | None:
    """Over the hours of service; nothing where an hour is overloaded, which has no share."""
    if plan.results["overloaded"]:
        return None
    taken = sum(
        calls * (share or 0.0)
        for row, shares in zip(plan.results["demand"], plan.answered_share_by_hour, strict=True)
        for calls, share in zip(row, shares, strict=True)
    )
    weekly = _weekly(plan.results, number)
    return float(taken / weekly) if weekly else 0.0


def _base(words: str, *, hidden: bool) -> str:
    """With its days in words; without the count of the eligible calls where that is withheld."""
    return days_in_words(f"eligible calls, {words.rpartition(', ')[2]}" if hidden else words)


def _by_role(people: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    return {str(each["role"]).replace(" ", "_"): float(each["count"]) for each in people}


def _lines(gate: Gate, lines: Sequence[Mapping[str, Any]]) -> tuple[tuple[Cleared, float], ...]:
    return tuple((gate.label(each["label"], _WHERE), float(each["amount"])) for each in lines)


def _year(gate: Gate, told: Mapping[str, Any]) -> ClearedYear:
    return ClearedYear(
        span=gate.label(dates(Period(str(told["begins"]), str(told["ends"]))), _WHERE),
        recurring=told["recurring"],
        one_time=told["one_time"],
        funded=tuple(
            (gate.label(each["source"], "a source of funding"), each["amount"]) for each in told["funded"]
        ),
        gap=told["gap"],
    )


def _case(gate: Gate, told: Mapping[str, Any]) -> ClearedCase:
    share = told["answered_in_hours"]
    words = f"{share:.1%}" if share is not None else "overloaded" if told["overloaded"] else "no calls"
    return ClearedCase(
        case=gate.label(told["case"], _WHERE),
        answered=gate.label(words, _WHERE),
        people=told["people_total"],
        peak=told["peak_teams"],
        recurring=told["recurring"],
    )


def _shift_figures(told: Mapping[str, Any]) -> dict[str, float]:
    return {
        "team_hours": told["team_hours_per_week"],
        "fte": told["fte"],
        "people": told["people_total"],
        "vehicles": told["vehicles"],
        "recurring": told["recurring"],
        "one_time": told["one_time"],
        **_by_role(told["people"]),
    }


def _week(rows: Sequence[Sequence[float]]) -> Week:
    return tuple(tuple(float(value) for value in row) for row in rows)
