"""Commands of the place City."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CITY: tuple[Command, ...] = (
    Command(
        id="city.next_step",
        key="enter",
        action="next_step",
        title="Do the next step",
        help="Open the place where the next step is done.",
        word="do next step",
    ),
    Command(
        id="city.components",
        key="c",
        action="components",
        title="Ten components",
        help="Choose one of the ten components and open it in the roadmap.",
        word="components",
    ),
    Command(
        id="city.heard",
        key="h",
        action="heard",
        title="Who has been heard",
        help="Show every stakeholder group and its people; A adds a person there.",
        word="heard",
    ),
    Command(
        id="city.data",
        key="d",
        action="data",
        title="The calls of the city",
        help="Open Calls.",
        word="data",
    ),
    Command(
        id="city.follow_ups",
        key="f",
        action="follow_ups",
        title="Follow-ups",
        help="Open what was promised, to whom and by when: tick it off, give it a day, take it along as a calendar.",
        word="follow-ups",
    ),
    Command(
        id="city.add_person",
        key="a",
        action="add_person",
        title="Add a person",
        help="Add a stakeholder: name, role, organization, group and what they allow.",
        word="add person",
    ),
    Command(
        id="city.new_follow_up",
        key="n",
        action="new_follow_up",
        title="New follow-up",
        help="Note something promised, by when and by whom.",
        word="follow-up",
    ),
    Command(
        id="city.readiness",
        key="r",
        action="readiness",
        title="What is missing",
        help="Show what is missing before the roadmap is presented.",
        word="readiness",
    ),
    Command(
        id="city.timeline",
        key="t",
        action="timeline",
        title="Timeline",
        help="Show what happened in this city day by day, and what is due.",
        word="timeline",
    ),
    Command(
        id="city.activities",
        key="v",
        action="activities",
        title="Activities",
        help="Open what was done beside interviews: meetings, presentations, visits, advice after the launch.",
        word="activities",
    ),
    Command(
        id="city.leave_list",
        key="escape",
        action="leave_list",
        title="Leave the list",
        help="Leave the list, so that Enter does the next step again.",
        findable=False,
    ),
    Command(
        id="city.edit",
        key="e",
        action="edit",
        title="Edit the city",
        help="Change the engagement's fields, its next step and the day it is due.",
        word="edit",
    ),
)

PEOPLE: tuple[Command, ...] = (
    Command(
        id="people.add",
        key="a",
        action="add_person",
        title="Add a person",
        help="Add a stakeholder to this city.",
        word="add person",
        findable=False,
    ),
    Command(
        id="people.change",
        key="e",
        action="change_person",
        title="Change the person",
        help="Role, group, usual attribution, contact, district, shift and language of the person here.",
        word="change",
        findable=False,
    ),
)
