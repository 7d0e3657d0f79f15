"""What is known of something, a fact a paragraph, with its name in front."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from leaptui.tui.text import join, paragraph, plain


def fact_lines(told: Sequence[tuple[str, str]], width: int, *, names: int = 13) -> list[Content]:
    """The facts that have words, wrapped beneath themselves.

    Args:
        told: Name and words of each.
        width: Columns.
        names: Columns of the names, the blanks behind them included.
    """
    shown: list[Content] = []
    for name, words in told:
        if not words:
            continue
        lines = paragraph(words, max(width - names, 8))
        shown.append(join(plain(f"{name:<{names}}", "$text-muted"), lines[0]))
        shown += [join(" " * names, line) for line in lines[1:]]
    return shown
