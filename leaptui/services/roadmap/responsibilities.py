"""Who does what: each member's part in each of the ten components (responsible, accountable, consulted, informed)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Responsibility, TeamMember
from leaptui.domain.roadmap_vocabulary import Part
from leaptui.domain.text import one_line, slug
from leaptui.services.roadmap.team import members

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.practice.content import PracticeComponent
    from leaptui.services.workspace import Workspace

NO_PART = "none"
"""The word that takes a part away on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One component.

    Attributes:
        component: Which.
        parts: Of each member of the matrix, in its order.
        accountable: Names of those who are; exactly one should be.
    """

    component: PracticeComponent
    parts: tuple[Part | None, ...]
    accountable: tuple[str, ...]

    @property
    def warning(self) -> str:
        """What is wrong with it, in a sentence; empty when nothing is."""
        if len(self.accountable) == 1:
            return ""
        title = f"{self.component.number} {self.component.title}"
        if not self.accountable:
            return f"{title}: nobody is accountable."
        return f"{title}: {' and '.join(self.accountable)} are accountable; it can be only one."


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityMatrix:
    """Ten components by the members of the team; who left is no longer in it."""

    members: tuple[TeamMember, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Components without exactly one accountable member; nothing while there is no team."""
        return tuple(row.warning for row in self.rows if row.warning) if self.members else ()


def responsibilities(workspace: Workspace, engagement: Engagement) -> ResponsibilityMatrix:
    """The matrix of an engagement."""
    team = members(workspace, engagement)
    parts = {
        (each.component, each.member): each.part
        for each in workspace.store.all(Responsibility, engagement=engagement.id)
    }
    rows = []
    for component in workspace.practice.components:
        of_each = tuple(parts.get((component.key, each.id)) for each in team)
        named = zip(team, of_each, strict=True)
        rows.append(
            MatrixRow(
                component=component,
                parts=of_each,
                accountable=tuple(each.name for each, part in named if part is Part.ACCOUNTABLE),
            )
        )
    return ResponsibilityMatrix(members=tuple(team), rows=tuple(rows))


def set_part(
    workspace: Workspace, engagement: Engagement, component: str, member: TeamMember, part: Part | None
) -> Responsibility:
    """Give a member a part in a component, or none. A second accountable one is let be, and warned of.

    Raises:
        UnknownName: When there is no such component.
    """
    key = component_named(workspace, component).key
    held = Responsibility(
        id=f"{engagement.id}:{key}:{member.id}",
        engagement=engagement.id,
        component=key,
        member=member.id,
        part=part,
    )
    workspace.store.apply("set responsibility", [held], stream=engagement.id)
    return held


def part_named(text: str) -> Part | None:
    """A part by its word or its letter; nothing for `none` and for empty text.

    Raises:
        InputRefused: When it is none of the four.
    """
    wanted = one_line(text).lower()
    if wanted in ("", NO_PART, "-", "–"):
        return None
    for part in Part:
        if wanted in (part.value, part.letter.lower()):
            return part
    raise InputRefused(
        f"“{one_line(text)}” is not a part in a component.",
        safe="Nothing was changed.",
        next_step=f"It is one of: {', '.join(f'{part.letter} ({part})' for part in Part)}, {NO_PART}.",
    )


def component_named(workspace: Workspace, wanted: str) -> PracticeComponent:
    """A component by its key, number, title or short name.

    Raises:
        UnknownName: When there is no such component.
    """
    name = slug(wanted)
    for each in workspace.practice.components:
        if name in {slug(each.key), str(each.number), slug(each.title), slug(each.short)}:
            return each
    raise UnknownName(
        f"“{one_line(wanted)}” is not a component of the roadmap.",
        safe="Nothing was changed.",
        next_step="The components are: "
        + ", ".join(each.key for each in workspace.practice.components)
        + ".",
    )
