"""The themes memo, concerns heard and the agreement: what they say, and of whom they say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.domain.errors import UnknownName
from leaptui.domain.partner_records import Concern, Validator
from leaptui.domain.records import Engagement, Excerpt, Headcount
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.vocabulary import PassageKind, QuoteStatus, Stance
from leaptui.services.city.engagements import add_engagement
from leaptui.services.city.stakeholders import add_stakeholder
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import Prepared, preview
from leaptui.services.interviews.conversations import conversations
from leaptui.services.interviews.few_voices import FewVoices, voices
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.roadmap.agreements import change_agreement, make_agreement
from leaptui.services.workspace import Workspace

WORDS = "We need somebody who answers at two in the morning."


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    return add_engagement(workspace, "Harbor Falls, OH")


def heard(
    workspace: Workspace,
    city: Engagement,
    *,
    people: int,
    group: str,
    level: str = "none",
    theme: str = "NEED-night",
) -> str:
    """A conversation of so many people of a group, with a theme; the id of its interview."""
    known = len(workspace.store.all(Headcount))
    person = add_stakeholder(workspace, city, f"Person Quellby{known}", group=group, role=f"role {known}")
    talk = start_interview(
        workspace, city, people=[person], attribution=level, note=f"They spoke of nights, {known}. #{theme}"
    )
    counted = Headcount(
        id=workspace.new_id(), engagement=city.id, interview=talk.id, group=group, people=people - 1
    )
    workspace.store.apply("count", [counted], stream=city.id)
    return talk.id


def excerpt(workspace: Workspace, city: Engagement, interview: str, **facts: object) -> Excerpt:
    made = Excerpt(
        id=workspace.new_id(), engagement=city.id, interview=interview, text=WORDS, themes=("NEED-night",),
        passage=PassageKind.VERBATIM, quote_status=QuoteStatus.APPROVED,
    )  # fmt: skip
    made = replace(made, **facts)  # type: ignore[arg-type]
    workspace.store.apply("mark", [made], stream=city.id)
    return made


def of(workspace: Workspace, city: Engagement, kind: str, audience: Audience = Audience.PUBLIC) -> Prepared:
    return prepare(workspace, city, kind_named(kind), audience)


def memo(workspace: Workspace, city: Engagement, audience: Audience = Audience.PUBLIC) -> str:
    return preview(of(workspace, city, "themes_memo", audience))


NIGHT = "Need in the evening, at night and on weekends"


def test_a_theme_is_told_by_groups_and_conversations_and_never_by_shares(
    workspace: Workspace, city: Engagement
) -> None:
    heard(workspace, city, people=6, group="dispatch")
    heard(workspace, city, people=5, group="patrol")
    heard(workspace, city, people=1, group="courts")
    heard(workspace, city, people=2, group="businesses", theme="COST")
    text = memo(workspace, city)
    assert "Raised in 3 of 4 conversations and in 3 of the 4 groups heard." in text
    named = "Call-takers and dispatchers; Patrol officers and sergeants; 1 group of which fewer than 5 people"
    assert named in text
    assert "Prosecutor" not in text.split("## Who was not heard")[0]
    assert "%" not in text.split("## What people said, and what the data show")[0]
    inside = memo(workspace, city, Audience.INTERNAL)
    assert "Prosecutor, public defender, courts" in inside.split("## Who was not heard")[0]


@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_of_fewer_than_five_people_no_number_is_told(
    workspace: Workspace, city: Engagement, people: int, told: bool
) -> None:
    heard(workspace, city, people=people, group="dispatch")
    heard(workspace, city, people=9, group="patrol", theme="COST")
    text = memo(workspace, city)
    assert (f"| {NIGHT} |" in text) is told
    assert ("Too few people raised these to say more of them" in text) is not told
    assert NIGHT in text


def test_where_few_were_heard_only_what_is_on_the_record_counts(
    workspace: Workspace, city: Engagement
) -> None:
    heard(workspace, city, people=1, group="dispatch", level="none")
    text = memo(workspace, city)
    assert NIGHT not in text
    assert "only what was said on the record is told" in text
    heard(workspace, city, people=1, group="patrol", level="on_record", theme="COST")
    text = memo(workspace, city)
    assert NIGHT not in text
    assert "What it costs and what it frees" in text


def test_what_is_off_the_record_or_withdrawn_is_in_no_number(workspace: Workspace, city: Engagement) -> None:
    heard(workspace, city, people=6, group="dispatch")
    heard(workspace, city, people=6, group="patrol", level="off_record")
    talk = heard(workspace, city, people=6, group="courts", theme="COST")
    excerpt(workspace, city, talk, quote_status=QuoteStatus.WITHDRAWN)
    assert f"| {NIGHT} | Raised in 1 of 2 conversations" in memo(workspace, city, Audience.INTERNAL)


def test_agreement_and_dissent_and_only_approved_quotes(workspace: Workspace, city: Engagement) -> None:
    talks = [
        heard(workspace, city, people=6, group=group, level="on_record")
        for group in ("dispatch", "patrol", "courts")
    ]
    excerpt(
        workspace, city, talks[0], stance=Stance.SUPPORT, text="I would call them first, every night of it."
    )
    against = excerpt(
        workspace,
        city,
        talks[1],
        stance=Stance.OPPOSE,
        text="It will not work here, and I have seen it fail.",
    )
    excerpt(
        workspace,
        city,
        talks[2],
        quote_status=QuoteStatus.NOT_ASKED,
        text="Nobody asked me for these words yet.",
    )
    prepared = of(workspace, city, "themes_memo")
    text = preview(prepared)
    assert "**Agreement:** support in 1 conversation." in text
    assert "**Dissent:** opposition in 1 conversation." in text
    assert text.index("I have seen it fail") < text.index("I would call them first")
    assert "Nobody asked me" not in text
    assert not [line for line in prepared.withheld if "not approved" in line]  # two are enough
    workspace.store.apply("ask", [replace(against, quote_status=QuoteStatus.NOT_ASKED)], stream=city.id)
    (waiting,) = of(workspace, city, "themes_memo").withheld
    assert waiting == "theme NEED-night: 2 passages not approved by those who spoke"


def test_who_was_not_heard_is_listed_without_how_few(workspace: Workspace, city: Engagement) -> None:
    heard(workspace, city, people=1, group="dispatch")
    heard(workspace, city, people=9, group="patrol")
    missing = memo(workspace, city).split("## Who was not heard")[1]
    assert "- Call-takers and dispatchers\n" in missing
    assert "- Fire and EMS, command and crews\n" in missing
    assert "- Patrol officers" not in missing
    assert "- Call-takers and dispatchers (1 of 2)" in memo(workspace, city, Audience.INTERNAL)


def test_that_somebody_spoke_off_the_record_is_told_by_no_count_and_no_missing_group(
    workspace: Workspace, city: Engagement
) -> None:
    heard(workspace, city, people=6, group="dispatch")
    documents = ("themes_memo", "roadmap", "concerns_heard", "council_brief")
    before = {kind: preview(of(workspace, city, kind)) for kind in documents}
    year = preview(prepare(workspace, None, kind_named("impact_report"), Audience.PUBLIC, which="2026"))
    heard(workspace, city, people=1, group="courts", level="off_record", theme="COST")
    for kind, text in before.items():
        said = preview(of(workspace, city, kind))
        assert said.partition("Newest entry")[0] == text.partition("Newest entry")[0], kind
    assert "Prosecutor, public defender, courts" in before["themes_memo"]
    assert year == preview(
        prepare(workspace, None, kind_named("impact_report"), Audience.PUBLIC, which="2026")
    )


def test_each_person_counts_once_however_often_heard(workspace: Workspace, city: Engagement) -> None:
    dana = add_stakeholder(workspace, city, "Dana Whitfield", group="dispatch")
    for _ in range(5):
        start_interview(workspace, city, people=[dana], note="Nights. #NEED-night")
    held = tuple(conversations(workspace, city))
    assert voices(held) == 1
    assert FewVoices(held, 5).few_were_heard
    assert FewVoices(held, 5).widely(held[:2]) == "Raised among fewer than 5 people."
    assert (
        FewVoices(held, 1).widely(held[:2])
        == "Raised in 2 of 5 conversations and in 1 of the 1 groups heard."
    )


def concern(workspace: Workspace, city: Engagement, **facts: object) -> Concern:
    made = replace(Concern(id=workspace.new_id(), engagement=city.id), **facts)  # type: ignore[arg-type]
    workspace.store.apply("concern", [made], stream=city.id)
    return made


def test_a_concern_stands_with_its_answer_precedents_and_who_can_speak_to_it(
    workspace: Workspace, city: Engagement
) -> None:
    talk = heard(workspace, city, people=6, group="dispatch", level="role_only")
    said = excerpt(workspace, city, talk, concern=True)
    known, unknown = (
        Validator(id=workspace.new_id(), name="Alma Reed", former_role="deputy chief", may_be_named=True),
        Validator(id=workspace.new_id(), name="Bo Lind", former_role="sheriff of a small county"),
    )
    workspace.store.apply("add", [known, unknown])
    concern(
        workspace, city, concern="responders_hurt", excerpts=(said.id,), answer="We staff **two** at a time.",
        validators=(known.id, unknown.id), status=ConcernStatus.SETTLED, owner="The chief", note="a note to self",
    )  # fmt: skip
    text = preview(of(workspace, city, "concerns_heard"))
    assert "### Responders will be hurt\n" in text
    assert "**Settled.** Raised in 1 of 1 conversation" in text
    assert "We staff **two** at a time." in text
    assert f"“{WORDS}”" in text
    assert "Denver Gazette, 2021" in text
    assert "Alma Reed" in text
    assert "Bo Lind" not in text
    assert "small county" not in text
    assert "note to self" not in text
    assert "Not to be claimed" not in text
    assert "The chief" not in text  # nothing is left to be seen to
    assert "Not to be claimed" in preview(of(workspace, city, "concerns_heard", Audience.INTERNAL))


def test_an_answer_to_be_checked_first_is_not_told_before_it_is_hers(
    workspace: Workspace, city: Engagement
) -> None:
    library = next(each for each in workspace.practice.concerns if each.check_first)
    made = concern(workspace, city, concern=library.key)
    prepared = of(workspace, city, "concerns_heard")
    assert "An answer is being worked on." in preview(prepared)
    assert any("to be checked first" in line for line in prepared.withheld)
    workspace.store.apply("answer", [replace(made, answer="Our insurer confirmed cover.")], stream=city.id)
    assert "Our insurer confirmed cover." in preview(of(workspace, city, "concerns_heard"))


def test_a_fact_that_was_only_recalled_is_not_printed(workspace: Workspace, city: Engagement) -> None:
    for each in workspace.practice.concerns:
        concern(workspace, city, concern=each.key)
    text = preview(of(workspace, city, "concerns_heard"))
    recalled = [fact for each in workspace.practice.concerns for fact in each.examples if fact.unverified]
    assert not [fact.text for fact in recalled if fact.text in text]


def test_an_agreement_is_a_draft_for_counsel_until_it_is_signed(
    workspace: Workspace, city: Engagement
) -> None:
    with pytest.raises(UnknownName):
        of(workspace, city, "agreement", Audience.CITY_TEAM)
    made = make_agreement(workspace, city)
    prepared = of(workspace, city, "agreement", Audience.CITY_TEAM)
    assert prepared.document is not None
    assert prepared.document.title.text.startswith("Draft for counsel: ")
    text = preview(prepared)
    assert text.count("Draft for counsel; not legal advice.") == 2
    assert "Not to be signed in this form" in text
    assert "## 1. Parties" in text
    assert "Signature: " in text
    assert prepared.missing
    signed = change_agreement(
        workspace, made, {"signatories": "Dana Whitfield | City manager | Harbor Falls\nA. Reed | Director | LEAP",
                          "status": "signed", "signed_on": "2026-11-20"},
    )  # fmt: skip
    assert signed.signed_on == "2026-11-20"
    prepared = of(workspace, city, "agreement", Audience.CITY_TEAM)
    text = preview(prepared)
    assert "Draft for counsel" not in text
    assert "Signed 20 November 2026" in text
    assert "Name: Dana Whitfield" in text
    assert prepared.missing == ()


def test_a_confidence_that_runs_over_two_lines_of_an_agreement_is_held_back(
    workspace: Workspace, city: Engagement
) -> None:
    start_interview(
        workspace,
        city,
        attribution="off_record",
        note="The jail loses two people a year and nobody writes it down.",
    )
    make_agreement(
        workspace,
        city,
        {"our_responsibilities": "The jail loses two people\na year and nobody writes it down"},
    )
    with pytest.raises(Exception, match="agreement, our responsibilities repeats a passage that is off"):
        of(workspace, city, "agreement", Audience.CITY_TEAM)
