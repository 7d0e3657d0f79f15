"""The resource map as the tables of Open Referral's HSDS 3, for a city or a 211 line to take over.

Only what the specification has a field for leaves (docs.openreferral.org, schema of release 3:
`organizations`, `services`, `locations`, `service_at_location`, `addresses`, `phones`, `languages`,
`schedules`). The identifiers keep from export to export.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.gate import Gate
from leaptui.disclosure.tables import csv_table
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import Engagement, Interview, Jurisdiction, Resource
from leaptui.domain.text import fold
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.city.resources import resources
from leaptui.services.documents.handing_over import HandedOver, audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences
from leaptui.services.workspace import Workspace

TABLES: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description", "email", "website"),
    "services": (
        *("id", "organization_id", "name", "description", "url", "email", "status"),
        *("fees_description", "eligibility_description"),
    ),
    "locations": ("id", "location_type", "organization_id", "name"),
    "service_at_location": ("id", "service_id", "location_id"),
    "addresses": (
        *("id", "location_id", "address_1", "city", "region", "state_province", "postal_code", "country"),
        "address_type",
    ),
    "phones": ("id", "service_id", "number", "type"),
    "languages": ("id", "service_id", "name"),
    "schedules": ("id", "service_id", "description"),
}
"""Each table and its columns, by the names of the specification."""
_OURS = uuid.UUID("0f5b2a4e-58f7-5c55-8d0a-7f1f0c5a3c21")
"""Namespace of the identifiers, for ever."""
_POSTAL_CODE = re.compile(r"\b\d{5}(?:-\d{4})?(?=\W*$)")


def export_resources(
    workspace: Workspace,
    engagement: Engagement,
    *,
    audience: str = Audience.PUBLIC,
    folder: Path,
    over: bool = True,
) -> HandedOver:
    """Write one CSV a table into a folder; tables without rows are left out.

    A resource that was only named off the record stays in the store, and so does every value that
    repeats a confidence or names somebody it must not.

    Args:
        workspace: Where.
        engagement: Whose.
        audience: Who will read it.
        folder: Where they go.
        over: Whether files of the same names may be replaced.

    Raises:
        AlreadyThere: When one of them would replace a file and must not.
        InputRefused: When there is nothing to write, or the audience is none.
        OutputRefused: When the folder cannot be written.
    """
    readers = audience_named(audience)
    made = _Tables(Gate(readers, confidences(workspace, engagement)), jurisdictions_of(workspace, engagement))
    talks = {each.id: each for each in workspace.store.all(Interview, engagement=engagement.id)}
    for resource in resources(workspace, engagement):
        talk = talks.get(resource.interview or "")
        if talk is not None and only_off_record(resource, talk):
            made.withheld.append(f"“{resource.name}” stays in the store: it was named off the record.")
        else:
            made.add(resource)
    files = list(made.files())
    if not files:
        raise InputRefused(
            "There is no resource to write.",
            safe="Nothing was written.",
            next_step=" ".join(made.withheld) or "Add one first: leaptui resource add.",
        )
    written = hand_over_files(workspace, engagement, "resource directory", readers, files, folder, over=over)
    return HandedOver(files=written, withheld=tuple(made.withheld))


def only_off_record(resource: Resource, interview: Interview) -> bool:
    """Whether a resource is known only from what was said off the record."""
    if interview.attribution is Attribution.OFF_RECORD:
        return True
    note, wanted = interview.note, re.escape(resource.name)
    places = [match.span() for match in re.finditer(wanted, note, re.IGNORECASE)]
    levels = NoteLevels(note)
    return bool(places) and all(Attribution.OFF_RECORD in levels.within(start, end) for start, end in places)


@dataclass(slots=True)
class _Tables:
    gate: Gate
    places: list[Jurisdiction]
    withheld: list[str] = field(default_factory=list)
    rows: dict[str, list[tuple[Cleared | None, ...]]] = field(
        default_factory=lambda: {name: [] for name in TABLES}
    )
    organisations: set[str] = field(default_factory=set)

    def add(self, resource: Resource) -> None:
        """A resource, unless its name may not leave."""
        if spans := self.gate.blocked(resource.name, "resource"):
            self.withheld.append(f"“{resource.name}” stays in the store: “{spans[0].words}” {spans[0].why}.")
            return
        told = {
            key: self._open(resource, key)
            for key in ("organisation", "description", "url", "email", "phone", "address", "district")
        }
        told |= {key: self._open(resource, key) for key in ("hours", "eligibility", "fees")}
        owner = told["organisation"] or resource.name
        organisation = self._organisation(owner, resource, told)
        location = self._location(resource, organisation, told)
        for number, offered in enumerate(resource.services or (resource.name,)):
            if number and self.gate.blocked(offered, "service"):
                self.withheld.append(f"A service of “{resource.name}” stays in the store.")
                continue
            name = resource.name if self.gate.blocked(offered, "service") else offered
            service = _id("service", resource.id, str(number))
            self._row(
                "services", service, organisation, name, told["description"], told["url"], told["email"],
                "active", told["fees"], told["eligibility"],
            )  # fmt: skip
            if location:
                self._row("service_at_location", _id("at", service), service, location)
            if told["phone"]:
                self._row("phones", _id("phone", service), service, told["phone"], "voice")
            if told["hours"]:
                self._row("schedules", _id("schedule", service), service, told["hours"])
            for language in resource.languages:
                if not self.gate.blocked(language, "language"):
                    self._row("languages", _id("language", service, language), service, language)

    def files(self) -> Iterator[ClearedFile]:
        """The tables that have rows, each a file named as the specification names it."""
        for name, columns in TABLES.items():
            if self.rows[name]:
                yield csv_table(f"{name}.csv", columns, self.rows[name])

    def _organisation(self, owner: str, resource: Resource, told: dict[str, str]) -> str:
        record = _id("organisation", resource.engagement, fold(owner))
        if record not in self.organisations:
            self.organisations.add(record)
            # What is known belongs to the service; of an organisation of the same name it is the same.
            same = owner == resource.name
            self._row(
                "organizations",
                record,
                owner,
                *(told[key] if same else "" for key in ("description", "email", "url")),
            )
        return record

    def _location(self, resource: Resource, organisation: str, told: dict[str, str]) -> str:
        if not (told["address"] or told["district"]):
            return ""
        location = _id("location", resource.id)
        self._row("locations", location, "physical", organisation, resource.name)
        postal = _POSTAL_CODE.search(told["address"])
        # Of several cities that share a programme nobody said in which one it stands.
        city = self.places[0] if len(self.places) == 1 else None
        self._row(
            "addresses", _id("address", resource.id), location, told["address"], city.name if city else "",
            told["district"], city.state if city else "", postal[0] if postal else "", "US", "physical",
        )  # fmt: skip
        return location

    def _open(self, resource: Resource, key: str) -> str:
        value = str(getattr(resource, key))
        if value and (spans := self.gate.blocked(value, key)):
            self.withheld.append(
                f"The {key} of “{resource.name}” stays in the store: “{spans[0].words}” {spans[0].why}."
            )
            return ""
        return value

    def _row(self, table: str, *values: str) -> None:
        self.rows[table].append(tuple(self.gate.label(value, table) if value else None for value in values))


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_OURS, "\n".join(parts)))
