"""Abstinence is no measure of diversion: whether words name it, or a test for it, in English or Spanish.

Law Enforcement Assisted Diversion sanctions neither use nor relapse and reads its success through
health, work, family and housing (Drug Policy Alliance fact sheet on LEAD, about 2015). A measure that
counts sober days or tests brings the sanction back by another door. What only sounds alike is let be:
harm reduction, drug checking, a sobering center, liaison with a drug court, charges for drugs.
"""

from __future__ import annotations

import re
import unicodedata

from leaptui.domain.text import fold

REASON = (
    "Abstinence and drug tests are no measure of diversion: LEAD sanctions neither use nor relapse "
    "and reads its success through health, work, family and housing."
)

_DRUGS = (
    r"(?:drugs?|alcohol|substances?|narcotics?|opioids?|opiates?|heroin|fentanyl|meth(?:amphetamines?)?|cocaine|"
    r"crack|liquor|drogas?|sustancias?|estupefacientes?|narcoticos?|opioides?|heroina|fentanilo|metanfetaminas?|"
    r"cocaina|licor)"
)
_TESTS = r"(?:tests?|tested|testing|screens?|screened|screening|panels?|monitoring|results?)"
_PRUEBAS = r"(?:pruebas?|tests?|examen(?:es)?|analisis|controles|control|deteccion|resultados?|tamizajes?)"
_USE = r"(?:use|using|used|usage|consumption|intake)"
_SPAN = r"(?:days?|weeks?|months?|years?|time|dates?|streaks?|hours?)"
_TIEMPO = r"(?:dias?|semanas?|meses|mes|anos?|tiempo|horas?)"
_MORE = r"(?:any |more |further |new |all |illicit |illegal |street |hard |other |the |of )*"

_SOUNDS_ALIKE = re.compile(
    r"\bsobering\b|\bdesembriag\w*"
    rf"|\b(?:{_DRUGS}|fentanyl|xylazine) test(?:ing)? strips?|\btest(?:ing)? strips?|\btiras? (?:reactivas?|de prueba)\b"
    r"(?: (?:de|para) (?:fentanilo|drogas))?"
    r"|\b(?:drug|alcohol) (?:free )?zones?\b|\brelapse prevention\b|\bprevencion de (?:la )?recaidas?\b"
)
"""Taken out before anything is looked for."""

_NAMES_IT = re.compile(
    "|".join(
        (
            # The word itself.
            r"\babstin\w*|\babstain\w*|\babstenerse\b|\babsteni\w*|\babstemi\w*|\bteetotal\w*",
            r"\bsober\w*|\bsobriet\w*|\bsobri[oa]s?\b|\bsobriedad\w*|\brelaps\w*|\brecaid\w*|\brecaer\w*",
            # Clean: said of a time or of somebody, never of needles, clothes or a record.
            rf"\bclean (?:and sober|{_SPAN}|chips?|from|off|of {_DRUGS}|urines?|ua|uas|drops?|{_TESTS})\b",
            rf"\b{_SPAN} (?:of being |being |spent |of )?clean\b(?! (?:needles?|syringes?|clothes|bed\w*|water))",
            (
                r"\b(?:stay|stays|stayed|staying|remain\w*|keep\w*|kept|get\w*|got|be|being|is|are|were|went|going) "
                r"clean\b(?! (?:needles?|syringes?|clothes|bed\w*|sheets?|water|supplies|works|equipment))"
            ),
            rf"\b{_TIEMPO} (?:de estar |de )?limpi[oa]s?\b|\blimpi[oa]s? de {_DRUGS}",
            r"\b(?:estar|esta|estan|mantener\w*|mantien\w*|seguir|sigue\w*|permanec\w*) limpi[oa]s?\b",
            # Free of it, without it, no use of it.
            rf"\b{_DRUGS} free\b|\bfree (?:of|from) {_MORE}{_DRUGS}\b(?! (?:charges?|arrests?|cases?|debt))",
            rf"\blibres? de {_DRUGS}|\bsin (?:el )?(?:consumo|consumir|usar|uso)\b|\bsin {_DRUGS}\b|\bno consum\w*",
            (
                rf"\b(?:no|non|zero|without|not|never|nil|ceas\w*|cessation|end\w*|stop\w*|quit\w*) {_MORE}"
                rf"{_DRUGS} {_USE}\b"
            ),
            rf"\b(?:no|non|zero|without|nil) {_USE}\b(?! of (?!{_MORE}{_DRUGS}))",
            rf"\b(?:not|without|stop\w*|quit\w*|never|ceas\w*) {_USE} (?:of )?{_MORE}{_DRUGS}\b",
            r"\b(?:not|without|stop\w*|quit\w*|never|ceas\w*) (?:using|drinking)(?: again| anymore)?(?= ;|$)",
            (
                rf"\b(?:stop\w*|quit\w*|ceas\w*|give up|gave up|given up|off) {_MORE}{_DRUGS}\b(?! {_TESTS})"
                r"(?! (?:court|charges?|arrests?|units?|markets?|cases?|dealing|sales?|supply|overdoses?))"
            ),
            rf"\bcessation of {_MORE}(?:{_DRUGS} )?(?:{_USE}\b|{_DRUGS})",
            (
                rf"\b{_SPAN} (?:since|without) (?:\w+ ){{0,2}}(?:{_USE}|{_DRUGS}|drinking|drink)\b"
                r"(?! (?:of )?(?:the |force|court|charges?|arrests?|overdoses?|er\b|emergency))"
            ),
            (
                r"\bdej(?:ar|a|o|an|aron|ado) (?:de (?:consumir|usar|beber|tomar)\b"
                rf"(?! (?:las? |el )?(?:sala|urgencias|emergencias|hospital))|(?:el |la |las |los )?{_DRUGS})"
            ),
            rf"\bcero (?:consumo|{_DRUGS})|\bdesintoxicad[oa]s?\b",
            # A test for it.
            r"\burines?\b|\burinaly\w*|\buas?\b|\buds\b|\budts?\b|\borina\b|\burinari[oa]s?\b|\burianalisis\b",
            (
                rf"\b{_DRUGS} (?:\w+ )?{_TESTS}\b|\b{_TESTS} (?:positive |negative |clean |dirty )?(?:for|of|on) "
                rf"{_MORE}{_DRUGS}\b"
            ),
            (
                rf"\b{_DRUGS} (?:{_USE} )?cessation\b|\btest(?:s|ed|ing)? (?:clean|dirty)\b"
                rf"|\btest(?:s|ed|ing)? (?:negative|positive)(?:(?= ;|$)| for {_MORE}{_DRUGS})"
            ),
            rf"\b(?:clean|dirty|cold|random|failed|passed|hot|missed) (?:drug )?(?:{_TESTS}|ua|uas|drops?|cups?)\b",
            (
                r"\b(?:hair follicle|saliva|oral fluid|oral swab|mouth swab|breath|blood alcohol|sweat patch|ankle alcohol) "
                r"(?:\w+ )?(?:tests?|tested|testing|screens?|panels?|monitoring|levels?|checks?|bracelets?)\b"
            ),
            r"\btoxicolog\w*|\btox (?:screens?|tests?|panels?)\b|\bbreathaly[sz]\w*|\balcoholimetr\w*|\bscram\b",
            (
                rf"\b{_PRUEBAS} (?:\w+ )?(?:de|para|contra) (?:las? |los? |el |consumo de )*(?:{_DRUGS}|doping|orina|saliva|"
                r"cabello)"
            ),
            rf"\bantidop\w*|\banti doping\b|\b{_PRUEBAS} (?:limpi[oa]s?|suci[oa]s?|aleatori[oa]s?|antidrogas?)\b",
        )
    )
)


def names_abstinence(text: str) -> str:
    """The words that make abstinence, or a test for it, the measure; empty where none do.

    Args:
        text: A measure as somebody would write it. Case, accents, signs and invisible letters do not matter.
    """
    # Letters of other widths are taken as what they show; letters without a width part no word.
    shown = unicodedata.normalize("NFKC", text)
    shown = "".join(letter for letter in shown if unicodedata.category(letter) != "Cf")
    words = " ".join(re.sub(r"\bu\.\s?a\.?(?=\W|$)", "ua", fold(shown)).translate(_SIGNS).split())
    found = _NAMES_IT.search(" ".join(_SOUNDS_ALIKE.sub(" ; ", words).split()))
    return found[0].strip() if found else ""


_SIGNS = {ord(sign): " " for sign in "-_/\\.'\"“”‘’«»*+=#%&|<>~^`–—‑‐·•"} | {
    ord(sign): " ; " for sign in ",:;!?()[]{}"
}
"""Signs that part words, and signs that part phrases."""
