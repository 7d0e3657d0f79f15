"""One concern of the board: the answer and what may not be claimed, who gives it, who was met, who raised it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from typing_extensions import override

from leaptui.domain.errors import UnknownName
from leaptui.domain.partner_records import Validator
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.pages import Page, let_go
from leaptui.services.roadmap.concern_changes import change_concern, unlink_passage
from leaptui.services.roadmap.precedents import PrecedentView
from leaptui.services.roadmap.validator_meetings import MeetingView, remove_meeting
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.kept_form import ask_until_kept
from leaptui.tui.dialogs.write import WriteDialog
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand
from leaptui.tui.screens.interviews.concerns import answer_lines
from leaptui.tui.screens.roadmap.claim_pick import ClaimDialog
from leaptui.tui.screens.roadmap.concern_asks import (
    ask_for_meeting,
    ask_for_precedents,
    ask_for_status,
    ask_for_validators,
    tell_concern,
)
from leaptui.tui.screens.roadmap.concern_lines import counted, fact_paragraphs
from leaptui.tui.screens.roadmap.concern_parts import (
    ConcernShown,
    Part,
    concern_shown,
    head_lines,
    part_rows,
)
from leaptui.tui.screens.roadmap.precedents import tell_facts
from leaptui.tui.screens.roadmap.validators import ValidatorsScreen
from leaptui.tui.screens.roadmap.view import RoadmapView
from leaptui.tui.screens.view import Drawn, Sentences
from leaptui.tui.text import join, plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_FIELDS = (
    FieldSpec(key="title", label="In other words", hint="empty: as the library says it"),
    FieldSpec(key="owner", label="Owner", hint="who takes it on"),
    FieldSpec(key="due", label="Due", hint="friday, 2 dec, 2026-12-02"),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=3),
)


class ConcernScreen(RoadmapView):
    """What do we say to this, who says it best, and did it help?"""

    SCOPES: ClassVar[tuple[str, ...]] = ("concern", "view_list", "view")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("concern")
    TITLE_SHOWN: ClassVar[str] = "concern"
    DEFAULT_CSS = """
    ConcernScreen #concern-head { padding: 0 1; margin: 0 0 1 0; }
    ConcernScreen.-short #concern-head { margin: 0; }
    ConcernScreen #library-pane { width: 52; padding: 0 0 0 2; }
    ConcernScreen #library-scroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, concern: str) -> None:
        """Of the concern with this id."""
        super().__init__()
        self._record = concern
        self._known: ConcernShown | None = None

    def compose_place(self) -> ComposeResult:
        """Answer and parts; beside them, when wide, what the library or a program says."""
        with Horizontal():
            with Vertical():
                yield Drawn(id="concern-head")
                yield PickList[Part](part_rows, id="concern-parts")
            with Vertical(id="library-pane", classes="pane only-wide"), VerticalScroll(id="library-scroll"):
                yield Drawn(id="library")

    def compose_foot(self) -> ComposeResult:
        """What is known of the row under the cursor."""
        yield Sentences(id="said")

    @property
    def _rows(self) -> PickList[Part]:
        return self.query_one("#concern-parts", PickList)

    @property
    def _here(self) -> Part | None:
        return self._rows.pick.value if self._rows.pick else None

    @property
    @override
    def in_hand(self) -> InHand | None:
        """The concern."""
        return InHand(self.engagement, self._record) if self.leap.city else None

    async def load(self) -> None:
        """The concern; when it is no longer on the board, back."""
        try:
            known = await self.leap.ask(concern_shown, self.engagement, self._record)
        except UnknownName:
            self.dismiss()
            return
        self._known, view = known, known.view
        self.query_one("#concern-head", Drawn).show(lambda width: head_lines(known, width))
        entries: list[Pick[Part] | Rest] = []
        self._add(
            entries, "Who met whom", "no meeting yet; M notes one", [(e.meeting.id, e) for e in view.meetings]
        )
        self._add(
            entries, "Who answers", "nobody yet; L chooses validators", [(e.id, e) for e in view.validators]
        )
        self._add(
            entries,
            "Elsewhere",
            "no program named; E chooses some",
            [(e.precedent.key, e) for e in view.precedents],
        )
        self._add(
            entries,
            f"Raised in {counted(view.interviews, 'interview')}, by {counted(len(view.groups), 'group')}",
            "!concern in a note marks it",
            [(f"{e.conversation.interview.id} {e.start} {e.text}", e) for e in view.raised],
        )
        self._rows.show(entries)
        self._tell()
        if self.focused is None:
            self._rows.focus()

    def _add(
        self,
        entries: list[Pick[Part] | Rest],
        head: str,
        none: str,
        parts: Sequence[tuple[str, Part]],
    ) -> None:
        said = f" {head}" if parts else f" {head}: "
        line = [
            plain(said, "b"),
            *([] if parts else [plain(none, "$text-muted")]),
        ]
        entries.append(Rest(join(*line)))
        entries += [
            Pick(key, part, 2 if isinstance(part, MeetingView | ConcernRaised) else 1) for key, part in parts
        ]

    def tell_context(self, bar: ContextBar) -> None:
        """Which concern, and whether it blocks."""
        view = self._known.view if self._known else None
        notice = plain("▲ not settled", "b $warning") if view and view.blocks else None
        bar.show(
            self.leap.city_name,
            [self.TITLE_SHOWN, view.title if view else ""],
            notice=notice,
            saved=self.saved(),
        )

    @on(PickList.Highlighted, "#concern-parts")
    def _tell(self) -> None:
        """What is known of the row under the cursor."""
        here, known = self._here, self._known
        pane = self.query_one("#library", Drawn)
        says = self.query_one(Sentences)
        if known is None:
            return
        library, today = known.view.library, self.leap.now().date()
        pane.show(lambda width: answer_lines(library, width, today) if library else ())
        match here:
            case MeetingView():
                answer = f"Answer used: {here.meeting.answer}" if here.meeting.answer else here.meeting.note
                says.say((answer or "Enter changes the meeting.",))
            case Validator():
                fits = next((each for each in known.fitting if each.validator.id == here.id), None)
                because = "; ".join(fits.reasons) if fits else ""
                says.say((f"Fits: {because}." if because else "Nothing speaks for this choice.",))
            case PrecedentView():
                says.say((here.precedent.lesson,))
                pane.show(lambda width: fact_paragraphs(here, width))
            case ConcernRaised():
                says.say(
                    (
                        "Enter opens the note there. What was said travels only as far as its sign says.",
                        "Enter opens the note. Words travel only as far as their sign says.",
                    )
                )
            case None:
                says.say((known.view.concern.note.partition("\n")[0],))
        self.refresh_frame()

    # What is done here.

    @on(PickList.Chosen, "#concern-parts")
    @errand()
    async def open_chosen(self, event: PickList.Chosen) -> None:
        """The note where it was raised, the meeting, the facts of a program, the reasons for a validator."""
        part: Part = event.pick.value
        match part:
            case ConcernRaised():
                await self.open_interview(part.conversation.interview.id, part.start)
            case MeetingView() if self._known is not None:
                await ask_for_meeting(self.leap, self.engagement, self._known.view.concern, part)
            case PrecedentView():
                await tell_facts(self.leap, part)
            case Validator() if self._known is not None:
                await ask_for_validators(self.leap, self._known)

    @errand()
    async def action_write_answer(self) -> None:
        """Write what the city is told; it begins with what the library says."""
        known = self._known
        if known is None:
            return
        view = known.view
        check = f" Check first: {' '.join(view.check_first)}" if view.check_first else ""
        page = Page(view.concern.id, "answer")
        text = await self.app.push_screen_wait(
            WriteDialog(
                f"What do we say to: {view.title}",
                view.answer,
                keep=self._keep_answer,
                insert=partial(ClaimDialog, self.engagement),
                concerning=f"Limits: {view.limits}{check}" if view.limits else "",
                hint="what the city is told",
                page=page,
            )
        )
        if text is not None and text.strip() != (view.answer if view.answer_is_own else "").strip():
            await self._keep_answer(text)
        await self.leap.ask(let_go, page)

    async def _keep_answer(self, text: str) -> None:
        if self._known is not None:
            own = (
                ""
                if text.strip() == (self._known.view.library.answer if self._known.view.library else "")
                else text
            )
            await self.leap.change(change_concern, self._known.view.concern, {"answer": own})

    @errand()
    async def action_status(self) -> None:
        """How far it is."""
        if self._known is not None:
            await ask_for_status(self.leap, self._known.view)

    @errand()
    async def action_meeting(self) -> None:
        """Note who met whom."""
        if self._known is not None and await self._somebody_listed(self._known):
            await ask_for_meeting(self.leap, self.engagement, self._known.view.concern)

    @errand()
    async def action_edit(self) -> None:
        """Words, owner, day and note."""
        if self._known is None:
            return
        concern = self._known.view.concern
        await ask_until_kept(
            self.leap,
            "The concern",
            _FIELDS,
            {"title": concern.title, "owner": concern.owner, "due": concern.due or "", "note": concern.note},
            lambda values: self.leap.change(change_concern, concern, values),
            only_changed=True,
        )

    @errand()
    async def action_choose_validators(self) -> None:
        """Who is to answer."""
        if self._known is not None and await self._somebody_listed(self._known):
            await ask_for_validators(self.leap, self._known)

    async def _somebody_listed(self, known: ConcernShown) -> bool:
        """Whether there are validators at all; where none is, the list they are added to opens instead."""
        if not known.fitting:
            await self.app.push_screen(ValidatorsScreen())
        return bool(known.fitting)

    @errand()
    async def action_choose_precedents(self) -> None:
        """Which programs elsewhere are named with it."""
        if self._known is not None:
            await ask_for_precedents(self.leap, self.engagement, self._known.view)

    @errand()
    async def action_read(self) -> None:
        """The answer and what the library says, in full."""
        if self._known is not None:
            await tell_concern(self.leap, self._known)

    @errand()
    async def action_unlink(self) -> None:
        """Take the row under the cursor away from the concern."""
        here, known = self._here, self._known
        if known is None or here is None:
            return
        concern = known.view.concern
        match here:
            case MeetingView():
                sure = await self.app.push_screen_wait(
                    AskDialog("Take this meeting away?", does="take it away", concerning=here.change)
                )
                if sure:
                    await self.leap.change(remove_meeting, here.meeting)
            case Validator():
                left = [each.id for each in known.view.validators if each.id != here.id]
                await self.leap.change(change_concern, concern, {"validators": "; ".join(left)})
            case PrecedentView():
                kept = (each.precedent.key for each in known.view.precedents)
                left = [each for each in kept if each != here.precedent.key]
                await self.leap.change(change_concern, concern, {"precedents": "; ".join(left)})
            case ConcernRaised() if here.excerpt in concern.excerpts:
                await self.leap.change(unlink_passage, concern, here.excerpt)
            case ConcernRaised():
                self.notify("Its words point at this concern; it is not linked by hand.", markup=False)
