"""Words found in notes, excerpts, people, decisions and promises, best first."""

from __future__ import annotations

import re

from leaptui.domain.search import Hit
from leaptui.domain.text import one_line
from leaptui.store import statements
from leaptui.store.connection import Connection, told
from leaptui.store.registry import known

_SNIPPET_WORDS = 16
_TERM = re.compile(r"\"([^\"]*)\"|(\S+)")
_QUERY = (
    "SELECT p.kind, p.record, snippet(passage_fts, 0, '', '', '…', ?) FROM passage_fts"
    " JOIN passage p ON p.n=passage_fts.rowid WHERE passage_fts MATCH ? ORDER BY rank LIMIT ?"
)


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
    hits: dict[str, Hit] = {}
    asked = limit + limit // 4  # a record may match in several fields
    while True:
        with told():
            rows = connection.execute(_QUERY, (_SNIPPET_WORDS, query, asked)).fetchall()
            for kind, record, snippet in rows:
                if record not in hits and len(hits) < limit:
                    hits[record] = Hit(kind, record, title_of(connection, kind, record), one_line(snippet))
        if len(hits) == limit or len(rows) < asked:
            return list(hits.values())
        asked *= 4


def query_for(text: str) -> str:
    """The search as FTS5 reads it, each word quoted so that none is an operator; empty without a word."""
    terms = [phrase or word for phrase, word in _TERM.findall(text)]
    words = [term.replace('"', "").replace("\x00", "") for term in terms]
    words = [word for word in words if any(character.isalnum() for character in word)]
    if not words:
        return ""
    unfinished = "" if text.rstrip().endswith('"') else "*"
    return " ".join(f'"{word}"' for word in words) + unfinished


def title_of(connection: Connection, kind: str, record: str) -> str:
    """What to call a record in a list: the first of its naming fields that is filled, on one line."""
    known_kind = known(kind)
    if known_kind is None or not known_kind.title:
        return ""
    fields = [field for key in known_kind.title if (field := known_kind.field(key))]
    row = connection.execute(statements.select(known_kind, fields, "id=?"), (record,)).fetchone()
    named = next((value for value in (row or ())[2:] if value), "")
    return one_line(named) if isinstance(named, str) else f"{kind.capitalize()} {named}"
