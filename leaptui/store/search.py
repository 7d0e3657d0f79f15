"""Words found in notes, excerpts, people, decisions and promises, best first."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from leaptui.domain.search import Hit
from leaptui.domain.text import one_line
from leaptui.store import statements
from leaptui.store.connection import Connection, told
from leaptui.store.field_rules import Value
from leaptui.store.registry import known

_SNIPPET_WORDS = 16
_TERM = re.compile(r"\"([^\"]*)\"|(\S+)")
_QUERY = (
    "SELECT p.kind, p.record, p.field, p.text, snippet(passage_fts, 0, '', '', '…', ?) FROM passage_fts"
    " JOIN passage p ON p.n=passage_fts.rowid WHERE passage_fts MATCH ? ORDER BY rank"
)
_AMONG = "id IN (SELECT value FROM json_each(?))"


def search(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Records that hold all the words, each once, best first.

    Args:
        connection: Any.
        text: Words; several in quotation marks must stand together; the last one may be unfinished.
        limit: How many records at most.
    """
    query = query_for(text)
    if not query or limit < 1:
        return []
    found: dict[str, tuple[str, str]] = {}
    titles: dict[str, str] = {}
    with told():
        # A snippet is cut when its row is asked for, so rows are taken one by one until there are enough.
        rows = connection.execute(_QUERY, (_SNIPPET_WORDS, query))
        for kind, record, field, passage, snippet in rows:
            found.setdefault(record, (kind, snippet))
            if (of := known(kind)) and of.title[:1] == (field,):
                titles[record] = one_line(passage)
            if len(found) == limit:
                break
        rows.close()
        return _hits(connection, found, titles)


def _hits(connection: Connection, found: Mapping[str, tuple[str, str]], titles: dict[str, str]) -> list[Hit]:
    for kind in {kind for kind, _ in found.values()}:
        untitled = [record for record, (of, _) in found.items() if of == kind and record not in titles]
        if untitled:
            titles.update(_titles(connection, kind, untitled))
    return [
        Hit(kind, record, titles.get(record, ""), one_line(snippet))
        for record, (kind, snippet) in found.items()
    ]


def query_for(text: str) -> str:
    """The search as FTS5 reads it, each word quoted so that none is an operator; empty without a word."""
    terms = [phrase or word for phrase, word in _TERM.findall(text)]
    words = [term.replace('"', "").replace("\x00", "") for term in terms]
    words = [word for word in words if any(character.isalnum() for character in word)]
    if not words:
        return ""
    unfinished = "" if text.rstrip().endswith('"') else "*"
    return " ".join(f'"{word}"' for word in words) + unfinished


def _titles(connection: Connection, kind: str, records: Sequence[str]) -> dict[str, str]:
    """What to call records in a list: the first naming field that is filled, on one line. One statement."""
    known_kind = known(kind)
    if known_kind is None:
        return {}
    fields = [field for key in known_kind.title if (field := known_kind.field(key))]
    rows = connection.execute(
        statements.select(known_kind, fields, _AMONG), (json.dumps(records),)
    ).fetchall()
    return {row[1]: _title(kind, row[2:]) for row in rows}


def _title(kind: str, values: Sequence[Value]) -> str:
    named = next((value for value in values if value), "")
    return one_line(named) if isinstance(named, str) else f"{kind.capitalize()} {named}"
