"""Partnership agreements: drafted from the engagement, edited, and kept as signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from leaptui.domain.roadmap_vocabulary import AgreementStatus
from leaptui.services.roadmap.agreements import (
    NOTICE,
    AgreementView,
    agreements,
    change_agreement,
    make_agreement,
    remove_agreement,
    values_of,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dates import day_shown
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn
from leaptui.tui.text import paragraph, plain, row
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest, instead

_STYLES = {
    AgreementStatus.DRAFT: "$text-muted",
    AgreementStatus.WITH_COUNSEL: "$accent",
    AgreementStatus.SIGNED: "b $success",
    AgreementStatus.ENDED: "$text-muted",
}
_STATES = (
    Choice("draft", "draft", "everything can be changed"),
    Choice("with_counsel", "with counsel", "a lawyer of either party reads it"),
    Choice("signed", "signed", "its terms stay as they are"),
    Choice("ended", "ended", "it holds no longer"),
)
_A_LINE = "one a line"
FIELDS = (
    FieldSpec(key="title", label="Title", required=True),
    FieldSpec(key="parties", label="Parties", kind=FieldKind.LINES, rows=3, hint=_A_LINE),
    FieldSpec(key="purpose", label="Purpose", kind=FieldKind.LINES, rows=4),
    FieldSpec(key="our_responsibilities", label="We do", kind=FieldKind.LINES, rows=5, hint=_A_LINE),
    FieldSpec(
        key="their_responsibilities", label="The city does", kind=FieldKind.LINES, rows=5, hint=_A_LINE
    ),
    FieldSpec(key="starts_on", label="Begins on", kind=FieldKind.DAY, hint="2026-12-01"),
    FieldSpec(key="ends_on", label="Ends on", kind=FieldKind.DAY, hint="2027-11-30"),
    FieldSpec(key="notice_days", label="Notice, days", kind=FieldKind.NUMBER, hint="30"),
    FieldSpec(key="payment", label="Payment", kind=FieldKind.LINES, rows=2),
    FieldSpec(key="confidentiality", label="Confidentiality", kind=FieldKind.LINES, rows=4),
    FieldSpec(key="governing_law", label="Law of", hint="Ohio"),
    FieldSpec(key="arbitration", label="Arbitration", kind=FieldKind.LINES, rows=3),
    FieldSpec(
        key="signatories", label="Signatories", kind=FieldKind.LINES, rows=3, hint="name | title | party"
    ),
    FieldSpec(key="signed_on", label="Signed on", kind=FieldKind.DAY),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2, hint="for you alone"),
)
"""Fields of an agreement; its state has a key of its own."""


class AgreementsScreen(RoadmapView):
    """What do we and the city promise each other?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("agreements", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("agreements")
    TITLE_SHOWN: ClassVar[str] = "agreement"
    DEFAULT_CSS = """
    AgreementsScreen #columns { layout: vertical; }
    AgreementsScreen #agreements { height: auto; max-height: 6; }
    AgreementsScreen #text-pane { height: 1fr; padding: 1 0 0 1; }
    AgreementsScreen #text-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    AgreementsScreen.-wide #columns { layout: horizontal; }
    AgreementsScreen.-wide #agreements { width: 2fr; height: 1fr; max-height: 100%; }
    AgreementsScreen.-wide #text-pane { width: 3fr; padding: 0 0 0 2; }
    """

    _views: Sequence[AgreementView] = ()

    def compose_place(self) -> ComposeResult:
        """One line each, and the text of the one under the cursor."""
        with Horizontal(id="columns"):
            yield PickList[AgreementView](self._draw, id="agreements", hold=True)
            with Vertical(id="text-pane", classes="pane"), VerticalScroll(id="text-scroll"):
                yield Drawn(id="text")

    def compose_foot(self) -> ComposeResult:
        """What it is until it is signed, and what is missing."""
        yield Drawn(id="said")

    @property
    def _rows(self) -> PickList[AgreementView]:
        return self.query_one("#agreements", PickList)

    @property
    def _here(self) -> AgreementView | None:
        return self._rows.pick.value if self._rows.pick else None

    async def load(self) -> None:
        """All of them."""
        self._views = await self.leap.ask(agreements, self.engagement)
        entries: list[Pick[AgreementView] | Rest] = [Pick(view.agreement.id, view) for view in self._views]
        if not entries:
            entries = [
                *instead(
                    "There is no agreement yet.", "N drafts one from the engagement, for counsel to read."
                )
            ]
        self._rows.show(entries, at=self.take_at())
        self._tell()
        if self.focused is None:
            self._rows.focus()

    def _draw(self, view: AgreementView, width: int) -> Sequence[Content]:
        each, today = view.agreement, self.leap.now().date()
        style = _STYLES[each.status]
        day = f"from {day_shown(each.starts_on, today)}" if each.starts_on else ""
        if each.signed_on:
            day = f"signed {day_shown(each.signed_on, today)}"
        columns = (12, max(width - 12 - 17 - 2, 8), -17)
        cells = (
            plain(each.status.label, style),
            plain(each.title),
            plain(day, "$text-muted"),
        )
        return [row(columns, cells)]

    def tell_context(self, bar: ContextBar) -> None:
        """Whether it is a draft, and how much is missing."""
        view = self._here
        about = [self.TITLE_SHOWN]
        about += [NOTICE.partition(";")[0].lower()] if view is not None and view.notice else []
        missing = len(view.missing) if view else 0
        notice = plain(f"▲ {missing} blank{'s' * (missing > 1)}", "b $warning") if missing else None
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#agreements")
    def _tell(self) -> None:
        view = self._here
        self.query_one("#text", Drawn).show(lambda width: _text(view, width))
        self.query_one("#said", Drawn).show(lambda width: _foot(view, width))
        self.refresh_frame()

    # What is done here.

    @errand()
    async def action_new_agreement(self) -> None:
        """Draft one."""
        made = await self.leap.change(make_agreement, self.engagement)
        self.show_at(made)
        self.notify(f"{made.title}: {NOTICE}", markup=False)

    def action_edit_agreement(self) -> None:
        """Change the one under the cursor."""
        self._rows.action_choose()

    @on(PickList.Chosen, "#agreements")
    @errand()
    async def edit_chosen(self) -> None:
        """Change it."""
        view = self._here
        if view is not None:
            await ask_until_kept(
                self.leap,
                view.agreement.title,
                FIELDS,
                values_of(view.agreement),
                lambda values: self.leap.change(change_agreement, view.agreement, values),
                concerning=view.notice,
                only_changed=True,
            )

    @errand()
    async def action_read_agreement(self) -> None:
        """The whole of it."""
        view = self._here
        if view is not None:
            points = [
                (plain(str(number), "$text-muted"), f"{term.title}\n{term.text}")
                for number, term in enumerate(view.terms, 1)
            ]
            await self.app.push_screen_wait(TellDialog(view.agreement.title, points, concerning=view.notice))

    @errand()
    async def action_set_state(self) -> None:
        """How far it is."""
        view = self._here
        if view is None:
            return
        state = await self.app.push_screen_wait(
            ChooseDialog(
                "How far is the agreement?",
                _STATES,
                chosen=view.agreement.status.value,
                concerning=view.agreement.title,
            )
        )
        if state is not None:
            values = {"status": state}
            if state in ("draft", "with_counsel"):
                values["signed_on"] = ""  # what is drafted again was not signed as it will read
            await self.leap.change(change_agreement, view.agreement, values)

    @errand()
    async def action_remove_agreement(self) -> None:
        """Put it away."""
        view = self._here
        if view is not None:
            await self.leap.change(remove_agreement, view.agreement)
            self.notify("Removed. F5 brings it back.", markup=False)


def _text(view: AgreementView | None, width: int) -> list[Content]:
    """The agreement as it reads."""
    if view is None:
        return []
    shown = paragraph(view.agreement.title, width, "b")
    shown += paragraph(view.notice, width, "$warning") if view.notice else []
    for number, term in enumerate(view.terms, 1):
        shown += [
            Content(""),
            *paragraph(f"{number}. {term.title}", width, "b"),
            *paragraph(term.text, width),
        ]
    return shown


def _foot(view: AgreementView | None, width: int) -> list[Content]:
    if view is None or not view.missing:
        return []
    return paragraph("▲ To be filled in: " + ", ".join(view.missing) + ".", width, "$warning")[:2]
