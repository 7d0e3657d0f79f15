"""How a passage is written in the list of passages and in full beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.domain.text import fold
from leaptui.domain.vocabulary import PassageKind, QuoteStatus, Stance
from leaptui.services.interviews.excerpt_marking import STRENGTHS
from leaptui.services.interviews.excerpts import ExcerptView
from leaptui.tui.dates import day_shown
from leaptui.tui.text import dotted, ends, fit, join, paragraph, plain

KINDS = {
    PassageKind.VERBATIM: ("“", "$mark-quote", "verbatim: may stand in quotation marks"),
    PassageKind.PARAPHRASE: ("≈", "", "paraphrase: the note's words, never in quotation marks"),
    PassageKind.OWN_VIEW: (">", "$mark-own", "own view: nobody's words, never printed as a quote"),
}
"""Sign, style and meaning of each kind of passage."""
STANCES = {
    Stance.SUPPORT: "$success",
    Stance.CONDITION: "$accent",
    Stance.OPPOSE: "$error",
    Stance.NEUTRAL: "$text-muted",
}
APPROVALS = {
    QuoteStatus.NOT_ASKED: ("", "$text-muted"),
    QuoteStatus.ASKED: ("○", "$warning"),
    QuoteStatus.APPROVED: ("✓", "$success"),
    QuoteStatus.AMENDED: ("✓", "$success"),
    QuoteStatus.WITHDRAWN: ("✕", "$error"),
}
_OFF = "⊠ OFF "
_MOST_ROWS = 12
"""Of the words of a passage, so that what is known of it stays in sight below them."""


def passage_lines(view: ExcerptView, width: int, shorts: Mapping[str, str]) -> list[Content]:
    """Two rows: the words and how far they may travel; name, themes, stance, component, approval.

    Args:
        view: The passage.
        width: Columns there are.
        shorts: Short names of the roadmap's components by key.
    """
    each = view.excerpt
    sign, style, _ = KINDS[each.passage]
    off = view.level is Attribution.OFF_RECORD
    words = plain(each.text, "i $text-muted" if off else style)
    first = join(plain(sign, f"b {style}".strip()), " ", plain(_OFF, "b $accent") if off else "", words)
    last = [plain("▲ lost", "b $warning")] if view.lost else []
    last.append(plain(view.level.glyph, "b $accent" if each.attribution else "$text-muted"))
    about: list[Content | str] = [plain(view.name, "$text-muted")]
    if view.themes:
        about.append(plain(" ".join(f"#{theme}" for theme in view.themes), "$mark-theme"))
    about += _opinion(view, shorts)
    mark, colour = APPROVALS[each.quote_status]
    approval = plain(f"{mark} {each.quote_status.label}", colour) if mark else plain("")
    return [ends(width, first, plain(" ").join(last)), ends(width, join("  ", dotted(about)), approval)]


def _opinion(view: ExcerptView, shorts: Mapping[str, str]) -> list[Content | str]:
    each = view.excerpt
    parts: list[Content | str] = []
    if each.stance:
        parts.append(plain(each.stance.value, STANCES[each.stance]))
    if each.strength:
        parts.append(plain(STRENGTHS[each.strength], "$text-muted"))
    if each.concern:
        parts.append(plain("!concern", "$mark-concern"))
    if each.component:
        parts.append(plain(shorts.get(each.component, each.component), "$text-muted"))
    return parts


def passage_whole(view: ExcerptView, width: int, today: date, shorts: Mapping[str, str]) -> list[Content]:
    """A passage in full: its words with what stands around them, then all that is known of it."""
    each = view.excerpt
    _, style, meaning = KINDS[each.passage]
    said = f"“{each.text}”" if each.passage is PassageKind.VERBATIM else each.text
    lines: list[Content] = []
    if each.before.strip():
        lines += _around(f"… {each.before}", width)
    spoken = paragraph(said, width, f"b {style}".strip())
    if len(spoken) > _MOST_ROWS:
        spoken = [*spoken[:_MOST_ROWS], plain(f"… {len(each.text.split()):,} words in all", "$text-muted")]
    lines += spoken
    if each.after.strip():
        lines += _around(f"{each.after} …", width)
    lines.append(plain(""))
    if view.lost:
        lines += paragraph(
            "▲ These words are no longer in the note. R gives them a place again, or keeps them as they are.",
            width,
            "$warning",
        )
        lines.append(plain(""))
    interview = view.talk.interview
    level = f"{view.level.glyph} {view.level.label}"
    facts = [
        ("from", f"interview {interview.number}, {view.talk.title}, {day_shown(interview.held_on, today)}"),
        ("words", meaning),
        ("level", f"{level}, {'of its own' if each.attribution else 'as the note says'}"),
        ("themes", "  ".join(f"#{theme}" for theme in view.themes) or "none yet"),
        ("stance", each.stance.value if each.stance else "–"),
        ("strength", f"{each.strength}, {STRENGTHS[each.strength]}" if each.strength else "–"),
        ("component", shorts.get(each.component, each.component) or "–"),
        ("approval", approval_shown(view, today)),
    ]
    for label, value in facts:
        wrapped = paragraph(value, max(width - 11, 8))
        lines += [
            join(fit(plain(label if not at else "", "$text-muted"), 11), row)
            for at, row in enumerate(wrapped)
        ]
    if each.quote_amended:
        lines += paragraph(f"printed: “{each.quote_amended}”", width, "$mark-quote")
    return lines


def approval_shown(view: ExcerptView, today: date) -> str:
    """`✓ approved, Tue 24, by e-mail`."""
    each = view.excerpt
    if each.quote_status is QuoteStatus.NOT_ASKED:
        return "not asked"
    parts = [f"{APPROVALS[each.quote_status][0]} {each.quote_status.label}", day_shown(each.quote_on, today)]
    return ", ".join([*parts, f"by {each.quote_channel}"] if each.quote_channel else parts)


def matches(view: ExcerptView, words: str) -> bool:
    """Whether words, themes, stance or interview of a passage have all the words looked for."""
    each = view.excerpt
    about = [each.text, *view.themes, each.stance or "", each.component, view.talk.title, view.name]
    text = fold(" ".join([*about, view.level.label, each.quote_status.label, "lost" if view.lost else ""]))
    return all(word in text for word in fold(words).split())


def _around(text: str, width: int) -> Sequence[Content]:
    return paragraph(" ".join(text.split()), width, "$text-muted")
