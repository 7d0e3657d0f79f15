"""However a word is written, it is the same word: letters of other alphabets, splits, signs between letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.disclosure.folding import folded_words, words_in
from leaptui.disclosure.passages import Passage
from leaptui.disclosure.protected import Protected
from leaptui.domain.attribution import Attribution

PERSON = "Maria Alvarez"
SAID = "After midnight nobody with keys to the sobering room answers, so we drive people around until dawn."

WRITTEN = {
    "Cyrillic letters": "M\u0430ri\u0430 \u0410lv\u0430r\u0435z",
    "Greek letters": "M\u03b1ri\u03b1 \u0391lv\u03b1rez",
    "full-width letters": "\uff2d\uff41\uff52\uff49\uff41 \uff21\uff4c\uff56\uff41\uff52\uff45\uff5a",
    "mathematical letters": "\U0001d40c\U0001d41a\U0001d42b\U0001d422\U0001d41a \U0001d400\U0001d425\U0001d42f\U0001d41a\U0001d42b\U0001d41e\U0001d433",
    "small capitals": "M\u1d00\u0280\u026a\u1d00 A\u029f\u1d20\u1d00\u0280\u1d07\u1d22",
    "letters in squares": "\U0001f17c\U0001f170\U0001f181\U0001f178\U0001f170 \U0001f170\U0001f17b\U0001f185\U0001f170\U0001f181\U0001f174\U0001f189",
    "dotless letters": "Mar\u0131a Alvarez",
    "accents": "Mar\u00eda \u00c1lvarez",
    "accents that lie over letters": "M\u0336a\u0336r\u0336i\u0336a\u0336 A\u0336l\u0336v\u0336a\u0336r\u0336e\u0336z\u0336",
    "capitals": "MARIA ALVAREZ",
    "small letters": "maria alvarez",
    "a soft hyphen": "Ma\u00adria Al\u00advarez",
    "a blank without width": "Ma\u200bria Al\u2060varez",
    "a sign that joins letters": "Mar\u034fia Alv\u034farez",
    "a hyphen": "Maria Al-varez",
    "a hyphen that does not break": "Maria Al\u2011varez",
    "a hyphen at the end of a line": "Maria Alva-\nrez",
    "the end of a line": "Maria Alva\nrez",
    "doubled blanks": "Maria   Alvarez",
    "a blank that does not break": "Maria\u00a0Alvarez",
    "blanks between letters": "M a r i a A l v a r e z",
    "emphasis": "Ma*ri*a Al__var__ez",
    "a possessive": "Maria Alvarez's",
    "a possessive without its sign": "Maria Alvarezs",
    "an initial": "M. Alvarez",
    "an initial without its point": "m alvarez",
    "the surname first": "Alvarez, Maria",
    "the surname first with an initial": "ALVAREZ, M.",
    "a middle name": "Maria de la Alvarez",
    "a point between them": "maria.alvarez",
    "a line below between them": "maria_alvarez",
    "no blank": "MariaAlvarez",
    "the surname alone, of other letters": "\u0410lvarez",
    "the surname alone, split": "Alva\u2010rez",
    "the surname alone, a line's end in it": "Alva-\nrez",
}


@pytest.mark.parametrize("how", list(WRITTEN))
def test_a_name_is_found_however_it_is_written(how: str) -> None:
    text = f"We heard that {WRITTEN[how]} keeps the night log."
    (span,) = Protected(names=[PERSON]).spans(text, "decision")
    assert span.words.split()[0][0] == WRITTEN[how].split()[0][0]


@pytest.mark.parametrize("how", [how for how in WRITTEN if not re.search("surname alone|initial", how)])
def test_a_full_name_of_elsewhere_is_found_however_it_is_written(how: str) -> None:
    assert Protected(full_names=[PERSON]).spans(f"As {WRITTEN[how]} does.", "decision", surnames=False)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sean O'Brien", "as Sean OBrien put it"),
        ("Sean O'Brien", "O\u2019Brien"),
        ("Sean O'Brien", "OBrien says"),
        ("Ana Garcia-Lopez", "Ana Garcia"),
        ("Ana Garcia-Lopez", "Garcia told us"),
        ("Ana Garcia-Lopez", "Garc\u00edaLopez"),
        ("Maria Alvarez Ruiz", "Maria Alvarez"),
        ("Maria Alvarez Ruiz", "Alvarez told us"),
        ("Kai Ng", "Officer Ng"),
        ("Kai Ng", "K. Ng"),
        ("J\u00fcrgen M\u00fcller", "Juergen Mueller"),
        ("J\u00fcrgen M\u00fcller", "Jurgen Muller"),
        ("S\u00f8ren Kj\u00e6r", "Soren Kjaer"),
        (
            "\u041c\u0430\u0440\u0438\u044f \u0418\u0432\u0430\u043d\u043e\u0432\u0430",
            "\u041c\u0410\u0420\u0418\u042f \u0418\u0412\u0410\u041d\u041e\u0412\u0410",
        ),
        (
            "\u039d\u03af\u03ba\u03bf\u03c2 \u03a1\u03ae\u03b3\u03b1\u03c2",
            "\u039d\u0399\u039a\u039f\u03a3 \u03a1\u0397\u0393\u0391\u03a3",
        ),
    ],
)
def test_names_of_more_parts_and_of_other_spellings_are_found(name: str, text: str) -> None:
    assert Protected(names=[name]).spans(text, "decision")


@pytest.mark.parametrize(
    "text",
    [
        "Under the new plan, wood and well over ton of paper. Over\nton of paper, under\nwood floors.",
        "A young man, a young shelter, e lopezino, Green wood, half-way, re-entry, co-op, so long.",
        "Al and his team; the Al Anon group; 12 M. Street; M. and A. agreed; maria in lower case.",
        "Ng/mL of nothing; NG tubes; the Lin\u00adear park; a Lo-Pez is none; Mari, a nurse; so he\nlost.",
        "Marian Alvarezon; Amari a la; Samaria Lvarez.",
    ],
)
def test_ordinary_words_stay_no_names(text: str) -> None:
    names = ["Ann Underwood", "Bo Overton", "Amy Young", "Jo Greenwood", "Kai Ng", "Elena Lopezin"]
    assert Protected(names=names).spans(text, "decision") == ()


SPLIT = {
    "Cyrillic letters": "nobody with k\u0435ys to the sobering ro\u043em answers",
    "a hyphen at the end of a line": "nobody with keys to the sober-\ning room answers",
    "the end of a line in a word": "nobody with keys to the sober\ning room answers",
    "hyphens": "nobody-with-keys to the so-bering room an-swers",
    "no blanks": "nobody withkeys to the soberingroom answers",
    "blanks in words": "no body with ke ys to the sob ering room answers",
    "emphasis in words": "nobody with keys to the so*ber*ing room ans**wers**",
    "ligatures and long letters": "nobody with key\u017f to the sobering room answer\u017f",
    "a stroke over each word": "n\u0336obody with k\u0336eys to the sobering r\u0336oom answers",
}


@pytest.mark.parametrize("how", list(SPLIT))
def test_a_passage_is_found_however_its_words_are_parted(how: str) -> None:
    protected = Protected([Passage(SAID, Attribution.OFF_RECORD)])
    (span,) = protected.spans(f"We heard that {SPLIT[how]} at night.", "rationale")
    assert span.words.strip("*")[-2:] in {"rs", "r\u017f"}


@given(st.text(max_size=80))
def test_a_word_stands_where_it_says_and_its_folding_is_settled(text: str) -> None:
    for word in words_in(text):
        assert folded_words(text[word.start : word.end]) == [word.folded]
        assert word.folded


@given(
    st.lists(
        st.sampled_from(["Maria", "ALVAREZ", "keys", "don't", "911", "\u041c\u0430\u0440\u0438\u044f"]),
        max_size=9,
    )
)
def test_case_and_accents_are_no_difference(words: list[str]) -> None:
    text = " ".join(words)
    assert folded_words(text) == folded_words(text.upper()) == folded_words(text.lower())
