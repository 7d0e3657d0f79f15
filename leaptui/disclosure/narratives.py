"""Remarks of call-takers without what points at a person, before they are kept.

Beside what `leaptui.disclosure.identifiers` finds, the shorthand of dispatch remarks: names behind
a word that announces one (`RP JOHN SMITH`, `LN/SMITH`), surname and first name with a comma between
them, plates and driver's licences behind their abbreviation, social security and vehicle numbers,
dates of birth behind `DOB`, and numbers of seven digits or more. A name that nothing announces is
not found, so kept text stays among the advisor's own and passes the gate like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from leaptui.disclosure.identifiers import found_in
from leaptui.domain.vocabulary import IdentifierSort

LONGEST = 4000
"""Characters of a narrative that are kept."""

_MARKS = {
    IdentifierSort.NAME: "[name]",
    IdentifierSort.PHONE: "[phone]",
    IdentifierSort.PLATE: "[plate]",
    IdentifierSort.EMAIL: "[e-mail]",
    IdentifierSort.ADDRESS: "[address]",
    IdentifierSort.BIRTH_DATE: "[date of birth]",
}
_ANNOUNCED = (
    "rp|r/p|rptg party|reporting party|caller|compl|complainant|comp|victim|vict|vic|suspect|susp|subj|subject|wit|witness|"
    "named|name is|name of|name|nm|ln|fn|lname|fname|last name|first name|patient|pt|mr|mrs|ms|miss|mother|father|mom|dad|"
    "son|daughter|husband|wife|boyfriend|girlfriend|brother|sister|neighbor|contact|aka"
)
_USUAL = """
    a about advised advises advising adv after again against all also am an and another any are area armed around arrived as
    asked asking at away back bar be because been before being bf bleeding block blocking blue br brown building but by
    call called caller calling calls came can cant car child children cleared co code comp complainant concerned could
    cross dark did didnt dispatched disp do does doesnt dog door drinking driver driving drugs drunk east eb else
    ems en enrt female fight fighting fire for found from front gave getting gf girl given go gone green grey group gun had
    has hasnt have having he hear heard hears her here him his hit hold home house hung hx i if in information injured inside
    intox into is isnt it its just juv keeps kids kicked knife known last leaving left lives located loc lock locked looking
    loud made male man med medical mental middle mins missing more moving msg music name nb near needs neg neighbor neighbors
    next no noise north not nothing notified now of off officer on one only open or other others out outside over
    parked party passed past pd people person phone pink plate poss possible possibly prev previous pulled purple pushed
    req reqs requested requesting refused refusing related req rd red room running said sb saying says see seen sees sent
    she shot shots silver since sitting sleeping so someone south speaking standing started stated states stating still stop
    stopped store street stuck subj subject suspect susp suspicious taken talking tan than that the their them then there they
    thinks this threatened threatening three to told took tried truck trying two ukn unable under unit unk unknown until up
    upset van veh vehicle very victim wants wanted was wasnt wb wearing went were west white wht wi will with without witness
    woman would yelling years yellow yelled yo you young
"""
_NOT_NAMES = frozenset(_USUAL.split())
"""Words of remarks that are nobody's name behind a cue."""
_NAME = re.compile(
    rf"\b(?:{_ANNOUNCED})\b[ \t]*(?:[:/=.-]|is\b|was\b)?[ \t]*(?:(?:mr|mrs|ms|miss|dr)\b\.?[ \t]+)?"
    r"(?P<name>[A-Za-z][A-Za-z'’-]+(?:,?[ \t]+[A-Za-z][A-Za-z'’.-]*){0,2})",
    re.IGNORECASE,
)
_SURNAME_FIRST = re.compile(
    r"(?:(?<=^)|(?<=[:;/(])|(?<=[:;/(] ))(?P<at_start>[A-Z][A-Za-z'’-]+,[ \t]?[A-Z][A-Za-z'’-]+)\b"
    r"|\b(?P<before_more>[A-Z][A-Za-z'’-]+,[ \t]?[A-Z][A-Za-z'’-]+)(?=[ ,;/]+(?:\[|\d|dob\b))",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:lp|lic|plt|reg|tag|veh[ \t]+lic)\b[ \t]*[:#/.-]?[ \t]*(?P<plate>(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{3,8})\b",
    re.IGNORECASE,
)
_NUMBERS = (
    (re.compile(r"\b(?:ssn|soc)\b[ \t]*[:#/.-]?[ \t]*\d[\d -]{6,12}\d|\b\d{3}-\d{2}-\d{4}\b", re.IGNORECASE), "[number]"),
    (re.compile(r"\b(?:dl|oln|d/l|cdl|id)\b[ \t]*[:#/.-]?[ \t]*(?=[A-Z0-9-]*\d)[A-Z0-9-]{5,16}\b", re.IGNORECASE), "[number]"),
    (re.compile(r"\b(?=[A-HJ-NPR-Z0-9]*\d)[A-HJ-NPR-Z0-9]{17}\b"), "[number]"),
    (
        re.compile(r"\bdob\b[ \t]*[:#/.-]?[ \t]*\d[\d/.-]{3,9}|\b(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01])[/-](?:19[2-9]\d|20[01]\d)\b",
                   re.IGNORECASE),
        "[date of birth]",
    ),
    (re.compile(r"(?<![\w-])(?:\d{3}[-. ])?\d{3}[-.]\d{4}(?![\w-])"), "[phone]"),
    (re.compile(r"(?<![\d.])\d{7,}(?![\d.])"), "[number]"),
)  # fmt: skip


def redacted(text: str, names: Iterable[str] = ()) -> str:
    """A narrative in which what points at a person is a mark that says what stood there.

    Args:
        text: One line, without control codes.
        names: People of the directory, by full name.
    """
    text = text[:LONGEST]
    # Sure things go first, so that a mark and not a digit stands where the looser rules look.
    for each in reversed(found_in(text, names)):
        text = text[: each.start] + _MARKS[each.sort] + text[each.end :]
    for pattern, mark in _NUMBERS:
        text = pattern.sub(mark, text)
    text = _PLATE.sub(lambda match: match[0].replace(match["plate"], _MARKS[IdentifierSort.PLATE]), text)
    text = _SURNAME_FIRST.sub(_named, text)
    return _NAME.sub(_announced, text)


def _named(match: re.Match[str]) -> str:
    words = re.findall(r"[a-z]+", match[0].casefold())
    return match[0] if any(word in _NOT_NAMES for word in words) else _MARKS[IdentifierSort.NAME]


def _announced(match: re.Match[str]) -> str:
    """The words behind a cue up to the first that is none of a name."""
    name = match["name"]
    end = 0
    for word in re.finditer(r"[A-Za-z'’.-]+", name):
        if word[0].strip(".'’-").casefold() in _NOT_NAMES:
            break
        end = word.end()
    if not end:
        return match[0]
    start = match.start("name") - match.start()
    return match[0][:start] + _MARKS[IdentifierSort.NAME] + match[0][start + end :]
