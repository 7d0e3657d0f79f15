"""Code books: what a city's codes mean, from a second file, put in the place of the codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from leaptui.calls.dialect import find_delimiter, rows_of
from leaptui.calls.engine import Engine
from leaptui.calls.source import HEAD_BYTES, open_source
from leaptui.domain.call_choices import CodeBook
from leaptui.domain.calls import ColumnRole, Problem
from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line

BOOK_ROLES = frozenset(
    {
        ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE, ColumnRole.PRIORITY,
        ColumnRole.DISPOSITION, ColumnRole.SOURCE,
    }
)  # fmt: skip
"""Roles whose values may be codes."""
_TYPES = frozenset({ColumnRole.TYPE_INITIAL, ColumnRole.TYPE_FINAL, ColumnRole.TYPE_CODE})
_CODE_HEADS = frozenset(
    {"code", "codes", "id", "key", "value", "abbr", "abbreviation", "number", "no", "short"}
)
_TEXT_HEADS = frozenset(
    {
        "description", "desc", "descr", "meaning", "text", "name", "label", "definition", "title", "long",
        "explanation", "type", "nature",
    }
)  # fmt: skip
_ROLE_WORDS = (
    (ColumnRole.PRIORITY, ("priority", "prio")),
    (ColumnRole.DISPOSITION, ("disposition", "dispo", "outcome", "clearance")),
    (ColumnRole.SOURCE, ("source", "received")),
)
_MOST_CODE = 12
"""Characters of a usual code; longer values are words."""
_FEWEST = 2
_NAMED = 6
_PREFIXED = re.compile(r"(\w{1,8}/ ?)(.+)")
"""A code behind the prefix of another, as in `RA/ EMS`."""


def read_code_book(path: Path, role: ColumnRole | None = None) -> CodeBook:
    """Read a list of codes and what they mean; its two columns are found by themselves.

    Args:
        path: A text file or a workbook.
        role: Whose values the codes are; nothing to tell by the words of its header and name, a call
            type's code where they say nothing.

    Raises:
        InputRefused: When it is no such list, or the role has no codes.
    """
    if role is not None and role not in BOOK_ROLES:
        raise InputRefused(
            f"A code book cannot be for {role.label}.",
            safe="Nothing was stored.",
            next_step="Roles: " + ", ".join(each for each in ColumnRole if each in BOOK_ROLES) + ".",
        )
    with open_source(path) as source:
        if len(source.head) > HEAD_BYTES * 0.99:
            raise _no_list(path)
        delimiter = "," if source.is_workbook else find_delimiter(source.head)
        rows = [[one_line(cell) for cell in row] for row in rows_of(source.head, delimiter)]
    rows = [row for row in rows if sum(map(bool, row)) > 1]
    start = next((number for number, row in enumerate(rows[:20]) if _is_header(row)), -1)
    header, rows = (rows[start] if start >= 0 else []), rows[start + 1 :]
    width = max(map(len, rows), default=0)
    if width < 2:
        raise _no_list(path)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    code, text = _code_and_text(header, columns)
    entries: dict[str, str] = {}
    for short, meaning in zip(columns[code], columns[text], strict=True):
        if short and meaning:
            entries.setdefault(short, meaning)
    if len(entries) < _FEWEST or code == text:
        raise _no_list(path)
    return CodeBook(role or _role(path, header), one_line(path.name), tuple(entries.items()))


def apply_code_books(engine: Engine, books: Sequence[CodeBook], has: Collection[ColumnRole]) -> list[Problem]:
    """Put what they mean in the place of codes in the table `raw`, and tell codes without a meaning.

    Of a call type the code is kept beside it, where the file has no column for it.

    Args:
        engine: Where the file was loaded.
        books: In the order they are tried.
        has: The roles the file has.
    """
    problems = []
    for book in books:
        meanings = {code.casefold(): text for code, text in book.entries}
        if book.role not in _TYPES:
            column = book.role.value
            decoded, unknown = _decode(engine, column, meanings)
            _put(engine, column, decoded)
        else:
            coded = "type_code" if ColumnRole.TYPE_CODE in has else "type"
            decoded, unknown = _decode(engine, coded, meanings)
            if coded == "type" and decoded:
                engine.run("ALTER TABLE raw DROP COLUMN type_code")
                engine.run("ALTER TABLE raw ADD COLUMN type_code VARCHAR")
                _put(engine, "type", decoded, beside="type_code = type")
            elif coded == "type_code":
                # Words of the export say more than those of the book.
                _put(engine, "type", decoded, where="raw.type = raw.type_code")
            _put(engine, "type_final", _decode(engine, "type_final", meanings)[0])
        if unknown:
            codes = [code for code, _ in unknown]
            named = ", ".join(codes[:_NAMED]) + (" …" if len(codes) > _NAMED else "")
            problems.append(
                Problem(
                    f"Codes of {book.role.label} that {book.file} does not explain: {named}.",
                    sum(rows for _, rows in unknown),
                    "They stay as they are.",
                )
            )
    return problems


def _decode(
    engine: Engine, column: str, meanings: Mapping[str, str]
) -> tuple[list[tuple[str, str]], list[tuple[str, int]]]:
    """The values of a column that are codes with what they mean, and those that look like codes and are not known."""
    decoded, unknown = [], []
    for value, rows in engine.run(
        f"SELECT {column}, count(*) AS n FROM raw WHERE {column} IS NOT NULL GROUP BY ALL ORDER BY n DESC, 1"  # noqa: S608 - a column of this program's own
    ):
        text = _meaning(str(value), meanings)
        if text is not None:
            decoded.append((str(value), text))
        elif looks_like_a_code(str(value)):
            unknown.append((str(value), int(rows)))
    return decoded, unknown


def _meaning(value: str, meanings: Mapping[str, str]) -> str | None:
    if (whole := meanings.get(value.casefold())) is not None:
        return whole
    prefixed = _PREFIXED.fullmatch(value)
    behind = meanings.get(prefixed[2].casefold()) if prefixed else None
    return f"{prefixed[1]}{behind}" if prefixed and behind else None


def decoder(books: Sequence[CodeBook], role: ColumnRole) -> Callable[[str], str | None]:
    """What a value of a role means by the books, nothing where none explains it."""
    meanings = {
        code.casefold(): text
        for book in reversed(books)
        if book.role is role or {book.role, role} <= _TYPES
        for code, text in book.entries
    }
    return lambda value: _meaning(value, meanings)


def looks_like_a_code(value: str) -> bool:
    """Whether a value is short and one word, as codes are, whatever prefix stands before it."""
    prefixed = _PREFIXED.fullmatch(value)
    behind = prefixed[2] if prefixed else value
    return len(behind) <= _MOST_CODE and " " not in behind


def _put(
    engine: Engine, column: str, decoded: Sequence[tuple[str, str]], *, where: str = "TRUE", beside: str = ""
) -> None:
    if not decoded:
        return
    engine.fill("decoded", "was VARCHAR, is_now VARCHAR", decoded)
    also = f", {beside}" if beside else ""
    engine.run(
        f"UPDATE raw SET {column} = decoded.is_now{also} FROM decoded WHERE raw.{column} = decoded.was AND {where}"  # noqa: S608 - columns of this program's own
    )
    engine.run("DROP TABLE decoded")


def _is_header(row: Sequence[str]) -> bool:
    words = [set(re.findall(r"[a-z]+", cell.casefold())) for cell in row]
    return any(said & _CODE_HEADS for said in words) and any(said & _TEXT_HEADS for said in words)


def _code_and_text(header: Sequence[str], columns: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The column of the codes and that of what they mean."""
    heads = [set(re.findall(r"[a-z]+", cell.casefold())) for cell in header]
    heads += [set()] * (len(columns) - len(heads))

    def length(at: int) -> float:
        filled = [cell for cell in columns[at] if cell]
        return sum(map(len, filled)) / max(len(filled), 1)

    def distinct(at: int) -> float:
        return len(set(columns[at]) - {""}) / max(len(columns[at]), 1)

    def as_code(at: int) -> tuple[float, float]:
        named = bool(heads[at] & _CODE_HEADS) - bool(heads[at] & _TEXT_HEADS - {"type"})
        return (named + (distinct(at) > 0.5), distinct(at) - length(at) / 100)

    code = max(range(len(columns)), key=as_code)
    others = [at for at in range(len(columns)) if at != code]
    return code, max(others, key=lambda at: (bool(heads[at] & _TEXT_HEADS), length(at)), default=code)


def _role(path: Path, header: Sequence[str]) -> ColumnRole:
    said = " ".join((path.stem, *header)).casefold()
    return next(
        (role for role, words in _ROLE_WORDS if any(word in said for word in words)), ColumnRole.TYPE_CODE
    )


def _no_list(path: Path) -> InputRefused:
    return InputRefused(
        f"{path.name} is not a list of codes and what they mean.",
        safe="Nothing was stored.",
        next_step="Choose a file with a column of codes and a column of texts.",
    )
