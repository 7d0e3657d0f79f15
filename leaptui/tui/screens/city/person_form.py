"""The fields of a person whose view matters: adding one, and changing what is known."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement, Stakeholder
from leaptui.services.city.stakeholders import add_stakeholder, change_stakeholder
from leaptui.services.interviews.coverage import GroupHeard
from leaptui.services.workspace import Workspace
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_FEW = "How many in the city hold that role; fewer than five point at one person."


def person_fields(groups: Sequence[GroupHeard]) -> tuple[FieldSpec, ...]:
    """The fields of a person."""
    return (
        FieldSpec(key="name", label="Name", required=True, hint="Dana Okafor"),
        FieldSpec(key="role", label="Role", hint="night dispatcher"),
        FieldSpec(key="organisation", label="Organization", hint="Lorain County 911"),
        FieldSpec(
            key="group",
            label="Group",
            kind=FieldKind.CHOICE,
            choices=(("", "not said"), *((group.key, group.label) for group in groups)),
        ),
        FieldSpec(
            key="attribution",
            label="Usually allows",
            kind=FieldKind.CHOICE,
            choices=tuple((level.value, f"{level.glyph} {level.label}") for level in Attribution),
        ),
        FieldSpec(key="contact", label="Contact", hint="never exported"),
        FieldSpec(key="district", label="District"),
        FieldSpec(key="shift", label="Shift", hint="days, evenings, nights"),
        FieldSpec(key="language", label="Language", hint="en, es"),
        FieldSpec(key="role_holders", label="With that role", kind=FieldKind.NUMBER, hint=_FEW),
        FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2),
    )


async def ask_for_person(
    app: LeapApp, engagement: Engagement, groups: Sequence[GroupHeard], *, group: str = ""
) -> Stakeholder | None:
    """Ask for a person and add them; none when it was left.

    Args:
        app: The app.
        engagement: Whose stakeholder.
        groups: The groups to choose from.
        group: Key of the group the form begins with.
    """
    return await _ask(
        app,
        "A person to hear",
        groups,
        {"group": group, "attribution": Attribution.NONE},
        "add the person",
        lambda values: app.change(_added, engagement, values),
    )


async def change_person(
    app: LeapApp, person: Stakeholder, groups: Sequence[GroupHeard]
) -> Stakeholder | None:
    """Ask what is to be changed of a person; none when it was left."""
    before = {
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "group": person.group,
        "attribution": person.attribution,
        "contact": person.contact,
        "district": person.district,
        "shift": person.shift,
        "language": person.language,
        "role_holders": str(person.role_holders or ""),
        "note": person.note,
    }
    return await _ask(
        app,
        person.name,
        groups,
        before,
        "save",
        lambda values: app.change(
            change_stakeholder,
            person,
            {key: text for key, text in values.items() if text != before[key]},
        ),
    )


async def _ask(
    app: LeapApp,
    question: str,
    groups: Sequence[GroupHeard],
    values: Mapping[str, str],
    does: str,
    keep: Callable[[Mapping[str, str]], Awaitable[Stakeholder]],
) -> Stakeholder | None:
    problems: dict[str, str] = {}
    while True:
        answer = await app.push_screen_wait(
            FormDialog(
                question,
                person_fields(groups),
                values,
                does=does,
                problems=problems,
                unchanged="What they usually allow is only where a new interview begins.",
            )
        )
        if answer is None:
            return None
        try:
            return await keep(answer)
        except InputRefused as error:
            values, problems = answer, {"name": error.sentence}


def _added(workspace: Workspace, engagement: Engagement, values: Mapping[str, str]) -> Stakeholder:
    """Add a person in one act, with all that is known."""
    return add_stakeholder(workspace, engagement, **values)
