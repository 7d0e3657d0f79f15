"""`leaptui roadmap judge`: what a figure does to what people said."""

from __future__ import annotations

import click

from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say
from leaptui.services.city.engagements import find_engagement
from leaptui.services.roadmap.verdicts import judge


@click.command("judge")
@click.argument("component")
@click.argument("figure")
@click.argument("verdict")
@ENGAGEMENT
@click.pass_obj
def roadmap_judge(session: Session, component: str, figure: str, verdict: str, engagement: str) -> None:
    """Say what a linked FIGURE does to what people said of a COMPONENT: bears it out, does not, cannot tell.

    The VERDICT stands beside the figure in the themes memo; an empty one takes it back.
    """
    with session.workspace() as workspace:
        judged = judge(workspace, find_engagement(workspace, engagement), component, figure, verdict)
    say(f"{judged.source}: {judged.note}" if judged.note else f"{judged.source} is not judged any more.")
