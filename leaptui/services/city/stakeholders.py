"""The people of an engagement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, Stakeholder
from leaptui.domain.text import fold, one_line, slug
from leaptui.services.typed_values import whole
from leaptui.services.workspace import Workspace


def add_stakeholder(
    workspace: Workspace,
    engagement: Engagement,
    name: str,
    *,
    role: str = "",
    organisation: str = "",
    group: str = "",
    attribution: str = Attribution.NONE,
    note: str = "",
    contact: str = "",
    district: str = "",
    shift: str = "",
    language: str = "",
    role_holders: str = "",
) -> Stakeholder:
    """Note a person whose view matters.

    Raises:
        InputRefused: When the name is empty, or group or attribution are not of their vocabulary.
    """
    name = one_line(name)
    if not name:
        raise InputRefused("A stakeholder needs a name.", safe="Nothing was added.")
    stakeholder = Stakeholder(
        id=workspace.new_id(),
        engagement=engagement.id,
        name=name,
        role=one_line(role),
        organisation=one_line(organisation),
        group=group_key(workspace, group),
        attribution=attribution_named(attribution),
        note=note,
        contact=one_line(contact),
        district=one_line(district),
        shift=one_line(shift),
        language=one_line(language),
        role_holders=whole(role_holders, "people who hold the role", most=99_999),
    )
    workspace.store.apply("add stakeholder", [stakeholder], stream=engagement.id)
    return stakeholder


def change_stakeholder(workspace: Workspace, person: Stakeholder, changes: Mapping[str, str]) -> Stakeholder:
    """Set fields of a person from text.

    Args:
        workspace: Where.
        person: Whom.
        changes: Field and its new text; an empty text clears it.

    Raises:
        InputRefused: When a field is unknown or a value does not fit; nothing is changed then.
    """
    values = {key.replace("-", "_"): text for key, text in changes.items()}
    changed = replace(person, **{key: _value(workspace, key, text) for key, text in values.items()})  # type: ignore[arg-type]
    workspace.store.apply("change stakeholder", [changed], stream=person.engagement)
    return changed


def stakeholders(workspace: Workspace, engagement: Engagement) -> list[Stakeholder]:
    """The people of an engagement, by name."""
    people = workspace.store.all(Stakeholder, engagement=engagement.id)
    return sorted(people, key=lambda person: fold(person.name))


def find_stakeholder(workspace: Workspace, engagement: Engagement, wanted: str) -> Stakeholder:
    """A person by id, name, or the only one whose name begins so.

    Raises:
        UnknownName: When none or several fit.
    """
    people = stakeholders(workspace, engagement)
    folded = fold(wanted)
    for person in people:
        if wanted == person.id or folded == fold(person.name):
            return person
    beginning = [person for person in people if folded and fold(person.name).startswith(folded)]
    if len(beginning) == 1:
        return beginning[0]
    raise UnknownName(
        f"“{one_line(wanted)}” is not one stakeholder of {engagement.name}.",
        next_step="Add the person with `leaptui stakeholder add`, or list them with `leaptui stakeholder list`.",
    )


def _value(workspace: Workspace, key: str, text: str) -> object:
    words = one_line(text)
    match key:
        case "name" if words:
            return words
        case "role" | "organisation" | "contact" | "district" | "shift" | "language":
            return words
        case "note":
            return text
        case "group":
            return group_key(workspace, words)
        case "attribution":
            return attribution_named(words)
        case "role_holders":
            return whole(words, "people who hold the role", most=99_999)
    raise InputRefused(
        f"A stakeholder has no field “{key}” that can be set to “{words}”.",
        safe="Nothing was changed.",
        next_step="Fields: name, role, organisation, group, attribution, contact, district, shift, language, "
        "role_holders, note.",
    )


def attribution_named(text: str) -> Attribution:
    """An attribution by its value or its words.

    Raises:
        InputRefused: When it is none of the four.
    """
    wanted = slug(text).replace("-", "_")
    for level in Attribution:
        if wanted in {level.value, slug(level.label).replace("-", "_")}:
            return level
    raise InputRefused(
        f"“{one_line(text)}” is not an attribution.",
        safe="Nothing was changed.",
        next_step="It is one of: " + ", ".join(level.value for level in Attribution) + ".",
    )


def group_key(workspace: Workspace, text: str) -> str:
    """A stakeholder group's key by its key or its label; empty stays empty.

    Raises:
        InputRefused: When there is no such group.
    """
    wanted = slug(text)
    if not wanted:
        return ""
    for group in workspace.practice.groups:
        if wanted in {slug(group.key), slug(group.label), slug(group.short)}:
            return group.key
    raise InputRefused(
        f"“{one_line(text)}” is not a stakeholder group.",
        safe="Nothing was changed.",
        next_step="The groups are: " + ", ".join(group.key for group in workspace.practice.groups) + ".",
    )
