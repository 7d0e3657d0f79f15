"""What a roadmap says beside its components: concerns, the local team, programmes elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.disclosure.audience import Audience
from leaptui.documents.kinds.roadmap import (
    ConcernLine,
    PartsLine,
    PhaseSteps,
    PrecedentLine,
    Step,
    TeamLine,
)
from leaptui.domain.partner_records import TeamMember
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_vocabulary import Part
from leaptui.domain.vocabulary import Phase
from leaptui.services.documents.gathering import Gathering
from leaptui.services.roadmap.checklists import PHASE, checklists
from leaptui.services.roadmap.concern_board import board
from leaptui.services.roadmap.precedents import likeness_of, precedents
from leaptui.services.roadmap.responsibilities import responsibilities
from leaptui.services.workspace import Workspace

MOST_PRECEDENTS = 5
_TO_LAUNCH = (Phase.LOCAL_TEAM, Phase.PILOT_PREP, Phase.LAUNCH, Phase.EVALUATION)


def concern_lines(
    workspace: Workspace, engagement: Engagement, through: Gathering
) -> tuple[ConcernLine, ...]:
    """The concerns on the board."""
    return tuple(
        ConcernLine(
            through.label(each.title, "concerns"),
            through.label(each.concern.status.label, "concerns"),
            through.label(_named_or_not(through, each.concern.owner, "concerns"), "concerns"),
        )
        for each in board(workspace, engagement)
    )


def team_lines(workspace: Workspace, engagement: Engagement, through: Gathering) -> tuple[TeamLine, ...]:
    """The local team."""
    matrix = responsibilities(workspace, engagement)
    named = _may_be_named(through, matrix.members)
    return tuple(
        TeamLine(
            through.label(_called(member, named=named), "local team"),
            through.label(member.organisation, "local team"),
            through.label("lead" if member.lead else "", "local team"),
        )
        for member in matrix.members
    )


def parts_lines(workspace: Workspace, engagement: Engagement, through: Gathering) -> tuple[PartsLine, ...]:
    """Who does what, for components in which anybody does anything."""
    matrix = responsibilities(workspace, engagement)
    named = _may_be_named(through, matrix.members)
    lines = []
    for row in matrix.rows:
        if not any(row.parts):
            continue

        def who(part: Part, parts: tuple[Part | None, ...] = row.parts) -> str:
            members = zip(matrix.members, parts, strict=True)
            return ", ".join(_called(each, named=named) for each, has in members if has is part)

        title = f"{row.component.number} {row.component.title}"
        order = (Part.ACCOUNTABLE, Part.RESPONSIBLE, Part.CONSULTED, Part.INFORMED)
        lines.append(
            PartsLine(
                through.label(title, "local team"),
                *(through.label(who(each), "local team") for each in order),
            )
        )
    return tuple(lines)


def precedent_lines(
    workspace: Workspace, engagement: Engagement, through: Gathering
) -> tuple[PrecedentLine, ...]:
    """The programmes most like this city, those that are alike in something."""
    alike = [each for each in precedents(workspace, likeness_of(workspace, engagement)) if each.reasons]
    return tuple(
        PrecedentLine(
            through.label(
                f"{each.precedent.place}, {each.precedent.state}: {each.precedent.programme}", "programmes"
            ),
            through.label("; ".join(reason.text for reason in each.reasons), "programmes"),
            through.label(each.precedent.lesson, "programmes"),
        )
        for each in alike[:MOST_PRECEDENTS]
    )


def phase_steps(workspace: Workspace, engagement: Engagement, through: Gathering) -> tuple[PhaseSteps, ...]:
    """The phases from the local team to the evaluation, with what of each is done."""
    keys = [f"{PHASE}{phase}" for phase in _TO_LAUNCH]
    return tuple(
        PhaseSteps(
            through.label(each.title, "the way to launch"),
            tuple(Step(through.label(line.text, "the way to launch"), line.done) for line in each.lines),
        )
        for each in checklists(workspace, engagement, keys)
    )


def _may_be_named(through: Gathering, members: Sequence[TeamMember]) -> bool:
    """Whether the team is told by name: to the city's own people, and where the gate keeps none of the names.

    One without a name among others with theirs is somebody who was heard and did not speak on the record.
    """
    if through.gate.audience is Audience.PUBLIC:
        return False
    return all(_named_or_not(through, each.name, "local team") for each in members)


def _called(member: TeamMember, *, named: bool) -> str:
    """How a member is called: by name and role, or by role alone."""
    role = member.role or "a member of the team"
    return ", ".join(part for part in (member.name, member.role) if part) if named else role


def _named_or_not(through: Gathering, name: str, where: str) -> str:
    """A name, or nothing where the gate keeps it, which is remembered."""
    if not through.gate.blocked(name, where):
        return name
    through.kept_back.append(f"{where}: a name that must not stand in this document")
    return ""
