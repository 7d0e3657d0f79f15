"""What the distinct values of an export say about the rows that have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from leaptui.calls.type_words import DENIED
from leaptui.calls.types import read_types, words_of
from leaptui.domain.calls import SetAside, Tier, TypeReading

if TYPE_CHECKING:
    from leaptui.practice.sensitive_types import SensitiveKinds
    from leaptui.practice.taxonomy import Taxonomy

_TEST_TYPE = re.compile(r"\b(TEST(S|ING|\d*)?|TRAINING|DRILL|VOID(ED)?|ERROR|RADIO CHECK)\b", re.IGNORECASE)
_TEST_CODE = re.compile(r"(\w+/ ?)?TEST(ING)?[ -]?\d*", re.IGNORECASE)
"""A type that is nothing but a test, numbered or behind a prefix, whatever the taxonomy knows."""
_TEST_ENDING = re.compile(
    r"^((FK )?ERROR|TEST(ING)?( CALL)?|TRAINING( CALL)?|VOID(ED)?( CALL)?|RADIO CHECK|ENTERED IN ERROR)\b",
    re.IGNORECASE,
)
_DUPLICATE = re.compile(r"\bDUP(E|S|L|LIC|LICATE[DS]?|NCAN|CAN)?\b", re.IGNORECASE)
_CANCELLED = re.compile(r"\b(CAN|CANC|CNCL|CXL|CANCEL\w*|DISREGARD\w*)\b", re.IGNORECASE)
_OTHER_AGENCY = re.compile(
    r"\b((OTHER|OUTSIDE|ANOTHER|OUT OF)[ -](AGENCY|JURISDICTION)|OUT OF (CITY|COUNTY)|"
    r"(TRANSFER\w*|XFER\w*|REFERRED|TURNED OVER) TO (ANOTHER|OTHER|OUTSIDE|FIRE|EMS|COUNTY|SHERIFF|STATE)|"
    r"HANDLED BY (ANOTHER|OTHER|FIRE|EMS|COUNTY|SHERIFF|STATE))\b",
    re.IGNORECASE,
)
_OFFICER_SOURCE = re.compile(
    r"^(ON[ -]?VIEW\w*|O/?V|OFFICER\b.*|OFC|OFCR|SELF[ -]?INIT\w*.*|FIELD[ -]?INIT\w*.*|FIELD|PROACTIVE.*|"
    r"PATROL\b.*|TRAFFIC STOP|T-?STOP|DEPUTY\b.*)$",
    re.IGNORECASE,
)
_PATROL_LOG = re.compile(r"\b(SPECIAL ATT(ENTIO)?N|DIRECTED PATROL)\b", re.IGNORECASE)
"""Patrol plans entered as calls: log entries by the field's cleaning order, unless an officer is said to have begun them."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_YES = frozenset({"y", "yes", "true", "t", "1", "x"})


def type_verdicts(
    counts: Sequence[tuple[str, int]], taxonomy: Taxonomy, kinds: SensitiveKinds = ()
) -> list[tuple[str, str | None, bool, bool, bool, bool, bool]]:
    """What each type says of its calls.

    Returns:
        For each type: why its calls are set aside, if they are, and whether it is a patrol plan, an
        alarm, a hang-up, a follow-up, and one whose calls are kept without their place.
    """
    found = []
    for reading in read_types(counts, taxonomy):
        reason = None
        if _TEST_CODE.fullmatch(reading.type):
            reason = SetAside.TESTS
        elif reading.tier is Tier.NOT_DEMAND:
            if _DUPLICATE.search(reading.type):
                reason = SetAside.DUPLICATES
            elif _PATROL_LOG.search(reading.type):
                reason = SetAside.LOG_ENTRIES
            elif reading.group == "Proactive":
                reason = SetAside.OFFICER_INITIATED
            elif _TEST_TYPE.search(reading.type):
                reason = SetAside.TESTS
            else:
                reason = SetAside.LOG_ENTRIES
        found.append(
            (
                reading.type,
                reason.value if reason else None,
                reason is SetAside.LOG_ENTRIES and bool(_PATROL_LOG.search(reading.type)),
                reading.group == "Alarm",
                reading.group == "911 process",
                reading.group == "Admin",
                _is_sensitive(reading, taxonomy, kinds),
            )
        )
    return found


def sensitive_types(names: Sequence[str], taxonomy: Taxonomy, kinds: SensitiveKinds) -> list[str]:
    """The types among these whose calls are kept without their place."""
    readings = read_types([(name, 0) for name in names], taxonomy)
    return [reading.type for reading in readings if _is_sensitive(reading, taxonomy, kinds)]


def _is_sensitive(reading: TypeReading, taxonomy: Taxonomy, kinds: SensitiveKinds) -> bool:
    spelled = " ".join(word for word in words_of(reading.type, taxonomy) if not word.startswith(DENIED))
    written = _NOT_A_WORD.sub(" ", reading.type.upper()).strip()
    return any(kind.is_of(reading.group, (written, spelled)) for kind in kinds)


def disposition_verdicts(values: Iterable[str]) -> list[tuple[str, str | None, bool]]:
    """For each disposition: why such calls are set aside, if they are, and whether it means cancelled."""
    found = []
    for value in values:
        reason = None
        if _TEST_ENDING.search(value):
            reason = SetAside.TESTS
        elif _DUPLICATE.search(value):
            reason = SetAside.DUPLICATES
        elif _OTHER_AGENCY.search(value):
            reason = SetAside.OTHER_AGENCY
        found.append((value, reason.value if reason else None, bool(_CANCELLED.search(value))))
    return found


def source_verdicts(values: Iterable[str]) -> list[tuple[str, bool, bool]]:
    """For each way a call came in: whether an officer began it, and whether it is an error."""
    return [(value, bool(_OFFICER_SOURCE.match(value)), bool(_TEST_ENDING.match(value))) for value in values]


def flag_verdicts(values: Iterable[str]) -> list[tuple[str, bool]]:
    """For each value of a flag column: whether it says that an officer began the call."""
    return [(value, value.casefold() in _YES or bool(_OFFICER_SOURCE.match(value))) for value in values]
