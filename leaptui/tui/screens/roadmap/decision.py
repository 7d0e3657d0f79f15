"""What a component is decided for: its option, and the form of the decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.roadmap.components import ComponentView, component
from leaptui.services.roadmap.deciding import NotYetAgreed, one_sided, set_component
from leaptui.services.roadmap.options import options
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog
from leaptui.tui.screens.roadmap.options import NO_OPTION, OptionsDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp


def decision_fields(view: ComponentView) -> tuple[FieldSpec, ...]:
    """The fields of a decision, with the options of the component."""
    return (
        FieldSpec(
            key="status",
            label="State",
            kind=FieldKind.CHOICE,
            choices=tuple((status.value, f"{status.glyph} {status}") for status in ComponentStatus),
        ),
        FieldSpec(
            key="option",
            label="Option",
            kind=FieldKind.CHOICE,
            choices=(("", "none of them"), *((each.key, each.title) for each in view.guide.options)),
        ),
        FieldSpec(key="decision", label="Decision", hint="what is proposed, in a sentence"),
        FieldSpec(key="owner", label="Owner", hint="who takes it on"),
        FieldSpec(key="due", label="Due", kind=FieldKind.DAY, hint="2026-12-12"),
        FieldSpec(
            key="rationale",
            label="Reason",
            kind=FieldKind.LINES,
            rows=4,
            hint="why this, and why not the others",
        ),
        FieldSpec(key="dissent", label="Seen otherwise", hint="who would decide it otherwise, and why"),
    )


async def ask_for_decision(app: LeapApp, engagement: Engagement, view: ComponentView) -> None:
    """Ask for state, option, decision, owner, due, reason and dissent, until they are taken or left."""
    state = view.state
    before = {
        "status": state.status.value,
        "option": state.option if view.option else "",
        "decision": state.decision,
        "owner": state.owner,
        "due": state.due or "",
        "rationale": state.rationale,
        "dissent": state.dissent,
    }
    values: dict[str, str] | None = before
    problems: dict[str, str] = {}
    while True:
        values = await app.push_screen_wait(
            FormDialog(
                f"{view.guide.number}  {view.guide.title}",
                decision_fields(view),
                values,
                concerning=view.guide.question,
                problems=problems,
                insert=partial(ClaimDialog, engagement),
                insert_into=("decision", "rationale", "dissent"),
            )
        )
        if values is None:
            return
        changes = {key: text for key, text in values.items() if text.strip() != before[key]}
        try:
            await app.change(set_component, engagement, view.guide.key, changes)
        except InputRefused as error:
            lacks = error.lacks if isinstance(error, NotYetAgreed) else ()
            more = " Save it as proposed, and link evidence with E." if "evidence" in lacks else ""
            problems = {next((each for each in lacks if each in before), "status"): error.what + more}
            continue
        await _tell_one_sided(app, engagement, view.guide.key, changes)
        return


async def ask_for_option(app: LeapApp, engagement: Engagement, view: ComponentView) -> None:
    """Let one of the options be chosen, or the choice be taken back."""
    if not view.guide.options:
        app.notify(f"The practice content knows no options for {view.guide.title}.", markup=False)
        return
    known = await app.ask(options, view.guide)
    chosen = view.state.option if view.option else ""
    key = await app.push_screen_wait(
        OptionsDialog(f"{view.guide.number}  {view.guide.title}", view.guide.question, known, chosen)
    )
    if key is not None and key != chosen:
        await app.change(set_component, engagement, view.guide.key, {"option": key})
        if key != NO_OPTION and view.state.status is ComponentStatus.OPEN:
            app.notify("Chosen. D proposes it, with a decision and a reason.", markup=False)


async def _tell_one_sided(app: LeapApp, engagement: Engagement, key: str, changes: dict[str, str]) -> None:
    if changes.get("status") != ComponentStatus.AGREED:
        return
    missing = one_sided(await app.ask(component, engagement, key))
    if missing:
        app.notify(missing, markup=False)
