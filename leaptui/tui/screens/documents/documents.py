"""The place Documents: what may leave, for whom, as which files, and what left before."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.export import documents_made
from leaptui.services.documents.handing_over import audience_named, hand_over
from leaptui.services.documents.look import look_of
from leaptui.services.documents.prepared import formats_named, make, preview
from leaptui.services.roadmap.readiness import readiness
from leaptui.services.workspace import Workspace
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.ask import AskDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand
from leaptui.tui.screens.documents import panes
from leaptui.tui.screens.documents.held_back import HeldBackScreen
from leaptui.tui.screens.documents.panes import Answer, Choices, Option
from leaptui.tui.screens.documents.preview import preview_lines
from leaptui.tui.screens.interviews.near_repeats import DocumentsNearRepeatsScreen
from leaptui.tui.screens.place import PlaceScreen
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Block, Lines
from leaptui.tui.widgets.pick_list import PickList

_USUAL_FORMATS = ("docx", "pdf")


def usual_folder(engagement: Engagement) -> Path:
    """`exports/<slug>` in the documents folder of whoever is at the laptop, or at home."""
    from platformdirs import user_documents_path

    documents = user_documents_path()
    return (documents if documents.is_dir() else Path.home()) / "exports" / engagement.slug


def gate_answer(workspace: Workspace, engagement: Engagement, audience: str) -> Answer:
    """What the gate says of the roadmap for these readers."""
    missing = tuple(readiness(workspace, engagement))
    try:
        prepared = prepare(workspace, engagement, kind_named("roadmap"), audience_named(audience))
        return Answer(prepared=prepared, refused=None, missing=missing)
    except LeapError as error:
        return Answer(prepared=None, refused=error, missing=missing)


class _Shown(Block):
    """A block of the documents screen; the screen says its lines."""

    @property
    def place(self) -> DocumentsScreen:
        """The screen."""
        assert isinstance(self.screen, DocumentsScreen)
        return self.screen


class _Verdict(_Shown):
    """What the gate says."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing while it reads."""
        place = self.place
        if place.answer is None or place.choices is None:
            return [plain("○ The gate is reading the document", "$text-muted")]
        return panes.verdict_lines(place.answer, place.choices, width)


class _Made(_Shown):
    """What left before."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """A heading and the newest."""
        most = 6 if self.screen.has_class("-roomy") else 2
        return [Content(""), *panes.made_lines(self.place.made, self.place.leap.now(), width, most)]


class _Preview(_Shown):
    """The words that would leave."""

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Nothing of what is refused."""
        answer = self.place.answer
        if answer is None or answer.prepared is None:
            return [plain("Nothing to show while it is blocked.", "$text-muted")] if answer else []
        return preview_lines(answer.preview, width)


class _Step(_Shown):
    """What M does, does now, or did."""

    DEFAULT_CSS = """
    _Step { background: $surface; padding: 0 1; }
    """

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """Always two."""
        place = self.place
        if place.choices is None:
            return [Content(""), Content("")]
        return panes.step_lines(
            place.answer,
            place.choices,
            Path.home(),
            making=place.making,
            made=place.written,
        )


class DocumentsScreen(PlaceScreen):
    """What may I hand over, to whom, and what did I hand over before?"""

    PLACE: ClassVar[str] = "documents"
    SCOPES: ClassVar[tuple[str, ...]] = ("documents",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("documents")
    DEFAULT_CSS = """
    DocumentsScreen #body { padding: 0 1 0 0; }
    DocumentsScreen.-wide #body { padding: 1 2 0 1; }
    DocumentsScreen #columns { height: 1fr; }
    DocumentsScreen #options { width: 29; height: 1fr; }
    DocumentsScreen.-short #options { width: 24; }
    DocumentsScreen.-wide #options { width: 34; }
    DocumentsScreen #gate { width: 1fr; height: 1fr; margin: 0 0 0 1; }
    DocumentsScreen.-wide #gate { width: 50; }
    DocumentsScreen #verdict { height: 1fr; scrollbar-size-vertical: 1; }
    DocumentsScreen #preview-pane { width: 1fr; height: 1fr; margin: 0 0 0 2; }
    DocumentsScreen #preview { height: 1fr; scrollbar-size-vertical: 1; }
    DocumentsScreen _Verdict, DocumentsScreen _Preview { padding: 0 1 0 0; }
    DocumentsScreen Lines { height: auto; }
    DocumentsScreen #foot { padding: 0 0 0 0; }
    """

    choices: Choices | None = None
    """What is to be made."""
    answer: Answer | None = None
    """What the gate says of it; none while it reads."""
    made: Sequence[DocumentMade] = ()
    """What was made before, newest first."""
    written: Sequence[Path] = ()
    """The files just made, until something else is chosen."""
    making = False
    """Whether files are being made now."""
    _city_shown = ""

    def compose_place(self) -> ComposeResult:
        """What can be chosen, what the gate says, and the words themselves when wide."""
        with Horizontal(id="columns"):
            yield PickList[Option](self._draw, id="options")
            with Vertical(id="gate", classes="pane"):
                with VerticalScroll(id="verdict"):
                    yield _Verdict()
                yield _Made()
            with Vertical(id="preview-pane", classes="pane only-wide"):
                yield Lines([plain("Preview", "b"), Content("")])
                with VerticalScroll(id="preview"):
                    yield _Preview()

    def compose_foot(self) -> ComposeResult:
        """The one next step."""
        yield _Step()

    @property
    def _options(self) -> PickList[Option]:
        return self.query_one("#options", PickList)

    async def load(self) -> None:
        """Ask the gate, and what was made before."""
        engagement = self.leap.city
        if engagement is None:
            return
        if self.choices is None or engagement.id != self._city_shown:
            self._city_shown = engagement.id
            self.written = ()
            self.choices = Choices(
                audience="public",
                formats=_USUAL_FORMATS,
                folder=await asyncio.to_thread(usual_folder, engagement),
            )
        if self.focused is None:
            self._options.focus()
        self._fill()
        self.made = await self.leap.ask(documents_made, engagement)
        await self._read(engagement, self.choices.audience)

    @errand("gate", exclusive=True)
    async def _ask_gate(self) -> None:
        engagement, choices = self.leap.city, self.choices
        if engagement is not None and choices is not None:
            await self._read(engagement, choices.audience)
            self.refresh_frame()

    async def _read(self, engagement: Engagement, audience: str) -> None:
        """The gate's answer first, the words as soon as they are laid out."""
        self.answer = answer = await self.leap.ask(gate_answer, engagement, audience)
        self._fill()
        if answer.prepared is not None:
            look = await self.leap.ask(look_of)
            words = await self.leap.store.aside(preview, answer.prepared, look)
            if self.answer is answer:
                self.answer = replace(answer, preview=words)
                self._fill()

    def _fill(self) -> None:
        if self.choices is None:
            return
        self._options.show(
            panes.option_rows(self.choices, Path.home(), air=not self.has_class("-short")),
        )
        for block in self.query(_Shown):
            block.refresh(layout=True)

    def on_resize(self) -> None:
        """Blank rows come and go with the height."""
        self.call_after_refresh(self._fill)

    def _draw(self, option: Option, width: int) -> Sequence[Content]:
        return [panes.option_line(option, self.choices, width)] if self.choices else []

    def tell_context(self, bar: ContextBar) -> None:
        """What is to be made, for whom; what is blocked is not forgotten."""
        about = [f"roadmap, for {self.choices.readers}"] if self.choices else []
        notice = None
        if self.answer is not None and self.answer.refused is not None:
            notice = plain("✕ blocked", "b $error")
        elif self.answer is not None and self.answer.missing:
            notice = plain("◐ draft", "$accent")
        bar.show(self.leap.city_name, about, notice=notice, saved=self.saved())

    # What is done here.

    @on(PickList.Chosen, "#options")
    def action_take_option(self) -> None:
        """Choose or tick what the cursor is on."""
        pick, choices = self._options.pick, self.choices
        if pick is None or choices is None or self.making:
            return
        option: Option = pick.value
        if option.kind == "folder":
            self.action_folder()
        elif option.kind == "format":
            wanted = set(choices.formats) ^ {option.key}
            formats = tuple(key for key, _ in panes.FORMATS if key in wanted)
            self._choose(replace(choices, formats=formats))
        elif option.kind == "audience" and option.key != choices.audience:
            self.answer = None
            self._choose(replace(choices, audience=option.key))
            self._ask_gate()

    def _choose(self, choices: Choices) -> None:
        self.choices, self.written = choices, ()
        self._fill()
        self.refresh_frame()

    @errand()
    async def action_folder(self) -> None:
        """Choose where documents go."""
        choices = self.choices
        if choices is None:
            return
        start = choices.folder
        while not await asyncio.to_thread(start.is_dir) and start != start.parent:
            start = start.parent
        folder = await self.app.push_screen_wait(
            PathDialog(
                "Where do documents go?",
                start=start,
                folder=True,
                concerning=f"Now: {panes.folder_shown(choices.folder, Path.home())}",
                unchanged="A folder that is not there yet is made, for you alone to read.",
            )
        )
        if folder is not None:
            self._choose(replace(choices, folder=folder.absolute()))

    @errand("make")
    async def action_make(self) -> None:
        """Make the document in every ticked format."""
        engagement, choices = self.leap.city, self.choices
        if engagement is None or choices is None or self.making or not self._may_make(choices):
            return
        self.making = True
        try:
            if not await self._may_write_over(choices):
                return
            self.written = ()
            self._fill()
            formats = formats_named(choices.formats)
            prepared = await self.leap.ask(
                prepare, engagement, kind_named("roadmap"), audience_named(choices.audience)
            )
            look = await self.leap.ask(look_of)
            making = await self.leap.store.aside(make, prepared, formats, look=look)
            done = await self.leap.change(hand_over, engagement, making, choices.folder)
            self.written = done.files
        finally:
            self.making = False
            self._fill()

    def _may_make(self, choices: Choices) -> bool:
        if not choices.formats:
            self.notify("Tick a format first, with Space.", markup=False)
        elif self.answer is None:
            self.notify("The gate is still reading the document.", markup=False)
        elif self.answer.refused is not None:
            self.notify("It is blocked: see where and why beside it.", markup=False)
        else:
            return True
        return False

    async def _may_write_over(self, choices: Choices) -> bool:
        """Ask before files of an earlier making are replaced: somebody may have worked in them."""
        names = {name for each in self.made for name, _ in panes.files_of(each)}
        wanted = sorted(name for name in names if name.rpartition(".")[2] in choices.formats)
        there = [name for name in wanted if await self.leap.store.aside((choices.folder / name).exists)]
        if not there:
            return True
        sure = await self.app.push_screen_wait(
            AskDialog(
                "Write over what was made before?",
                does="write over it",
                concerning=", ".join(there),
                unchanged=f"F chooses another folder than {panes.folder_shown(choices.folder, Path.home())}",
            )
        )
        return sure is True

    @errand()
    async def action_record(self) -> None:
        """Everything made, with the fingerprint of each file."""
        points = panes.record_points(self.made, self.leap.now())
        await self.app.push_screen_wait(
            TellDialog(
                "Documents made",
                points or [(plain("·", "$faint"), "None yet.")],
                concerning="The long number is the file's SHA-256: the same file has the same number.",
            )
        )

    def action_held_back(self) -> None:
        """Every passage that keeps the document from these readers."""
        if self.choices is not None:
            self.app.push_screen(HeldBackScreen("roadmap", audience_named(self.choices.audience)))

    def action_near_repeats(self) -> None:
        """Sentences that come near to something said in confidence."""
        self.app.push_screen(DocumentsNearRepeatsScreen())
