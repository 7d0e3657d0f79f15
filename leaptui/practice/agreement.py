"""The outline of a partnership agreement: what it begins with, and its headings in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leaptui.practice.located_toml import Table

BLANKS = ("organisation", "city", "state", "starts", "ends", "notice")
"""Words that an outline may leave to the engagement, in braces."""
_BLANK = re.compile(r"\{([a-z_]+)\}")


class Section(StrEnum):
    """A part of an agreement; all but the term are fields of its record."""

    PARTIES = "parties"
    PURPOSE = "purpose"
    OUR_RESPONSIBILITIES = "our_responsibilities"
    THEIR_RESPONSIBILITIES = "their_responsibilities"
    TERM = "term"
    PAYMENT = "payment"
    CONFIDENTIALITY = "confidentiality"
    GOVERNING_LAW = "governing_law"
    ARBITRATION = "arbitration"
    SIGNATORIES = "signatories"


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A heading.

    Attributes:
        section: What stands beneath.
        title: The heading, perhaps with blanks.
        text: The sentence a short field stands in, with blanks; empty where the field stands alone.
    """

    section: Section
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementOutline:
    """What a new agreement begins with. Texts may hold blanks (`filled`).

    Attributes:
        title: Of the agreement.
        months: How long it lasts.
        notice_days: With how many days of notice either party may end it.
        purpose: What it is for.
        our_responsibilities: What the organization does.
        their_responsibilities: What the city does.
        arbitration: How disputes are settled.
        payment: Who pays what.
        confidentiality: Of words and data.
        sections: The headings, in order.
    """

    title: str
    months: int
    notice_days: int
    purpose: str
    our_responsibilities: tuple[str, ...]
    their_responsibilities: tuple[str, ...]
    arbitration: str
    payment: str
    confidentiality: str
    sections: tuple[OutlineSection, ...]


def filled(text: str, words: Mapping[str, str]) -> str:
    """A text with its blanks filled. What fills one is never read again, and other braces stay.

    Args:
        text: With blanks such as `{city}`.
        words: What stands for each.
    """
    return _BLANK.sub(lambda blank: words.get(blank[1], blank[0]), text)


def read_agreement_outline(top: Table) -> AgreementOutline:
    """What the practice file holds.

    Raises:
        PracticeFileRefused: With file, line and key, when it cannot be used.
    """
    table = top.table("agreement")
    outline = AgreementOutline(
        title=_blanks_known(table, "title"),
        months=table.whole("months", least=1, most=120),
        notice_days=table.whole("notice_days", least=1, most=365),
        purpose=_blanks_known(table, "purpose"),
        our_responsibilities=table.texts("our_responsibilities", least=1),
        their_responsibilities=table.texts("their_responsibilities", least=1),
        arbitration=_blanks_known(table, "arbitration"),
        payment=_blanks_known(table, "payment"),
        confidentiality=_blanks_known(table, "confidentiality"),
        sections=_sections(top),
    )
    table.finish()
    return outline


def _sections(top: Table) -> tuple[OutlineSection, ...]:
    found: list[OutlineSection] = []
    for table in top.tables("section", least=len(Section)):
        section = table.one_of("field", Section)
        if section in [each.section for each in found]:
            table.refuse("field", f"{section.value!r} stands twice")
        found.append(OutlineSection(section, _blanks_known(table, "title"), _blanks_known(table, "text", "")))
    return tuple(found)


def _blanks_known(table: Table, key: str, default: str | None = None) -> str:
    text = table.text(key, default)
    for blank in _BLANK.findall(text):
        if blank not in BLANKS:
            table.refuse(key, f"has a blank {{{blank}}}; there are {', '.join(BLANKS)}")
    return text
