"""Choosing what a component rests on: marked words of an interview, or a figure of the calls."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind
from leaptui.domain.measured import Measured
from leaptui.domain.text import fold
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap
from leaptui.tui.screens.roadmap.board import KINDS_OF_MARK, Linkable, Passage, PlanFigure, brief_base
from leaptui.tui.text import dotted, ends, fit, join, paragraph, plain
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import Pick, PickList, Rest

_MARKS = {
    MarkKind.VERBATIM: ("“", "$mark-quote"),
    MarkKind.CONCERN: ("!", "$mark-concern"),
    MarkKind.OWN_VIEW: (">", "$mark-own"),
}
_PRINTED = {
    Attribution.ON_RECORD: "printed with name and role",
    Attribution.ROLE_ONLY: "printed with the role only",
    Attribution.NONE: "only its theme is printed",
    Attribution.OFF_RECORD: "never printed",
}


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure and its key."""

    key: str
    figure: Measured


Candidate = Passage | FigureChoice | PlanFigure


def matching(known: Linkable, typed: str) -> list[tuple[str, list[Candidate]]]:
    """What has the words that were typed, under its headings."""
    wanted = fold(typed).split()
    said: list[Candidate] = [each for each in known.passages if _has(_words_of(each), wanted)]
    counted: list[Candidate] = [
        choice
        for key, figure in known.figures.items()
        if _has(_words_of(choice := FigureChoice(key, figure)), wanted)
    ]
    planned: list[Candidate] = [each for each in known.planned if _has(_words_of(each), wanted)]
    headed = (("Said", said), ("Counted", counted), ("Planned", planned))
    return [(title, found) for title, found in headed if found]


def _has(words: str, wanted: Sequence[str]) -> bool:
    folded = fold(words)
    return all(word in folded for word in wanted)


def _words_of(candidate: Candidate) -> str:
    if isinstance(candidate, FigureChoice):
        return f"{candidate.figure.label} {candidate.figure.printed} figure"
    if isinstance(candidate, PlanFigure):
        return f"{candidate.figure.label} {candidate.figure.printed} {candidate.plan.scenario.name} plan"
    mark = candidate.mark
    return f"{mark.text} {candidate.who} {KINDS_OF_MARK[mark.kind]} {candidate.level.label}"


def candidate_line(candidate: Candidate, width: int, *, linked: bool) -> Content:
    """One row: the words and how far they may travel, or the figure and what it counts."""
    last = plain("linked", "$success") if linked else plain("")
    if isinstance(candidate, FigureChoice):
        figure = candidate.figure
        brief = last if linked else plain(brief_base(figure), "$text-muted")
        value = figure.printed.split(" ")[0] if len(figure.printed) > 8 else figure.printed
        return ends(width, join(fit(plain(value, "b"), 9, right=True), "  ", plain(figure.label)), brief)
    if isinstance(candidate, PlanFigure):
        brief = last if linked else plain(candidate.plan.scenario.name, "$text-muted")
        printed = plain(candidate.figure.printed, "b")
        return ends(width, join(fit(printed, 18, right=True), "  ", plain(candidate.figure.label)), brief)
    sign, style = _MARKS[candidate.mark.kind]
    place = plain(f"{candidate.level.glyph} {candidate.interview.number:>3}", "$text-muted")
    return ends(
        width,
        join(" ", plain(sign, f"b {style}"), " ", plain(candidate.mark.text)),
        last if linked else place,
    )


def candidate_whole(candidate: Candidate, width: int) -> list[Content]:
    """At most four rows: all its words, and where they are from."""
    if isinstance(candidate, FigureChoice):
        figure = candidate.figure
        head = plain(f"{figure.printed} {figure.label}", "b")
        shown = [head, *paragraph(f"base {figure.base.sentence}", width, "$text-muted")]
        return [*shown, plain(figure.source.file_name, "$text-muted")]
    if isinstance(candidate, PlanFigure):
        head = plain(f"{candidate.figure.printed} {candidate.figure.label}", "b")
        return [head, *paragraph(candidate.figure.base, width, "$text-muted")][:4]
    mark = candidate.mark
    words = f"“{mark.text}”" if mark.kind is MarkKind.VERBATIM else mark.text
    wrapped = paragraph(words, width, "b")
    if len(wrapped) > 2:
        wrapped = [wrapped[0], fit(join(wrapped[1], "…"), width)]
    level = candidate.level
    printed = "never printed" if mark.kind is MarkKind.OWN_VIEW else _PRINTED[level]
    who = dotted([plain(candidate.who), plain(f"interview {candidate.interview.number}", "$text-muted")])
    return [*wrapped, who, plain(f"{level.glyph} {level.label}: {printed}", "$text-muted")]


class LinkDialog(Dialog[Candidate]):
    """Answers with the words or the figure that were chosen. Typing narrows the list."""

    DEFAULT_CSS = """
    LinkDialog > #dialog { width: 100; height: 96%; max-height: 34; }
    LinkDialog #whole { height: 4; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("picker")
    SCOPES: ClassVar[tuple[str, ...]] = ("picker", "dialog")

    def __init__(self, component: str, known: Linkable, linked: Collection[str]) -> None:
        """A choice of evidence.

        Args:
            component: Title of the component.
            known: What can be linked.
            linked: What the component rests on already: figures' keys, passages' words, and for the figures of
                a plan its id and their key.
        """
        super().__init__(
            "What does it rest on?", concerning=component, keys=[("Enter", "link it"), ("↑↓", "move")]
        )
        self._known, self._linked = known, linked

    def compose_body(self) -> ComposeResult:
        """The field, what it finds, and the row under the cursor in full."""
        yield Gap()
        yield Input(placeholder="words of a quote, who said it, or what was counted")
        yield PickList[Candidate](self._draw, id="candidates", steered=True)
        yield Gap()
        yield Lines(id="whole")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._look("")

    @property
    def _candidates(self) -> PickList[Candidate]:
        return self.query_one("#candidates", PickList)

    @on(Input.Changed)
    def look_again(self, event: Input.Changed) -> None:
        """Other rows while one types."""
        self._look(event.value)

    def _look(self, typed: str) -> None:
        rows: list[Pick[Candidate] | Rest] = []
        for title, found in matching(self._known, typed):
            rows += [Rest(plain(f" {title}", "$text-muted")), *(Pick(_key(each), each) for each in found)]
        self._candidates.show(rows or [Rest(plain(self._nothing(typed), "$text-muted"))])
        if not rows:
            self.query_one("#whole", Lines).show([])

    def _nothing(self, typed: str) -> str:
        if typed.strip():
            return "Nothing has these words."
        return "Nothing to link yet: mark a quote in an interview (3), or import the calls (4)."

    @on(PickList.Highlighted)
    def tell(self, event: PickList.Highlighted) -> None:
        """The row under the cursor in full."""
        shown = self.query_one("#whole", Lines)
        shown.show(candidate_whole(event.pick.value, max(shown.size.width, 40)))

    def action_move(self, by: int) -> None:
        """Move among the rows while typing."""
        self._candidates.action_move(by)

    def action_complete(self) -> None:
        """Take the words under the cursor into the field."""
        pick = self._candidates.pick
        if pick is not None:
            value = pick.value
            field = self.query_one(Input)
            field.value = value.who if isinstance(value, Passage) else value.figure.label
            field.cursor_position = len(field.value)

    @on(Input.Submitted)
    def take(self) -> None:
        """Link the row under the cursor."""
        if self._candidates.pick is not None:
            self.dismiss(self._candidates.pick.value)

    @on(PickList.Chosen)
    def take_clicked(self, event: PickList.Chosen) -> None:
        """Link the clicked row."""
        self.dismiss(event.pick.value)

    def _draw(self, candidate: Candidate, width: int) -> Sequence[Content]:
        return [candidate_line(candidate, width, linked=_known_by(candidate) in self._linked)]


def _known_by(candidate: Candidate) -> str:
    """As `linked` names it."""
    if isinstance(candidate, Passage):
        return candidate.mark.text
    if isinstance(candidate, PlanFigure):
        return f"{candidate.plan.scenario.id} {candidate.key}"
    return candidate.key


def _key(candidate: Candidate) -> str:
    if isinstance(candidate, FigureChoice):
        return f"figure {candidate.key}"
    if isinstance(candidate, PlanFigure):
        return f"plan {candidate.plan.scenario.id} {candidate.key}"
    return f"passage {candidate.interview.id} {candidate.mark.start}"
