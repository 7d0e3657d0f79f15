"""The figures of a saved staffing plan that a roadmap can rest on, by key."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leaptui.domain.errors import UnknownName
from leaptui.services.staffing.results import CAPACITY, Plain
from leaptui.services.staffing.scenarios import ScenarioView
from leaptui.services.staffing.words import dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFigure:
    """A figure of a plan.

    Attributes:
        label: What it counts.
        value: Unrounded; shares as fractions, money in dollars.
        printed: As it reads in a text.
        unit: In words: `people`, `dollars a year`.
        base: The plan it is from, its rules and hours, and the calls it rests on.
    """

    label: str
    value: float
    printed: str
    unit: str
    base: str


def scenario_figures(view: ScenarioView) -> dict[str, ScenarioFigure]:
    """Every figure of a scenario, those of its shifts and its replay where they were made."""
    base = "; ".join(
        words
        for words in (
            f"plan “{view.scenario.name}”",
            _words(view.results, "scenario"),
            _words(view.results, "base") or _words(view.demand, "base"),
        )
        if words
    )
    found = {}
    for key, spec in _FIGURES.items():
        value = _number(view.results, spec.path)
        if value is not None:
            found[key] = ScenarioFigure(
                label=spec.label, value=value, printed=spec.printed(value), unit=spec.unit, base=base
            )
    return found


def scenario_figure(view: ScenarioView, key: str) -> ScenarioFigure:
    """One figure by its key.

    Raises:
        UnknownName: When the plan does not have it; the sentence lists those it has.
    """
    found = scenario_figures(view)
    if key not in found:
        raise UnknownName(
            f"The scenario “{view.scenario.name}” has no figure “{key}”.",
            next_step="It has: " + ", ".join(found) + ".",
        )
    return found[key]


@dataclass(frozen=True, slots=True)
class _Spec:
    label: str
    path: tuple[str, ...]
    unit: str
    printed: Callable[[float], str]


def _whole(one: str, more: str) -> Callable[[float], str]:
    return lambda value: f"{value:,.0f} {one if round(value) == 1 else more}"


def _tenths(noun: str) -> Callable[[float], str]:
    return lambda value: f"{value:,.1f} {noun}"


def _share(value: float) -> str:
    return f"{value:.0%}"


def _price(value: float) -> str:
    return f"${value:,.2f}"


_YEARLY, _DOLLARS, _SHARE = "dollars a year", "dollars", "share"
_FIGURES: Mapping[str, _Spec] = {
    "people": _Spec("people in all", ("people_total",), "people", _whole("person", "people")),
    "fte": _Spec("responders, full-time", ("fte",), "full-time positions", _tenths("full-time responders")),
    "peak_teams": _Spec("teams at the busiest hour", ("peak_teams",), "teams", _whole("team", "teams")),
    "vehicles": _Spec("vehicles", ("vehicles",), "vehicles", _whole("vehicle", "vehicles")),
    "team_hours": _Spec(
        "team hours a week",
        ("team_hours_per_week",),
        "hours a week",
        _whole("team hour a week", "team hours a week"),
    ),
    "yearly_cost": _Spec("cost a year", ("cost", "recurring"), _YEARLY, dollars),
    "one_time_cost": _Spec("cost once", ("cost", "one_time"), _DOLLARS, dollars),
    "cost_per_response": _Spec("cost of a response", ("cost", "per_response"), "dollars a response", _price),
    "responses": _Spec(
        "responses a year", ("responses",), "responses a year", _whole("response a year", "responses a year")
    ),
    "answered": _Spec("eligible calls that find a team at once", ("answered_share",), _SHARE, _share),
    "answered_in_hours": _Spec(
        "eligible calls in the hours of service that find a team at once",
        ("answered_in_hours",),
        _SHARE,
        _share,
    ),
    "in_hours": _Spec(
        "eligible calls that come in the hours of service", ("in_hours_share",), _SHARE, _share
    ),
    "utilisation": _Spec("time that teams are busy", ("utilisation",), _SHARE, _share),
    "officer_hours": _Spec(
        f"police hours freed ({CAPACITY})",
        ("officer_hours", "hours"),
        "hours a year",
        _whole("police hour a year", "police hours a year"),
    ),
    "shifts.people": _Spec(
        "people in all, with shifts that can be worked",
        ("shifts", "schedulable", "people_total"),
        "people",
        _whole("person", "people"),
    ),
    "shifts.yearly_cost": _Spec(
        "cost a year, with shifts that can be worked",
        ("shifts", "schedulable", "recurring"),
        _YEARLY,
        dollars,
    ),
    "shifts.answered_in_hours": _Spec(
        "eligible calls in the hours of service that find a team at once, with shifts that can be worked",
        ("shifts", "schedulable", "answered_in_hours"),
        _SHARE,
        _share,
    ),
    "replay.at_once": _Spec(
        "calls of the period that would have found a team at once",
        ("replay", "share_at_once"),
        _SHARE,
        _share,
    ),
    "replay.answered": _Spec(
        "calls of the period that a team would have answered", ("replay", "share_answered"), _SHARE, _share
    ),
}


def _number(results: Plain, path: tuple[str, ...]) -> float | None:
    at: object = results
    for key in path:
        at = at.get(key) if isinstance(at, dict) else None
    if isinstance(at, bool) or not isinstance(at, (int, float)) or not math.isfinite(at):
        return None
    return float(at)


def _words(found: Plain, key: str) -> str:
    said = found.get(key, "")
    return said if isinstance(said, str) else ""
