"""What may be said to whom, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cells import Threshold
from leaptui.disclosure.gate import Gate, KeptBack, Quote, Speaker, ThemeOnly
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.disclosure.wording import dates, with_article
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import Withheld
from leaptui.domain.measured import Base, BaseName, Measured, Period, RuleSet, Source, Unit
from leaptui.domain.vocabulary import PassageKind

WORDS = "We send two officers because there is nobody else to send."
NAME = "Dana Whitfield"


def gate(audience: Audience = Audience.PUBLIC, protected: Protected | None = None) -> Gate:
    return Gate(audience, protected or Protected())


def speaker(
    holders: int = 9, role: str = "Dispatcher", group: str = "Call-takers and dispatchers"
) -> Speaker:
    return Speaker(name=NAME, role=role, group_label=group, holders_of_role=holders)


def cleared(
    attribution: Attribution,
    *,
    audience: Audience = Audience.PUBLIC,
    passage: PassageKind = PassageKind.VERBATIM,
    who: Speaker | None = None,
    text: str = WORDS,
    themes: tuple[str, ...] = (),
) -> Quote | ThemeOnly | KeptBack:
    return gate(audience).excerpt(text, passage, attribution, who or speaker(), themes)


def test_on_the_record_is_quoted_by_name() -> None:
    quote = cleared(Attribution.ON_RECORD)
    assert isinstance(quote, Quote)
    assert (quote.said.text, quote.line.text, quote.verbatim) == (WORDS, "Dana Whitfield, Dispatcher", True)


def test_a_paraphrase_never_stands_in_quotation_marks() -> None:
    quote = cleared(Attribution.ON_RECORD, passage=PassageKind.PARAPHRASE)
    assert isinstance(quote, Quote)
    assert not quote.verbatim


@pytest.mark.parametrize(
    ("holders", "line"),
    [
        (5, "a dispatcher"),
        (4, "from the group “Call-takers and dispatchers”"),
        (1, "from the group “Call-takers and dispatchers”"),
    ],
)
def test_a_role_that_few_hold_becomes_the_wider_group(holders: int, line: str) -> None:
    quote = cleared(Attribution.ROLE_ONLY, who=speaker(holders))
    assert isinstance(quote, Quote)
    assert quote.line.text == line


def test_a_speaker_without_role_or_group_is_a_person() -> None:
    quote = cleared(Attribution.ROLE_ONLY, who=speaker(role="", group=""))
    assert isinstance(quote, Quote)
    assert quote.line.text == "a person heard for this roadmap"


def test_a_role_that_is_a_name_is_not_printed() -> None:
    protected = Protected(names=[NAME])
    quote = gate(protected=protected).excerpt(
        WORDS, PassageKind.VERBATIM, Attribution.ROLE_ONLY, speaker(role="assistant to Dana Whitfield")
    )
    assert isinstance(quote, Quote)
    assert "Whitfield" not in quote.line.text


def test_words_that_name_their_own_speaker_are_kept_back() -> None:
    kept = cleared(Attribution.ROLE_ONLY, text="They always say: ask Whitfield, she knows.")
    assert isinstance(kept, KeptBack)
    assert "speaker" in kept.reason


def test_words_that_name_one_of_two_speakers_are_kept_back() -> None:
    both = Speaker(name="Sam Okafor and Dana Whitfield", role="", group_label="Crews", holders_of_role=0)
    assert isinstance(cleared(Attribution.ROLE_ONLY, who=both, text="Okafor knows."), KeptBack)
    assert isinstance(cleared(Attribution.ROLE_ONLY, who=both, text="Ask Dana Whitfield."), KeptBack)


def test_not_for_attribution_leaves_its_themes_only() -> None:
    kept = cleared(Attribution.NONE, themes=("Nights", "Trust"))
    assert isinstance(kept, ThemeOnly)
    assert [theme.text for theme in kept.themes] == ["Nights", "Trust"]
    assert isinstance(cleared(Attribution.NONE), KeptBack)


def test_internal_use_sees_all_but_off_and_no_name_that_was_not_allowed() -> None:
    quote = cleared(Attribution.NONE, audience=Audience.INTERNAL)
    assert isinstance(quote, Quote)
    assert quote.line.text == "from the group “Call-takers and dispatchers”, not for attribution"
    narrow = cleared(Attribution.ROLE_ONLY, audience=Audience.INTERNAL, who=speaker(1))
    assert isinstance(narrow, Quote)
    assert narrow.line.text == "a dispatcher"


@given(
    st.sampled_from(Attribution),
    st.sampled_from(Audience),
    st.sampled_from(PassageKind),
    st.integers(0, 12),
    st.sampled_from([WORDS, f"{NAME} said so.", "Ask Whitfield."]),
)
def test_no_mix_of_levels_lets_a_name_or_an_off_record_word_out(
    attribution: Attribution, audience: Audience, passage: PassageKind, holders: int, text: str
) -> None:
    result = cleared(
        attribution, audience=audience, passage=passage, who=speaker(holders), text=text, themes=("Nights",)
    )
    if attribution is Attribution.OFF_RECORD:
        assert isinstance(result, KeptBack)
    if isinstance(result, Quote) and attribution is not Attribution.ON_RECORD:
        assert "Whitfield" not in result.said.text + result.line.text
    if attribution is Attribution.NONE and audience is not Audience.INTERNAL:
        assert not isinstance(result, Quote)


def test_free_text_that_repeats_a_confidence_is_refused_with_where_and_what() -> None:
    protected = Protected([Passage(WORDS, Attribution.OFF_RECORD)])
    with pytest.raises(Withheld) as refused:
        gate(protected=protected).free_text(f"Hours. {WORDS}", "component 3, rationale")
    assert "component 3, rationale" in refused.value.sentence
    assert "off the record" in refused.value.sentence
    assert "two officers because there is nobody else to send" in refused.value.sentence


@pytest.mark.parametrize(
    "text", ["two off*ice*rs because there is no**body** else to send", "Ask Whit*field*."]
)
def test_emphasis_inside_a_word_hides_nothing(text: str) -> None:
    protected = Protected([Passage(WORDS, Attribution.OFF_RECORD)], [NAME])
    with pytest.raises(Withheld):
        gate(protected=protected).free_text(text, "component 3, rationale")


def test_a_paraphrase_of_a_confidence_passes_for_internal_use_only() -> None:
    protected = Protected([Passage(WORDS, Attribution.NONE)])
    assert gate(Audience.INTERNAL, protected).free_text(WORDS, "rationale").text == WORDS
    with pytest.raises(Withheld):
        gate(Audience.CITY_TEAM, protected).free_text(WORDS, "rationale")


def test_free_text_keeps_its_lines_and_loses_control_codes() -> None:
    assert gate().free_text("one\x1b[31m\r\n\n- two\u202e", "rationale").text == "one[31m\n\n- two"


def test_an_excerpt_on_the_record_that_repeats_a_confidence_is_kept_back() -> None:
    protected = Protected([Passage(WORDS, Attribution.NONE)])
    kept = gate(protected=protected).excerpt(
        WORDS, PassageKind.VERBATIM, Attribution.ON_RECORD, speaker(), ("Nights",)
    )
    assert isinstance(kept, KeptBack)


BASE = Base(BaseName.COMMUNITY_INITIATED, 41_022, Period("2025-01-01", "2025-12-31"))
SOURCE = Source("ab" * 32, "calls.csv")


def test_a_figure_answers_for_itself() -> None:
    figure = gate().figure(Measured.share("Eligible share", 7_220, BASE, SOURCE, RuleSet.EXPECTED))
    assert figure.printed.text == "17.6%"
    assert figure.base.text == (
        "7,220 of 41,022 community-initiated incidents, 1 January to 31 December 2025, expected rules"
    )
    assert figure.source.text == "calls.csv"


@pytest.mark.parametrize("part", [1, 4, 41_021, 41_018])
def test_a_share_of_too_few_calls_is_withheld(part: int) -> None:
    figure = gate().figure(Measured.share("Night arrests", part, BASE, SOURCE))
    assert figure.printed.text.startswith("withheld (fewer than 5 calls")
    assert f"{part:,} of" not in figure.base.text


def test_zero_and_the_threshold_itself_are_printed() -> None:
    assert gate().figure(Measured.share("None", 0, BASE, SOURCE)).printed.text == "0.0%"
    assert gate().count(5).printed == "5"
    assert gate().count(4).value is None
    strict = Gate(Audience.PUBLIC, Protected(), threshold=Threshold.ELEVEN)
    assert (strict.count(10).printed, strict.count(11).printed) == ("withheld", "11")


def test_a_count_of_calls_is_a_cell_too() -> None:
    few = Measured(label="Calls", value=3, unit=Unit.CALLS, base=BASE, source=SOURCE)
    assert "withheld" in gate().figure(few).printed.text
    assert gate(Audience.INTERNAL).figure(few).printed.text == "3"


def test_a_figure_that_gives_another_away_is_withheld_with_its_part() -> None:
    figure = gate().figure(Measured.share("Eligible share", 7_220, BASE, SOURCE), withhold=True)
    assert "withheld" in figure.printed.text
    assert "7,220" not in figure.base.text


def test_a_duration_over_almost_all_calls_is_printed_without_their_number() -> None:
    most = Measured(label="Response", value=8.5, unit=Unit.MINUTES, base=BASE, source=SOURCE, part=41_020)
    figure = gate().figure(most)
    assert figure.printed.text == "8.5 min"
    assert "41,020" not in figure.base.text


@pytest.mark.parametrize(
    ("role", "printed"),
    [
        ("Dispatcher", "a dispatcher"),
        ("Officer", "an officer"),
        ("EMS captain", "an EMS captain"),
        ("911 supervisor", "a 911 supervisor"),
        ("union steward", "a union steward"),
        ("hourly aide", "an hourly aide"),
    ],
)
def test_roles_read_as_english(role: str, printed: str) -> None:
    assert with_article(role) == printed


def test_periods_read_as_english() -> None:
    assert dates(Period("2024-11-01", "2025-02-28")) == "1 November 2024 to 28 February 2025"
    assert dates(Period("2025-02-03", "2025-02-03")) == "3 February 2025"
