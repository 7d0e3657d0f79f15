"""Types that are spelled nearly alike: each cluster with its members, decided together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from leaptui.domain.calls import TypeReading
from leaptui.domain.records import Engagement
from leaptui.services.calls.types import type_clusters
from leaptui.tui.dialogs.dialog import Dialog, Gap, Words
from leaptui.tui.errands import errand
from leaptui.tui.keyboard import Holds
from leaptui.tui.screens.calls.type_decision import ask_decision
from leaptui.tui.text import join, plain, row
from leaptui.tui.widgets.block import Lines
from leaptui.tui.widgets.pick_list import Pick, PickList

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_NUMBERS = (-9, -6, -9)


@dataclass(frozen=True, slots=True)
class Alike:
    """A cluster as it is shown.

    Attributes:
        readings: Its types as they are read, those with the most calls first.
        calls: Of all of them.
        likeness: Of the one least like the first, up to 100.
    """

    readings: tuple[TypeReading, ...]
    calls: int
    likeness: int

    @property
    def decided(self) -> int:
        """How many of the types the city has decided."""
        return sum(reading.rule is not None for reading in self.readings)


def cluster_lines(alike: Alike, width: int) -> list[Content]:
    """Two rows: the first type with calls, likeness and what is decided; the others below it."""
    first, *others = alike.readings
    name = max(width - sum(abs(each) + 2 for each in _NUMBERS), 8)
    decided = f"{alike.decided}/{len(alike.readings)}"
    return [
        row(
            (name, *_NUMBERS),
            (
                plain(first.type, "b"),
                f"{alike.calls:,}",
                str(alike.likeness),
                plain(decided, "" if alike.decided == len(alike.readings) else "$warning"),
            ),
            gap=2,
        ),
        plain("  " + ", ".join(each.type for each in others), "$text-muted"),
    ]


class ClustersDialog(Dialog[bool]):
    """Clusters of types, most calls first; Enter decides all types of one."""

    DEFAULT_CSS = """
    ClustersDialog > #dialog { width: 96%; height: 90%; }
    ClustersDialog PickList { height: 1fr; }
    ClustersDialog #members { min-height: 2; max-height: 6; }
    """
    SCOPES: ClassVar[tuple[str, ...]] = ("list", "dialog")

    def __init__(
        self, engagement: Engagement, readings: Sequence[TypeReading], groups: Sequence[str]
    ) -> None:
        """Clusters among types.

        Args:
            engagement: Whose types.
            readings: Every type of the dataset.
            groups: Known groups, for the form.
        """
        super().__init__(
            "Types spelled nearly alike",
            concerning="One decision for all types of a cluster; each gets a rule of its own. Nothing is decided by itself.",
            keys=[("Enter", "decide the cluster"), ("↑↓", "move")],
            escape="close",
        )
        self._engagement, self._readings, self._groups = engagement, readings, groups

    def compose_body(self) -> ComposeResult:
        """The clusters, and how each member of one is read."""
        yield Gap()
        yield Lines(id="heads")
        yield PickList[Alike](cluster_lines, id="clusters")
        yield Gap()
        yield Words("", "$text-muted", id="members")

    @errand(holds=Holds.COMMANDS)
    async def on_mount(self) -> None:
        """Look for them."""
        self._list.focus()
        self.query_one("#members", Words).say("Looking for types that are spelled alike …")
        clusters = await cast("LeapApp", self.app).ask(type_clusters, self._readings)
        by_type = {reading.type: reading for reading in self._readings}
        found = [
            Alike(tuple(by_type[name] for name in each.types), each.calls, each.likeness) for each in clusters
        ]
        if not found:
            self.query_one("#members", Words).say("No two types are spelled alike.")
        self._list.show([Pick(each.readings[0].type, each, rows=2) for each in found])
        self.on_resize()

    @property
    def _list(self) -> PickList[Alike]:
        return self.query_one("#clusters", PickList)

    def on_resize(self) -> None:
        """Headings for the width."""
        width = self._list.size.width - 1
        name = max(width - sum(abs(each) + 2 for each in _NUMBERS), 8)
        heads = row((name, *_NUMBERS), ("Types", "calls", "alike", "decided"), gap=2)
        self.query_one("#heads", Lines).show([join(" ", heads)])

    @on(PickList.Highlighted, "#clusters")
    def tell_members(self, event: PickList.Highlighted) -> None:
        """Every member with its calls and tier."""
        alike: Alike = event.pick.value
        words = "; ".join(f"{each.type} {each.calls:,} {each.tier.label}" for each in alike.readings)
        self.query_one("#members", Words).say(words)

    @on(PickList.Chosen, "#clusters")
    @errand()
    async def decide_all(self, event: PickList.Chosen) -> None:
        """One decision for all of them."""
        first, *others = event.pick.value.readings
        app = cast("LeapApp", self.app)
        also = [each.type for each in others]
        if await ask_decision(app, self._engagement, first, self._groups, also):
            self.dismiss(result=True)
