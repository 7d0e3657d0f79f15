"""What a city is asked for: fields with what goes missing without them, code books, questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from leaptui.domain.calls import ColumnRole
from leaptui.practice.facts import about

if TYPE_CHECKING:
    from leaptui.practice.facts import About
    from leaptui.practice.located_toml import Table


class Need(StrEnum):
    """How much hangs on a field."""

    MUST = "must"
    SHOULD = "should"
    NICE = "nice"

    @property
    def heading(self) -> str:
        """What a letter calls fields of this need."""
        return {"must": "Needed", "should": "Wanted", "nice": "Welcome where it is easy"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestField:
    """A field of the calls.

    Attributes:
        key: Kept in the records of requests.
        label: What it is called.
        need: How much hangs on it.
        ask: What is meant by it, for whoever makes the file.
        why: What it is needed for.
        if_missing: What to do where the city does not have it.
        roles: Column roles that give it; empty for one that leaptui does not read.
    """

    key: str
    label: str
    need: Need
    ask: str
    why: str
    if_missing: str
    roles: tuple[ColumnRole, ...]


@dataclass(frozen=True, slots=True)
class RequestCodeBook:
    """A list of codes with their meanings."""

    key: str
    label: str
    ask: str


@dataclass(frozen=True, slots=True)
class RequestQuestion:
    """Something that must be told with the file, and why."""

    key: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContent:
    """All that a request can ask for.

    Attributes:
        about: Version and source.
        least_months: Months below which there is no season to be seen.
        better_months: From here a month can be held against the same one of another year.
        most_months: Beyond, files grow and say no more.
        why_so_long: The reason given for the period.
        fields: Most needed first.
        code_books: The lists asked for.
        questions: What must be told with the file.
    """

    about: About
    least_months: int
    better_months: int
    most_months: int
    why_so_long: str
    fields: tuple[RequestField, ...]
    code_books: tuple[RequestCodeBook, ...]
    questions: tuple[RequestQuestion, ...]

    def field(self, key: str) -> RequestField | None:
        """A field by its key."""
        return next((field for field in self.fields if field.key == key), None)

    @property
    def usual_fields(self) -> tuple[str, ...]:
        """Keys of the fields that every request begins with: all that are needed or wanted."""
        return tuple(field.key for field in self.fields if field.need is not Need.NICE)


def read_request_content(top: Table) -> RequestContent:
    """What the practice file holds.

    Raises:
        PracticeFileRefused: With file, line and key, when it cannot be used.
    """
    period = top.table("period")
    least = period.whole("least_months", least=1, most=120)
    better = period.whole("better_months", least=least, most=120)
    content = RequestContent(
        about=about(top),
        least_months=least,
        better_months=better,
        most_months=period.whole("most_months", least=better, most=240),
        why_so_long=period.text("why"),
        fields=_fields(top),
        code_books=tuple(
            RequestCodeBook(key, table.text("label"), table.text("ask"))
            for key, table in top.keyed("code_book")
        ),
        questions=tuple(
            RequestQuestion(key, table.text("text"), table.text("why"))
            for key, table in top.keyed("question")
        ),
    )
    period.finish()
    return content


def _fields(top: Table) -> tuple[RequestField, ...]:
    found = [
        RequestField(
            key=key,
            label=table.text("label"),
            need=table.one_of("need", Need),
            ask=table.text("ask"),
            why=table.text("why"),
            if_missing=table.text("if_missing"),
            roles=tuple(map(ColumnRole, table.texts("roles", allowed=[role.value for role in ColumnRole]))),
        )
        for key, table in top.keyed("field")
    ]
    order = list(Need)
    return tuple(sorted(found, key=lambda field: order.index(field.need)))
