"""How acts and what they changed are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from typing_extensions import override

from leaptui.domain.differences import DifferenceLine, differences
from leaptui.services.upkeep.history import FieldChange, PastAct
from leaptui.tui.dates import day_shown, moment_in_full
from leaptui.tui.difference_lines import difference_lines
from leaptui.tui.text import dotted, ends, join, paragraph, plain
from leaptui.tui.widgets.block import Block

ROWS = 2
"""Of an act in the list."""


@dataclass(frozen=True, slots=True)
class ComparedChange:
    """A changed field, its two values laid line against line."""

    change: FieldChange
    lines: Sequence[DifferenceLine]


def compared(changes: Sequence[FieldChange]) -> list[ComparedChange]:
    """Each change with its comparison. May take a while for long notes."""
    return [ComparedChange(each, differences(each.before, each.after)) for each in changes]


def told(change: ComparedChange, sign: str) -> str:
    """What one of the two values has and the other has not: enough to tell them apart.

    Args:
        change: The change.
        sign: `-` for the value before, `+` for the one since.
    """
    whole = change.change.before if sign == "-" else change.change.after
    own = " ".join(line.text.strip() for line in change.lines if line.sign == sign).strip()
    return own or (
        "without the lines put in" if whole and sign == "-" else "without those lines" if whole else ""
    )


def when_shown(when: datetime, now: datetime) -> str:
    """`14:02` today, `Mon 23 14:02` within two weeks, then the day alone."""
    when = when.astimezone(now.tzinfo)
    if when.date() == now.date():
        return f"{when:%H:%M}"
    day = day_shown(when.date().isoformat(), now.date())
    return f"{day} {when:%H:%M}" if abs((now - when).days) < 14 else day


def act_lines(act: PastAct, width: int, now: datetime, *, known: str = "") -> list[Content]:
    """Two rows: what was done and when; to what, by whom and why.

    What was taken back since is muted and says so.

    Args:
        act: The act.
        width: Cells.
        now: The wall clock.
        known: The record that all acts of the list are of, which need not be said in each.
    """
    muted = "$text-muted"
    glyph = plain("– ", muted) if act.taken_back else plain("  ")
    did = plain(act.did, muted if act.taken_back else "")
    of = act.of.removeprefix(known).strip() if known else act.of
    about = [plain(part, muted) for part in (of, act.who, act.reason) if part]
    if act.taken_back:
        about.insert(0, plain("taken back", muted))
    return [
        ends(width, join(glyph, did), plain(when_shown(act.when, now), muted)),
        ends(width, join("  ", dotted(about)), ""),
    ]


class ChangesPane(Block):
    """What one act changed: field by field, before and after."""

    act: PastAct | None = None
    changes: Sequence[ComparedChange] = ()

    def show(self, act: PastAct, changes: Sequence[ComparedChange]) -> None:
        """Show this act from now on."""
        self.act, self.changes = act, changes
        self.refresh(layout=True)

    @override
    def lines(self, width: int) -> Sequence[Content]:
        """The act, then each field."""
        act = self.act
        if act is None:
            return []
        shown = paragraph(act.did, width, "b")
        who = f" · {act.who}" if act.who else ""
        shown.append(plain(f"{moment_in_full(act.when)}{who}", "$text-muted"))
        if act.reason:
            shown += paragraph(f"because: {act.reason}", width)
        if act.taken_back:
            shown.append(plain("Taken back since.", "$text-muted"))
        of = ""
        for each in self.changes:
            if each.change.of != of:
                of = each.change.of
                shown += [Content(""), *paragraph(of, width, "b $text-muted")]
            shown.append(plain(each.change.label, "b"))
            shown += difference_lines(each.lines, width) or [plain("  the same", "$text-muted")]
        return shown
