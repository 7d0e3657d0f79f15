"""TOML read strictly: every mistake is told with its file, its line, its key and what is allowed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn, TypeVar

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import clean, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Place = tuple[str | int, ...]
Choice = TypeVar("Choice", bound=StrEnum)

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\s]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY_LINE = re.compile(r"^\s*([A-Za-z0-9_\-]+)\s*=")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_ELLIPSES = ("…", "...")


class PracticeFileRefused(InputRefused):
    """A file of practice content cannot be used as it is."""


@dataclass(frozen=True)
class TomlFile:
    """A practice file: its name as a person knows it, its text, and whether it is her own."""

    name: str
    text: str
    own: bool = False

    def parse(self) -> Table:
        """The file's top table.

        Raises:
            PracticeFileRefused: If the text is not TOML.
        """
        try:
            values = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            self.refuse(found[1] if found else "last", f"this is not TOML ({one_line(str(error))})")
        return Table(self, values, ())

    def refuse(self, line: int | str, what: str) -> NoReturn:
        """Tell what is wrong on a line.

        Raises:
            PracticeFileRefused: Always.
        """
        raise PracticeFileRefused(
            f"{self.name}, line {line}: {what}.",
            safe="Nothing was changed.",
            next_step=(
                "Correct the file, or move it away to use the one that comes with leaptui."
                if self.own
                else "The installation is damaged; install leaptui again."
            ),
        )

    def line_of(self, place: Place) -> int:
        """The line where a table or key stands, or that of the nearest table around it."""
        known = dict(_places(self.text))
        while place:
            if place in known:
                return known[place]
            place = place[:-1]
        return 1


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """Where each table header and each bare key stands; lines inside long strings are passed over."""
    table: Place = ()
    counts: dict[Place, int] = {}
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _HEADER.match(line):
            table = _header_place(header, counts)
            yield table, number
        elif key := _KEY_LINE.match(line):
            yield (*table, key[1]), number
            for quotes in ('"""', "'''"):
                if line.count(quotes) == 1:
                    inside = quotes


def _header_place(header: re.Match[str], counts: dict[Place, int]) -> Place:
    names = [name.strip() for name in header[2].split(".")]
    place: Place = ()
    for depth, name in enumerate(names):
        place = (*place, name)
        if depth == len(names) - 1 and header[1] == "[[":
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


@dataclass
class Table:
    """One table of a practice file, read key by key; `finish` refuses keys nobody asked for."""

    file: TomlFile
    values: Mapping[str, object]
    place: Place
    _asked: set[str] = field(default_factory=set)

    def refuse(self, key: str, allowed: str) -> NoReturn:
        """Tell what a key of this table must be.

        Raises:
            PracticeFileRefused: Always.
        """
        self.file.refuse(self.file.line_of((*self.place, key)), f"`{key}`{self._in_words()} {allowed}")

    def _in_words(self) -> str:
        words = [str(part + 1) if isinstance(part, int) else part for part in self.place]
        return f" of {' '.join(words)}" if words else ""

    def _get(self, key: str, *, optional: bool = False) -> object:
        self._asked.add(key)
        if key not in self.values and not optional:
            self.refuse(key, "is missing")
        return self.values.get(key)

    def text(self, key: str, default: str | None = None, *, most: int | None = None) -> str:
        """A text that is not blank, cleaned; `default` where the key may be absent.

        Args:
            key: The key's name.
            default: What an absent key means; none makes the key required.
            most: The longest a label may be, in characters. Such a label stands on one line and
                is never cut, so it may hold no ellipsis either.
        """
        value = self._get(key, optional=default is not None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, "must be a text that is not empty")
        if most is None:
            return clean(value).strip()
        label = one_line(value)
        if len(label) > most or any(mark in label for mark in _ELLIPSES):
            self.refuse(key, f"must be at most {most} characters without an ellipsis, and has {len(label)}")
        return label

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two bounds, both allowed."""
        value = self._get(key, optional=default is not None)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.refuse(key, f"must be a whole number from {least} to {most}")
        return value

    def number(self, key: str) -> float:
        """A number, whole or with a fraction."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.refuse(key, "must be a number")
        return float(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """`true` or `false`."""
        value = self._get(key, optional=True)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(key, "must be true or false")
        return value

    def texts(self, key: str, *, least: int = 0, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of texts on one line each, perhaps out of a closed set."""
        value = self._get(key, optional=least == 0)
        if value is None:
            return ()
        if not isinstance(value, list) or len(value) < least:
            self.refuse(key, f"must be a list of texts, {least} or more")
        known = None if allowed is None else tuple(allowed)
        for item in value:
            if not isinstance(item, str) or not item.strip():
                self.refuse(key, "must hold only texts that are not empty")
            if known is not None and item not in known:
                self.refuse(key, f"holds {one_line(item)!r}; allowed are {', '.join(known)}")
        return tuple(one_line(item) for item in value)

    def one_of(self, key: str, kind: type[Choice]) -> Choice:
        """A member of a closed vocabulary, by its value."""
        value = self._get(key)
        allowed = [member.value for member in kind]
        if value not in allowed:
            self.refuse(key, f"must be one of {', '.join(allowed)}")
        return kind(value)

    def table(self, key: str) -> Table:
        """A table inside this one."""
        value = self._get(key)
        if not isinstance(value, dict):
            self.refuse(key, "must be a table")
        return Table(self.file, value, (*self.place, key))

    def tables(self, key: str, *, least: int = 0) -> Iterator[Table]:
        """The tables of a list; each is finished before the next is given."""
        value = self._get(key, optional=least == 0)
        if value is None:
            return
        if not isinstance(value, list) or len(value) < least or not all(isinstance(x, dict) for x in value):
            self.refuse(key, f"must be {least} or more [[{key}]] tables")
        for index, item in enumerate(value):
            table = Table(self.file, item, (*self.place, key, index))
            yield table
            table.finish()

    def keyed(self, key: str) -> Iterator[tuple[str, Table]]:
        """The tables of a list, at least one, each with its own `key`, which stands once."""
        taken: set[str] = set()
        for table in self.tables(key, least=1):
            name = table.text("key")
            if name in taken:
                table.refuse("key", f"{name!r} stands twice")
            taken.add(name)
            yield name, table

    def finish(self) -> None:
        """Refuse keys that mean nothing here, so that a mistyped key is not silently ignored."""
        for key in self.values:
            if key not in self._asked:
                self.refuse(key, f"is not known; allowed are {', '.join(sorted(self._asked))}")


def key_of(table: Table, *, name: str = "key", taken: Iterable[str] = ()) -> str:
    """A key of small letters, digits and underscores that nothing else in the file has."""
    key = table.text(name)
    if not _KEY.fullmatch(key):
        table.refuse(name, "must be lower-case letters, digits and underscores, beginning with a letter")
    refuse_twice(table, name, key, taken)
    return key


def refuse_twice(table: Table, name: str, value: str, taken: Iterable[str]) -> None:
    """Refuse a value that stands in the file already."""
    if value in taken:
        table.refuse(name, f"stands twice: {value}")
