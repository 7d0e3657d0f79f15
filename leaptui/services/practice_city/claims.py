"""Harbor Falls' claims: the figures and quotes in its reasons, and one that stands in no text yet."""

from __future__ import annotations

from leaptui.domain.records import Engagement
from leaptui.services.interviews.excerpt_marking import keep_excerpt
from leaptui.services.interviews.interviews import interviews
from leaptui.services.roadmap.claims import put_figure, put_plan_figure, put_quote
from leaptui.services.workspace import Workspace

_OF_CALLS = {
    "eligible-narrow": "eligible.narrow",
    "eligible-expected": "eligible.expected",
    "eligible-broad": "eligible.broad",
    "eligible-calls": "eligible.expected.calls",
    "busiest-hour": "calls.busiest_hour",
}
_OF_THE_PLAN = {"in-the-window": "in_hours", "people": "people", "yearly-cost": "yearly_cost"}
_SAID = {
    "Friday after midnight is when I send police.": "friday-night",
    "I will not open something I have to close in three years.": "three-years",
}


def put_claims(workspace: Workspace, engagement: Engagement) -> None:
    """Put the claims whose tokens stand in the reasons of its roadmap."""
    for key, figure in _OF_CALLS.items():
        put_figure(workspace, engagement, figure, key=key)
    for key, figure in _OF_THE_PLAN.items():
        put_plan_figure(workspace, engagement, "Ten to ten", figure, key=key)
    for view in interviews(workspace, engagement):
        for mark in view.marks:
            if mark.text in _SAID:
                excerpt = keep_excerpt(workspace, view.interview, mark)
                put_quote(workspace, engagement, excerpt, key=_SAID[mark.text])
