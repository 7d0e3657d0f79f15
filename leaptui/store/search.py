"""Words found in notes, excerpts, people, decisions and promises, best first."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from leaptui.domain.search import Hit
from leaptui.domain.text import fold, one_line
from leaptui.store import statements
from leaptui.store.connection import Connection, told
from leaptui.store.field_rules import Value
from leaptui.store.registry import KINDS, known
from leaptui.store.snippet import snippet

_TERM = re.compile(r"\"([^\"]*)\"|(\S+)")
_WORD = re.compile(r"[^\W_]+")
_QUERY = (
    "SELECT p.kind, p.record, p.field, p.text FROM passage_fts JOIN passage p ON p.n=passage_fts.rowid"
    " WHERE passage_fts MATCH ? ORDER BY rank"
)
_NAMED_BY = {kind.key: kind.title[0] for kind in KINDS if kind.title}
"""For each kind the field whose passage is a record's title."""
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
    words = _words(text)
    found: dict[str, tuple[str, str]] = {}
    titles: dict[str, str] = {}
    with told():
        rows = connection.execute(_QUERY, (query,))
        while (missing := limit - len(found)) and (some := rows.fetchmany(missing)):
            for kind, record, field, passage in some:
                if record not in found:
                    found[record] = kind, snippet(passage, words)
                if field == _NAMED_BY.get(kind):
                    titles[record] = _on_one_line(passage)
        rows.close()
        for kind in {kind for kind, _ in found.values()}:
            untitled = [record for record, (of, _) in found.items() if of == kind and record not in titles]
            if untitled:
                titles.update(_titles(connection, kind, untitled))
    return [Hit(kind, record, titles.get(record, ""), around) for record, (kind, around) in found.items()]


def _on_one_line(text: str) -> str:
    # What the store holds was cleaned on its way in; most of it is one line as it is.
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def query_for(text: str) -> str:
    """The search as FTS5 reads it, each word quoted so that none is an operator; empty without a word."""
    terms = _terms(text)
    unfinished = "" if not terms or text.rstrip().endswith('"') else "*"
    return " ".join(f'"{term}"' for term in terms) + unfinished


def _terms(text: str) -> list[str]:
    """The words, and what stands in quotation marks as one."""
    terms = [phrase or word for phrase, word in _TERM.findall(text)]
    terms = [term.replace('"', "").replace("\x00", "") for term in terms]
    return [term for term in terms if any(character.isalnum() for character in term)]


def _words(text: str) -> list[str]:
    """Every word of a search as the index has it: `well-being` is two."""
    return [word for term in _terms(text) for word in _WORD.findall(fold(term))]


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
