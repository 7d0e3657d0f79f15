"""Numbers that somebody typed into a text although a measure says them: each is offered as a claim.

A number is taken for a measure only with what says its kind beside it: a per cent sign, a dollar, the
word `calls`, `minutes`, `teams`, or a comma in its thousands. So years, dates, clock times, ordinals
and the numbers of components and phases are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from leaptui.domain.claim_tokens import OPENS, tokens, written
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import EvidenceKind

_SPACE = "[ \u00a0\u202f]"
_TYPED = re.compile(
    r"(?<![\w.,:/§#$€£+−–-])(?P<money>\$ ?)?(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(?P<part>\d{1,4}))?"
    rf"(?:(?P<scale>{_SPACE}?(?:million|billion|thousand|[MBKmk](?!\w)))|(?P<percent>{_SPACE}?(?:%|per ?cent\b)))?"
    r"(?![\w:/%]|[.,]\d|-\d)"
)
_NOUN = re.compile(
    rf"{_SPACE}(?:(?:eligible|incoming|community-initiated|full-time|police|team|officer|paid)-? )*"
    r"(?P<noun>calls?(?: for service)?|incidents?|minutes?|min|teams?|people|persons?|vehicles?|cars?|responders?|"
    r"positions?|hours?|responses?)\b(?: (?:a|an|per|each|every) (?P<per>day|hour|week|year)\b)?",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"(?:\b(?:about|around|roughly|some|nearly|almost|approximately|approx\.|over|more than|under|just|ca\.)|~)\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:component|phase|section|page|step|chapter|no\.|number|nr\.|appendix|table|figure|item|zone|district|beat|"
    r"interview|passage|question|version|route|priority|title|article|art\.|ward|unit|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?\s*$",
    re.IGNORECASE,
)
_SCALES = {"million": 10**6, "m": 10**6, "billion": 10**9, "b": 10**9, "thousand": 10**3, "k": 10**3}
_TRIVIAL = (Decimal(0), Decimal(100))
"""Per cents that are said of anything."""
_LEAST_BARE = 1000
"""A count without a noun is taken for one from here."""
_MOST_OFFERED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigure:
    """A figure that a typed number may be.

    Attributes:
        source_kind: A figure of calls or of a plan.
        key: Its key.
        label: What it counts.
        value: Unrounded; shares as fractions.
        unit: As a claim keeps it.
        printed: As it reads.
        base: What it is of.
        taken_of: Hash of the export or id of the plan it is of; empty for one of some of the calls.
        claim: Key of a claim that says it already.
    """

    source_kind: EvidenceKind
    key: str
    label: str
    value: float
    unit: str
    printed: str
    base: str
    taken_of: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNumber:
    """A number in a text that says what it counts.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last: the per cent sign, but not the noun, belongs to it.
        text: As it was typed.
        sort: `share`, `dollars`, or the noun it counts in the singular; empty for a bare count.
        low: The least value that reads so.
        high: The greatest.
    """

    start: int
    end: int
    text: str
    sort: str
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A typed number and the figures it may be, the nearest first."""

    number: TypedNumber
    figures: tuple[KnownFigure, ...]


def typed_numbers(text: str) -> list[TypedNumber]:
    """The numbers of a text that say what they count; those inside a token are none of them."""
    bare = list(text)
    for token in tokens(text):
        bare[token.start : token.end] = OPENS * (token.end - token.start)
    words = "".join(bare)
    read = (_read(words, match) for match in _TYPED.finditer(words))
    return [number for number in read if number is not None]


def offers(text: str, known: Iterable[KnownFigure]) -> list[Offer]:
    """The typed numbers of a text that are, or round to, a known figure."""
    figures = list(known)
    found = []
    for number in typed_numbers(text):
        fitting = [each for each in figures if _fits(number, each)]
        fitting.sort(key=lambda each: abs(_middle(number) - _scaled(number, each)))
        if fitting:
            found.append(Offer(number=number, figures=tuple(fitting[:_MOST_OFFERED])))
    return found


def with_token(text: str, number: TypedNumber, key: str, printed: str) -> str:
    """The text with a claim in place of a typed number.

    A noun behind the number goes where the claim says it itself: `24.9 minutes` becomes `24.9 min`.
    """
    end = number.end
    if printed[-1:].isalpha() and (noun := _NOUN.match(text, number.end)):
        end = noun.end()
    return text[: number.start] + written(ClaimKind.FIGURE, key) + text[end:]


def _read(text: str, match: re.Match[str]) -> TypedNumber | None:
    whole, part = match["whole"], match["part"] or ""
    before = text[max(match.start() - 24, 0) : match.start()]
    noun = _NOUN.match(text, match.end())
    if match["percent"]:
        sort = "share"
    elif match["money"]:
        sort = "dollars"
    elif noun:
        sort = _singular(noun["noun"]) + (f" a {noun['per'].lower()}" if noun["per"] else "")
    else:
        sort = ""
    value = Decimal(f"{whole.replace(',', '')}.{part or '0'}")
    if match["scale"]:
        value *= _SCALES[match["scale"].strip().lower()]
    if sort == "share" and value in _TRIVIAL:
        return None
    if sort == "" and (part or match["scale"] or "," not in whole or value < _LEAST_BARE):
        return None
    if sort != "share" and not match["money"] and (_NUMBERED.search(before) or _is_year(match, noun)):
        return None
    low, high = _range(value, match, hedged=_HEDGE.search(before) is not None)
    return TypedNumber(
        start=match.start(), end=match.end(), text=match[0], sort=sort, low=float(low), high=float(high)
    )


def _range(value: Decimal, match: re.Match[str], *, hedged: bool) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that is written so."""
    scale, part, digits = match["scale"], match["part"], match["whole"].replace(",", "")
    step = Decimal(_SCALES[scale.strip().lower()] if scale else 1)
    if part:
        step = step.scaleb(-len(part))
    elif not scale and not match["percent"]:
        # Two digits count at least: 7,000 stands for 6,950 to 7,050.
        zeros = len(digits) - len(digits.rstrip("0"))
        step = Decimal(10) ** min(zeros, max(len(digits) - 2, 0))
    # `about 17%` may be 17.6% cut off; without such a word it is rounded.
    spread = step if hedged and not part else step / 2
    return value - spread, value + spread


def _is_year(match: re.Match[str], noun: re.Match[str] | None) -> bool:
    whole = match["whole"]
    looks = len(whole) == 4 and whole.isdigit() and 1800 <= int(whole) <= 2199 and not match["part"]
    return looks and (noun is None or _singular(noun["noun"]) in {"call", "incident"})


def _fits(number: TypedNumber, figure: KnownFigure) -> bool:
    if number.sort not in _sorts(figure.unit):
        return False
    return number.low <= _scaled(number, figure) <= number.high


def _scaled(number: TypedNumber, figure: KnownFigure) -> float:
    return figure.value * 100 if number.sort == "share" else figure.value


def _middle(number: TypedNumber) -> float:
    return (number.low + number.high) / 2


def _sorts(unit: str) -> Sequence[str]:
    """What a number may be called to be a figure of a unit."""
    return _SORTS.get(unit, ())


def _singular(noun: str) -> str:
    word = noun.lower().rstrip(".").removesuffix(" for service")
    return {
        "people": "person",
        "persons": "person",
        "min": "minute",
        "cars": "vehicle",
        "car": "vehicle",
    }.get(word, word.removesuffix("s"))


_SORTS: dict[str, tuple[str, ...]] = {
    "share": ("share",),
    "calls": ("", "call", "incident", "call a year", "incident a year"),
    "minutes": ("minute",),
    "calls per hour": ("call a hour", "incident a hour"),
    "calls per day": ("call a day", "incident a day"),
    "people": ("person", "position"),
    "full-time positions": ("responder", "position"),
    "teams": ("team",),
    "vehicles": ("vehicle",),
    "hours a week": ("hour a week",),
    "hours a year": ("", "hour", "hour a year"),
    "responses a year": ("", "response", "response a year"),
    "dollars": ("dollars",),
    "dollars a year": ("dollars",),
    "dollars a response": ("dollars",),
}
