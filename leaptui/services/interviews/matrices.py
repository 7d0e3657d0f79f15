"""Who said what: themes against stakeholder groups.

Counts are of conversations and groups, never percentages of people: a theme that came up in "5 of 7
groups" says how widely it is held, and two sentences of one person weigh as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement
from leaptui.services.interviews.coding import Lineage, Passage, passages, themes_of
from leaptui.services.interviews.conversations import (
    NO_GROUP,
    Conversation,
    conversations,
    counted,
    told_conversations,
)
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.groups import Group


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A group of which somebody was heard.

    Attributes:
        key: Of the group; `NO_GROUP` for conversations where it is not known.
        label: Its name.
        short: Its name in at most twenty characters.
        conversations: How many of its people took part in.
    """

    key: str
    label: str
    short: str
    conversations: int


@dataclass(frozen=True, slots=True)
class ThemeCell:
    """What one group said of one theme.

    Attributes:
        interviews: Ids of the conversations in which it came up and the group took part.
        people: How many of the group took part in those, at most all of them said it.
        passages: The words, in the order of the conversations.
    """

    interviews: tuple[str, ...] = ()
    people: int = 0
    passages: tuple[Passage, ...] = ()

    @property
    def count(self) -> int:
        """How many conversations."""
        return len(self.interviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """One theme across the groups.

    Attributes:
        key: The theme that stands for all merged into it.
        label: What it means; its key where nobody said.
        depth: How many themes it is part of; those that are part of it count here too.
        cells: One for each group column.
        interviews: Ids of the conversations in which it came up, each once.
        passages: The words, each once.
    """

    key: str
    label: str
    depth: int
    cells: tuple[ThemeCell, ...]
    interviews: tuple[str, ...]
    passages: tuple[Passage, ...]

    @property
    def count(self) -> int:
        """How many conversations; one with two groups counts once here and in both cells."""
        return len(self.interviews)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMatrix:
    """Themes against groups.

    Attributes:
        columns: The groups heard, in the order of the practice content.
        rows: The themes, most widely held first, parts right after the theme they are part of.
        conversations: How many were held.
        without_theme: Numbers of the interviews whose words bear no theme yet.
    """

    columns: tuple[GroupColumn, ...]
    rows: tuple[ThemeRow, ...]
    conversations: int
    without_theme: tuple[int, ...]

    @property
    def groups_heard(self) -> int:
        """The base of "5 of 7 groups"."""
        return sum(column.key != NO_GROUP for column in self.columns)

    def groups_in(self, row: ThemeRow) -> int:
        """In how many of those groups the theme came up."""
        return sum(
            bool(cell.interviews) and column.key != NO_GROUP
            for column, cell in zip(self.columns, row.cells, strict=True)
        )

    def sentence(self, row: ThemeRow) -> str:
        """How widely a theme is held: in how many conversations, in how many of the groups heard."""
        if not row.count:
            return f"{row.key} came up in none of the {counted(self.conversations)}."
        groups = f" and in {self.groups_in(row)} of the {self.groups_heard} groups heard"
        return (
            f"{row.key} came up in {row.count} of {counted(self.conversations)}"
            f"{groups if self.groups_heard else ''}."
        )


def theme_matrix(workspace: Workspace, engagement: Engagement, *, told: bool = False) -> ThemeMatrix:
    """Themes against the groups heard.

    Args:
        workspace: Where.
        engagement: Whose.
        told: Whether it leaves: then it knows of no conversation and no passage off the record.
    """
    held = (told_conversations if told else conversations)(workspace, engagement)
    said = [
        each
        for each in passages(workspace, engagement, held)
        if not told or each.level is not Attribution.OFF_RECORD
    ]
    known = themes_of(workspace, engagement, said)
    return matrix_of(held, said, workspace.practice.groups, known.lineage, known.label)


def matrix_of(
    held: Sequence[Conversation],
    said: Iterable[Passage],
    groups: Iterable[Group],
    lineage: Lineage,
    label: Callable[[str], str],
) -> ThemeMatrix:
    """The matrix of some conversations.

    Args:
        held: All of them, with or without a theme.
        said: Passages of these; the advisor's own view is passed over.
        groups: The groups there are, in order.
        lineage: What each theme stands for today.
        label: What a theme means.
    """
    voices = {each.interview.id: each.voices for each in held}
    columns = _columns(voices.values(), groups)
    by_theme: dict[str, list[Passage]] = {}
    ancestors: dict[str, tuple[str, ...]] = {}
    coded: set[str] = set()
    lines: dict[str, tuple[str, ...]] = {}
    for passage in said:
        if not passage.is_heard:
            continue
        coded.add(passage.conversation.interview.id)
        stands_for: dict[str, None] = {}
        for theme in passage.themes:
            line = lines.get(theme) or lines.setdefault(theme, lineage(theme))
            for at, key in enumerate(line):
                ancestors.setdefault(key, line[at + 1 :])
                stands_for[key] = None
        for key in stands_for:
            by_theme.setdefault(key, []).append(passage)
    rows = {
        key: _row((key, label(key), len(ancestors[key])), found, columns, voices)
        for key, found in by_theme.items()
    }
    return ThemeMatrix(
        columns=columns,
        rows=tuple(_in_order(rows, ancestors)),
        conversations=len(held),
        without_theme=tuple(each.interview.number for each in held if each.interview.id not in coded),
    )


def _columns(voices: Iterable[Mapping[str, int]], groups: Iterable[Group]) -> tuple[GroupColumn, ...]:
    counts = Counter(group for of_one in voices for group in of_one)
    known = {group.key: group for group in groups}
    ordered = [key for key in known if key in counts]
    ordered += sorted(key for key in counts if key not in known and key != NO_GROUP)
    found = [
        GroupColumn(key, known[key].label, known[key].short, counts[key])
        if key in known
        else GroupColumn(key, key, key, counts[key])
        for key in ordered
    ]
    if NO_GROUP in counts:
        found.append(GroupColumn(NO_GROUP, "Group not noted", "No group", counts[NO_GROUP]))
    return tuple(found)


def _row(
    named: tuple[str, str, int],
    found: Sequence[Passage],
    columns: Sequence[GroupColumn],
    voices: Mapping[str, Mapping[str, int]],
) -> ThemeRow:
    """One row, of a theme by its key, label and depth."""
    by_group: dict[str, list[Passage]] = {}
    for passage in found:
        for group in voices[passage.conversation.interview.id]:
            by_group.setdefault(group, []).append(passage)
    cells = []
    for column in columns:
        of_group = by_group.get(column.key, ())
        talks = tuple(dict.fromkeys(each.conversation.interview.id for each in of_group))
        cells.append(ThemeCell(talks, sum(voices[talk][column.key] for talk in talks), tuple(of_group)))
    key, label, depth = named
    return ThemeRow(
        key=key,
        label=label,
        depth=depth,
        cells=tuple(cells),
        interviews=tuple(dict.fromkeys(passage.conversation.interview.id for passage in found)),
        passages=tuple(found),
    )


def _in_order(rows: Mapping[str, ThemeRow], ancestors: Mapping[str, tuple[str, ...]]) -> list[ThemeRow]:
    """Most widely held first; what is part of a theme right below it."""
    parts: dict[str, list[str]] = {}
    for key in rows:
        parts.setdefault(ancestors[key][0] if ancestors[key] else "", []).append(key)

    def below(parent: str) -> list[ThemeRow]:
        found: list[ThemeRow] = []
        for key in sorted(parts.get(parent, ()), key=lambda each: _rank(rows[each])):
            found += [rows[key], *below(key)]
        return found

    return below("")


def _rank(row: ThemeRow) -> tuple[int, int, str]:
    return (-row.count, -sum(bool(cell.interviews) for cell in row.cells), row.key)
