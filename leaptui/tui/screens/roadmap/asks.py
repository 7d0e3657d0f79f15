"""What the roadmap screen asks for: the reason of a decision, and what it rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.pages import Page, let_go
from leaptui.services.roadmap.components import ComponentView, EvidenceView, link_figure, link_scenario
from leaptui.services.roadmap.deciding import set_component
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.roadmap.board import PlanFigure, link_passage, linkable
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog
from leaptui.tui.screens.roadmap.link import FigureChoice, LinkDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


async def ask_for_reason(app: LeapApp, engagement: Engagement, view: ComponentView) -> None:
    """Let the reason be written on a page of its own."""

    async def keep(text: str) -> None:
        await app.change(set_component, engagement, view.guide.key, {"rationale": text})

    page = Page(view.state.id, "rationale")
    text = await app.push_screen_wait(
        WriteDialog(
            f"Why? {view.guide.title}",
            view.state.rationale,
            keep=keep,
            concerning=view.state.decision or view.guide.question,
            hint="Why this, what speaks against it, and what would change it.",
            insert=partial(ClaimDialog, engagement),
            page=page,
        )
    )
    if text is not None:
        await keep(text)
    await app.ask(let_go, page)


async def ask_for_evidence(app: LeapApp, engagement: Engagement, view: ComponentView) -> Evidence | None:
    """Let something said or counted be chosen, and link it; none when it was left."""
    known = await app.ask(linkable, engagement)
    linked = {_linked_by(link) for link in view.evidence}
    chosen = await app.push_screen_wait(LinkDialog(view.guide.title, known, linked))
    if chosen is None:
        return None
    if isinstance(chosen, PlanFigure):
        return await app.change(link_scenario, engagement, view.guide.key, chosen.plan, chosen.key)
    if isinstance(chosen, FigureChoice):
        return await app.change(link_figure, engagement, view.guide.key, chosen.key)
    return await app.change(link_passage, engagement, view.guide.key, chosen)


def _linked_by(link: EvidenceView) -> str:
    """What the dialog knows a candidate by that is linked already."""
    match link.evidence.source_kind:
        case EvidenceKind.EXCERPT:
            return link.says
        case EvidenceKind.SCENARIO:
            return f"{link.evidence.scenario} {link.evidence.source}"
    return link.evidence.source
