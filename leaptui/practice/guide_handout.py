"""The fixed words of an interview guide as a sheet to take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaptui.practice.located_toml import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutWords:
    """In one language.

    Attributes:
        language: ISO 639-1.
        kind: What the sheet is.
        length: How long it takes; holds `{minutes}` and `{version}`.
        record: Heading over what is put down about the conversation.
        lines: What is put down.
        uses: Asks how far what is said may travel.
        choices: The answers to that, the widest first.
        yes: To the question of consent.
        no: To the same.
        questions: Heading.
        adapt: How the questions are meant.
        after: Stands before what is asked after a question.
        last: Heading of the end.
        closing: Asked at the end.
    """

    language: str
    kind: str
    length: str
    record: str
    lines: tuple[str, ...]
    uses: str
    choices: tuple[str, ...]
    yes: str
    no: str
    questions: str
    adapt: str
    after: str
    last: str
    closing: tuple[str, ...]


def read_handout_words(top: Table) -> tuple[HandoutWords, ...]:
    """The words of a practice file, one set a language."""
    return tuple(map(_words, top.tables("words", least=1)))


def _words(table: Table) -> HandoutWords:
    return HandoutWords(
        language=table.text("language", most=2),
        kind=table.text("kind"),
        length=table.text("length"),
        record=table.text("record"),
        lines=table.texts("lines", least=1),
        uses=table.text("uses"),
        choices=table.texts("choices", least=1),
        yes=table.text("yes"),
        no=table.text("no"),
        questions=table.text("questions"),
        adapt=table.text("adapt"),
        after=table.text("after"),
        last=table.text("last"),
        closing=table.texts("closing", least=1),
    )
