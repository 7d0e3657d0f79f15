"""How a passage stands in a list: the words, whose they are, how far they may travel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.domain.vocabulary import PassageKind, Stance
from leaptui.services.interviews.coding import Passage
from leaptui.tui.dates import day_shown
from leaptui.tui.text import dotted, fit, join, paragraph, plain
from leaptui.tui.widgets.pick_list import Pick, Rest

WORD_ROWS = 2
"""Rows of a passage's words; a longer one ends with an ellipsis."""
_NAMED = 60
"""Columns from which a level has its words beside its glyph."""
_STANCES: tuple[tuple[Stance | None, str, str], ...] = (
    (Stance.SUPPORT, "Support", "$success"),
    (Stance.CONDITION, "With conditions", "$accent"),
    (Stance.OPPOSE, "Oppose", "$error"),
    (Stance.NEUTRAL, "Neutral", ""),
    (None, "No stance noted", "$text-muted"),
)


def said_lines(passage: Passage, width: int, today: date, *, themes: bool = False) -> list[Content]:
    """Words on up to two rows, then level, interview, speaker in role words and strength; three rows in all.

    Args:
        passage: Which.
        width: Columns there are.
        today: Of the clock.
        themes: Whether its themes stand with it.
    """
    off = passage.level is Attribution.OFF_RECORD
    if passage.kind is PassageKind.VERBATIM:
        words, style = f"“{passage.text}”", "$mark-quote"
    elif passage.kind is PassageKind.OWN_VIEW:
        words, style = f"> {passage.text}", "i $mark-own"
    else:
        words, style = passage.text, ""
    rows = paragraph(words, max(width - (6 if off else 0), 10), "i $text-muted" if off else style)
    if len(rows) > WORD_ROWS:
        rows = [*rows[: WORD_ROWS - 1], fit(join(rows[WORD_ROWS - 1], " ", rows[WORD_ROWS]), width - 1)]
        rows[-1] = join(fit(rows[-1], width - 2).rstrip(), plain("…", style))
    if off:
        rows[0] = join(plain("⊠ OFF ", "b $accent"), rows[0])
    interview = passage.conversation.interview
    day = day_shown(interview.held_on, today)
    about: list[Content | str] = [
        plain(
            f"{passage.level.glyph} {passage.level.label if width >= _NAMED else ''}".rstrip(), "$text-muted"
        ),
        plain(f"interview {interview.number}, {day}", "$text-muted"),
        plain(passage.who, "$text-muted"),
    ]
    if passage.strength:
        about.append(plain(f"strength {passage.strength}", "$text-muted"))
    if themes:
        about.append(plain(" ".join(f"#{theme}" for theme in passage.themes), "$mark-theme"))
    return [*rows, join("  ", dotted(about)), *[Content("")] * (WORD_ROWS - len(rows))]


def said_entries(passages: Sequence[Passage]) -> list[Pick[Passage] | Rest]:
    """Passages under their stance, agreement and dissent apart; one list where no stance was noted."""
    by_stance: dict[Stance | None, list[Passage]] = {}
    for passage in passages:
        by_stance.setdefault(passage.stance, []).append(passage)
    entries: list[Pick[Passage] | Rest] = []
    for stance, name, style in _STANCES:
        found = by_stance.get(stance, [])
        if found and (stance is not None or len(by_stance) > 1):
            entries.append(
                Rest(join(" ", plain(name, f"b {style}"), plain(f"  {len(found)}", "$text-muted")))
            )
        entries += [Pick(_key(passage), passage, WORD_ROWS + 1) for passage in found]
    return entries


def stances_told(passages: Iterable[Passage]) -> str:
    """`2 support, 1 opposes, 4 without a stance`; nothing where none was noted."""
    count: dict[Stance | None, int] = {}
    for passage in passages:
        count[passage.stance] = count.get(passage.stance, 0) + 1
    if not count.keys() - {None}:
        return ""
    words = {
        Stance.SUPPORT: ("supports", "support"),
        Stance.CONDITION: ("with a condition", "with conditions"),
        Stance.OPPOSE: ("opposes", "oppose"),
        Stance.NEUTRAL: ("neutral", "neutral"),
        None: ("without a stance", "without a stance"),
    }
    told = [
        f"{count[stance]} {words[stance][count[stance] != 1]}" for stance, _, _ in _STANCES if stance in count
    ]
    return f"Of its passages {', '.join(told)}."


def _key(passage: Passage) -> str:
    interview = passage.conversation.interview.id
    return passage.excerpt or f"{interview}:{passage.start}:{' '.join(passage.themes)}"
