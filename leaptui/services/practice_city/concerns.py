"""Harbor Falls' concern board: one concern settled, one answered, one open, and who met whom."""

from __future__ import annotations

from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.practice.harbor_falls import practice_city
from leaptui.practice.harbor_falls_concerns import practice_concerns
from leaptui.services.roadmap.concern_board import find_concern, unhandled
from leaptui.services.roadmap.concern_changes import change_concern, put_on_board, set_status
from leaptui.services.roadmap.validator_meetings import note_meeting
from leaptui.services.roadmap.validators import add_validator
from leaptui.services.workspace import Workspace


def put_concerns(workspace: Workspace, engagement: Engagement) -> None:
    """Put all of it into the practice city, its interviews being there."""
    told = practice_concerns()
    for texts in told.validators:
        add_validator(workspace, texts)
    waiting = {each.key: each for each in unhandled(workspace, engagement)}
    for texts in told.concerns:
        values = {key: text for key, text in texts.items() if key not in ("concern", "status")}
        concern = put_on_board(workspace, engagement, waiting[texts["concern"]])
        concern = change_concern(workspace, concern, values)
        status = ConcernStatus(texts["status"])
        if status is not ConcernStatus.OPEN:
            set_status(workspace, concern, status)
    names = {each.key: each.name for each in practice_city().stakeholders}
    for texts in told.meetings:
        values = {key: text for key, text in texts.items() if key != "concern"}
        raised = find_concern(workspace, engagement, texts["concern"])
        values["person"] = names[texts["person"]]
        note_meeting(workspace, engagement, values, concerns=(raised,))
