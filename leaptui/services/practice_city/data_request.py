"""Harbor Falls' data request: what was asked of its dispatch center, and which export answered it."""

from __future__ import annotations

from leaptui.domain.records import Engagement
from leaptui.practice.harbor_falls import PracticeExport
from leaptui.services.calls.data_request_steps import add_request, mark_sent
from leaptui.services.calls.data_requests import link_request
from leaptui.services.calls.picture import find_dataset
from leaptui.services.workspace import Workspace

_SENT_ON = "sent_on"


def put_data_request(workspace: Workspace, engagement: Engagement, export: PracticeExport) -> None:
    """Put the request into the practice city, its calls being there, as sent and answered."""
    texts = dict(export.request)
    sent_on = texts.pop(_SENT_ON)
    request = mark_sent(workspace, add_request(workspace, engagement, texts), on=sent_on)
    link_request(workspace, find_dataset(workspace, engagement), request)
