"""What the texts of the roadmap say: every figure and quote in them, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from typing_extensions import override

from leaptui.services.calls.asked import Asked, rows
from leaptui.services.roadmap.claim_check import ClaimCheck, LooseToken, TypedFigure, check_claims, take_offer
from leaptui.services.roadmap.claim_evidence import evidence_of
from leaptui.services.roadmap.claims import ClaimView, put_claim_away, renew, take_from_newest
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.calls.rows import PAGE, RowsDialog, RowsPage
from leaptui.tui.screens.roadmap.claim_lines import claim_row, context_words, loose_row, told_of, typed_row
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Sentences
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

Found = ClaimView | TypedFigure | LooseToken


class ClaimsScreen(RoadmapView):
    """Every figure and quote that stands in a text, stale ones first."""

    SCOPES: ClassVar[tuple[str, ...]] = ("claims", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("claims")
    TITLE_SHOWN: ClassVar[str] = "what the texts say"

    _check: ClaimCheck | None = None

    def __init__(self, at: str = "") -> None:
        """The claims.

        Args:
            at: Id of the claim on which the cursor stands at first.
        """
        super().__init__()
        self._wanted: str | None = at or None

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is renewed where nothing is stale, nor taken from the newest calls where all is."""
        stale = self._check.stale if self._check else ()
        if action == "renew" and not any(view.can_renew for view in stale):
            return False
        if action == "renew_all" and not any(view.has_news for view in stale):
            return False
        if action == "newest" and not (self._check and self._check.older):
            return False
        return super().check_action(action, parameters)

    def compose_place(self) -> ComposeResult:
        """One list, under headings."""
        yield PickList[Found](self._draw, id="claims")

    def compose_foot(self) -> ComposeResult:
        """More of the row under the cursor."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[Found]:
        return self.query_one("#claims", PickList)

    async def load(self) -> None:
        """Everything that was found on the claims."""
        self._check = await self.leap.ask(check_claims, self.engagement)
        self._fill(self._check)
        if self.focused is None:
            self._rows.focus()

    def _fill(self, check: ClaimCheck) -> None:
        fresh = [view for view in check.views if not view.stale]
        groups: list[tuple[str, list[Pick[Found]]]] = [
            ("Not what their source says any more", [_pick(view, 2) for view in check.stale]),
            (
                "Tokens that name no claim",
                [Pick(f"loose {at}", each) for at, each in enumerate(check.loose)],
            ),
            ("As their source says", [_pick(view, 1) for view in fresh]),
            (
                "Typed numbers that a measure says: Enter puts a claim there",
                [Pick(f"typed {at}", each) for at, each in enumerate(check.typed)],
            ),
        ]
        entries: list[Pick[Found] | Rest] = []
        for title, found in groups:
            if found:
                entries += [Rest()] if entries else []
                entries += [Rest(plain(f" {title}", "b")), *found]
        if not entries:
            entries = [
                Rest(),
                Rest(plain(" No figure or quote stands in a text yet.", "$text-muted")),
                Rest(plain(" F3 puts one where a decision or its reason is written.", "$text-muted")),
            ]
            self.query_one(Sentences).say()
        self._rows.show(entries, at=self._wanted)
        self._wanted = None

    def _draw(self, found: Found, width: int) -> Sequence[Content]:
        if isinstance(found, ClaimView):
            return claim_row(found, width)
        if isinstance(found, TypedFigure):
            return [typed_row(found, width)]
        return [loose_row(found, width)]

    def tell_context(self, bar: ContextBar) -> None:
        """How many are stale."""
        known = self._check
        notice = context_words(len(known.stale), len(known.views)) if known else None
        bar.show(self.leap.city_name, [self.TITLE_SHOWN], notice=notice, saved=self.saved())

    @on(PickList.Highlighted, "#claims")
    def tell(self, event: PickList.Highlighted) -> None:
        """What it is of and where it stands."""
        found: Found = event.pick.value
        said = self.query_one(Sentences)
        if isinstance(found, ClaimView):
            said.say(*told_of(found))
        elif isinstance(found, TypedFigure):
            said.say((found.offer.figures[0].base,), (f"Stands in {found.text.where}.",))
        else:
            said.say(
                ("No claim is called so: put one in its place, or take the words out.",),
                (f"Stands in {found.where}.",),
            )

    # What is done here.

    @on(PickList.Chosen, "#claims")
    @errand()
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The rows, the note or the inputs behind a claim; a typed number is taken."""
        found: Found = event.pick.value
        if isinstance(found, ClaimView):
            await self._open(found)
        elif isinstance(found, TypedFigure):
            await self._take(found)

    async def _open(self, view: ClaimView) -> None:
        behind = await self.leap.ask(evidence_of, self.engagement, view)
        if behind.asked is not None:
            await self._show_rows(view, behind.asked, behind.behind)
        elif behind.interview and view.now.claim is not None:
            await self.open_interview(behind.interview, behind.excerpt.start if behind.excerpt else None)
        else:
            await self._tell_all(view)

    async def _show_rows(self, view: ClaimView, asked: Asked, behind: str) -> None:
        async def fetch(offset: int) -> RowsPage:
            found = await self.leap.ask(rows, asked, offset=offset, limit=PAGE, behind=behind)
            return RowsPage(found.total, found.rows)

        await self.app.push_screen_wait(
            RowsDialog(f"{view.claim.printed}: {view.claim.label}", await fetch(0), fetch, of=view.claim.base)
        )

    async def _take(self, typed: TypedFigure) -> None:
        figures = typed.offer.figures
        choices = [
            Choice(str(at), f"{each.printed}, {each.label}", each.claim or each.base[:40])
            for at, each in enumerate(figures)
        ]
        key = await self.app.push_screen_wait(
            ChooseDialog(
                f"Which figure is “{typed.offer.number.text}”?",
                choices,
                concerning=typed.text.where,
                does="put the claim there",
                escape="leave the number",
            )
        )
        if key is not None:
            await self.leap.change(take_offer, self.engagement, typed, figures[int(key)])

    @property
    def _view(self) -> ClaimView | None:
        pick = self._rows.pick
        return pick.value if pick is not None and isinstance(pick.value, ClaimView) else None

    @errand()
    async def action_read(self) -> None:
        """All that is known of the claim under the cursor."""
        if self._view is not None:
            await self._tell_all(self._view)

    async def _tell_all(self, view: ClaimView) -> None:
        behind = await self.leap.ask(evidence_of, self.engagement, view)
        facts = [(plain("·", "$faint"), f"{label}: {words}") for label, words in behind.facts]
        await self.app.push_screen_wait(TellDialog(view.claim.key, facts, concerning=view.claim.label))

    @errand()
    async def action_renew(self) -> None:
        """Take what the source says now; of a plan that is not up to date, asks first."""
        view = self._view
        if view is None or not view.stale:
            return
        if view.can_renew and not view.has_news:
            sure = await self.app.push_screen_wait(
                AskDialog(
                    "Keep this figure all the same?",
                    does="keep it",
                    concerning="; ".join(view.stale),
                    unchanged="The plan stays as it is; save another one to have new figures.",
                )
            )
            if not sure:
                return
        await self.leap.change(renew, [view])

    @errand()
    async def action_renew_all(self) -> None:
        """Take what all sources say that is new; asks first."""
        views = [view for view in self._check.stale if view.has_news] if self._check else []
        if not views:
            return
        sure = await self.app.push_screen_wait(
            AskDialog(
                f"Renew {len(views)} claims?" if len(views) > 1 else "Renew the claim?",
                does="renew",
                concerning=", ".join(f"{view.claim.printed} → {view.says_now}" for view in views[:3]),
                unchanged="The history keeps what they said; F5 takes it back.",
            )
        )
        if sure:
            await self.leap.change(renew, views)

    @errand()
    async def action_newest(self) -> None:
        """Take the figure under the cursor from the newest export."""
        view = self._view
        if view is not None and self._check is not None and view in self._check.older:
            await self.leap.change(take_from_newest, self.engagement, [view])

    @errand()
    async def action_remove(self) -> None:
        """Put the claim under the cursor away; asks where it stands in a text."""
        view = self._view
        if view is None:
            return
        if view.used_in:
            sure = await self.app.push_screen_wait(
                AskDialog(
                    "Put this claim away?",
                    does="put it away",
                    concerning=f"Its token stays in {'; '.join(view.used_in)}, and names nothing then.",
                )
            )
            if not sure:
                return
        await self.leap.change(put_claim_away, view.claim)
        self.notify("Put away. F5 brings it back.", markup=False)


def _pick(view: ClaimView, rows: int) -> Pick[Found]:
    return Pick(view.claim.id, view, rows)
