"""Asking for a quote, and what the gate does with the answer; levels of passages in documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate, Quote
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused
from leaptui.domain.records import Engagement, Excerpt, Interview, Stakeholder
from leaptui.domain.vocabulary import QuoteStatus
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.roadmap import prepare
from leaptui.services.interviews.confidences import confidences
from leaptui.services.interviews.excerpt_marking import add_excerpt
from leaptui.services.interviews.interviews import find_interview, start_interview
from leaptui.services.interviews.quotes import Speakers, printed_words, set_approval
from leaptui.services.roadmap.components import component, link_excerpt
from leaptui.services.workspace import Workspace
from tests.documents.sample import roadmap_of

SAID = "We park them outside the hospital at night and then we hope that somebody comes."
AMENDED = "At night we wait outside the hospital until somebody has a bed."
NOTE = f'"{SAID}" #NEED-night\n'


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def dana(workspace: Workspace, city: Engagement) -> Stakeholder:
    return add_stakeholder(workspace, city, "Dana Whitfield", role="night sergeant", group="patrol")


def marked(
    workspace: Workspace, city: Engagement, talk: Interview, words: str = SAID, **changes: str
) -> Excerpt:
    start = talk.note.index(words)
    return add_excerpt(workspace, city, talk, start, start + len(words), changes)


def quotes(
    workspace: Workspace, city: Engagement, audience: Audience = Audience.PUBLIC
) -> tuple[list[tuple[str, str]], list[str]]:
    prepared = prepare(workspace, city, audience)
    printed = [
        (quote.said.text, quote.line.text)
        for each in roadmap_of(prepared).components
        for quote in each.quotes
    ]
    return printed, list(prepared.withheld)


@pytest.fixture
def kept(workspace: Workspace, city: Engagement, dana: Stakeholder) -> Excerpt:
    talk = start_interview(workspace, city, people=[dana], attribution="on_record", note=NOTE)
    excerpt = marked(workspace, city, talk)
    link_excerpt(workspace, city, "hours", excerpt)
    return excerpt


def test_a_step_has_its_day_and_channel(workspace: Workspace, kept: Excerpt) -> None:
    asked = set_approval(workspace, kept, "asked", on="2026-11-20", channel="e-mail")
    assert (asked.quote_status, asked.quote_on, asked.quote_channel) == (
        QuoteStatus.ASKED,
        "2026-11-20",
        "e-mail",
    )
    said_yes = set_approval(workspace, asked, "approved")
    assert (said_yes.quote_on, said_yes.quote_channel) == ("2026-11-24", "e-mail")
    back = set_approval(workspace, said_yes, "not asked")
    assert (back.quote_status, back.quote_on, back.quote_channel) == (QuoteStatus.NOT_ASKED, None, "")


@pytest.mark.parametrize(
    ("status", "amended"),
    [("maybe", ""), ("amended", " "), ("approved", "other words"), ("asked", "other words")],
)
def test_a_step_that_makes_no_sense_is_refused(
    workspace: Workspace, kept: Excerpt, status: str, amended: str
) -> None:
    with pytest.raises(InputRefused):
        set_approval(workspace, kept, status, amended=amended)


def test_an_own_view_has_nobody_to_ask(workspace: Workspace, city: Engagement) -> None:
    talk = start_interview(workspace, city, note="> It is the radio.\n")
    own = marked(workspace, city, talk, "It is the radio.")
    with pytest.raises(InputRefused, match="own view"):
        set_approval(workspace, own, "asked")


def test_not_asked_follows_the_attribution(workspace: Workspace, city: Engagement, kept: Excerpt) -> None:
    assert quotes(workspace, city)[0] == [(SAID, "Dana Whitfield, night sergeant")]


def test_a_withdrawn_quote_leaves_nowhere_and_what_rests_on_it_is_stale(
    workspace: Workspace, city: Engagement, kept: Excerpt
) -> None:
    set_approval(workspace, kept, "withdrawn", channel="phone")
    for audience in Audience:
        printed, withheld = quotes(workspace, city, audience)
        assert printed == []
        assert "hours" not in withheld
        assert any("withdrew" in each for each in withheld)
        assert Gate(audience, confidences(workspace, city)).blocked(f"They told us: {SAID}", "decision")
    assert component(workspace, city, "hours").stale


def test_asked_and_unanswered_stays_in_the_house(
    workspace: Workspace, city: Engagement, kept: Excerpt
) -> None:
    set_approval(workspace, kept, "asked")
    assert quotes(workspace, city)[0] == []
    assert quotes(workspace, city, Audience.CITY_TEAM)[0] == []
    assert quotes(workspace, city, Audience.INTERNAL)[0] == [(SAID, "Dana Whitfield, night sergeant")]
    assert not component(workspace, city, "hours").stale


def test_amended_words_are_printed_in_place_of_the_note(
    workspace: Workspace, city: Engagement, kept: Excerpt
) -> None:
    amended = set_approval(workspace, kept, "amended", amended=f"“{AMENDED}”")
    assert printed_words(amended) == AMENDED
    assert quotes(workspace, city)[0] == [(AMENDED, "Dana Whitfield, night sergeant")]
    assert component(workspace, city, "hours").stale
    public = Gate(Audience.PUBLIC, confidences(workspace, city))
    assert public.blocked(SAID, "decision"), "the speaker wanted other words"
    assert not public.blocked(AMENDED, "decision")
    again = set_approval(workspace, amended, "amended", amended=f"{SAID} At least most nights.")
    assert quotes(workspace, city)[0] == [(again.quote_amended, "Dana Whitfield, night sergeant")]


def blocked(workspace: Workspace, city: Engagement, words: str, audience: Audience = Audience.PUBLIC) -> bool:
    return bool(Gate(audience, confidences(workspace, city)).blocked(words, "decision"))


@pytest.mark.parametrize(
    ("level", "plain", "plain_in_the_house"),
    [
        ("on_record", False, False),
        ("role_only", False, False),
        ("none", True, False),
        ("off_record", True, True),
    ],
)
def test_each_passage_is_kept_as_its_own_sign_says(
    workspace: Workspace, city: Engagement, level: str, plain: bool, plain_in_the_house: bool
) -> None:
    words = [
        "The nurse has a key to the side door and lets them in.",
        "The manager wants the pilot to end before the summer begins.",
        "The captain hides the overtime sheets from the union again.",
        "The library calls more often than any bar in the town.",
    ]
    note = "[on record] {}\n\n[not for attribution] {}\n\n[off] {}\n\n{}\n".format(*words)
    start_interview(workspace, city, attribution=level, note=note)
    assert [blocked(workspace, city, each) for each in words] == [False, True, True, plain]
    inside = [blocked(workspace, city, each, Audience.INTERNAL) for each in words]
    assert inside == [False, False, True, plain_in_the_house]


def test_a_line_that_begins_with_a_theme_is_a_confidence_like_any_other(
    workspace: Workspace, city: Engagement
) -> None:
    start_interview(workspace, city, note=f"#NEED-night {SAID}\n\n## {SAID.upper().replace('WE', 'YOU')}\n")
    assert blocked(workspace, city, SAID)


def test_a_passage_opened_by_itself_may_be_quoted_and_its_note_stays_closed(
    workspace: Workspace, city: Engagement, dana: Stakeholder
) -> None:
    more = "The captain hides the overtime sheets from the union again."
    talk = start_interview(workspace, city, people=[dana], note=f"{more} {NOTE}{more}")
    assert talk.attribution is Attribution.NONE
    excerpt = marked(workspace, city, talk)
    link_excerpt(workspace, city, "hours", excerpt)
    assert quotes(workspace, city)[0] == []
    opened = marked(workspace, city, talk, attribution="role only")
    assert opened.id == excerpt.id  # one place, one passage: it is this one that was opened
    assert quotes(workspace, city)[0] == [(SAID, "from the group “Patrol officers and sergeants”")]
    assert blocked(workspace, city, more)


def test_who_said_one_thing_on_the_record_alone_may_be_named_but_not_one_of_several(
    workspace: Workspace, city: Engagement, dana: Stakeholder
) -> None:
    alone = start_interview(workspace, city, people=[dana], attribution="none", note=f"[on record] {NOTE}")
    link_excerpt(workspace, city, "hours", marked(workspace, city, alone))
    assert quotes(workspace, city)[0] == [(SAID, "Dana Whitfield, night sergeant")]
    sam = add_stakeholder(workspace, city, "Sam Okafor", role="medic", group="fire_ems")
    lee = add_stakeholder(workspace, city, "Lee Brandt", role="medic", group="fire_ems")
    several = start_interview(
        workspace,
        city,
        people=[sam, lee],
        attribution="none",
        note='[on record] "We never know who else was sent there."',
    )
    both = marked(workspace, city, several, "We never know who else was sent there.")
    link_excerpt(workspace, city, "types", both)
    credited = dict(quotes(workspace, city)[0])
    assert "Okafor" not in credited[both.text]
    assert "Brandt" not in credited[both.text]
    assert blocked(workspace, city, "Sam Okafor told us so.")


@pytest.mark.parametrize(
    ("holders", "credit"),
    [(None, "group"), (4, "group"), (5, "role"), (40, "role")],
)
def test_a_role_of_fewer_than_five_goes_out_as_its_group(
    workspace: Workspace, city: Engagement, dana: Stakeholder, holders: int | None, credit: str
) -> None:
    person = replace(dana, role_holders=holders)
    workspace.store.apply("set", [person])
    talk = start_interview(workspace, city, people=[person], attribution="role_only", note=NOTE)
    view = find_interview(workspace, city, str(talk.number))
    speakers = Speakers(workspace, city)
    cleared = Gate(Audience.PUBLIC, confidences(workspace, city)).excerpt(
        SAID,
        marked(workspace, city, talk).passage,
        Attribution.ROLE_ONLY,
        speakers.of(view, Attribution.ROLE_ONLY),
    )
    assert isinstance(cleared, Quote)
    assert (
        cleared.line.text
        == {"group": "from the group “Patrol officers and sergeants”", "role": "a night sergeant"}[credit]
    )


def test_known_colleagues_count_where_nobody_said_how_many(
    workspace: Workspace, city: Engagement, dana: Stakeholder
) -> None:
    for number in range(4):
        add_stakeholder(workspace, city, f"Colleague {number}", role="Night Sergeant")
    assert Speakers(workspace, city).holders_of("night sergeant") == 5
