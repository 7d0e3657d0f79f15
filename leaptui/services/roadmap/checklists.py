"""Checklists as a city has them: of a component, of a phase, of the hand-over; its own items among the field's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import ChecklistTick
from leaptui.domain.text import one_line, slug
from leaptui.domain.vocabulary import Phase
from leaptui.practice.content import ChecklistItem
from leaptui.practice.reader import Practice
from leaptui.services.workspace import Workspace

HAND_OVER = "hand_over"
"""Key of the checklist of the hand-over."""
PHASE = "phase:"
"""What the key of a phase's checklist begins with."""
OWN = "own-"
"""What the key of a city's own item begins with; a key of the practice content never holds a hyphen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """An item of a checklist as the city has it.

    Attributes:
        key: Its name within the checklist.
        text: Its words, the city's own where it has some.
        short: The words in brief; the whole of the city's own.
        done: Whether it is done.
        done_on: ISO date on which it was ticked, where that is known.
        own: Whether the city added it.
        reworded: Whether the city says it otherwise than the practice content.
    """

    key: str
    text: str
    short: str
    done: bool
    done_on: str | None = None
    own: bool = False
    reworded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A checklist in its order, and what was taken off it."""

    key: str
    title: str
    lines: tuple[ChecklistLine, ...]
    removed: tuple[ChecklistLine, ...] = ()

    @property
    def done(self) -> int:
        """Items done."""
        return sum(line.done for line in self.lines)

    def line(self, key: str) -> ChecklistLine | None:
        """An item by its key, taken off or not."""
        return next((line for line in (*self.lines, *self.removed) if line.key == key), None)


def phase_checklists(practice: Practice) -> tuple[str, ...]:
    """Keys of the checklists of the phases and of the hand-over, in order."""
    return (*(PHASE + phase.phase for phase in practice.phases), HAND_OVER)


def checklists(workspace: Workspace, engagement: Engagement, keys: Iterable[str]) -> list[Checklist]:
    """These checklists of an engagement.

    Raises:
        UnknownName: When there is no checklist of such a key.
    """
    kept = kept_by_checklist(workspace, engagement)
    return [_checklist(workspace.practice, key, kept.get(key, ())) for key in keys]


def checklist(workspace: Workspace, engagement: Engagement, wanted: str) -> Checklist:
    """One checklist by its key, or by the number, title or phase it belongs to.

    Raises:
        UnknownName: When there is none.
    """
    return checklists(workspace, engagement, [_key_named(workspace.practice, wanted)])[0]


def checklist_in_words(practice: Practice, key: str) -> str:
    """What the owner of a checklist is called: `Cost`, `the phase Launch`, `the hand-over`; else its key."""
    if key == HAND_OVER:
        return "the hand-over"
    titles = {each.key: each.title for each in practice.components}
    titles |= {PHASE + each: f"the phase {each.label}" for each in Phase}
    return titles.get(key, key)


def item_in_words(practice: Practice, key: str, item: str) -> str:
    """An item of the practice content in brief; else its key, as words."""
    try:
        _, items = packaged_items(practice, key)
    except UnknownName:
        items = ()
    return next((each.short for each in items if each.key == item), _key_in_words(item))


def _key_in_words(key: str) -> str:
    return key.removeprefix(OWN).replace("_", " ").replace("-", " ")


def kept_by_checklist(workspace: Workspace, engagement: Engagement) -> dict[str, list[ChecklistTick]]:
    """What the store keeps of each checklist of an engagement."""
    found: dict[str, list[ChecklistTick]] = {}
    for kept in workspace.store.all(ChecklistTick, engagement=engagement.id):
        found.setdefault(kept.component, []).append(kept)
    return found


def in_order(
    packaged: Sequence[ChecklistItem], kept: Iterable[ChecklistTick]
) -> tuple[tuple[ChecklistLine, ...], tuple[ChecklistLine, ...]]:
    """The items of a checklist in the city's order, and those taken off.

    What the city moved stands where it was put. What it did not move, new items of a later practice
    content among it, follows the item that it follows in the practice content.
    """
    known = {each.item: each for each in kept}
    placed = sorted(
        (each for each in known.values() if each.position is not None),
        key=lambda each: (each.position or 0, each.item),
    )
    order = [each.item for each in placed]
    before = None
    for item in packaged:
        if item.key not in order:
            order.insert(order.index(before) + 1 if before else 0, item.key)
        before = item.key
    order += sorted(key for key in known if key not in order)
    items = {item.key: item for item in packaged}
    lines = [(_line(key, items.get(key), known.get(key)), known.get(key)) for key in order]
    return (
        tuple(line for line, each in lines if each is None or not each.removed),
        tuple(line for line, each in lines if each is not None and each.removed),
    )


def _line(key: str, packaged: ChecklistItem | None, kept: ChecklistTick | None) -> ChecklistLine:
    words = one_line(kept.text) if kept else ""
    if packaged is None:
        # Of the city's own, or of a practice content that has it no more: then the key tells what it was.
        text = short = words or _key_in_words(key)
    else:
        text, short = words or packaged.text, words or packaged.short
    return ChecklistLine(
        key=key,
        text=text,
        short=short,
        done=bool(kept and kept.done),
        done_on=kept.done_on if kept else None,
        own=packaged is None,
        reworded=packaged is not None and bool(words),
    )


def _checklist(practice: Practice, key: str, kept: Iterable[ChecklistTick]) -> Checklist:
    title, packaged = packaged_items(practice, key)
    shown, removed = in_order(packaged, kept)
    return Checklist(key=key, title=title, lines=shown, removed=removed)


def packaged_items(practice: Practice, key: str) -> tuple[str, tuple[ChecklistItem, ...]]:
    """Title and items of a checklist as the practice content has it.

    Raises:
        UnknownName: When there is no checklist of such a key.
    """
    if key == HAND_OVER:
        return "Hand-over", practice.hand_over
    for phase in practice.phases:
        if key == PHASE + phase.phase:
            return f"{phase.phase.number}  {phase.phase.label}", phase.checklist
    component = practice.component(key)
    if component is None:
        raise UnknownName(
            f"There is no checklist “{one_line(key)}”.",
            next_step="There are: "
            + ", ".join((*(each.key for each in practice.components), *phase_checklists(practice)))
            + ".",
        )
    return component.title, component.checklist


def _key_named(practice: Practice, wanted: str) -> str:
    folded = slug(wanted)
    for guide in practice.components:
        if folded in {guide.key, str(guide.number), slug(guide.title), slug(guide.short)}:
            return guide.key
    for key in phase_checklists(practice):
        if folded in {slug(key), slug(key.removeprefix(PHASE))}:
            return key
    return one_line(wanted)
