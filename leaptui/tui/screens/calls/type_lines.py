"""What the review of call types draws: headings, a line for each type, sentences. No app is needed for it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.measured import RuleSet
from leaptui.services.calls.type_decisions import days_told
from leaptui.services.calls.types import TypeReview
from leaptui.tui.text import dotted, dotted_lines, join, plain, row
from leaptui.tui.widgets.figures import share_shown

_REASON_FROM = 110
_SURE_FROM = 96
_CODE_FROM = 84
_TOGETHER_FROM = 60
_OTHERS = 62
"""Cells that the columns beside name and reason take, with their gaps."""
_SURE = {"low": "low", "somewhat": "somewhat", "very": "very sure"}
_MARKS = {RuleSet.NARROW: "N", RuleSet.EXPECTED: "E", RuleSet.BROAD: "B"}


def covered(readings: Sequence[TypeReading]) -> list[float]:
    """Share of all calls that each type and those above it carry together."""
    total, so_far, shares = sum(reading.calls for reading in readings), 0, []
    for reading in readings:
        so_far += reading.calls
        shares.append(so_far / total if total else 0.0)
    return shares


def _widths(width: int) -> tuple[int, ...]:
    code = 8 if width >= _CODE_FROM else 0
    sure = 9 if width >= _SURE_FROM else 0
    reason = (width - _OTHERS) // 2 if width >= _REASON_FROM else 0
    together = -8 if width >= _TOGETHER_FROM else 0
    cells = (code, -7, together, 13, 3, sure, reason)
    name = width - sum(abs(cell) + 2 for cell in cells if cell)
    return (max(name, 8), *cells)


def heading_line(width: int, rules: RuleSet) -> Content:
    """The names of the columns; the rules that are on are the bright one of three letters."""
    names = ("Type", "code", "calls", "together", "tier", "", "how sure", "because")
    cells = [plain(name, "b" if not at else "$text-muted") for at, name in enumerate(names)]
    cells[5] = join(
        *(plain(letter, "b $accent" if each is rules else "$text-muted") for each, letter in _MARKS.items())
    )
    return row(_widths(width), cells, gap=2)


def type_line(
    reading: TypeReading,
    together: float,
    width: int,
    *,
    code: str = "",
    rules: RuleSet = RuleSet.EXPECTED,
    eligible: frozenset[RuleSet] = frozenset(),
    mark: str = "",
) -> Content:
    """One type.

    A person's own decision carries `●`, one nobody made `▲`, one that may be taken over `◇`.

    Args:
        reading: The type.
        together: Share of the calls that it and those above it carry.
        width: Of the line.
        code: That stands beside it in the export.
        rules: The rule set that is on.
        eligible: The rule sets that count it.
        mark: `◇` where a decision is proposed, `+` where the type is new in this file.
    """
    unknown = reading.tier is Tier.UNMAPPED
    glyph = "● " if reading.rule else f"{mark} " if mark else "▲ " if unknown else ""
    counted = reading.tier in (Tier.COMMUNITY_RESPONDER, Tier.CO_RESPONSE)
    name = plain(reading.type) if reading.type else plain("(no type)", "$text-muted")
    if reading.effective_from or reading.effective_to:
        name = join(name, plain(f" {days_told(reading)}", "$text-muted"))
    return row(
        _widths(width),
        (
            name,
            plain(code, "$text-muted"),
            f"{reading.calls:,}",
            plain(share_shown(together), "$text-muted"),
            plain(
                f"{glyph}{reading.tier.label}", "b $warning" if unknown else "" if counted else "$text-muted"
            ),
            join(
                *(
                    plain(
                        letter if each in eligible else "·", "b $accent" if each is rules else "$text-muted"
                    )
                    for each, letter in _MARKS.items()
                )
            ),
            plain("–" if unknown else _SURE.get(reading.confidence, reading.confidence), "$text-muted"),
            plain(reading.reason, "$text-muted"),
        ),
        gap=2,
    )


def told(review: TypeReview) -> str:
    """How many types there are, and of which calls."""
    types = len({reading.type for reading in review.readings})
    return f"{types:,} types of {review.base.sentence}."


def share_lines(review: TypeReview, rules: RuleSet, width: int) -> list[Content]:
    """How far the decisions go, and what each rule set counts as eligible, the one that is on in bold."""
    coverage = review.coverage
    mapped = share_shown(coverage.share_mapped)
    if coverage.mapped < coverage.calls and mapped == share_shown(1.0):
        mapped = f"all but {coverage.calls - coverage.mapped:,}"
    far = f"with a tier {mapped}, decided here {share_shown(coverage.share_decided)}"
    parts: list[Content | str] = [
        join(
            plain(f"{each.value} ", "b" if each is rules else "$text-muted"),
            plain(share_shown(review.share_of(each)), "b $accent" if each is rules else "$text-muted"),
        )
        for each in RuleSet
    ]
    together = dotted([plain(far), plain("eligible by type", "$text-muted"), *parts])
    if together.cell_length <= width:
        return [together]
    return [plain(far), *dotted_lines([plain("eligible by type", "$text-muted"), *parts], width)]


def reason_sentence(reading: TypeReading, review: TypeReview) -> str:
    """All that is known of the type under the cursor."""
    why = reading.reason or "No rule fits this type."
    parts = [f"{reading.group}." if reading.group else "", why if why[-1] in ".!?" else f"{why}."]
    if reading.effective_from or reading.effective_to:
        parts.append(f"This holds {days_told(reading)}.")
    rule = reading.rule
    if rule is not None:
        who = f"Decided by {rule.decided_by}" if rule.decided_by else "Decided here"
        parts.append(f"{who}{f', as “{rule.carried_from}” was' if rule.carried_from else ''}.")
        if rule.share_eligible is not None:
            ends = (
                f" ({rule.share_low} to {rule.share_high}%)"
                if rule.share_low is not None and rule.share_high is not None
                else ""
            )
            parts.append(f"{rule.share_eligible}%{ends} of its calls would pass the screen.")
        if rule.disqualifiers:
            parts.append(f"Not where: {', '.join(rule.disqualifiers)}.")
    elif proposal := review.proposals.get(reading.type):
        parts.append(
            f"◇ T takes over: {Tier(proposal.rule.tier).label}, as decided for “{proposal.rule.type}”."
        )
    if codes := review.codes.get(reading.type):
        parts.append("Codes: " + ", ".join(f"{code} {calls:,}" for code, calls in codes[:4]) + ".")
    if review.new is not None and reading.type in review.new:
        parts.append("New in this file.")
    return " ".join(part for part in parts if part)
