"""Two to four scenarios side by side, line by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.domain.errors import InputRefused
from leaptui.services.staffing.results import Plain
from leaptui.services.staffing.scenarios import ScenarioView
from leaptui.services.staffing.words import OVERLOADED, count_words, dollars, share_words

FEWEST, MOST = 2, 4
NOT_KNOWN = "–"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One figure of every scenario."""

    label: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether they are not all the same."""
        return len(set(self.values)) > 1


def compare_scenarios(views: Sequence[ScenarioView]) -> tuple[ComparedLine, ...]:
    """The figures that matter, then the choices that differ.

    Raises:
        InputRefused: For fewer than two or more than four, and for one without figures.
    """
    if not FEWEST <= len(views) <= MOST:
        raise InputRefused(
            f"{FEWEST} to {MOST} scenarios stand side by side; {len(views)} were named.",
            next_step="Name two, three or four.",
        )
    for view in views:
        if "cost" not in view.results:
            raise InputRefused(f"“{view.scenario.name}” was saved without its figures.")
    # Figures frozen by earlier versions do not say the times of groups; what they were worked out from does.
    return compare_results(
        [{"group_minutes": view.inputs.get("group_minutes", {}), **view.results} for view in views]
    )


def compare_results(results: Sequence[Plain]) -> tuple[ComparedLine, ...]:
    """The same for plans that need not be saved (`plan_results`)."""
    lines = [ComparedLine(label, tuple(shown(each) for each in results)) for label, shown in _LINES]
    return (*lines, *_choices(results))


def _share(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:.0%}"


def _answered(results: Plain) -> str:
    return share_words(results.get("answered_in_hours"), overloaded=bool(results.get("overloaded")))


def _replayed(results: Plain) -> str:
    band = (results.get("replay") or {}).get("band")
    return f"{band['low']:.0%} – {band['high']:.0%}" if band else NOT_KNOWN


def _in_shifts(results: Plain) -> str:
    found = (results.get("shifts") or {}).get("schedulable")
    return f"{found['people_total']:,}" if found else NOT_KNOWN


def _cost_range(results: Plain) -> str:
    amounts = [case["recurring"] for case in results.get("cases", ())]
    return f"{dollars(min(amounts))} – {dollars(max(amounts))}" if amounts else NOT_KNOWN


def _per_response(results: Plain) -> str:
    cost = results["cost"]
    each, responses = cost["per_response"], cost["responses"]
    if each is None:
        return OVERLOADED if responses is None else NOT_KNOWN
    return f"${each:,.0f} of {responses:,.0f}"


_LINES: tuple[tuple[str, Callable[[Plain], str]], ...] = (
    ("answered at once", _answered),
    ("replay of the file", _replayed),
    ("eligible in the hours", lambda results: _share(results.get("in_hours_share"))),
    ("people", lambda results: f"{results['people_total']:,}"),
    ("people, in shifts", _in_shifts),
    ("teams, busiest hour", lambda results: f"{results['peak_teams']:,}"),
    ("vehicles, with spares", lambda results: f"{results['vehicles']:,}"),
    ("a year, recurring", lambda results: dollars(results["cost"]["recurring"])),
    ("low to high case", _cost_range),
    ("one-time", lambda results: dollars(results["cost"]["one_time"])),
    ("a response, of a year's", _per_response),
    ("officer hours freed (capacity)", lambda results: count_words(results["officer_hours"]["hours"])),
)


def _choices(results: Sequence[Plain]) -> list[ComparedLine]:
    """What was chosen differently: rules, method, numbers, times of groups and who pays."""
    found = [
        ComparedLine("rules", tuple(str(each["rules"]) for each in results)),
        ComparedLine("method", tuple(str(each["method"]).replace("_", " ") for each in results)),
        ComparedLine("calls of", tuple(_period(each) for each in results)),
    ]
    numbers: list[dict[str, dict[str, Any]]] = [
        {line["key"]: line for line in each["inputs"]} for each in results
    ]
    for key, line in numbers[0].items():
        values = tuple(f"{each[key]['value']:,g}" if key in each else NOT_KNOWN for each in numbers)
        found.append(ComparedLine(f"{line['label']} ({line['unit'].split(';')[0]})", values))
    times: list[dict[str, float]] = [each.get("group_minutes", {}) for each in results]
    for group in sorted(set().union(*times)):
        values = tuple(
            f"{own[group] if group in own else each['service_minutes']['value']:,g}"
            for own, each in zip(times, numbers, strict=True)
        )
        found.append(ComparedLine(f"Team time per call, {group} (minutes)", values))
    found.append(ComparedLine("who pays", tuple(_payers(each) for each in results)))
    return [line for line in found if line.differs]


def _payers(results: Plain) -> str:
    years = results.get("years", ())
    return ", ".join(each["source"] for each in years[0]["funded"]) or NOT_KNOWN if years else NOT_KNOWN


def _period(results: Plain) -> str:
    return str(results["base"]).rpartition(", ")[2]
