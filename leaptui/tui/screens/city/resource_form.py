"""The fields of a resource: adding one, from nothing or from a passage of a note, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement, Interview, Resource
from leaptui.services.city.resources import add_resource, change_resource, values_of
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

FIELDS = (
    FieldSpec(key="name", label="Name", required=True, hint="Harbor Shelter"),
    FieldSpec(key="organisation", label="Organization", hint="who runs it, where it is not the same"),
    FieldSpec(key="services", label="Services", hint="shelter; meals; detox"),
    FieldSpec(key="district", label="District"),
    FieldSpec(key="address", label="Address", hint="412 Water St"),
    FieldSpec(key="phone", label="Phone"),
    FieldSpec(key="email", label="E-mail"),
    FieldSpec(key="url", label="Web"),
    FieldSpec(key="hours", label="Hours", hint="nightly from 18:00"),
    FieldSpec(key="eligibility", label="For whom"),
    FieldSpec(key="fees", label="Fees"),
    FieldSpec(key="languages", label="Languages", hint="English; Spanish"),
    FieldSpec(key="description", label="Description", kind=FieldKind.LINES, rows=2),
)


async def ask_for_resource(
    app: LeapApp,
    engagement: Engagement,
    values: Mapping[str, str] | None = None,
    *,
    interview: Interview | None = None,
) -> Resource | None:
    """Ask for a resource and add it; none when it was left.

    Args:
        app: The app.
        engagement: Whose.
        values: What the form begins with, such as `leaptui.services.city.resources.resource_named_in` gives.
        interview: Where it was named.
    """
    problems: dict[str, str] = {}
    while True:
        values = await app.push_screen_wait(
            FormDialog("A local service or asset", FIELDS, values, does="add it", problems=problems)
        )
        if values is None:
            return None
        try:
            return await app.change(add_resource, engagement, values, interview=interview)
        except InputRefused as error:
            problems = {"name": error.sentence}


async def change_by_form(app: LeapApp, resource: Resource) -> None:
    """Ask what is to be changed of a resource."""
    before = {key: "; ".join(text.split("\n")) for key, text in values_of(resource).items()}
    values = await app.push_screen_wait(FormDialog(resource.name, FIELDS, before))
    if values is not None:
        changes = {key: text for key, text in values.items() if text != before[key]}
        await app.change(change_resource, resource, changes)
