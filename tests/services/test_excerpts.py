"""Passages: marking, saying what they are, following their note."""

from __future__ import annotations

import pytest

from leaptui.domain.anchors import Edit
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.vocabulary import PassageKind, QuoteStatus, Stance
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.excerpt_marking import (
    add_excerpt,
    keep_excerpt,
    place_excerpt,
    set_excerpt,
    suggested,
)
from leaptui.services.interviews.excerpt_moves import is_lost, is_void
from leaptui.services.interviews.excerpts import (
    excerpt_views,
    excerpts,
    find_excerpt,
    keep_without_place,
    put_away_excerpt,
)
from leaptui.services.interviews.interviews import find_interview, save_note, start_interview
from leaptui.services.interviews.quotes import set_approval
from leaptui.services.workspace import Workspace

NOTE = """\
## 9 Nobody is free
14:20 They wait for hours at night. #NEED-night !concern
"We park them outside and hope." #disp-trust

> Trust problem is radio, not people.

[role only] The sergeant waits too.
[off] He named the dispatcher.
"""


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York")


@pytest.fixture
def talk(workspace: Workspace, city: Engagement) -> Interview:
    return start_interview(workspace, city, attribution="on_record", note=NOTE)


def mark(workspace: Workspace, city: Engagement, talk: Interview, words: str, **changes: str) -> Excerpt:
    start = talk.note.index(words)
    return add_excerpt(workspace, city, talk, start, start + len(words), changes)


def now(workspace: Workspace, excerpt: Excerpt) -> Excerpt:
    found = workspace.store.get(Excerpt, excerpt.id)
    assert found is not None
    return found


def standing(workspace: Workspace, talk: Interview, excerpt: Excerpt) -> str | None:
    note, kept = workspace.store.get(Interview, talk.id), now(workspace, excerpt)
    assert note is not None
    return None if kept.start is None else note.note[kept.start : kept.end]


@pytest.mark.parametrize(
    ("selected", "kind", "words", "themes", "concern", "level"),
    [
        (
            "park them",
            PassageKind.VERBATIM,
            "We park them outside and hope.",
            ("disp-trust",),
            False,
            "on_record",
        ),
        ("wait for hours", PassageKind.PARAPHRASE, "wait for hours", ("NEED-night",), True, "on_record"),
        ("radio", PassageKind.OWN_VIEW, "radio", (), False, "on_record"),
        ("sergeant waits", PassageKind.PARAPHRASE, "sergeant waits", (), False, "role_only"),
        ("waits too.\n[off] He", PassageKind.PARAPHRASE, "waits too. He", (), False, "off_record"),
    ],
)
def test_a_selection_is_taken_for_what_its_marks_say(
    talk: Interview,
    selected: str,
    kind: PassageKind,
    words: str,
    themes: tuple[str, ...],
    concern: bool,
    level: str,
) -> None:
    start = NOTE.index(selected)
    guess = suggested(talk, start, start + len(selected))
    assert (guess.kind, guess.words, guess.themes) == (kind, words, themes)
    assert (guess.concern, guess.level) == (concern, Attribution(level))


def test_without_a_selection_the_quote_or_the_line_at_the_cursor_is_meant(talk: Interview) -> None:
    for within, words in [
        ("park", "We park them outside and hope."),
        ("They wait", "They wait for hours at night."),
        ("radio", "Trust problem is radio, not people."),
    ]:
        at = NOTE.index(within)
        assert suggested(talk, at, at).words == words


@pytest.mark.parametrize("span", [(82, 82), (10**9, 10**9), (-5, -5)])
def test_where_no_words_stand_nothing_is_marked(
    workspace: Workspace, city: Engagement, span: tuple[int, int]
) -> None:
    empty = start_interview(workspace, city, note="  \n\n ")
    with pytest.raises(InputRefused, match="no words"):
        suggested(empty, *span)


def test_a_passage_says_what_it_is_and_takes_the_level_of_its_sign(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    made = mark(
        workspace,
        city,
        talk,
        "They wait for hours",
        stance="Support",
        strength="3",
        component="hours",
        themes="need-night, #NEED-gap own-one",
    )
    assert (made.stance, made.strength, made.component) == (Stance.SUPPORT, 3, "hours")
    assert made.themes == ("NEED-night", "NEED-gap", "own-one")
    assert mark(workspace, city, talk, "The sergeant").attribution is Attribution.ROLE_ONLY
    assert mark(workspace, city, talk, "He named").attribution is Attribution.OFF_RECORD
    back = set_excerpt(workspace, city, made, {"stance": "", "strength": "", "component": "", "themes": ""})
    assert (back.stance, back.strength, back.component, back.themes) == (None, None, "", ())


def test_the_same_place_is_one_passage(workspace: Workspace, city: Engagement, talk: Interview) -> None:
    first = mark(workspace, city, talk, "We park them", stance="oppose")
    again = mark(workspace, city, talk, "hope", themes="NEED-gap")
    assert (again.id, again.stance, again.themes) == (first.id, Stance.OPPOSE, ("NEED-gap",))
    assert len(excerpts(workspace, city)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"stance": "maybe"},
        {"strength": "4"},
        {"strength": "0"},
        {"component": "x"},
        {"kind": ""},
        {"colour": "red"},
    ],
)
def test_what_does_not_fit_is_refused(
    workspace: Workspace, city: Engagement, talk: Interview, change: dict[str, str]
) -> None:
    made = mark(workspace, city, talk, "They wait for hours")
    with pytest.raises(InputRefused):
        set_excerpt(workspace, city, made, change)
    assert now(workspace, made) == made


def test_a_passage_may_be_more_closed_than_its_line_and_never_more_open(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    for words in ("They wait", "The sergeant", "He named"):
        mark(workspace, city, talk, words, attribution="on_record")
    mark(workspace, city, talk, "We park", attribution="not for attribution")
    levels = [view.level.value for view in excerpt_views(workspace, city)]
    assert levels == ["on_record", "none", "role_only", "off_record"]


def test_passages_are_listed_in_the_order_of_the_note_under_names_that_stay(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    late = mark(workspace, city, talk, "We park them")
    early = mark(workspace, city, talk, "They wait")
    put_away = mark(workspace, city, talk, "wait for")
    put_away_excerpt(workspace, put_away)
    whole = mark(workspace, city, talk, "They wait for hours at night.")
    assert [(each.name, each.excerpt) for each in excerpt_views(workspace, city)] == [
        ("1:2", early),
        ("1:4", whole),
        ("1:1", late),
    ]
    assert find_excerpt(workspace, city, "1:4").excerpt == whole
    assert [each.excerpt for each in excerpt_views(workspace, city, theme="NEED-night")] == [early, whole]
    with pytest.raises(UnknownName):
        find_excerpt(workspace, city, "1:3")


def test_passages_move_with_what_is_typed_in_the_act_of_the_note(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    quote, night = mark(workspace, city, talk, "We park"), mark(workspace, city, talk, "They wait for hours")
    acts = len(workspace.store.acts())
    saved = save_note(workspace, talk, "New.\n" + NOTE, [Edit(0, 0, 5)])
    assert len(workspace.store.acts()) == acts + 1
    assert standing(workspace, saved, quote) == "We park them outside and hope."
    at = saved.note.index("hours")
    save_note(workspace, saved, saved.note.replace("hours", "forty minutes"), [Edit(at, 5, 13)])
    assert standing(workspace, saved, night) == "They wait for forty minutes"
    assert now(workspace, night).text == "They wait for forty minutes"


@pytest.mark.parametrize("edits", [None, [Edit(0, 0, 400)], [Edit(10**6, 1, 1)]])
def test_after_an_edit_from_outside_passages_are_found_by_their_words(
    workspace: Workspace, city: Engagement, talk: Interview, edits: list[Edit] | None
) -> None:
    quote, night = mark(workspace, city, talk, "We park"), mark(workspace, city, talk, "They wait for hours")
    lines = NOTE.split("\n")
    outside = "\n".join([lines[2], "More.", lines[0], lines[1].replace("hours", "ours")])
    saved = save_note(workspace, talk, outside, edits)
    assert standing(workspace, saved, quote) == "We park them outside and hope."
    assert standing(workspace, saved, night) == "They wait for ours"


def test_what_is_not_found_is_shown_as_lost_found_when_it_comes_back_and_never_dropped(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    night = mark(workspace, city, talk, "They wait for hours")
    gone = save_note(workspace, talk, "Nothing of it is left.")
    assert [(view.lost, view.excerpt.text) for view in excerpt_views(workspace, city)] == [
        (True, "They wait for hours")
    ]
    save_note(workspace, gone, NOTE)
    assert not is_lost(now(workspace, night))
    assert standing(workspace, talk, night) == "They wait for hours"


def test_a_lost_passage_is_given_another_place_or_stays_as_it_was(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    night, quote = mark(workspace, city, talk, "They wait for hours"), mark(workspace, city, talk, "We park")
    gone = save_note(workspace, talk, "They stay until the morning comes.")
    there = place_excerpt(workspace, gone, now(workspace, night), 0, 9)
    assert (there.text, is_lost(there)) == ("They stay", False)
    kept = keep_without_place(workspace, now(workspace, quote))
    assert (kept.text, is_lost(kept)) == ("We park them outside and hope.", False)
    save_note(workspace, gone, NOTE)
    assert now(workspace, quote).start is None


def test_a_level_taken_from_a_sign_goes_with_the_sign(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    role, own = mark(workspace, city, talk, "The sergeant"), mark(workspace, city, talk, "They wait")
    own = set_excerpt(workspace, city, own, {"attribution": "off_record"})
    saved = save_note(workspace, talk, NOTE.replace("[role only] ", "[on record] "))
    assert now(workspace, role).attribution is Attribution.ON_RECORD
    save_note(workspace, saved, NOTE.replace("[role only] ", ""))
    assert now(workspace, role).attribution is None
    assert now(workspace, own).attribution is Attribution.OFF_RECORD


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("asked", QuoteStatus.NOT_ASKED),
        ("approved", QuoteStatus.NOT_ASKED),
        ("withdrawn", QuoteStatus.WITHDRAWN),
    ],
)
def test_an_approval_is_void_once_the_words_are_others(
    workspace: Workspace, city: Engagement, talk: Interview, status: str, left: QuoteStatus
) -> None:
    asked = set_approval(workspace, mark(workspace, city, talk, "We park"), status, channel="e-mail")
    around = save_note(workspace, talk, NOTE.replace("#disp-trust", "#SAFE-backup and more"))
    assert now(workspace, asked).quote_status is asked.quote_status
    save_note(workspace, around, NOTE.replace("and hope", "and pray"))
    changed = now(workspace, asked)
    assert changed.text == "We park them outside and pray."
    assert changed.quote_status is left
    assert is_void(asked, changed) is (left is QuoteStatus.NOT_ASKED)


def test_a_mark_kept_before_is_not_kept_twice(
    workspace: Workspace, city: Engagement, talk: Interview
) -> None:
    view = find_interview(workspace, city, "1")
    for one in view.marks:
        if one.text != "NEED-night" and one.text != "disp-trust":
            assert keep_excerpt(workspace, talk, one) == keep_excerpt(workspace, talk, one)
    assert [standing(workspace, talk, each) for each in excerpts(workspace, city)] == [
        "They wait for hours at night.",
        "We park them outside and hope.",
        "Trust problem is radio, not people.",
        "He named the dispatcher.",
    ]
