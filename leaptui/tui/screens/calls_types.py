"""Every call type with its tier, how sure that is and why; a person's own decision stands over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leaptui.domain.call_records import Dataset
from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.records import Engagement
from leaptui.domain.type_judgements import Decision
from leaptui.services.call_types import call_types
from leaptui.services.type_decisions import decide, rule_id
from leaptui.tui.bindings import bindings_of
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.errands import errand
from leaptui.tui.past import InHand, open_history
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.figures import share_shown
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_REASON_FROM = 110
_SURE = {"low": "low", "somewhat": "somewhat", "very": "very sure"}


def _fields(tier: Tier) -> tuple[FieldSpec, ...]:
    first = [tier, *(each for each in Tier if each is not tier)]
    return (
        FieldSpec(
            key="tier",
            label="Tier",
            kind=FieldKind.CHOICE,
            choices=tuple((each.value, each.label) for each in first),
        ),
        FieldSpec(
            key="confidence",
            label="How sure",
            kind=FieldKind.CHOICE,
            choices=(("very", "very sure"), ("somewhat", "somewhat"), ("low", "low")),
        ),
        FieldSpec(key="reason", label="Reason", required=True, hint="what the sergeant said of such calls"),
    )


def covered(readings: Sequence[TypeReading]) -> list[float]:
    """Share of all calls that each type and those above it carry together."""
    total, so_far, shares = sum(reading.calls for reading in readings), 0, []
    for reading in readings:
        so_far += reading.calls
        shares.append(so_far / total if total else 0.0)
    return shares


def _widths(width: int) -> tuple[int, ...]:
    reason = max(width - 36 - 8 - 8 - 13 - 10 - 2 * 5, 20) if width >= _REASON_FROM else 0
    name = width - 8 - 8 - 13 - 10 - 2 * 4 - (reason + 2 if reason else 0)
    return (max(name, 8), -8, -8, 13, 10, reason)


def heading_line(width: int) -> Content:
    """The names of the columns."""
    names = ("Type", "calls", "together", "tier", "how sure", "because")
    return row(
        _widths(width),
        [plain(name, "b" if not at else "$text-muted") for at, name in enumerate(names)],
        gap=2,
    )


def type_line(reading: TypeReading, together: float, width: int) -> Content:
    """One type. A person's own decision carries `●`, one nobody made `▲`."""
    unknown = reading.tier is Tier.UNMAPPED
    glyph = "▲ " if unknown else "● " if reading.decided_by == "local" else ""
    eligible = reading.tier in (Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)
    return row(
        _widths(width),
        (
            plain(reading.type) if reading.type else plain("(no type)", "$text-muted"),
            f"{reading.calls:,}",
            plain(share_shown(together), "$text-muted"),
            plain(
                f"{glyph}{reading.tier.label}", "b $warning" if unknown else "" if eligible else "$text-muted"
            ),
            plain("–" if unknown else _SURE.get(reading.confidence, reading.confidence), "$text-muted"),
            plain(reading.reason, "$text-muted"),
        ),
        gap=2,
    )


class TypesDialog(Dialog[bool]):
    """The types of a dataset, most frequent first."""

    DEFAULT_CSS = """
    TypesDialog > #dialog { width: 98%; height: 92%; }
    TypesDialog PickList { height: 1fr; }
    TypesDialog #because { min-height: 1; max-height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("types")
    SCOPES: ClassVar[tuple[str, ...]] = ("types", "list", "dialog")

    def __init__(self, engagement: Engagement, dataset: Dataset, readings: Sequence[TypeReading]) -> None:
        super().__init__(
            "What each call type is taken for",
            concerning=self._told(readings),
            keys=[("Enter", "change the tier"), ("F4", "history"), ("↑↓", "move")],
            escape="close",
        )
        self._engagement, self._dataset = engagement, dataset
        self._readings = readings

    @staticmethod
    def _told(readings: Sequence[TypeReading]) -> str:
        mapped = [reading for reading in readings if reading.tier is not Tier.UNMAPPED]
        calls = sum(reading.calls for reading in readings)
        carried = sum(reading.calls for reading in mapped)
        share = share_shown(carried / calls if calls else 0.0)
        if carried < calls and share == share_shown(1.0):
            share = f"all but {calls - carried:,}"
        return (
            f"{len(readings):,} types of {calls:,} community-initiated incidents; "
            f"{len(mapped):,} have a tier and carry {share}."
        )

    def compose_body(self) -> ComposeResult:
        """Headings, types, and the reason of the one under the cursor."""
        yield Gap()
        yield Lines(id="heads")
        yield PickList[tuple[TypeReading, float]](self._draw, id="types")
        yield Gap()
        yield Words("", "$text-muted", id="because")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill()
        self._types.focus()

    @property
    def _types(self) -> PickList[tuple[TypeReading, float]]:
        return self.query_one("#types", PickList)

    def _fill(self) -> None:
        shares = covered(self._readings)
        self._types.show(
            [
                Pick(reading.type, (reading, share))
                for reading, share in zip(self._readings, shares, strict=True)
            ]
        )

    def on_resize(self) -> None:
        """Other headings for another width."""
        self.call_after_refresh(self._tell_heads)

    def _tell_heads(self) -> None:
        self.query_one("#heads", Lines).show([join(" ", heading_line(self._types.size.width - 1))])

    def _draw(self, value: tuple[TypeReading, float], width: int) -> Sequence[Content]:
        return [type_line(*value, width)]

    @on(PickList.Highlighted, "#types")
    def tell_reason(self, event: PickList.Highlighted) -> None:
        """The reason of the type under the cursor, whole."""
        reading: TypeReading = event.pick.value[0]
        group = f"{reading.group}. " if reading.group else ""
        who = " Decided here." if reading.decided_by == "local" else ""
        self.query_one("#because", Words).say(f"{group}{reading.reason or 'No rule fits this type.'}{who}")

    @errand()
    async def action_history(self) -> None:
        """What was decided on the type under the cursor, by whom and when."""
        app = cast("LeapApp", self.app)
        pick = self._types.pick
        if pick is not None:
            reading = pick.value[0]
            rule = reading.rule.id if reading.rule else rule_id(self._engagement, reading.type)
            await open_history(app, InHand(self._engagement, rule), app.current_mode)
            await self._read_again()

    async def _read_again(self) -> None:
        app = cast("LeapApp", self.app)
        self._readings = await app.ask(call_types, self._engagement, self._dataset)
        self.query_one("#concerning", Words).say(self._told(self._readings))
        self._fill()

    @on(PickList.Chosen, "#types")
    @errand()
    async def change(self, event: PickList.Chosen) -> None:
        """Ask for a tier and a reason, and keep them."""
        reading: TypeReading = event.pick.value[0]
        app = cast("LeapApp", self.app)
        values = await app.push_screen_wait(
            FormDialog(
                "What is this type?",
                _fields(reading.tier),
                {"tier": reading.tier.value, "confidence": "very", "reason": ""},
                concerning=f"{reading.type or '(no type)'}, {reading.calls:,} calls",
                unchanged="The figures move at once; the calls stay as they were imported.",
                does="decide",
            )
        )
        if values is None:
            return
        await app.change(
            decide,
            self._engagement,
            [reading.type],
            Decision(tier=Tier(values["tier"]), reason=values["reason"], confidence=values["confidence"]),
        )
        await self._read_again()
