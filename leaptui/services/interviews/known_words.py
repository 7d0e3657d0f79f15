"""What is no secret in any city of a store: texts whose words and numbers point at nobody."""

from __future__ import annotations

from leaptui.domain.call_records import District
from leaptui.domain.city_records import Jurisdiction
from leaptui.domain.partner_records import TeamMember
from leaptui.domain.records import Engagement, Resource
from leaptui.practice.field_words import field_words
from leaptui.services.workspace import Workspace


def services_told(workspace: Workspace) -> list[str]:
    """What local services say of themselves."""
    return [
        "\n".join((each.name, each.organisation, each.description, each.phone, each.email, each.address))
        for each in workspace.store.all(Resource)
    ]


def known_to_everybody(workspace: Workspace) -> list[str]:
    """The words of the field, and the names of places, services, partners and local teams."""
    store = workspace.store
    return [
        field_words(),
        *services_told(workspace),
        *(each.name for each in store.all(Jurisdiction)),
        *(each.name for each in store.all(District)),
        *("\n".join((each.name, each.role, each.organisation)) for each in store.all(TeamMember)),
        *(
            "\n".join((each.name, each.lead, each.dispatch_centre, *each.partners))
            for each in store.all(Engagement)
        ),
    ]
