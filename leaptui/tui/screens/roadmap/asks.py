"""What the roadmap screen asks for: a decision, its reason, and what it rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.services.roadmap.components import ComponentView, link_figure
from leaptui.services.roadmap.deciding import set_component
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.screens.roadmap.board import link_passage, linkable
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog
from leaptui.tui.screens.roadmap.link import FigureChoice, LinkDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_DECISION = (
    FieldSpec(
        key="status",
        label="State",
        kind=FieldKind.CHOICE,
        choices=tuple((status.value, f"{status.glyph} {status}") for status in ComponentStatus),
    ),
    FieldSpec(key="decision", label="Decision", hint="what is proposed, in a sentence"),
    FieldSpec(key="owner", label="Owner", hint="who takes it on"),
    FieldSpec(key="due", label="Due", kind=FieldKind.DAY, hint="2026-12-12"),
    FieldSpec(
        key="rationale",
        label="Reason",
        kind=FieldKind.LINES,
        rows=5,
        hint="why this, and why not the others",
    ),
)


async def ask_for_decision(app: LeapApp, engagement: Engagement, view: ComponentView) -> None:
    """Ask for state, decision, owner, due and reason, until they are taken or left."""
    state = view.state
    before = {
        "status": state.status.value,
        "decision": state.decision,
        "owner": state.owner,
        "due": state.due or "",
        "rationale": state.rationale,
    }
    values: dict[str, str] | None = before
    problems: dict[str, str] = {}
    while True:
        values = await app.push_screen_wait(
            FormDialog(
                f"{view.guide.number}  {view.guide.title}",
                _DECISION,
                values,
                concerning=view.guide.question,
                problems=problems,
                insert=partial(ClaimDialog, engagement),
                insert_into=("decision", "rationale"),
            )
        )
        if values is None:
            return
        changes = {key: text for key, text in values.items() if text.strip() != before[key]}
        try:
            await app.change(set_component, engagement, view.guide.key, changes)
        except InputRefused as error:
            missing = next((key for key in ("decision", "rationale") if not values[key].strip()), "status")
            problems = {missing: error.what}
            continue
        return


async def ask_for_reason(app: LeapApp, engagement: Engagement, view: ComponentView) -> None:
    """Let the reason be written on a page of its own."""

    async def keep(text: str) -> None:
        await app.change(set_component, engagement, view.guide.key, {"rationale": text})

    text = await app.push_screen_wait(
        WriteDialog(
            f"Why? {view.guide.title}",
            view.state.rationale,
            keep=keep,
            concerning=view.state.decision or view.guide.question,
            hint="Why this, what speaks against it, and what would change it.",
            insert=partial(ClaimDialog, engagement),
        )
    )
    if text is not None:
        await keep(text)


async def ask_for_evidence(app: LeapApp, engagement: Engagement, view: ComponentView) -> Evidence | None:
    """Let something said or counted be chosen, and link it; none when it was left."""
    known = await app.ask(linkable, engagement)
    linked = {
        link.evidence.source if link.evidence.source_kind is EvidenceKind.FIGURE else link.says
        for link in view.evidence
    }
    chosen = await app.push_screen_wait(LinkDialog(view.guide.title, known, linked))
    if chosen is None:
        return None
    if isinstance(chosen, FigureChoice):
        return await app.change(link_figure, engagement, view.guide.key, chosen.key)
    return await app.change(link_passage, engagement, view.guide.key, chosen)
