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

from leaptui.disclosure.held_back import HeldBack
from leaptui.domain.errors import LeapError
from leaptui.services.documents.catalogue import kind_named, kinds
from leaptui.services.documents.comparing import compare_file
from leaptui.services.documents.export import documents_made
from leaptui.services.documents.handing_over import audience_named
from leaptui.services.documents.look import look_of
from leaptui.services.documents.prepared import preview
from leaptui.services.documents.which import Which, which_there_are
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.choose import Choice, ChooseDialog
from leaptui.tui.dialogs.path import PathDialog
from leaptui.tui.dialogs.tell import TellDialog
from leaptui.tui.errands import errand, keys_go_on
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.documents import panes
from leaptui.tui.screens.documents.asking import gate_answer, usual_folder
from leaptui.tui.screens.documents.blocks import MadeBefore, Preview, Shown, Step, Verdict
from leaptui.tui.screens.documents.choices import (
    ABOUT,
    FORMATS,
    Choices,
    Option,
    folder_shown,
    option_line,
    option_rows,
)
from leaptui.tui.screens.documents.compare import DocumentCompareScreen
from leaptui.tui.screens.documents.held_back import HeldBackScreen
from leaptui.tui.screens.documents.making import MakesDocuments
from leaptui.tui.screens.documents.preview_screen import DocumentPreviewScreen
from leaptui.tui.screens.interviews.near_repeats import DocumentsNearRepeatsScreen
from leaptui.tui.text import plain
from leaptui.tui.widgets.bars import ContextBar
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import PickList

_USUAL_FORMATS = ("docx", "pdf")


class DocumentsScreen(MakesDocuments):
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
    DocumentsScreen Verdict, DocumentsScreen Preview { padding: 0 1 0 0; }
    DocumentsScreen Lines { height: auto; }
    DocumentsScreen #foot { padding: 0 0 0 0; }
    """

    _city_shown = ""
    _there: Sequence[Which] = ()
    """What the chosen document can be about."""

    def compose_place(self) -> ComposeResult:
        """What can be chosen, what the gate says, and the words themselves when wide."""
        with Horizontal(id="columns"):
            yield PickList[Option](self._draw, id="options")
            with Vertical(id="gate", classes="pane"):
                with VerticalScroll(id="verdict"):
                    yield Verdict()
                yield MadeBefore()
            with Vertical(id="preview-pane", classes="pane only-wide"):
                yield Lines([plain("Preview", "b"), Content("")])
                with VerticalScroll(id="preview"):
                    yield Preview()

    def compose_foot(self) -> ComposeResult:
        """The one next step."""
        yield Step()

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
            self.answer, self.written, self._there = None, (), ()
            self.choices = Choices(
                document=kinds()[0],
                audience="public",
                formats=_USUAL_FORMATS,
                folder=await asyncio.to_thread(usual_folder, engagement),
            )
        if self.focused is None:
            self._options.focus()
        self.fill()
        keys_go_on()
        self._ask_gate()
        self.made = await self.leap.ask(documents_made, engagement)
        self.fill()

    @errand("gate", exclusive=True, holds=Holds.NOTHING)
    async def _ask_gate(self) -> None:
        """The gate's answer first, the words as soon as they are laid out.

        Whatever is read of what was chosen before ends here, so that its answer is never shown for this.
        """
        engagement, choices = self.leap.city, self.choices
        if engagement is None or choices is None:
            return
        self._there = await self.leap.ask(which_there_are, engagement, choices.document)
        self.answer = answer = await self.leap.ask(
            gate_answer,
            engagement,
            choices.document,
            choices.audience,
            which=choices.about,
            workbook="xlsx" in choices.formats,
        )
        self.fill()
        self.refresh_frame()
        if answer.prepared is None:
            return
        look = await self.leap.ask(look_of)
        try:
            words = await self.leap.store.aside(preview, answer.prepared, look)
        except LeapError as error:
            self.answer = replace(answer, refused=error)
        else:
            self.answer = replace(answer, preview=words)
        self.fill()
        self.refresh_frame()

    def fill(self) -> None:
        """Show how things are."""
        if self.choices is None:
            return
        self._options.show(
            option_rows(
                kinds(),
                self._there,
                panes.last_made(self.made, self.leap.now()),
                self.choices,
                Path.home(),
                air=self.has_class("-roomy"),
            ),
        )
        for block in self.query(Shown):
            block.refresh(layout=True)

    def on_resize(self) -> None:
        """Blank rows come and go with the height."""
        self.call_after_refresh(self.fill)

    def _draw(self, option: Option, width: int) -> Sequence[Content]:
        return [option_line(option, self.choices, width)] if self.choices else []

    def tell_context(self, bar: ContextBar) -> None:
        """What is to be made, for whom; what is blocked is not forgotten."""
        about = []
        if self.choices is not None:
            which = f" “{self.choices.which.words}”" if self.choices.which else ""
            about = [f"{self.choices.document.title.lower()}{which}, for {self.choices.readers}"]
        notice = None
        if self.answer is not None and self.answer.refused is not None:
            spans = len(self.answer.refused.spans) if isinstance(self.answer.refused, HeldBack) else 0
            notice = plain(f"✕ {spans} blocked" if spans else "✕ blocked", "b $error")
        elif self.answer is not None and self.answer.prepared is not None and self.answer.prepared.stale:
            notice = plain(f"▲ {len(self.answer.prepared.stale)} changed since", "b $warning")
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
        elif option.kind == "which":
            self.action_which()
        elif option.kind == "large":
            self._ask_anew(replace(choices, large=not choices.large))
        elif option.kind == "format":
            wanted = set(choices.formats) ^ {option.key}
            self._choose(replace(choices, formats=tuple(key for key in FORMATS if key in wanted)))
            if option.key == "xlsx":
                self._ask_gate()
        elif option.kind == "paper":
            self._choose(replace(choices, paper=option.key))
        elif option.kind == "audience" and option.key != choices.audience:
            self._ask_anew(replace(choices, audience=option.key))
        elif option.kind == "document" and option.key != choices.document.key:
            document = kind_named(option.key)
            audience, formats = choices.fitting(document)
            self._there = ()
            self._ask_anew(
                replace(
                    choices, document=document, audience=audience, formats=formats, which=None, large=False
                )
            )

    def _ask_anew(self, choices: Choices) -> None:
        """Choose what makes another document of it, which the gate reads first."""
        self.answer = None
        self._choose(choices)
        self._ask_gate()

    @errand()
    async def action_which(self) -> None:
        """Choose which guide, call export, request or year it is about."""
        choices, there = self.choices, self._there
        if choices is None or self.making:
            return
        if not there:
            self.notify(f"There is one {choices.document.title.lower()} only.", markup=False)
            return
        chosen = choices.which or there[0]
        key = await self.app.push_screen_wait(
            ChooseDialog(
                f"{ABOUT[choices.document.of]}: which one?",
                [Choice(each.key, each.words, each.aside) for each in there],
                chosen=chosen.key,
            )
        )
        wanted = next((each for each in there if each.key == key), None)
        if wanted is not None and wanted != chosen:
            self._ask_anew(replace(choices, which=wanted))

    def action_all_formats(self) -> None:
        """Tick every text format of the document, or none where all are."""
        choices = self.choices
        if choices is not None and not self.making:
            every = tuple(str(key) for key in choices.document.formats if key != "xlsx")
            self._choose(replace(choices, formats=() if set(every) <= set(choices.formats) else every))

    def _choose(self, choices: Choices) -> None:
        self.choices, self.written = choices, ()
        self.fill()
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
                concerning=f"Now: {folder_shown(choices.folder, Path.home())}",
                unchanged="A folder that is not there yet is made, for you alone to read.",
            )
        )
        if folder is not None:
            self._choose(replace(choices, folder=folder.absolute()))

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
            self.app.push_screen(
                HeldBackScreen(
                    self.choices.document.key, audience_named(self.choices.audience), self.choices.about
                )
            )

    def action_near_repeats(self) -> None:
        """Sentences that come near to something said in confidence."""
        self.app.push_screen(DocumentsNearRepeatsScreen())

    def action_preview(self) -> None:
        """The document over the whole screen, as it will read."""
        if self.answer is None or not self.answer.preview or self.choices is None:
            self.notify("There is nothing to read yet.", markup=False)
            return
        self.app.push_screen(DocumentPreviewScreen(self.choices.document.title, self.answer.preview))

    @errand()
    async def action_compare(self) -> None:
        """Lay a Word file that came back beside the document it was made from."""
        engagement, choices = self.leap.city, self.choices
        if engagement is None or choices is None:
            return
        file = await self.app.push_screen_wait(
            PathDialog(
                "Which Word file came back?",
                start=choices.folder if await asyncio.to_thread(choices.folder.is_dir) else Path.home(),
                unchanged="Nothing is changed by looking.",
            )
        )
        if file is not None:
            comparison = await self.leap.ask(compare_file, engagement, file.absolute())
            self.app.push_screen(DocumentCompareScreen(file.name, comparison))
