"""Reading a sample of a type's calls one by one: eligible, not eligible, or not to be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from typing_extensions import override

from leaptui.domain.call_records import Dataset, TypeSample
from leaptui.domain.calls import TypeReading
from leaptui.domain.records import Engagement
from leaptui.domain.type_judgements import Verdict
from leaptui.services.calls.type_samples import (
    SIZE,
    SampleReading,
    apply_sample,
    draw_sample,
    judge,
    sample_reading,
    sample_rows,
)
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.prompt import PromptDialog
from leaptui.tui.errands import errand
from leaptui.tui.text import join, paragraph, plain
from leaptui.tui.widgets.block import Block
from leaptui.tui.widgets.figures import meter

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_FIRST = ("narrative", "type", "type_code", "type_final", "priority", "source", "disposition")
"""What tells most of a call, in the order it is read."""
_HIDDEN = frozenset({"row", "incident", "received_has_clock", "set_aside", "reasons", "cancelled"})
"""What the import worked out for itself."""
_UNTOLD = frozenset({"", "False", "false"})
_NAME_WIDTH = 16


def call_lines(fields: dict[str, str], width: int) -> list[Content]:
    """One call: every field that the import kept and the row fills, what tells most first."""
    names = [*(name for name in _FIRST if name in fields), *(name for name in fields if name not in _FIRST)]
    lines: list[Content] = []
    for name in names:
        if name in _HIDDEN or fields[name] in _UNTOLD:
            continue
        label = plain(name.replace("_", " ").ljust(_NAME_WIDTH), "$text-muted")
        first, *rest = paragraph(fields[name], max(width - _NAME_WIDTH, 10)) or [Content("")]
        lines.append(join(label, first))
        lines += [join(" " * _NAME_WIDTH, more) for more in rest]
    return lines


def result_lines(found: SampleReading, width: int) -> list[Content]:
    """What was read so far: counts, the share with its interval, and how far readers agree."""
    share = found.share
    counts = (
        f"{share.read:,} read: {share.eligible} eligible, {share.not_eligible} not, {share.unclear} unclear."
    )
    if share.share is None:
        words = f"{counts} No share yet: none of them is clear."
    else:
        words = (
            f"{counts} Eligible {share.share:.0%}, 95% interval {share.low:.0%} to {share.high:.0%} "
            "(unclear ones count against it below and for it above)."
        )
    lines = paragraph(words, width)
    for each in found.agreements:
        kappa = "kappa not to be told" if each.kappa is None else f"Cohen's kappa {each.kappa:.2f}"
        lines += paragraph(
            f"{each.readers[0]} and {each.readers[1]}: the same on {each.share:.0%} of {each.rows} "
            f"calls that both read, {kappa}.",
            width,
            "$text-muted",
        )
    return lines


@dataclass(slots=True)
class _Drawn:
    """A sample with its rows and what all readers said."""

    sample: TypeSample
    rows: list[dict[str, str]]
    found: SampleReading


class _Call(Block):
    """The call that is read."""

    fields: dict[str, str]

    def __init__(self) -> None:
        super().__init__(id="call")
        self.fields = {}

    @override
    def lines(self, width: int) -> Sequence[Content]:
        return call_lines(self.fields, width)


class _Result(Block):
    """What was read so far."""

    found: SampleReading | None = None

    @override
    def lines(self, width: int) -> Sequence[Content]:
        return result_lines(self.found, width) if self.found else []


class _Track(Block):
    """How far the reader is."""

    read = 0
    whole = 0

    @override
    def lines(self, width: int) -> Sequence[Content]:
        return [meter(width, self.read, self.whole)]


class SampleDialog(Dialog[bool]):
    """One call after another, one key for each."""

    DEFAULT_CSS = """
    SampleDialog > #dialog { width: 96%; height: 94%; }
    SampleDialog VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("type_sample")
    SCOPES: ClassVar[tuple[str, ...]] = ("type_sample", "dialog")

    def __init__(self, engagement: Engagement, dataset: Dataset, reading: TypeReading, drawn: _Drawn) -> None:
        super().__init__(
            f"Would a responder have been sent? {reading.type or '(no type)'}",
            concerning=" ",
            keys=[
                ("E", "eligible"),
                ("N", "not"),
                ("U", "unclear"),
                ("[", "back"),
                ("A", "take share"),
                ("F1", "more"),
            ],
            escape="close",
        )
        self._engagement, self._dataset, self._reading = engagement, dataset, reading
        self._drawn = drawn
        self._at, self._is_over = 0, False
        self._reached = 0
        """The furthest call, those included of which what was said is being kept."""
        self._begin()

    def compose_body(self) -> ComposeResult:
        """How far one is, the call, what was read so far."""
        yield _Track()
        yield Gap()
        with VerticalScroll():
            yield _Call()
        yield Gap()
        yield _Result()

    def on_mount(self) -> None:
        """Show the first call not read."""
        self.query_one(VerticalScroll).focus()
        self._show()

    def _begin(self) -> None:
        """To the first call not read; to the last where all are."""
        read, rows = len(self._drawn.sample.verdicts), len(self._drawn.rows)
        self._at, self._is_over = min(read, rows - 1), read == rows
        self._reached = self._at

    def _show(self) -> None:
        sample, found = self._drawn.sample, self._drawn.found
        read = len(sample.verdicts)
        said = f", said {sample.verdicts[self._at]}" if self._at < read else ""
        done = " All are read: A takes the share over, + draws more." if read == len(sample.rows) else ""
        self.query_one("#concerning", Words).say(
            f"Call {self._at + 1} of {len(sample.rows)}{said}, of {found.calls:,} of this type; "
            f"{sample.reader} reads, drawn with the seed {sample.seed}.{done}"
        )
        track, call, result = self.query_one(_Track), self.query_one(_Call), self.query_one(_Result)
        track.read, track.whole = read, len(sample.rows)
        call.fields, result.found = self._drawn.rows[self._at], found
        for block in (track, call, result):
            block.refresh(layout=True)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @property
    def _app(self) -> LeapApp:
        return cast("LeapApp", self.app)

    def action_judge(self, verdict: str) -> None:
        """Keep what is said of the call, and go to the next."""
        if self._is_over:
            # A key too many does not change what was said of the last call; [ goes back to it.
            return
        # The next key may come before this one is kept: it is meant for the next call.
        at, rows = self._at, len(self._drawn.rows)
        self._is_over = at + 1 == rows
        self._at = min(at + 1, rows - 1)
        self._reached = max(self._reached, self._at)
        self._keep(at, Verdict(verdict))

    @errand("judge")
    async def _keep(self, at: int, verdict: Verdict) -> None:
        drawn = self._drawn
        drawn.sample = await self._app.change(judge, self._engagement, drawn.sample.id, at, verdict)
        await self._tell()

    def action_step(self, by: int) -> None:
        """To another call that was read, or the next one."""
        self._is_over = False
        self._at = min(max(self._at + by, 0), self._reached)
        self._show()

    def action_help(self) -> None:
        """Every key that works here."""
        self._app.action_help()

    @errand()
    async def action_more(self) -> None:
        """Draw as many again."""
        before = self._drawn.sample
        self._drawn = await _draw(
            self._app, self._engagement, self._dataset, self._reading, before.reader, len(before.rows) + SIZE
        )
        self._begin()
        self._show()

    @errand()
    async def action_apply(self) -> None:
        """Give the type's decision the share."""
        await self._app.change(apply_sample, self._engagement, self._reading, self._drawn.found)
        self.dismiss(result=True)

    async def _tell(self) -> None:
        drawn = self._drawn
        drawn.found = await self._app.ask(sample_reading, self._engagement, self._dataset, self._reading)
        self._show()


async def read_sample(
    app: LeapApp, engagement: Engagement, dataset: Dataset, reading: TypeReading, reader: str
) -> str:
    """Ask who reads, draw her sample of a type, and let her read it.

    Returns:
        Who reads, to be offered the next time.
    """
    name = await app.push_screen_wait(
        PromptDialog(
            "Who reads the sample?",
            label="Reader",
            value=reader,
            concerning=f"{reading.type or '(no type)'}: {min(SIZE, reading.calls)} of {reading.calls:,} calls",
            unchanged="Every reader gets the same calls, so that their agreement can be told.",
            does="begin",
        )
    )
    if not name:
        return reader
    drawn = await _draw(app, engagement, dataset, reading, name, SIZE)
    await app.push_screen_wait(SampleDialog(engagement, dataset, reading, drawn))
    return name


async def _draw(
    app: LeapApp, engagement: Engagement, dataset: Dataset, reading: TypeReading, reader: str, size: int
) -> _Drawn:
    sample = await app.change(draw_sample, engagement, dataset, reading, reader=reader, size=size)
    return _Drawn(
        sample,
        await app.ask(sample_rows, dataset, sample),
        await app.ask(sample_reading, engagement, dataset, reading),
    )
