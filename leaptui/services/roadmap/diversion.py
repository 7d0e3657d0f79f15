"""Whether and how a city diverts before arrest: a module of its roadmap beside the ten components."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaptui.domain.abstinence import REASON, names_abstinence
from leaptui.domain.errors import InputRefused
from leaptui.domain.roadmap_records import Diversion
from leaptui.domain.roadmap_vocabulary import DiversionDecision
from leaptui.domain.text import fold, one_line, slug
from leaptui.services.typed_fields import Reading, counted, paragraphs, read, several
from leaptui.services.typed_values import member, whole

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.practice.diversion import DiversionChoice, DiversionOption
    from leaptui.services.workspace import Workspace

FIELDS = (
    *("decision", "rationale", "offences", "most_grams", "protocol_source", "exclusions", "referral_paths"),
    *("catchment", "governance", "prosecutor_agreement", "people_per_case_manager", "yearly_intake"),
    *("cost_per_person_month", "hand_off_hours", "data_consent", "measures", "note"),
)
"""In the order of the module."""
CHOSEN = ("exclusions", "referral_paths", "governance", "measures")
"""Fields whose values are chosen from the practice content, or said in the city's own words."""
_LABELS = {
    "rationale": "reason",
    "offences": "offenses",
    "most_grams": "most of a drug",
    "protocol_source": "protocol, with its date",
    "prosecutor_agreement": "prosecutor's agreement",
    "people_per_case_manager": "people per case manager",
    "yearly_intake": "people a year",
    "cost_per_person_month": "dollars per person and month",
    "hand_off_hours": "hours of the hand-off",
    "data_consent": "consent to share data",
}
USUAL_PEOPLE = range(20, 26)
"""People a case manager usually has: field experience, not checked."""


class MeasureRefused(InputRefused):
    """A measure is abstinence, or a test for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversionView:
    """The module of an engagement.

    Attributes:
        state: The record; untouched where nothing was decided.
        option: What the field knows.
        missing: What a city that adopts or studies it has yet to say, in sentences.
    """

    state: Diversion
    option: DiversionOption
    missing: tuple[str, ...]

    @property
    def is_part(self) -> bool:
        """Whether it belongs into the roadmap."""
        return self.state.decision in (DiversionDecision.ADOPT, DiversionDecision.STUDY)

    def chosen(self, field: str) -> tuple[str, ...]:
        """The words of a field of `CHOSEN`: the label of what was chosen, or the city's own."""
        return words_of(choices_of(self.option, field), getattr(self.state, field))


def diversion(workspace: Workspace, engagement: Engagement) -> DiversionView:
    """The module of an engagement."""
    record = f"{engagement.id}:diversion"
    found = workspace.store.all(Diversion, engagement=engagement.id)
    state = next((each for each in found if each.id == record), None)
    state = state or Diversion(id=record, engagement=engagement.id)
    return DiversionView(state=state, option=workspace.practice.diversion, missing=tuple(_missing(state)))


def set_diversion(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> Diversion:
    """Set fields of the module from text; an empty text clears one.

    Raises:
        MeasureRefused: When a measure is abstinence or a test for it, in whatever words.
        InputRefused: When a field is unknown, a value does not fit, or it would be adopted or turned
            down without a reason; nothing is changed then.
    """
    changed = diversion_as_set(workspace, engagement, values)
    workspace.store.apply("decide diversion", [changed], stream=engagement.id)
    return changed


def diversion_as_set(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> Diversion:
    """The module as `set_diversion` would keep it, not yet kept.

    Raises:
        MeasureRefused: As `set_diversion`.
        InputRefused: As `set_diversion`.
    """
    state = diversion(workspace, engagement).state
    changed = replace(state, **read(values, _readings(workspace.practice.diversion), "the diversion option"))
    decided = changed.decision in (DiversionDecision.ADOPT, DiversionDecision.NO)
    if decided and not changed.rationale:
        raise InputRefused(
            "Diversion is adopted or turned down only with a reason.",
            safe="Nothing was changed.",
            next_step="Say why, or let the city study it first.",
        )
    return changed


def choices_of(option: DiversionOption, field: str) -> Sequence[DiversionChoice]:
    """What a field of `CHOSEN` is chosen from."""
    known = {
        "exclusions": option.exclusions,
        "referral_paths": option.referral_paths,
        "governance": option.bodies,
        "measures": option.measures,
    }
    return known[field]


def words_of(choices: Sequence[DiversionChoice], values: Sequence[str]) -> tuple[str, ...]:
    """The label of each key; own words stand for themselves."""
    labels = {each.key: each.label for each in choices}
    return tuple(labels.get(value, value) for value in values)


def field_label(field: str) -> str:
    """The words of a field: `offenses` for `offences`."""
    return _LABELS.get(field, field.replace("_", " "))


def values_of(view: DiversionView) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    return {key: _text(view, key) for key in FIELDS}


def measures_from(option: DiversionOption, values: Sequence[str]) -> tuple[str, ...]:
    """Keys and own words of measures, each once.

    Raises:
        MeasureRefused: When one is abstinence or a test for it, in whatever words.
    """
    for value in values:
        if found := names_abstinence(value.replace("_", " ")):
            named = "" if fold(value) == found else f": “{found}”"
            raise MeasureRefused(
                f"“{one_line(value)}” cannot be a measure{named}. {REASON}",
                safe="Nothing was changed.",
                next_step="Choose among: " + ", ".join(each.label.lower() for each in option.measures) + ".",
            )
    return _keys(option.measures, values)


def _text(view: DiversionView, key: str) -> str:
    if key in CHOSEN:
        return "; ".join(view.chosen(key))
    value = getattr(view.state, key)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def _readings(option: DiversionOption) -> dict[str, Reading]:
    def chosen(field: str) -> Callable[[str], tuple[str, ...]]:
        return lambda text: _keys(choices_of(option, field), several(text))

    return {
        "decision": lambda text: member(DiversionDecision, text or DiversionDecision.OPEN, "decision"),
        "rationale": paragraphs,
        "offences": several,
        "most_grams": one_line,
        "protocol_source": one_line,
        "exclusions": chosen("exclusions"),
        "referral_paths": _only_known(option.referral_paths, "a referral path"),
        "catchment": one_line,
        "governance": chosen("governance"),
        "prosecutor_agreement": one_line,
        "people_per_case_manager": lambda text: whole(counted(text), "people for one case manager", most=500),
        "yearly_intake": lambda text: whole(counted(text), "people taken in a year", most=100_000),
        "cost_per_person_month": lambda text: whole(counted(text), "dollars", most=100_000),
        "hand_off_hours": one_line,
        "data_consent": one_line,
        "measures": lambda text: measures_from(option, several(text)),
        "note": paragraphs,
    }


def _keys(choices: Sequence[DiversionChoice], values: Sequence[str]) -> tuple[str, ...]:
    known = {slug(name): each.key for each in choices for name in (each.key, each.label)}
    return tuple(dict.fromkeys(known.get(slug(value), value) for value in values))


def _only_known(choices: Sequence[DiversionChoice], what: str) -> Reading:
    def reading(text: str) -> tuple[str, ...]:
        keys = _keys(choices, several(text))
        for key in keys:
            if key not in [each.key for each in choices]:
                raise InputRefused(
                    f"“{key}” is not {what}.",
                    safe="Nothing was changed.",
                    next_step="There are: " + ", ".join(each.key for each in choices) + ".",
                )
        return keys

    return reading


def _missing(state: Diversion) -> list[str]:
    if state.decision is DiversionDecision.STUDY:
        needed = [("measures", "No measure is chosen."), ("governance", "Nobody is named to govern it.")]
    elif state.decision is DiversionDecision.ADOPT:
        needed = [
            ("offences", "It is not said from which offenses people are diverted."),
            ("referral_paths", "No referral path is chosen."),
            ("measures", "No measure is chosen."),
            ("governance", "Nobody is named to govern it."),
            ("prosecutor_agreement", "The prosecutor's agreement on filing is not noted."),
            ("hand_off_hours", "The hours of the hand-off are not set."),
            ("data_consent", "How people consent to sharing data (42 CFR Part 2) is not said."),
        ]
    else:
        needed = []
    missing = [sentence for key, sentence in needed if not getattr(state, key)]
    if (state.most_grams or state.offences) and not state.protocol_source and needed:
        missing.append("The protocol is not quoted with its date; cities differ.")
    people = state.people_per_case_manager
    if needed and people is not None and people not in USUAL_PEOPLE:
        missing.append(
            f"{people} people for one case manager is outside of "
            f"{USUAL_PEOPLE[0]} to {USUAL_PEOPLE[-1]} (field experience, not checked)."
        )
    return missing
