"""The practice city: a store of its own with Harbor Falls, OH, worked through, and the published portfolio."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from leaptui.domain.call_records import TypeRule
from leaptui.domain.errors import LeapError, OutputRefused, StoreUnavailable, WrongKey
from leaptui.domain.records import Engagement, FollowUp, Stakeholder
from leaptui.domain.text import slug
from leaptui.practice.harbor_falls import PracticeCity, practice_city
from leaptui.practice.practice_calls import write_practice_calls
from leaptui.services.calls.importing import import_file
from leaptui.services.city.engagements import (
    JurisdictionInput,
    add_engagement,
    change_engagement,
    find_engagement,
)
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.facts import describe
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.practice_city.claims import put_claims
from leaptui.services.practice_city.concerns import put_concerns
from leaptui.services.practice_city.data_request import put_data_request
from leaptui.services.practice_city.local_team import put_local_team
from leaptui.services.practice_city.quotes import put_quotes
from leaptui.services.practice_city.roadmap import put_roadmap
from leaptui.services.practice_city.staffing import put_staffing
from leaptui.services.upkeep.homes import has_store, home_folder, make_workspace, open_workspace
from leaptui.services.workspace import Workspace, wall_clock_ms

DEMO_PASSPHRASE = "practice"  # noqa: S105 - said on the screen; the practice store holds nothing real

Tell = Callable[[str], None]


def demo_folder(home: Path) -> Path:
    """Where the practice store lies: the folder a person named, else one beside her own store's."""
    return home.with_name("leaptui-practice") if home == home_folder("") else home


def make_demo(home: Path, *, tell: Tell = lambda _: None, now_ms: Callable[[], int] = wall_clock_ms) -> bool:
    """Make the practice store, unless it is there already. It appears whole or not at all.

    Args:
        home: Its folder.
        tell: Told what is being made.
        now_ms: Wall clock.

    Returns:
        Whether it was made now.

    Raises:
        StoreUnavailable: When another store lies in that folder.
        OutputRefused: When the folder cannot be written.
    """
    if has_store(home):
        _must_be_practice(home)
        return False
    making = home.with_name(f"{home.name}.making")
    try:
        shutil.rmtree(making, ignore_errors=True)
        workspace, _ = make_workspace(making, DEMO_PASSPHRASE, now_ms=now_ms)
        with workspace:
            fill(workspace, tell)
        _move(making, home)
    except OSError as error:
        raise OutputRefused(
            f"The practice city cannot be made in {home}: {error.strerror}.",
            safe="Nothing was left there.",
            next_step="Name another folder with --home.",
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return True


def fill(workspace: Workspace, tell: Tell = lambda _: None) -> Engagement:
    """Put the practice city and the published portfolio into an empty store."""
    city = practice_city()
    tell("The portfolio…")
    for known in workspace.practice.portfolio.cities:
        add_engagement(
            workspace,
            known.name,
            jurisdictions=[JurisdictionInput(name=name, state=state) for name, state in known.jurisdictions],
        )
    engagement = _engagement(workspace, city)
    tell("Stakeholders and interviews…")
    _interviews(workspace, engagement, city)
    tell(f"A year of calls ({city.calls.rows:,} rows)…")
    _calls(workspace, engagement, city)
    put_data_request(workspace, engagement, city.calls)
    put_staffing(workspace, engagement)
    tell("Decisions…")
    put_claims(workspace, engagement)
    put_roadmap(workspace, engagement, city)
    put_local_team(workspace, engagement)
    put_concerns(workspace, engagement)
    put_quotes(workspace, engagement)
    return find_engagement(workspace, engagement.slug)


def _must_be_practice(home: Path) -> None:
    """Refuse a folder whose store is not the practice one."""
    try:
        with open_workspace(home, DEMO_PASSPHRASE, read_only=True) as workspace:
            find_engagement(workspace, slug(practice_city().engagement.name))
    except (WrongKey, LeapError) as error:
        raise StoreUnavailable(
            f"The store in {home} is not the practice city.",
            safe="It was left as it is.",
            next_step="Name another folder: leaptui --home DIR demo.",
        ) from error


def _move(making: Path, home: Path) -> None:
    """The store's own file goes last: a folder without it holds no store."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for part in sorted(making.iterdir(), key=lambda path: path.name == "store.leaptui"):
        part.rename(home / part.name)


def _engagement(workspace: Workspace, city: PracticeCity) -> Engagement:
    told = city.engagement
    engagement = add_engagement(
        workspace,
        told.name,
        jurisdictions=[
            JurisdictionInput(name=each.name, state=each.state, population=each.population)
            for each in city.jurisdictions
        ],
        timezone=told.timezone,
        level=told.level,
        phase=told.phase,
        lead=told.lead,
        partners=told.partners,
        dispatch_centre=told.dispatch_centre,
        interviews_planned=told.interviews_planned,
    )
    return change_engagement(
        workspace, engagement, {"next_step": told.next_step, "next_due": told.next_due, "note": told.note}
    )


def _interviews(workspace: Workspace, engagement: Engagement, city: PracticeCity) -> None:
    people: dict[str, Stakeholder] = {}
    for person in city.stakeholders:
        people[person.key] = add_stakeholder(
            workspace,
            engagement,
            person.name,
            role=person.role,
            organisation=person.organisation,
            group=person.group,
            attribution=person.attribution,
            note=person.note,
            **dict(person.facts),
        )
    for talk in city.interviews:
        begun = start_interview(
            workspace,
            engagement,
            people=[people[key] for key in talk.participants],
            title=talk.title,
            held_on=talk.held_on,
            attribution=talk.attribution,
            note=talk.note,
            guide=talk.guide,
            consent=talk.consent,
        )
        view = find_interview(workspace, engagement, begun.id)
        describe(workspace, engagement, view, dict(talk.facts))
    workspace.store.apply(
        "add follow-ups",
        [
            FollowUp(
                id=workspace.new_id(),
                engagement=engagement.id,
                text=owed.text,
                due=owed.due,
                owner=owed.owner,
                done=owed.done,
            )
            for owed in city.follow_ups
        ],
        stream=engagement.id,
    )


def _calls(workspace: Workspace, engagement: Engagement, city: PracticeCity) -> None:
    file = workspace.home / city.calls.file_name
    try:
        write_practice_calls(file, city.calls.rows, seed=city.calls.seed)
        import_file(
            workspace,
            engagement,
            file,
            sender=city.calls.sender,
            received_on=city.calls.received_on,
        )
    finally:
        file.unlink(missing_ok=True)
    workspace.store.apply(
        "decide call types",
        [
            TypeRule(
                id=f"{engagement.id}:type:{slug(rule.type)}",
                engagement=engagement.id,
                type=rule.type,
                group=rule.group,
                tier=rule.tier,
                confidence=rule.confidence,
                reason=rule.reason,
                decided_by=rule.decided_by,
            )
            for rule in city.type_rules
        ],
        stream=engagement.id,
    )
