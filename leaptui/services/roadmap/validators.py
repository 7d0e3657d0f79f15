"""Validators: peers who speak to counterparts, known to all cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Validator
from leaptui.domain.roadmap_vocabulary import ValidatorField
from leaptui.domain.text import fold, one_line, slug
from leaptui.services.days import day_from
from leaptui.services.the_one import the_one
from leaptui.services.typed_fields import Reading, paragraphs, read, several
from leaptui.services.typed_values import member, whole, yes_no

if TYPE_CHECKING:
    from leaptui.services.workspace import Workspace

_WHAT = "a validator"
_MOST_PEOPLE = 50_000_000


def validators(workspace: Workspace, words: str = "") -> list[Validator]:
    """Everybody, by name; only those in whose entry every one of these words stands."""
    wanted = fold(words).split()
    titles = {each.key: each.title for each in workspace.practice.concerns}
    found = [
        each for each in workspace.store.all(Validator) if all(word in _text(each, titles) for word in wanted)
    ]
    return sorted(found, key=lambda each: fold(each.name))


def find_validator(workspace: Workspace, wanted: str) -> Validator:
    """A validator by id, name, or the only one whose name has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    found = the_one(validators(workspace), wanted, lambda each: (each.id, each.name))
    if found is not None:
        return found
    raise UnknownName(
        f"“{one_line(wanted)}” is not one validator.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui validator list`.",
    )


def add_validator(workspace: Workspace, values: Mapping[str, str]) -> Validator:
    """Note a validator for all cities.

    Args:
        workspace: Where.
        values: Text of the fields of `readings`.

    Raises:
        InputRefused: When there is no name, somebody has it already, or a value does not fit.
    """
    begun = Validator(id=workspace.new_id(), name="")
    added = _permitted(workspace, replace(begun, **read(values, readings(workspace), _WHAT)))
    _must_fit(workspace, added)
    workspace.store.apply("add validator", [added])
    return added


def change_validator(workspace: Workspace, validator: Validator, values: Mapping[str, str]) -> Validator:
    """Set fields of a validator from text; an empty text clears one.

    Raises:
        InputRefused: When the name would be empty or another's, or a value does not fit.
    """
    changed = replace(validator, **read(values, readings(workspace), _WHAT))
    changed = _permitted(workspace, changed)
    _must_fit(workspace, changed)
    workspace.store.apply("change validator", [changed])
    return changed


def remove_validator(workspace: Workspace, validator: Validator) -> None:
    """Take somebody off the list; undo brings them back. Meetings with them stay."""
    workspace.store.apply("remove validator", [replace(validator, deleted=True)])


def readings(workspace: Workspace) -> dict[str, Reading]:
    """Fields that can be set, in the order of the form."""
    return {
        "name": one_line,
        "sort": lambda text: member(ValidatorField, text or ValidatorField.POLICE, "field of a validator"),
        "former_role": one_line,
        "organisation": one_line,
        "place": one_line,
        "state": _state,
        "population": lambda text: whole(text.replace(",", ""), "people", most=_MOST_PEOPLE),
        "topics": lambda text: topic_keys(workspace, text),
        "may_be_named": lambda text: yes_no(text, "whether they may be named in documents"),
        "permission_on": day_from,
        "contact": one_line,
        "note": paragraphs,
    }


def topic_keys(workspace: Workspace, text: str) -> tuple[str, ...]:
    """Keys of library concerns, from keys, titles or short names: one a line or with semicolons between.

    Raises:
        InputRefused: When the library has no such concern.
    """
    found = []
    for words in several(text):
        wanted = slug(words)
        key = next(
            (
                each.key
                for each in workspace.practice.concerns
                if wanted in {slug(each.key), slug(each.title), slug(each.short)}
            ),
            None,
        )
        if key is None:
            raise InputRefused(
                f"“{words}” is not a concern of the library.",
                safe="Nothing was changed.",
                next_step="Its keys are: "
                + ", ".join(each.key for each in workspace.practice.concerns)
                + ".",
            )
        found.append(key)
    return tuple(dict.fromkeys(found))


def values_of(validator: Validator) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    said = {
        key: getattr(validator, key)
        for key in ("name", "sort", "former_role", "organisation", "place", "state", "contact", "note")
    }
    return said | {
        "population": str(validator.population or ""),
        "topics": "; ".join(validator.topics),
        "may_be_named": "yes" if validator.may_be_named else "no",
        "permission_on": validator.permission_on or "",
    }


def role_in_words(validator: Validator) -> str:
    """`deputy chief (retired), Harbor County Sheriff`; the field where nothing more is known."""
    return ", ".join(each for each in (validator.former_role, validator.organisation) if each) or (
        validator.sort.label
    )


def named(validator: Validator) -> str:
    """How a document calls a validator: by name only with permission, else by the field alone."""
    if validator.may_be_named:
        return f"{validator.name}, {role_in_words(validator)}"
    return {
        ValidatorField.POLICE: "a peer from the police",
        ValidatorField.JUDGE: "a judge from elsewhere",
        ValidatorField.PROSECUTOR: "a prosecutor from elsewhere",
        ValidatorField.CORRECTIONS: "a peer from corrections",
        ValidatorField.PROBATION_PAROLE: "a peer from probation and parole",
        ValidatorField.FEDERAL_AGENT: "a former federal agent",
        ValidatorField.DISPATCH: "a peer from a dispatch center",
    }.get(validator.sort, "a peer from elsewhere")


def _permitted(workspace: Workspace, after: Validator) -> Validator:
    """A permission has a day; where it is taken back, it has none."""
    if not after.may_be_named:
        return replace(after, permission_on=None)
    return replace(after, permission_on=after.permission_on or workspace.today().isoformat())


def _must_fit(workspace: Workspace, validator: Validator) -> None:
    if not validator.name:
        raise InputRefused("A validator needs a name.", safe="Nothing was changed.")
    if any(
        each.id != validator.id and fold(each.name) == fold(validator.name) for each in validators(workspace)
    ):
        raise InputRefused(
            f"{validator.name} is in the list already.",
            safe="Nothing was changed.",
            next_step="Change the entry that is there.",
        )


def _state(text: str) -> str:
    state = one_line(text).upper()
    if state and not (len(state) == 2 and state.isascii() and state.isalpha()):
        raise InputRefused(
            f"“{one_line(text)}” is not a state.", safe="Nothing was changed.", next_step="Write it as OH."
        )
    return state


def _text(each: Validator, titles: Mapping[str, str]) -> str:
    said = (
        each.name,
        each.sort.label,
        each.former_role,
        each.organisation,
        each.place,
        each.state,
        each.note,
    )
    return fold(" ".join((*said, *(titles.get(key, key) for key in each.topics))))
