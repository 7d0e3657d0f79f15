"""The concerns register: each passage once, counted by conversations and groups, matched by words."""

from __future__ import annotations

import pytest

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import MarkKind, marks
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.vocabulary import Stance
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.interviews.concerns import concerns, concerns_raised, suggested
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.workspace import Workspace


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    made = add_engagement(workspace, "Harbor Falls, OH")
    lee = add_stakeholder(workspace, made, "Lee Brandt", role="patrol sergeant", group="patrol")
    dana = add_stakeholder(workspace, made, "Dana Okafor", role="dispatcher", group="dispatch")
    for people, note in (
        ([lee], "!the night is too dark for them #SAFE-responder\n> !they may want our posts\n"),
        ([dana, lee], "Nights scare us. !concern\n[off] !he will be blamed for the night\n"),
        ([dana], "!who cleans the van\n"),
    ):
        start_interview(workspace, made, people=people, attribution="role_only", note=note)
    return made


def test_the_most_widely_raised_comes_first_and_the_unknown_last(
    workspace: Workspace, city: Engagement
) -> None:
    lines = concerns(workspace, city)
    assert [
        (line.concern.key if line.concern else None, len(line.raised), line.interviews, line.groups)
        for line in lines
    ] == [
        ("night", 3, 2, ("patrol", "dispatch")),
        ("defunds", 1, 0, ()),
        (None, 1, 1, ("dispatch",)),
    ]
    night = lines[0].raised
    assert [(each.text, each.level, each.themes) for each in night] == [
        ("the night is too dark for them", Attribution.ROLE_ONLY, ("SAFE-responder",)),
        ("Nights scare us.", Attribution.ROLE_ONLY, ()),
        ("he will be blamed for the night", Attribution.OFF_RECORD, ()),
    ]
    assert night[0].suggestion is not None
    assert night[0].suggestion.because == ("night", "dark")
    assert lines[1].raised[0].own


def test_an_excerpt_at_a_mark_is_the_same_concern_with_what_was_decided_for_it(
    workspace: Workspace, city: Engagement
) -> None:
    talk = concerns_raised(workspace, city)[0].conversation.interview
    mark = next(each for each in marks(talk.note) if each.kind is MarkKind.CONCERN)
    for start, end, text, concern in (
        (mark.start + 1, mark.start + 10, "the night", False),
        (0, 3, "the van has no heater", True),
    ):
        workspace.store.apply(
            "keep excerpt",
            [
                Excerpt(
                    id=workspace.new_id(),
                    engagement=city.id,
                    interview=talk.id,
                    text=text,
                    start=None if concern else start,
                    end=None if concern else end,
                    stance=Stance.OPPOSE,
                    concern=concern,
                )
            ],
            stream=city.id,
        )
    here = [each for each in concerns_raised(workspace, city) if each.conversation.interview.id == talk.id]
    assert [(each.text, each.stance) for each in here] == [
        ("the night", Stance.OPPOSE),
        ("they may want our posts", None),
        ("the van has no heater", Stance.OPPOSE),
    ]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("They'll get stabbed out there", "responders_hurt"),
        ("De noche es peligroso", "night"),
        ("Who pays when somebody is hurt, workers' comp?", "workers_hurt"),
        ("We will be sued", "sued"),
        ("the contractor folds", "contractor_fails"),
        ("the issue is pursued", None),
        ("the price of justice", "too_expensive"),
        ("nice people", None),
        ("", None),
    ],
)
def test_words_point_at_a_concern_and_only_whole_ones(
    workspace: Workspace, said: str, key: str | None
) -> None:
    found = suggested(said, workspace.practice.concerns)
    assert (found.concern.key if found else None) == key


def test_every_concern_of_the_library_can_be_recognised(workspace: Workspace) -> None:
    library = workspace.practice.concerns
    for concern in library:
        found = suggested("; ".join(concern.words), library)
        assert found is not None, concern.key
        assert found.concern.key == concern.key
