"""The diversion option and partnership agreements: what they hold, refuse, and become in the roadmap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.kinds.diversion_part import DiversionContent
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Diversion
from leaptui.domain.roadmap_vocabulary import AgreementStatus, DiversionDecision
from leaptui.domain.states import state_named
from leaptui.practice.agreement import filled
from leaptui.practice.located_toml import PracticeFileRefused
from leaptui.practice.reader import load_practice
from leaptui.services.city.engagements import JurisdictionInput, add_engagement
from leaptui.services.documents.diversion_part import diversion_part
from leaptui.services.documents.gathering import Gathering
from leaptui.services.roadmap.agreements import (
    NOTICE,
    agreements,
    change_agreement,
    find_agreement,
    make_agreement,
    signatory,
    values_of,
)
from leaptui.services.roadmap.diversion import MeasureRefused, diversion, set_diversion
from leaptui.services.workspace import Workspace

PACKAGED = Path(__file__).resolve().parents[2] / "leaptui" / "practice"


@pytest.fixture
def city(workspace: Workspace) -> Engagement:
    place = JurisdictionInput(name="Harbor Falls", state="OH")
    return add_engagement(workspace, "Harbor Falls, OH", jurisdictions=[place])


def part(
    workspace: Workspace, city: Engagement, audience: Audience
) -> tuple[DiversionContent | None, list[str]]:
    through = Gathering(workspace, city, audience, "roadmap")
    return diversion_part(workspace, city, through), through.kept_back


@pytest.mark.parametrize(
    "words", ["abstinence", "housing; urine tests", "health\nDías limpios", "clean_time", "drug-free at exit"]
)
def test_abstinence_is_refused_and_changes_nothing(
    workspace: Workspace, city: Engagement, words: str
) -> None:
    set_diversion(workspace, city, {"measures": "housing"})
    with pytest.raises(MeasureRefused, match="no measure of diversion") as refused:
        set_diversion(workspace, city, {"measures": words, "decision": "study"})
    assert "contacts with services" in refused.value.next_step
    state = diversion(workspace, city).state
    assert (state.measures, state.decision) == (("housing",), DiversionDecision.OPEN)


def test_no_practice_file_makes_abstinence_a_measure(tmp_path: Path) -> None:
    text = (PACKAGED / "diversion.toml").read_text("utf-8")
    for mine in (
        'key = "sober_days"\nlabel = "Days"\ntext = "How many."',
        'key = "tests"\nlabel = "Drug tests passed"\ntext = "How many."',
        'key = "weeks"\nlabel = "Weeks"\ntext = "Weeks without using."',
    ):
        (tmp_path / "diversion.toml").write_text(f"{text}\n[[measure]]\n{mine}\n", "utf-8")
        with pytest.raises(PracticeFileRefused, match="cannot be a measure"):
            _ = load_practice(tmp_path).diversion


def test_what_is_known_says_who_and_when() -> None:
    option = load_practice().diversion
    facts = [*option.evidence, option.conflict, *(each.fact for each in option.variants)]
    facts += [each.fact for each in (*option.referral_paths, *option.exclusions, *option.bodies)]
    assert all(fact.source and fact.as_of for fact in facts)
    assert [fact.text for fact in facts if fact.unverified] == ["A case manager has 20 to 25 people."]
    assert [each.key for each in option.referral_paths] == ["arrest", "social_contact", "community"]
    assert [each.key for each in option.measures] == [
        *("health", "employment", "housing", "family", "service_contacts", "legal_contacts", "complaints")
    ]
    assert "Quote the city's own protocol" in option.conflict.text


def test_a_decision_needs_its_reason_and_says_what_is_missing(workspace: Workspace, city: Engagement) -> None:
    for decision in ("adopt", "no"):
        with pytest.raises(InputRefused, match="only with a reason"):
            set_diversion(workspace, city, {"decision": decision})
    set_diversion(
        workspace, city, {"decision": "adopt", "rationale": "Heard.", "offences": "trespass; theft"}
    )
    assert (
        diversion(workspace, city).missing[-1] == "The protocol is not quoted with its date; cities differ."
    )
    whole = {
        "referral_paths": "Arrest diversion; community",
        "measures": "Health; housing; nights in jail",
        "governance": "policy_group; the neighbors' council",
        "prosecutor_agreement": "not filed after intake",
        "hand_off_hours": "10 to 22",
        "data_consent": "written",
        "protocol_source": "Harbor Falls, 2026-10-01",
        "people_per_case_manager": "26",
        "cost_per_person_month": "$1,899",
    }
    set_diversion(workspace, city, whole)
    view = diversion(workspace, city)
    assert view.missing == (
        "26 people for one case manager is outside of 20 to 25 (field experience, not checked).",
    )
    assert view.state.referral_paths == ("arrest", "community")
    assert view.chosen("governance") == ("Policy coordinating group", "the neighbors' council")
    assert view.state.cost_per_person_month == 1899
    for values in (
        {"referral_paths": "by fax"},
        {"decision": "maybe"},
        {"people_per_case_manager": "0"},
        {"sanctions": "jail"},
    ):
        with pytest.raises(InputRefused):
            set_diversion(workspace, city, values)
    set_diversion(workspace, city, {"decision": "no"})
    assert diversion(workspace, city).missing == ()


def test_it_is_a_part_of_the_roadmap_only_adopted_or_studied(workspace: Workspace, city: Engagement) -> None:
    assert part(workspace, city, Audience.PUBLIC)[0] is None
    set_diversion(workspace, city, {"decision": "study", "measures": "housing", "note": "for me alone"})
    # A record of another hand may hold what this one refuses; it does not leave.
    state = diversion(workspace, city).state
    forged = replace(state, measures=("housing", "sober days"))
    workspace.store.apply("decide diversion", [forged], stream=city.id)
    content, kept_back = part(workspace, city, Audience.PUBLIC)
    assert content is not None
    assert [each.text.partition(":")[0] for each in content.measures] == ["Housing"]
    assert kept_back == ["diversion: “sober days” is no measure of it"]
    told = " ".join(each.text.text for each in (*content.variants, *content.evidence))
    assert "20 to 25" not in told  # nobody checked it
    assert "Santa Fe, NM: Six grams" in told
    assert "alone" not in str(content)
    set_diversion(workspace, city, {"decision": "no", "rationale": "Not now.", "measures": ""})
    assert part(workspace, city, Audience.PUBLIC)[0] is None
    assert len(workspace.store.all(Diversion)) == 1


def test_an_agreement_is_filled_from_the_engagement(workspace: Workspace, city: Engagement) -> None:
    made = make_agreement(workspace, city)
    assert made.parties == ("Law Enforcement Action Partnership", "Harbor Falls, Ohio")
    assert (made.starts_on, made.ends_on, made.notice_days) == ("2026-12-01", "2027-11-30", 30)
    assert (made.governing_law, made.status) == ("Ohio", AgreementStatus.DRAFT)
    view = find_agreement(workspace, city)
    assert view.notice == NOTICE
    assert [term.key for term in view.terms] == [
        *("parties", "purpose", "our_responsibilities", "their_responsibilities", "term", "payment"),
        *("confidentiality", "governing_law", "arbitration", "signatories"),
    ]
    told = "\n".join(f"{term.title}\n{term.text}" for term in view.terms)
    assert "begins on 1 December 2026 and ends on 30 November 2027" in told
    assert "30 days of written notice" in told
    assert "{" not in told
    assert view.missing == ("Signatures",)
    both = add_engagement(
        workspace,
        "Two Rivers",
        jurisdictions=[
            JurisdictionInput(name="East", state="OH"),
            JurisdictionInput(name="West", state="PA"),
        ],
    )
    shared = make_agreement(workspace, both)
    assert (shared.governing_law, len(shared.parties)) == ("", 3)
    assert "Governing law" in find_agreement(workspace, both).missing
    with pytest.raises(UnknownName, match="There is no agreement"):
        find_agreement(workspace, add_engagement(workspace, "Sable Point, WA"))


def test_words_that_look_like_blanks_are_words(workspace: Workspace, city: Engagement) -> None:
    made = make_agreement(
        workspace, city, {"title": "{{ 7*7 }} {city} {nothing}", "parties": "{state}\n{city}"}
    )
    view = find_agreement(workspace, city)
    assert view.agreement.title == "{{ 7*7 }} {city} {nothing}"
    assert view.terms[0].text == "{state}\n{city}"
    assert view.terms[3].title == "What {city} does"  # what fills a blank is never read again
    assert filled("{city} {what}", {"city": "{state}", "state": "Ohio"}) == "{state} {what}"
    assert values_of(made)["parties"] == "{state}\n{city}"


def test_a_signed_agreement_stays_as_it_was_signed(workspace: Workspace, city: Engagement) -> None:
    made = make_agreement(workspace, city)
    change_agreement(workspace, made, {"status": "ended"})
    assert agreements(workspace, city)[0].notice == NOTICE  # given up, never signed
    with pytest.raises(InputRefused, match="says who signed"):
        change_agreement(workspace, made, {"status": "signed"})
    with pytest.raises(InputRefused, match="is not signed"):
        change_agreement(workspace, made, {"signed_on": "2026-11-24"})
    with pytest.raises(InputRefused, match="before it begins"):
        change_agreement(workspace, made, {"ends_on": "2026-11-30"})
    with pytest.raises(InputRefused, match="more than name"):
        change_agreement(workspace, made, {"signatories": "a | b | c | d"})
    names = "Ana Quist | mayor | Harbor Falls, Ohio\nLee Brandt | director | LEAP"
    signed = change_agreement(workspace, made, {"status": "signed", "signatories": names})
    assert signed.signed_on == "2026-11-24"
    (view,) = agreements(workspace, city)
    assert (view.notice, view.missing) == ("", ())
    assert signatory(signed.signatories[0]) == ("Ana Quist", "mayor", "Harbor Falls, Ohio")
    with pytest.raises(InputRefused, match="its payment stays"):
        change_agreement(workspace, signed, {"payment": "Ten dollars"})
    change_agreement(workspace, signed, {"note": "Filed.", "ends_on": "2027-12-31"})
    ended = change_agreement(workspace, signed, {"status": "ended"})
    assert ended.signed_on == "2026-11-24"
    draft = change_agreement(
        workspace, signed, {"status": "draft", "signed_on": "", "payment": "Ten dollars"}
    )
    assert draft.payment == "Ten dollars"
    assert agreements(workspace, city)[0].notice == NOTICE


def test_states_by_their_abbreviations() -> None:
    assert [state_named(each) for each in ("OH", "dc", "Ontario", "")] == [
        "Ohio",
        "the District of Columbia",
        "Ontario",
        "",
    ]
