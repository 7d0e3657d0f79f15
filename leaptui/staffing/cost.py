"""What a program costs: every line by itself, so that a council can ask about each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRates:
    """Prices in dollars; rates as fractions. Defaults with their sources are practice content."""

    responder_wage: float
    supervisor_wage: float
    clinical_lead_wage: float
    director_wage: float
    navigator_wage: float
    analyst_wage: float
    benefit_rate: float
    """Of all wages."""
    overtime_rate: float
    """Of the responders' wages."""
    vehicle_running: float
    """A vehicle and year."""
    kit_refresh: float
    """A responder and year: supplies and client aid."""
    refresher_hours: float
    """A responder and year."""
    software: float
    space: float
    communications: float
    insurance: float
    evaluation: float
    overhead_rate: float
    """Of everything else that recurs."""
    vehicle_price: float
    kit_price: float
    """A responder."""
    academy_hours: float
    """A responder, before the first shift."""
    training_hour_price: float
    dispatch_build: float
    """Changes to the dispatch system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who is on the payroll, in whole people."""

    responders: int
    supervisors: int
    directors: int
    navigators: int
    analysts: int
    clinical_leads: int = 0

    @property
    def by_role(self) -> tuple[tuple[str, int], ...]:
        """Full-time people by role, those with nobody left out."""
        every = (
            ("responders", self.responders),
            ("supervisors", self.supervisors),
            ("clinical leads", self.clinical_leads),
            ("care navigators", self.navigators),
            ("data analysts", self.analysts),
            ("directors", self.directors),
        )
        return tuple((role, count) for role, count in every if count)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(count for _, count in self.by_role)


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the budget, in dollars."""

    label: str
    amount: float


@dataclass(frozen=True, slots=True)
class Cost:
    """A year's cost, what is paid once, and what a response costs.

    Attributes:
        recurring_lines: What is paid every year.
        one_time_lines: What is paid once.
        responses: Responses a year, the denominator of `per_response`; nothing where teams are overloaded.
    """

    recurring_lines: tuple[CostLine, ...]
    one_time_lines: tuple[CostLine, ...]
    responses: float | None

    @property
    def recurring(self) -> float:
        """Dollars a year."""
        return sum(line.amount for line in self.recurring_lines)

    @property
    def one_time(self) -> float:
        """Dollars before the first year."""
        return sum(line.amount for line in self.one_time_lines)

    @property
    def first_year(self) -> float:
        """Both together."""
        return self.recurring + self.one_time

    @property
    def per_response(self) -> float | None:
        """Recurring dollars over responses; nothing below one a year. Never quote it without both."""
        return per_response(self.recurring, self.responses)


def per_response(recurring: float, responses: float | None) -> float | None:
    """Dollars a response; nothing where teams are overloaded, or where not even one is answered in a year."""
    return recurring / responses if responses is not None and responses >= 1 else None


def roll_up(people: People, vehicles: int, responses: float | None, rates: CostRates) -> Cost:
    """The budget of a program.

    Args:
        people: On the payroll.
        vehicles: Bought and run.
        responses: Calls answered a year; nothing where teams are overloaded.
        rates: Prices.
    """
    responder_wages = people.responders * rates.responder_wage
    wages = (
        responder_wages
        + people.supervisors * rates.supervisor_wage
        + people.clinical_leads * rates.clinical_lead_wage
        + people.directors * rates.director_wage
        + people.navigators * rates.navigator_wage
        + people.analysts * rates.analyst_wage
    )
    direct = (
        CostLine("wages", wages),
        CostLine("benefits", rates.benefit_rate * wages),
        CostLine("overtime", rates.overtime_rate * responder_wages),
        CostLine("running the vehicles", vehicles * rates.vehicle_running),
        CostLine("supplies and client aid", people.responders * rates.kit_refresh),
        CostLine("refresher training", people.responders * rates.refresher_hours * rates.training_hour_price),
        CostLine("software", rates.software),
        CostLine("space", rates.space),
        CostLine("radio and telephone", rates.communications),
        CostLine("insurance", rates.insurance),
        CostLine("evaluation", rates.evaluation),
    )
    overhead = rates.overhead_rate * sum(line.amount for line in direct)
    return Cost(
        recurring_lines=(*direct, CostLine("overhead", overhead)),
        one_time_lines=(
            CostLine("vehicles", vehicles * rates.vehicle_price),
            CostLine("kit", people.responders * rates.kit_price),
            CostLine("academy", people.responders * rates.academy_hours * rates.training_hour_price),
            CostLine("dispatch system", rates.dispatch_build),
        ),
        responses=responses,
    )


def officer_hours(responses: float | None, officers_per_call: float, minutes_per_call: float) -> float | None:
    """Police time a year on calls that the program would take: capacity, never a saving.

    Nothing where the responses are not known.
    """
    return None if responses is None else responses * officers_per_call * minutes_per_call / 60
