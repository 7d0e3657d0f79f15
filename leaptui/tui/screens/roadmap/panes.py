"""What the roadmap screen is made of: the components, the chosen one, and who says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from textual.content import Content

from leaptui.domain.claim_tokens import with_values
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind
from leaptui.services.roadmap.checklists import ChecklistLine
from leaptui.services.roadmap.claims import ClaimView, Name, values
from leaptui.services.roadmap.components import ComponentView, EvidenceView
from leaptui.tui.dates import day_shown
from leaptui.tui.screens.roadmap.board import Board, SourceOf
from leaptui.tui.screens.roadmap.claim_lines import said_lines
from leaptui.tui.screens.roadmap.decided_lines import changed_lines, chosen_line, dissent_lines
from leaptui.tui.text import dotted, ends, fit, join, paragraph, plain, row
from leaptui.tui.widgets.figures import heading

STATUS_STYLES = {
    ComponentStatus.OPEN: "$text-muted",
    ComponentStatus.PROPOSED: "$accent",
    ComponentStatus.AGREED: "$success",
    ComponentStatus.BLOCKED: "$error",
    ComponentStatus.DEFERRED: "$text-muted",
}
"""How a state is coloured, here and in the city."""
_SOFT_END = re.compile(r"(?<=\S)[ \t]*\n(?![ \t]*(?:\n|$|[-*+>#|]|\d+[.)]))")
NO_CLAIMS: Mapping[Name, ClaimView] = MappingProxyType({})
_BASED = 60
"""Columns from which a piece of evidence has its base beside it."""


def glyph_of(view: ComponentView) -> Content:
    """Its state; a triangle where its evidence has changed."""
    if view.stale:
        return plain("▲", "$warning")
    return plain(view.state.status.glyph, STATUS_STYLES[view.state.status])


def component_line(view: ComponentView, width: int, *, chosen: bool) -> Content:
    """`◐  3 Hours`."""
    quiet = view.state.status is ComponentStatus.OPEN and not chosen
    name = plain(view.guide.short, "b" if chosen else "$text-muted" if quiet else "")
    return row((1, -2, width - 5), (glyph_of(view), plain(str(view.guide.number), "$text-muted"), name))


def strip_cells(board: Board, chosen: int, width: int) -> list[Content]:
    """One cell for each component; the chosen one with its name. Together never wider than `width`."""
    cells = []
    for index, view in enumerate(board.views):
        number = str(view.guide.number)
        if index == chosen:
            cell = join(
                plain("▌", "$faint"), glyph_of(view), " ", plain(f"{number} {view.guide.short} ", "b")
            )
            cells.append(cell.stylize_before("on $cursor-dim"))
        else:
            cells.append(join(glyph_of(view), " ", plain(number, "$text-muted")))
    used = sum(cell.cell_length for cell in cells)
    gap = min(max((width - used) // max(len(cells) - 1, 1), 1), 3)
    return [join(cell, " " * gap) for cell in cells[:-1]] + cells[-1:]


def head_lines(view: ComponentView, width: int, today: date) -> list[Content]:
    """Number, title, state, whose and by when; the question; the one next step."""
    status = view.state.status
    late = bool(
        view.state.due and view.state.due < today.isoformat() and status is not ComponentStatus.AGREED
    )
    due = day_shown(view.state.due, today) if view.state.due else ""
    if status is ComponentStatus.AGREED and view.state.decided_on:
        due = f"since {day_shown(view.state.decided_on, today)}"
    about = [plain(view.state.owner, "$text-muted")] if view.state.owner else []
    about += [plain(f"▲ {due}" if late else due, "b $warning" if late else "$text-muted")] if due else []
    title = join(
        plain(f"{view.guide.number}  {view.guide.title}", "b"),
        "   ",
        plain(f"{status.glyph} {status}", f"b {STATUS_STYLES[status]}"),
    )
    key, words = next_step(view)
    step = join(plain("▸ ", "$accent"), plain(key, "b $primary"), " ", plain(words, "$accent"))
    while about and title.cell_length + dotted(about).cell_length >= width:
        about.pop(0)
    return [ends(width, title, dotted(about)), *paragraph(view.guide.question, width, "$text-muted"), step]


def next_step(view: ComponentView) -> tuple[str, str]:
    """The key that takes this component one step on, and what it does."""
    if view.changed:
        return "S", "says that it still holds; D decides it otherwise"
    if view.stale:
        gone = all(not link.says for link in view.stale_evidence)
        return ("X", "unlinks evidence that is gone") if gone else ("S", "takes the evidence as it reads now")
    if view.state.status is ComponentStatus.AGREED:
        return ("]", "next component") if view.evidence else ("E", "links what this rests on")
    if view.state.status is ComponentStatus.DEFERRED:
        return "D", "takes it up again, or says by when"
    if view.state.status is ComponentStatus.BLOCKED:
        return "D", "decides, once what holds it up is settled"
    if not view.evidence:
        return "E", "links a quote or a figure to rest on"
    if not (view.state.decision or view.state.option):
        return (
            ("O", "weighs the options side by side") if view.guide.options else ("D", "writes the decision")
        )
    if not view.state.rationale:
        return "W", "writes the reason for the decision"
    if view.done < len(view.checklist):
        left = len(view.checklist) - view.done
        return "Space", f"ticks what is done: {left} of {len(view.checklist)} to go"
    if not view.state.owner:
        return "D", "names who takes it on"
    return "D", "agrees it: everything is done"


def decision_lines(
    view: ComponentView,
    width: int,
    height: int | None,
    *,
    air: bool,
    claims: Mapping[Name, ClaimView] = NO_CLAIMS,
    today: date | None = None,
) -> list[Content]:
    """Option, decision, reason and dissent with what their claims say, wrapped; what `height` does not hold is named last."""
    shown = aired(heading(width, "Decision", "D decides"), air=air)
    shown += changed_lines(view, width, today)
    if not air or not view.state.decision:
        # Where there is air, the options stand above with the chosen one among them.
        shown += chosen_line(view, width)
    if view.state.decision:
        shown += said_lines(view.state.decision, claims, width)
    elif view.option is None:
        shown += paragraph("Nothing decided yet.", width, "$text-muted")
    if view.state.rationale:
        reason = unwrapped(view.state.rationale)
        shown += [Content(""), *said_lines(reason, claims, width, "$text-muted")]
    shown += dissent_lines(view, claims, width)
    if height is None or len(shown) <= height or height < 2:
        return shown
    more = f" reads {len(shown) - height + 1:,} more lines"
    return [*shown[: height - 1], join(plain("F", "b $primary"), plain(more, "$text-muted"))]


def aired(head: Content, *, air: bool) -> list[Content]:
    """A heading, with a blank row below where that is affordable."""
    return [head, Content("")] if air else [head]


def unwrapped(markdown: str) -> str:
    """Markdown with the lines of each paragraph joined, so that it wraps to the room there is."""
    return _SOFT_END.sub(" ", markdown)


def checklist_head(view: ComponentView, width: int) -> Content:
    """`Checklist   5 of 8`."""
    return heading(width, "Checklist", f"{view.done} of {len(view.checklist)}")


def checklist_line(line: ChecklistLine, width: int, *, next_one: bool) -> Content:
    """An item in a few words."""
    if line.done:
        return fit(join(plain("✓ ", "$success"), plain(line.short, "$text-muted")), width)
    if next_one:
        return fit(join(plain("▸ ", "$accent"), plain(line.short, "b")), width)
    return fit(join(plain("○ ", "$text-muted"), plain(line.short)), width)


def evidence_head(view: ComponentView, width: int) -> Content:
    """`Evidence   3, 1 stale`."""
    stale = sum(link.stale for link in view.evidence)
    count = plain(f"{len(view.evidence)}", "$text-muted")
    return heading(
        width, "Evidence", join(count, plain(f", {stale} stale", "b $warning")) if stale else count
    )


def evidence_line(link: EvidenceView, source: SourceOf, width: int) -> Content:
    """What it says, what it rests on, and whether it still says so."""
    state = plain("▲ stale", "b $warning") if link.stale else join(plain("✓", "$success"), plain(" fresh"))
    if link.evidence.source_kind is not EvidenceKind.EXCERPT:
        value, words = plain(link.says.split(" ")[0] or "gone", "b"), plain(source.label)
    else:
        value = plain(source.label, "$text-muted")
        words = plain(
            quoted(link.says or link.evidence.seen, source), "$mark-quote" if _verbatim(source) else ""
        )
    base = plain(source.brief, "$text-muted")
    if source.level is not None:
        base = join(base, plain(f" {source.level.glyph}", "$text-muted"))
    base_width = 0 if width < _BASED else 22
    room = width - 8 - 8 - (base_width + 1 if base_width else 0)
    return row((-7, room - 1, base_width, 7), (value, join(" ", words), base, state))


def quoted(words: str, source: SourceOf) -> str:
    """Verbatim words in quotation marks, all others bare."""
    return f"“{words}”" if _verbatim(source) else words


def _verbatim(source: SourceOf) -> bool:
    return source.label == "quote"


def says_brief(link: EvidenceView, source: SourceOf, width: int) -> list[Content]:
    """Two lines: what it says with its base, and where that is from."""
    asked = plain("Says who?  ", "b $accent")
    if link.stale:
        now = f", now {link.says}" if link.says else ", now gone"
        first = join(asked, plain("▲ was ", "b $warning"), plain(f"{link.evidence.seen}{now}", "b"))
    elif link.evidence.source_kind is not EvidenceKind.EXCERPT:
        equals = " = " if " of " in source.brief else ", "
        first = join(asked, plain(f"{link.says}{equals if source.brief else ''}{source.brief}", "b"))
    else:
        first = join(asked, plain(quoted(link.says, source), "b"))
    if link.evidence.source_kind is not EvidenceKind.EXCERPT:
        parts = [f"base {source.population}" if source.population else "", source.period, source.file]
    else:
        level = f"{source.level.glyph} {source.level.label}" if source.level else ""
        parts = [source.who, source.brief, level]
    second = dotted([plain(part, "$text-muted") for part in parts if part])
    return [fit(first, width), fit(second, width)]


def says_lines(link: EvidenceView, source: SourceOf, number: int, width: int) -> list[Content]:
    """All that is known of a piece of evidence, for the wide screen's pane."""
    shown = [heading(width, "Says who?", f"evidence {number}"), Content("")]
    if link.evidence.source_kind is not EvidenceKind.EXCERPT:
        shown += [join(plain(link.says or "gone", "b $accent"), " ", plain(source.label, "b")), Content("")]
        facts = [
            ("plan" if source.plan else "value", source.plan or source.brief or link.says),
            ("base", source.population),
            ("period", source.period),
            ("file", source.file),
        ]
    else:
        words = quoted(link.says or link.evidence.seen, source)
        shown += [*paragraph(words, width, "b $mark-quote" if _verbatim(source) else "b"), Content("")]
        level = f"{source.level.glyph} {source.level.label}" if source.level else ""
        facts = [("kind", source.label), ("who", source.who), ("from", source.brief), ("allowed", level)]
    for name, words in facts:
        if words:
            shown += _fact(name, plain(words), width)
    if not link.stale:
        return [*shown, *_fact("state", join(plain("✓", "$success"), " fresh, as it was linked"), width)]
    shown += _fact("state", plain("▲ stale", "b $warning"), width)
    shown += _fact("was", plain(link.evidence.seen, "$text-muted"), width)
    return [*shown, *_fact("now", plain(link.says or "gone"), width)]


def _fact(name: str, words: Content, width: int) -> list[Content]:
    wrapped = words.wrap(max(width - 9, 1))
    return [
        join(fit(plain(name if index == 0 else "", "$text-muted"), 9), line)
        for index, line in enumerate(wrapped)
    ]


def nothing_linked(width: int) -> list[Content]:
    """What stands where no evidence is."""
    return paragraph(
        "Nothing linked yet. E links something said in an interview or a figure of the calls.",
        width,
        "$text-muted",
    )


def feeds_lines(view: ComponentView, board: Board, width: int) -> list[Content]:
    """Which components this one's decision changes."""
    fed = [other for other in board.views if other.guide.key in view.guide.feeds]
    if not fed:
        return []
    shown = [heading(width, f"{view.guide.short} changes")]
    return [*shown, *(join("  ", glyph_of(other), " ", plain(other.guide.short)) for other in fed)]


def whole_component(
    view: ComponentView, claims: Mapping[Name, ClaimView] = NO_CLAIMS
) -> list[tuple[Content, str]]:
    """Everything of a component, as points to read."""
    dot, said = plain("·", "$faint"), values(tuple(claims.values()))
    points = [(plain("▸", "$accent"), with_values(view.state.decision, said) or "Nothing decided yet.")]
    reason = with_values(unwrapped(view.state.rationale), said)
    points += [(dot, part) for part in reason.split("\n") if part.strip()]
    if view.option:
        points.insert(0, (plain("●", "$accent"), view.option.title))
    points += [(plain("▲", "$warning"), f"{each.sentence(None)}.") for each in view.changed]
    if view.state.dissent:
        points.append((plain("≠", "$accent"), with_values(view.state.dissent, said)))
    if view.state.decided_on:
        points.append((plain("✓", "$success"), f"Decided on {view.state.decided_on}."))
    points += [(plain("⇄", "$text-muted"), weighed) for weighed in view.guide.trade_offs]
    points += [
        (plain("✓", "$success") if line.done else plain("○", "$text-muted"), line.text)
        for line in view.checklist
    ]
    return points


def first_open(lines: Sequence[ChecklistLine]) -> str:
    """Key of the first item that is not done."""
    return next((line.key for line in lines if not line.done), "")
