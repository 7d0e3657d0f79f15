"""The letter that asks a city for its calls, as one of the documents."""

from __future__ import annotations

from dataclasses import replace

from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement
from leaptui.services.calls.data_requests import data_requests, find_request
from leaptui.services.calls.request_letters import prepare_letter
from leaptui.services.documents.prepared import Prepared
from leaptui.services.workspace import Workspace


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:  # noqa: ARG001 - a records office reads it, whoever is named
    """Gather the letter of a request: the one named, or the newest.

    Raises:
        UnknownName: When there is none.
        InputRefused: When no field is asked for.
        Withheld: When the advisor's own words repeat a confidence.
    """
    if which:
        view = find_request(workspace, engagement, which)
        prepared = prepare_letter(workspace, engagement, view.request)
        is_newest = view.number == len(data_requests(workspace, engagement))
        # That of an earlier request is a letter beside the newest, not in its place.
        return prepared if is_newest else replace(prepared, stem=f"{prepared.stem}-{view.number}")
    requests = data_requests(workspace, engagement)
    if not requests:
        raise UnknownName(
            f"Nothing was asked of {engagement.name} yet.",
            safe="Nothing was written.",
            next_step=f"Begin a request: leaptui data-request add --engagement {engagement.slug}.",
        )
    return prepare_letter(workspace, engagement, requests[-1].request)
