"""Local services and assets people named: where somebody can be taken, who else helps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from leaptui.disclosure.identifiers import found_in
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, Interview, Resource
from leaptui.domain.text import clean, fold, one_line
from leaptui.domain.vocabulary import IdentifierSort
from leaptui.services.the_one import the_one
from leaptui.services.typed_fields import several
from leaptui.services.workspace import Workspace

LISTS = ("services", "languages")
"""Fields that hold several values: one a line, or with semicolons between."""
FIELDS = (
    *("name", "organisation", "services", "district", "address", "phone", "email", "url"),
    *("hours", "eligibility", "fees", "languages", "description"),
)
"""In the order of the form."""
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”]+[^\s<>\"“”.,;:!?)]")
_END_OF_NAME = re.compile(r"[,;:(\n]|\s[–—-]\s|\.(?=\s|$)")


def add_resource(
    workspace: Workspace,
    engagement: Engagement,
    values: Mapping[str, str],
    *,
    interview: Interview | None = None,
) -> Resource:
    """Note a service or asset.

    Args:
        workspace: Where.
        engagement: Whose.
        values: Field and its text; `LISTS` take several.
        interview: Where it was named.

    Raises:
        InputRefused: When there is no name, it is there already, or a field is unknown.
    """
    fields = _fields(values)
    name = fields.get("name")
    if not name:
        raise InputRefused("A resource needs a name.", safe="Nothing was added.")
    if any(fold(known.name) == fold(str(name)) for known in resources(workspace, engagement)):
        raise InputRefused(
            f"“{name}” is in the list already.", safe="Nothing was added.", next_step="Change it there."
        )
    begun = Resource(
        id=workspace.new_id(),
        engagement=engagement.id,
        name=str(name),
        interview=interview.id if interview else None,
    )
    resource = replace(begun, **fields)  # type: ignore[arg-type]
    workspace.store.apply("add resource", [resource], stream=engagement.id)
    return resource


def change_resource(workspace: Workspace, resource: Resource, values: Mapping[str, str]) -> Resource:
    """Set fields of a resource from text; an empty text clears one.

    Raises:
        InputRefused: When the name would be empty, or a field is unknown; nothing is changed then.
    """
    fields = _fields(values)
    if not fields.get("name", resource.name):
        raise InputRefused("A resource needs a name.", safe="Nothing was changed.")
    changed = replace(resource, **fields)  # type: ignore[arg-type]
    workspace.store.apply("change resource", [changed], stream=resource.engagement)
    return changed


def remove_resource(workspace: Workspace, resource: Resource) -> None:
    """Take a resource off the list; undo brings it back."""
    workspace.store.apply("remove resource", [replace(resource, deleted=True)], stream=resource.engagement)


def resources(
    workspace: Workspace, engagement: Engagement, *, district: str = "", service: str = ""
) -> list[Resource]:
    """The list, by district and name; what has no district comes last.

    Args:
        workspace: Where.
        engagement: Whose.
        district: Only of this one.
        service: Only those that offer something with these words.
    """
    found = [
        each
        for each in workspace.store.all(Resource, engagement=engagement.id)
        if (not district or fold(each.district) == fold(district))
        and (not service or any(fold(service) in fold(offered) for offered in each.services))
    ]
    return sorted(found, key=lambda each: (not each.district, fold(each.district), fold(each.name)))


def find_resource(workspace: Workspace, engagement: Engagement, wanted: str) -> Resource:
    """A resource by id, name, or the only one whose name has these words.

    Raises:
        UnknownName: When none or several fit.
    """
    found = the_one(resources(workspace, engagement), wanted, lambda each: (each.id, each.name))
    if found is not None:
        return found
    raise UnknownName(
        f"“{one_line(wanted)}” is not one resource of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui resource list`.",
    )


def resource_named_in(text: str) -> dict[str, str]:
    """What a selected passage says of a resource, for a form to begin with.

    The name is what stands before the first comma, colon or end of a sentence; a telephone number,
    e-mail, address and web address are taken over; the passage itself is its description.
    """
    passage = clean(text).strip()
    values = {"name": one_line(_END_OF_NAME.split(passage, maxsplit=1)[0]), "description": one_line(passage)}
    if url := _URL.search(passage):
        values["url"] = url[0]
    taken = {
        IdentifierSort.PHONE: "phone",
        IdentifierSort.EMAIL: "email",
        IdentifierSort.ADDRESS: "address",
    }
    for each in found_in(passage):
        if field := taken.get(each.sort):
            values.setdefault(field, each.text)
    return values


def values_of(resource: Resource) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    return {
        key: "\n".join(value) if isinstance(value := getattr(resource, key), tuple) else str(value)
        for key in FIELDS
    }


def _fields(values: Mapping[str, str]) -> dict[str, str | tuple[str, ...]]:
    fields: dict[str, str | tuple[str, ...]] = {}
    for key, text in values.items():
        if key not in FIELDS:
            raise InputRefused(
                f"A resource has no field “{one_line(key)}”.",
                safe="Nothing was changed.",
                next_step=f"Fields: {', '.join(FIELDS)}.",
            )
        if key in LISTS:
            fields[key] = several(text)
        else:
            fields[key] = one_line(text)
    return fields
