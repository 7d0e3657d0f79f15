"""Abstinence is no measure of diversion, in whatever words; what only sounds alike is let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.abstinence import names_abstinence

NAMES_IT = (
    "sober days",
    "Sobriety",
    "urine test",
    "urine tests passed",
    "clean time",
    "days clean",
    "90 days clean",
    "clean UAs",
    "UA results",
    "U.A. results",
    "random UAs",
    "drug testing",
    "drug screens",
    "negative drug tests",
    "tested for drugs",
    "abstinence",
    "abstinent at six months",
    "abstaining from alcohol",
    "drug-free at 12 months",
    "drug free",
    "free of drugs",
    "substance-free",
    "days without use",
    "days without using",
    "weeks since last use",
    "time since last drink",
    "no drug use",
    "no illicit drug use",
    "not using drugs",
    "stopped using",
    "quit using heroin",
    "stopped using opioids",
    "quit drugs",
    "relapse rate",
    "no relapses",
    "number of relapses",
    "staying clean",
    "remained clean",
    "clean and sober",
    "breathalyzer results",
    "toxicology screens",
    "tox screens",
    "hair follicle test",
    "oral swab test",
    "clean urine",
    "dirty urines",
    "zero use",
    "cessation of use",
    "drug use cessation",
    "alcohol monitoring",
    "SCRAM bracelet compliance",
    "off drugs",
    "getting off heroin",
    "days of sobriety",
    "abstinencia",
    "días sobrios",
    "sobriedad",
    "tiempo limpio",
    "días limpios",
    "90 días limpio",
    "sin consumir",
    "sin consumo",
    "sin drogas",
    "libre de drogas",
    "análisis de orina",
    "prueba de orina",
    "pruebas de drogas",
    "prueba antidoping",
    "examen toxicológico",
    "dejar de consumir",
    "dejó las drogas",
    "dejar el alcohol",
    "recaídas",
    "mantenerse limpio",
    "limpio de drogas",
    "no consume",
    "cero consumo",
    "control de drogas",
    "ABSTINENCE",
    "s\u200bober days",
    "\uff53ober",
    "drug cessation",
    "percent sober at exit",
    "not drinking",
    "cups passed: clean tests",
    "UDS negative",
    "testing negative",
    "tested clean",
    "share testing positive for fentanyl",
    "months drug-free",
    "no positive drug tests",
    "Drug\u2011test results",
    "el cliente está limpio",
    "no recaer",
    "no use of drugs",
    "share of people who test clean",
    "weeks without drinking",
)
SOUNDS_ALIKE = (
    "harm reduction",
    "drug court liaison",
    "drug court referrals avoided",
    "people reached by harm reduction",
    "sobering center visits",
    "fentanyl test strips handed out",
    "drug checking visits",
    "naloxone kits given",
    "overdoses survived",
    "non-fatal overdoses",
    "housing nights",
    "days housed",
    "months in stable housing",
    "clean needles exchanged",
    "clean clothes and showers",
    "getting clean clothes",
    "new drug charges",
    "no new drug arrests",
    "drug arrests in the catchment",
    "arrests for drug possession",
    "HIV tests offered",
    "hepatitis C testing",
    "first days at work",
    "jobs kept for 90 days",
    "stopped using the emergency room",
    "fewer emergency room visits",
    "use of force",
    "no use of force",
    "days without arrest",
    "days since last arrest",
    "months without a booking",
    "relapse prevention groups",
    "prevención de recaídas",
    "medication for opioid use disorder",
    "treatment entered when wanted",
    "complaints from neighbors",
    "family contact",
    "reducción de daños",
    "enlace con el tribunal de drogas",
    "arrestos por drogas",
    "noches bajo techo",
    "vivienda estable",
    "salud",
    "empleo",
    "contactos con servicios",
    "quejas de vecinos",
    "tiras reactivas de fentanilo",
    "sin arrestos",
    "sin techo",
    "días sin arresto",
    "limpieza de calles",
    "clean streets",
    "street cleaning",
    "clean record after expungement",
    "cleared warrants",
    "safer use supplies",
    "drug sales complaints",
    "school tests passed",
    "eye tests",
    "use of services",
    "using services",
    "not using the jail",
    "quality of life",
    "self-reported health",
    "number of users reached",
    "alcohol use disorder treatment, if wanted",
    "hours to first contact",
    "Hours since referral",
    "resultados de salud",
    "pruebas de VIH",
    "control de plagas",
    "sin antecedentes",
    "open drug use complaints",
    "public drug use calls",
    "off the street",
    "tested positive for HIV and treated",
    "not arrested",
    "not charged",
    "school attendance",
    "without housing",
    "without a home",
    "clean water",
    "time to housing",
    "time used for visits",
    "hours used by case managers",
    "uses of the drop-in center",
    "people who use drugs reached",
    "people who use drugs housed",
    "controles de salud",
    "examen de la vista",
    "resultados de vivienda",
    "sin hogar",
    "free of charges for drugs",
    "drug possession cases not filed",
    "no use of jail beds",
    "stop using jail",
    "social contacts by an officer",
    "contactos sociales",
)

AROUND = ("", "share of people with ", "how many: ", "porcentaje con ", "(1) ", "health, ")
BEHIND = ("", " at six months", ", by quarter", " (monthly)", "; housing", ".")
ACCENTS = str.maketrans("aeiou", "áéíóú")


@pytest.mark.parametrize("words", NAMES_IT)
def test_it_is_known_by_its_words(words: str) -> None:
    assert names_abstinence(words)


@pytest.mark.parametrize("words", SOUNDS_ALIKE)
def test_what_only_sounds_alike_is_let_be(words: str) -> None:
    assert names_abstinence(words) == ""


def written(words: str, case: int, gap: str) -> str:
    """The same words in another case, with something else between them."""
    return gap.join(((words, words.upper(), words.title())[case]).split(" "))


@given(
    words=st.sampled_from(
        ["sober days", "urine test", "clean time", "drug screens", "días limpios", "sin consumo"]
    ),
    case=st.integers(0, 2),
    gap=st.sampled_from([" ", "  ", "-", "_", "\u00a0", "\t", "\n", "\u200b ", " \u2060", ". "]),
    before=st.sampled_from(AROUND),
    behind=st.sampled_from(BEHIND),
)
def test_case_signs_and_what_stands_around_it_hide_nothing(
    words: str, case: int, gap: str, before: str, behind: str
) -> None:
    assert names_abstinence(before + written(words, case, gap) + behind)


@given(
    st.lists(st.sampled_from([each for each in SOUNDS_ALIKE if each.isascii()]), min_size=1, max_size=3),
    st.integers(0, 2),
)
def test_nothing_is_found_in_what_may_be_measured_however_it_is_listed(
    measures: list[str], case: int
) -> None:
    assert names_abstinence("; ".join(written(each, case, " ") for each in measures)) == ""


@given(st.text(max_size=80))
def test_any_text_is_read_without_failing(text: str) -> None:
    names_abstinence(text)
