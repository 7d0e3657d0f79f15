"""What stands beside a note: the guide at its left, what is marked in it at its right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from leaptui.domain.attribution import Attribution
from leaptui.domain.marks import Mark, MarkKind, marks
from leaptui.domain.records import Interview
from leaptui.tui.dates import day_shown
from leaptui.tui.note_lines import asked, next_question
from leaptui.tui.text import ends, fit, join, paragraph, plain
from leaptui.tui.widgets.figures import heading

if TYPE_CHECKING:
    from leaptui.practice.content import Guide, Question

BLANK = Content("")
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")
_LATEST = 8
"""Concerns and follow-ups that are named; of more, the latest."""
CONSEQUENCES = {
    Attribution.ON_RECORD: "name and role",
    Attribution.ROLE_ONLY: "the role, no name",
    Attribution.NONE: "the theme, nobody's words",
    Attribution.OFF_RECORD: "nothing leaves this laptop",
}
"""What each attribution lets out of the house."""


@dataclass(frozen=True, slots=True)
class NoteState:
    """What the panes beside a note are drawn from."""

    interview: Interview
    who: str
    guide: Guide | None
    asked: Mapping[int, str]
    """The questions that were asked, and when."""
    words: int
    """Of the note."""
    marks: tuple[Mark, ...]
    """In order; their offsets are those within their paragraph."""
    now: int | None
    """Number of the guide question under whose heading the cursor stands."""
    today: date
    minutes: int = 0
    """How long the conversation has taken."""
    read: Mapping[str, tuple[Mark, ...]] = field(default_factory=dict)
    """What was found in each paragraph."""

    @classmethod
    def of(
        cls,
        interview: Interview,
        who: str,
        guide: Guide | None,
        text: str,
        now: int | None,
        today: date,
        *,
        minutes: int = 0,
        before: NoteState | None = None,
    ) -> NoteState:
        """Read the marks of a text.

        Only the paragraphs that `before` did not have are read: no mark reaches over a blank line,
        and reading a long note whole would hold up the next key.
        """
        known = before.read if before else {}
        paragraphs = _BLANK_LINES.split(text)
        read = {
            paragraph: known[paragraph] if paragraph in known else tuple(marks(paragraph))
            for paragraph in paragraphs
        }
        found = tuple(mark for paragraph in paragraphs for mark in read[paragraph])
        words = len(text.split())
        return cls(interview, who, guide, asked(text), words, found, now, today, minutes, read)

    def of_kind(self, kind: MarkKind) -> list[Mark]:
        """The marks of one kind, in order."""
        return [mark for mark in self.marks if mark.kind is kind]


def guide_lines(state: NoteState, width: int, room: int, *, whole: bool) -> list[Content]:
    """Every question, whether it was asked and when; the current one whole, with its prompts.

    Args:
        state: The note.
        width: Cells.
        room: Rows. Blank rows give way first, then the whole sentences of the other questions.
        whole: Whether there is width for whole sentences.
    """
    guide = state.guide
    if guide is None:
        return [heading(width, "Guide", "none chosen"), *paragraph(_FREE, width, "$text-muted")]
    when = state.asked
    done = sum(question.number in when for question in guide.questions)
    head = [heading(width, "Guide", f"{done} of {len(guide.questions)} asked")]
    if whole:
        head += [plain(f"{guide.title}, version {guide.version}", "$text-muted"), BLANK]
    for short, airy in ((False, True), (False, False), (True, True)) if whole else ():
        lines = _questions(state, guide, when, width, short=short, airy=airy)
        if len(head) + len(lines) <= room:
            return [*head, *lines]
    return [*head, *_questions(state, guide, when, width, short=True, airy=False)]


_FREE = "A free conversation. Marks work as always; ^L sets how far the words may travel."
_CLOCK = 6


def _questions(
    state: NoteState, guide: Guide, when: Mapping[int, str], width: int, *, short: bool, airy: bool
) -> list[Content]:
    clocks = any(when.values()) and width > 36
    shown: list[Content] = []
    for question in guide.questions:
        if question.number == state.now:
            shown += _current(question, when, width, clocks=clocks)
        else:
            shown += _other(question, when, width, short=short, clocks=clocks)
        if airy:
            shown.append(BLANK)
    return shown


def _other(
    question: Question, when: Mapping[int, str], width: int, *, short: bool, clocks: bool
) -> list[Content]:
    done = question.number in when
    sign = plain("✓" if done else "○", "$success" if done else "$text-muted")
    style = "$text-muted" if done else ""
    head = join(" ", sign, plain(f" {question.number:>2} ", "$text-muted"))
    room = width - head.cell_length - (_CLOCK if clocks else 0)
    words = [plain(question.short, style)] if short else paragraph(question.text, room, style)
    clock = when.get(question.number, "") if clocks else ""
    first = ends(width, join(head, words[0]), plain(clock, "$text-muted"))
    return [first, *(join(" " * head.cell_length, line) for line in words[1:])]


def _current(question: Question, when: Mapping[int, str], width: int, *, clocks: bool) -> list[Content]:
    bar = plain("▌", "$accent")
    head = join(bar, plain("●", "$accent"), plain(f" {question.number:>2} ", "$text-muted"))
    room = width - head.cell_length - (_CLOCK if clocks else 0)
    words = paragraph(question.text, room, "b")
    clock = when.get(question.number, "") if clocks else ""
    lines = [ends(width, join(head, words[0]), plain(clock, "$text-muted"))]
    lines += [join(bar, " " * 5, line) for line in words[1:]]
    for prompt in question.prompts:
        wrapped = paragraph(prompt, width - 6, "$text-muted")
        lines += [
            join(bar, plain("   · " if index == 0 else "     ", "$text-muted"), line)
            for index, line in enumerate(wrapped)
        ]
    return [fit(line, width).stylize_before("on $surface") for line in lines]


def folded_guide(state: NoteState, width: int) -> list[Content]:
    """One line: the question in hand, else the next one, and how many were asked."""
    guide = state.guide
    if guide is None:
        return []
    when = state.asked
    numbers = [question.number for question in guide.questions]
    number = state.now or next_question(numbers, set(when), None)
    question = next((each for each in guide.questions if each.number == number), None)
    done = sum(number in when for number in numbers)
    hint = join(
        plain(f"{done} of {len(numbers)}  ", "$text-muted"),
        plain("F2", "b $primary"),
        plain(" guide", "$text-muted"),
    )
    if question is None:
        return [
            ends(width, plain("Every question was asked.", "$text-muted"), hint).stylize_before("on $surface")
        ]
    sign = plain("● " if state.now else "▸ ", "$accent")
    left = join(sign, plain(f"{question.number} ", "$text-muted"), plain(question.short, "b"))
    return [ends(width, left, hint).stylize_before("on $surface")]


def marked_lines(state: NoteState, width: int) -> list[Content]:
    """Everything marked so far, then the attribution of the interview."""
    sections: Sequence[Callable[[NoteState, int], Iterator[Content]]] = (
        _themes,
        _quotes,
        _concerns,
        _follow_ups,
        _own_views,
        _off_record,
    )
    shown = [heading(width, "Marked so far"), BLANK]
    for section in sections:
        lines = list(section(state, width))
        shown += [*lines, BLANK] if lines else []
    if len(shown) == 2:
        shown += [
            *paragraph("Nothing yet. A mark stands at the start of a word.", width, "$text-muted"),
            BLANK,
        ]
    return [*shown, *attribution_lines(state, width)]


def _title(width: int, sign: str, style: str, words: str, count: int) -> Content:
    return ends(width, join(plain(sign, f"b {style}"), " ", plain(words)), plain(str(count), "$text-muted"))


def _themes(state: NoteState, width: int) -> Iterator[Content]:
    themes = Counter(mark.text for mark in state.of_kind(MarkKind.THEME))
    if themes:
        yield plain("# Themes").stylize("b $mark-theme", 0, 1)
        for theme, count in themes.most_common():
            yield ends(width, plain(f"  {theme}", "$mark-theme"), plain(str(count), "$text-muted"))


def _quotes(state: NoteState, width: int) -> Iterator[Content]:
    quotes = state.of_kind(MarkKind.VERBATIM)
    if quotes:
        yield _title(width, '"', "$mark-quote", "Verbatim", len(quotes))
        open_enough = state.interview.attribution in (Attribution.ON_RECORD, Attribution.ROLE_ONLY)
        yield plain("  may be quoted" if open_enough else "  may not be quoted", "$text-muted")


def _earlier(count: int) -> Iterator[Content]:
    if count > _LATEST:
        yield plain(f"  {count - _LATEST} earlier, then", "$text-muted")


def _concerns(state: NoteState, width: int) -> Iterator[Content]:
    concerns = state.of_kind(MarkKind.CONCERN)
    if concerns:
        yield _title(width, "!", "$mark-concern", "Concerns", len(concerns))
        yield from _earlier(len(concerns))
        for mark in concerns[-_LATEST:]:
            yield from (join("  ", line) for line in paragraph(mark.text, width - 2)[:2])


def _follow_ups(state: NoteState, width: int) -> Iterator[Content]:
    owed = state.of_kind(MarkKind.FOLLOW_UP)
    if owed:
        yield _title(width, "?", "$mark-follow", "Follow-ups", len(owed))
        yield from _earlier(len(owed))
        for mark in owed[-_LATEST:]:
            due = day_shown(mark.due, state.today) if mark.due else ""
            yield ends(width, join("  ", plain(mark.text)), plain(due, "$text-muted"))
            if mark.person:
                yield plain(f"  @{mark.person}", "$mark-follow")


def _own_views(state: NoteState, width: int) -> Iterator[Content]:
    views = state.of_kind(MarkKind.OWN_VIEW)
    if views:
        yield _title(width, ">", "$mark-own", "Your own view", len(views))


def _off_record(state: NoteState, width: int) -> Iterator[Content]:
    off = state.of_kind(MarkKind.OFF_RECORD)
    if off:
        yield _title(width, "⊠", "$accent", "Off the record", len(off))
        yield plain("  never leaves this laptop", "$text-muted")


def attribution_lines(state: NoteState, width: int) -> list[Content]:
    """The four levels, the one that holds in sand, and what it lets out."""
    hint = join(plain("^L", "b $primary"), plain(" changes it", "$text-muted"))
    shown = [heading(width, "Attribution", hint), BLANK]
    for level in Attribution:
        if level is state.interview.attribution:
            line = join(plain("▌", "$accent"), plain(level.glyph, "$accent"), " ", plain(level.label, "b"))
            shown.append(fit(line, width).stylize_before("on $surface"))
        else:
            shown.append(plain(f" {level.glyph} {level.label}", "$text-muted"))
    lets_out = f"lets out: {CONSEQUENCES[state.interview.attribution]}"
    return [*shown, BLANK, *paragraph(lets_out, width, "$text-muted")]


def mark_hint() -> Content:
    """The five marks in one row."""
    muted = "$text-muted"
    return join(
        plain("#", "b $mark-theme"),
        plain("theme ", muted),
        plain('"quote"', "b $mark-quote"),
        plain(" !", "b $mark-concern"),
        plain("concern ", muted),
        plain("?", "b $mark-follow"),
        plain("follow-up ", muted),
        plain("> own view", f"i {muted}"),
    )


def read_only_hint() -> Content:
    """What stands in the place of the marks where the store takes no changes."""
    return plain("Read-only: nothing can be typed here.", "$warning")
