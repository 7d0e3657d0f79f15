"""Putting what was read of a damaged log into a sound one.

An act that proves itself by its hash goes in as it is. Of an act that lost a part, the changes
that prove themselves go in under an act of their own called `salvage`, where nothing newer stands.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaptui.store import statements
from leaptui.store.act_log import HOUSE, SALVAGE, hash_of, moment, unpack
from leaptui.store.check import proves
from leaptui.store.connection import Connection, writing
from leaptui.store.door import Author, Cell, Deed, Said, write
from leaptui.store.field_rules import Kind, Value
from leaptui.store.projection import row_of
from leaptui.store.rebuild import refill
from leaptui.store.registry import KINDS, kind_of, known
from leaptui.store.salvage_reading import Read

_PLACEHOLDER = "Salvaged"
_CLOCK_SHIFT = 16


@dataclass(frozen=True, slots=True)
class LostChange:
    """A change that is gone.

    Attributes:
        record: The record's id; nothing where even that cannot be told.
        field: The field's key; likewise.
        at: When it was made, ISO date and time, UTC, where that can be told.
        later: Whether a later value of the field stands, so that only history is lost.
    """

    record: str | None
    field: str | None
    at: str | None
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of a damaged log.

    Attributes:
        acts: How many acts went in whole that the backup had not.
        broken: How many acts could not be read whole.
        changes: How many changes of those stand in acts called `salvage`.
        lost: The changes that are gone.
        drafts: How many drafts were read.
        lost_drafts: The fields whose drafts are gone.
        older_drafts: The fields whose drafts could not be read and stand as the backup has them.
        placeholders: Records made anew because others refer to them.
        complete: Whether there can be nothing else that was lost.
    """

    acts: int
    broken: int
    changes: int
    lost: tuple[LostChange, ...]
    drafts: int
    lost_drafts: tuple[Cell, ...]
    older_drafts: tuple[Cell, ...]
    placeholders: tuple[str, ...]
    complete: bool


def merge(base: Connection, acts: Read, changes: Read, drafts: Read, now_ms: Callable[[], int]) -> Merged:
    """Put what was read into a sound store, in one transaction.

    Args:
        base: The writer's connection to that store, which is not guarded yet.
        acts: What was read of the log's acts.
        changes: What was read of their changes.
        drafts: What was read of the drafts.
        now_ms: Wall clock, milliseconds since 1970 UTC.
    """
    base.execute("PRAGMA foreign_keys=OFF")
    with writing(base, guarded=False):
        sorting = _Sorting(base, acts, changes)
        for n in sorting.whole:
            _insert(base, acts.rows[n], sorting.changes_of.get(n, []))
        refill(base)
        author = Author("", secrets.token_hex(8), now_ms)
        loose, given_back = _put_loose(base, sorting, author)
        placeholders = _put_placeholders(base, author)
        lost_drafts, older_drafts = _put_drafts(base, drafts)
        return Merged(
            acts=len(sorting.whole),
            broken=len(sorting.broken),
            changes=loose,
            lost=tuple(each for each in sorting.lost() if (each.record, each.field) not in given_back),
            drafts=len(drafts.rows),
            lost_drafts=lost_drafts,
            older_drafts=older_drafts,
            placeholders=placeholders,
            complete=acts.complete and changes.complete and drafts.complete,
        )


class _Sorting:
    """Which acts are whole, which the base holds, which are broken, and what is left of those."""

    def __init__(self, base: Connection, acts: Read, changes: Read) -> None:
        self.acts, self.changes = acts, changes
        self._base_acts = dict(base.execute("SELECT n, hash FROM act"))
        self._held = set(self._base_acts.values())
        (self._base_changes,) = base.execute("SELECT coalesce(max(n), 0) FROM change").fetchone()
        names = {n: row[0] for n, row in (*acts.traces[0].items(), *acts.rows.items())}
        # A backup of this very store numbers its acts the same; one from before a merge need not.
        self._same_numbers = all(
            self._base_acts[n] == name for n, name in names.items() if n in self._base_acts
        )
        self._names = names
        self.changes_of: dict[int, list[tuple[int, tuple[Any, ...]]]] = {}
        for n, row in sorted(changes.rows.items()):
            self.changes_of.setdefault(row[0], []).append((n, row[1:]))
        everything = acts.known | set(self.changes_of)
        numbers = range(1, max(everything, default=0) + 1)
        missing = [n for n in numbers if not self.in_base(n)]
        self.whole = [n for n in missing if self._is_whole(n)]
        self.broken = sorted(set(missing) - set(self.whole))
        self._whole = set(self.whole)
        self.loose = {
            n: row
            for act in self.broken
            for n, row in self.changes_of.get(act, [])
            if proves(row) and row[5] is not None
        }
        self.newest: dict[Cell, int] = {}
        for n, row in sorted(changes.rows.items()):
            if row[0] in self._whole or n in self.loose:
                self.newest[row[2], row[3]] = n

    def in_base(self, act: int) -> bool:
        """Whether the base holds an act of the damaged log."""
        name = self._names.get(act)
        return name in self._held if name is not None else self._same_numbers and act in self._base_acts

    def _is_whole(self, act: int) -> bool:
        row = self.acts.rows.get(act)
        if row is None:
            return False
        mine = [change for _, change in self.changes_of.get(act, [])]
        digests = [(change[6], change[7]) for change in mine]
        return all(proves(change) for change in mine) and hash_of(row[1:], digests) == row[0]

    def stream_of(self, act: int) -> str | None:
        """The stream of an act, where its row could be read."""
        row = self.acts.rows.get(act)
        return str(row[3]) if row else None

    def lost(self) -> Iterator[LostChange]:
        """Every change there is or must have been that could not be read and is not in the base."""
        cells, by_act = self.changes.traces
        for n in range(1, max(self.changes.known, default=0) + 1):
            if n in self.changes.rows:
                if n not in self.loose and self.changes.rows[n][0] in set(self.broken):
                    row = self.changes.rows[n]
                    yield self._lost(n, row[2], row[3], row[0])
                continue
            record, field, act = cells.get(n, (None, None, None))
            act = act if act is not None else by_act.get(n, (None,))[0]
            held = self.in_base(act) if act is not None else self._same_numbers and n <= self._base_changes
            if not held:
                yield self._lost(n, record, field, act)

    def _lost(self, n: int, record: str | None, field: str | None, act: int | None) -> LostChange:
        row = self.acts.rows.get(act or 0)
        clock = self.acts.traces[1].get(act or 0)
        at = row[6] if row else moment(clock[0] >> _CLOCK_SHIFT) if clock else None
        later = record is not None and field is not None and self.newest.get((record, field), 0) > n
        return LostChange(record, field, at, later)


def _insert(base: Connection, act: Sequence[Any], changes: Sequence[tuple[int, Sequence[Any]]]) -> None:
    n = base.execute(
        "INSERT INTO act(hash, prev, device, stream, seq, hlc, at, actor, verb, reason, undoes)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        tuple(act),
    ).lastrowid
    base.executemany(
        "INSERT INTO change(act, kind, record, field, value, packed, salt, digest, bases)"
        " VALUES(?,?,?,?,?,?,?,?,?)",
        [(n, *change) for _, change in changes],
    )


def _put_loose(base: Connection, sorting: _Sorting, author: Author) -> tuple[int, set[Cell]]:
    """Write what is left of broken acts; give how many changes, and the fields that could be inferred."""
    by_stream: dict[str, dict[str, Said]] = {}
    put = 0
    for n, row in sorted(sorting.loose.items()):
        kind, record, field = known(row[0]), row[1], row[2]
        if kind is None or kind.field(field) is None or sorting.newest[record, field] != n:
            continue
        stored = row_of(base, kind, record)
        stream = sorting.stream_of(sorting.changes.rows[n][0]) or _stream_of(sorting, record, stored)
        value = unpack(row[3], row[4])
        put += 1
        if stored is None or stored[field] != value:
            said = by_stream.setdefault(stream, {}).setdefault(record, Said(kind, record, new=stored is None))
            said.values[field] = value
    given_back = {
        cell for act in sorting.whole for cell in _give_back_engagements(base, sorting, act, by_stream)
    }
    _write(base, author, by_stream)
    return put, given_back


def _stream_of(sorting: _Sorting, record: str, stored: Mapping[str, Value] | None) -> str:
    if stored and stored.get("engagement"):
        return str(stored["engagement"])
    engagement = (row[3] for row in sorting.loose.values() if row[1:3] == (record, "engagement"))
    return str(next(engagement, HOUSE))


def _give_back_engagements(
    base: Connection, sorting: _Sorting, act: int, by_stream: dict[str, dict[str, Said]]
) -> Iterator[Cell]:
    """A record whose birth is lost has lost its engagement; the stream it was changed in names it."""
    stream = sorting.stream_of(act) or HOUSE
    for _, (key, record, *_) in sorting.changes_of.get(act, []):
        kind = known(key)
        if kind is None or kind.field("engagement") is None or stream == HOUSE:
            continue
        stored = row_of(base, kind, record)
        if stored and stored["engagement"] is None:
            said = by_stream.setdefault(stream, {}).setdefault(record, Said(kind, record, new=False))
            said.values.setdefault("engagement", stream)
            yield record, "engagement"


def _put_placeholders(base: Connection, author: Author) -> tuple[str, ...]:
    """What others refer to must be there: made anew under a name that says so."""
    made: list[str] = []
    while missing := _missing(base):
        for (kind, record), engagement in missing.items():
            values: dict[str, Value] = dict.fromkeys(
                [key for key in kind.title if (field := kind.field(key)) and field.rule.is_text], _PLACEHOLDER
            )
            if kind.field("slug"):
                values["slug"] = f"salvaged-{record[-6:].lower()}"
            if kind.field("engagement"):
                values["engagement"] = engagement
            stream = record if kind.key == "engagement" else engagement or HOUSE
            _write(base, author, {stream: {record: Said(kind, record, new=True, values=values)}})
            made.append(record)
    return tuple(made)


def _missing(base: Connection) -> dict[tuple[Kind, str], str | None]:
    missing: dict[tuple[Kind, str], str | None] = {}
    for kind in KINDS:
        of = kind.field("engagement")
        for field in kind.fields:
            if not field.refers_to:
                continue
            parent = kind_of(field.refers_to)
            for row in base.execute(statements.select(kind, [field, *([of] if of else [])])).fetchall():
                if row[2] is not None and row_of(base, parent, row[2]) is None:
                    missing[parent, row[2]] = row[3] if of else None
    return missing


def _write(base: Connection, author: Author, by_stream: Mapping[str, Mapping[str, Said]]) -> None:
    for stream, said in by_stream.items():
        deed = Deed(verb=SALVAGE, stream=stream, reason="read out of a damaged file")
        write(base, author, deed, [each for each in said.values() if each.values])


def _put_drafts(base: Connection, drafts: Read) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Put the drafts that were read; give those that are gone, and those the backup had instead."""
    read = {(row[0], row[1]): row for row in drafts.rows.values()}
    signs = {(row[0], row[1]) for trace in drafts.traces for row in trace.values()} | set(read)
    if drafts.complete:  # what the backup still had as a draft and the store no longer had was settled
        settled = set(base.execute("SELECT record, field FROM draft")) - signs
        base.executemany("DELETE FROM draft WHERE record=? AND field=?", sorted(settled))
    base.executemany(
        "INSERT INTO draft(record, field, text, bases, at) VALUES(?,?,?,?,?)"
        " ON CONFLICT(record, field) DO UPDATE"
        " SET text=excluded.text, bases=excluded.bases, at=excluded.at WHERE excluded.at >= at",
        [tuple(row) for row in read.values()],
    )
    unread = signs - set(read)
    standing = set(base.execute("SELECT record, field FROM draft"))
    return tuple(sorted(unread - standing)), tuple(sorted(unread & standing))
