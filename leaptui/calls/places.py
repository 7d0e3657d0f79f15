"""Places made coarse at the door, as SQL: no house number is ever stored."""

from __future__ import annotations

from leaptui.calls.moments import literal

PLACEHOLDER = (
    r"(^|\b)(UNKNOWN|UNK|NO ADDRESS|NO LOCATION|NOT (GIVEN|PROVIDED|AVAILABLE|STATED|VERIFIED)|NONE GIVEN|"
    r"CITY\s*WIDE|TBD|N/A|NULL|DUMMY|TEST|CONFIDENTIAL|WITHHELD|REDACTED|REMOVED|X{3,}|"
    r"POLICE (DEPT|DEPARTMENT|STATION|HQ|HEADQUARTERS)|HEADQUARTERS|[A-Z]{0,3}PD HQ|STATION HOUSE|FRONT DESK)(\b|$)|"
    r"^[^\pL\pN]*$|^NONE$"
)
"""A place that stands where nobody knew one, or where the call-taker sits."""
_ROOMS = r"(?:APT|APARTMENT|UNIT|STE|SUITE|RM|ROOM|LOT|SPC|TRLR)"
_LEAD = r"(^|[@,;:(]\s*)"
_TAIL = r"(?:-?[A-Za-z])?(?:\s+1/2)?\s+(?:BLK\s+|BLOCK\s+)?(?:OF\s+)?([A-Za-z0-9])"
_RANGE = r"^\[?(\d+)\]?\s*-\s*\[?\d{2,}\]?\s+"
_HOUSE = _LEAD + r"(\d{1,4})\d\d" + _TAIL
_LOW_HOUSE = _LEAD + r"\d{1,2}" + _TAIL
_PERSON = r"[\s,;:@(/-]*\b(?:C/O|CARE OF|ATTN|R/P|RP\s*[:/-]|CALLER)(?:\W.*)?$"
_PHONE = r"[\s,;:(/-]*(?:\+?1[-. ])?(?:\b|\()\d{3}\)?[-. ]?\s?\d{3}[-.]\d{4}\b\)?|[\s,;:(/-]+\d{3}-\d{4}\b\)?"
_ROOM = r"(?:[\s,]*#|[\s,]+" + _ROOMS + r"\b[.:]?\s*#?)\s*[A-Za-z0-9-]*"


def block_sql(place: str) -> str:
    """SQL for a place to the hundred block: `1234 MAIN ST APT 5` becomes `1200 block MAIN ST`.

    Ranges such as `[5800]-[5900] MAIN ST` become their first block; crossings stay as they are. A telephone
    number goes, and what follows `C/O`, `RP:` and the like: it is whom to ask for, and not where.

    Args:
        place: SQL of the text, without blanks around it. Best of distinct values: it is slow.
    """
    alone = f"regexp_replace({place}, {literal(_PERSON)}, '', 'i')"
    alone = f"regexp_replace({alone}, {literal(_PHONE)}, '', 'g')"
    of_range = f"regexp_replace({alone}, {literal(_RANGE)}, '\\1 ')"
    # The mark keeps the second rule from meeting `1200 block` again.
    hundreds = f"regexp_replace({of_range}, {literal(_HOUSE)}, '\\1\\200\u241fblock \\3', 'gi')"
    low = f"regexp_replace({hundreds}, {literal(_LOW_HOUSE)}, '\\10\u241fblock \\2', 'gi')"
    return f"nullif(replace(regexp_replace({low}, {literal(_ROOM)}, '', 'gi'), '\u241f', ' '), '')"
