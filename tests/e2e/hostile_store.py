"""A store whose every field holds what could steer a terminal, written behind the door's back."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, get_type_hints

from leaptui.domain.kinds import KINDS
from leaptui.domain.record import Record
from leaptui.services.city.engagements import find_engagement
from leaptui.services.demo import fill
from leaptui.services.interviews.interviews import interviews, keep_draft
from leaptui.services.workspace import Workspace
from leaptui.store.field_rules import Field, Kind, Rule
from leaptui.store.registry import kind_of
from tests.quick_stores import make_workspace

PASSPHRASE = "practice"
SHOWN = "Zq9"
"""Letters of the payload that no one else uses: where they stand on a screen, the payload was shown."""
STEERING = (
    "\x1b]52;c;Q0FOQVJZ\x07",  # write the clipboard
    "\x1b]52;c;Q0FOQVJZ\x1b\\",
    "\x1b]0;title\x1b\\",
    "\x1b]8;;http://example.org\x1b\\",
    "\x1b]22;default\x1b\\",
    "\x1b[2J",
    "\x1b[9999;9999H",
    "\x1b[31m",
    "\x1b[5;8m",
    "\x1b[6n",
    "\x1bP$q\x1b\\",
    "\x1bc",
    "\x9b31m",  # the same, eight bits wide
    "\x9d52;c;Q0FOQVJZ\x9c",
    "\x90q\x9c",
    "\x00",
    "\x07",
    "\x08",
    "\x0c",
    "\x0e",
    "\x7f",
    "\x85",
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufffe",
)
"""What could steer a terminal or turn its words round, each by itself."""
PAYLOAD = f"{SHOWN}[/][b]x[/b][@click=app.quit]y[/] $primary {''.join(STEERING)}\r\x1b[?1049l.\ttab\nline"
PRACTICE_CITY, HOSTILE_CITY, UNREADABLE_CITY = "harbor-falls-oh", "hostile-city", "unreadable-city"
"""The slug of the one, the ids of the others."""
_KEYS = frozenset(
    re.findall(
        r"\w+",
        """timezone group guide hash file_sha256 imported_at ledger recipe tier confidence key component item
        source dataset parent merged_into made_at added_at document audience slug held_on due next_due first_day
        last_day received_on quote_on consent_on done_on stand_in original themes type language mark before
        after sources problems verdicts rules_switched request narrow effective_from effective_to period_from period_to
        fields code_books sent_on chased_on agreement_on agreement_ends figures rows rules inputs demand results""",
    )
)
"""Fields by which something is looked up. The practice city keeps them, so that its places have something to
show; in the hostile city they are hostile too, in the unreadable one the words of closed vocabularies as well."""


def make_hostile_home(home: Path) -> None:
    """The practice city with the payload behind every word, and two cities that are nothing but payload."""
    workspace, _ = make_workspace(home, PASSPHRASE)
    with workspace:
        fill(workspace, lambda _: None)
        practice = find_engagement(workspace, PRACTICE_CITY)
        noted = interviews(workspace, practice)[0].interview
        for city in (HOSTILE_CITY, UNREADABLE_CITY):
            for each in KINDS:
                workspace.store.apply("add", [_first_of(each, city)], stream=city)
        keep_draft(workspace, noted, f"{noted.note} more")
        _poison(workspace)


def _first_of(record_type: type[Record], city: str) -> Record:
    """A record with only what it must have."""
    hints = get_type_hints(record_type)
    values: dict[str, Any] = {}
    for field in kind_of(record_type.kind).fields:
        known = next(each for each in dataclasses.fields(record_type) if each.name == field.key)
        if field.refers_to:
            values[field.key] = _name_of(field.refers_to, city)
        elif known.default is dataclasses.MISSING:
            hint = hints[field.key]
            values[field.key] = "" if hint is str else 0 if hint is int else next(iter(hint))
    return record_type(id=_name_of(record_type.kind, city), **values)


def _name_of(kind: str, city: str) -> str:
    return city if kind == "engagement" else f"{city} {kind}"


def _poison(workspace: Workspace) -> None:
    connection = workspace.store._connection
    connection.set_authorizer(None)
    with connection:
        for record_type in KINDS:
            kind = kind_of(record_type.kind)
            for field in kind.fields:
                _poison_field(connection, kind, field)
        for table, column in (
            ("passage", "text"),
            ("draft", "text"),
            ("act", "verb"),
            ("act", "actor"),
            ("act", "reason"),
            ("change", "value"),
        ):
            connection.execute(
                f'UPDATE "{table}" SET "{column}"=ifnull("{column}", ?) || ? WHERE typeof("{column}") != ?',
                ("", PAYLOAD, "blob"),
            )


def _poison_field(connection: Any, kind: Kind, field: Field) -> None:
    if field.refers_to or not field.rule.is_text:
        return
    cities = [UNREADABLE_CITY] if field.rule is Rule.CHOICE else [UNREADABLE_CITY, HOSTILE_CITY]
    of_a_city = any(each.key == "engagement" for each in kind.fields)
    whose = "engagement" if of_a_city else "id"
    poisoned = cities if of_a_city else [_name_of(kind.key, city) for city in cities]
    statement = (
        f'UPDATE "{kind.table}" SET "{field.name}"=ifnull("{field.name}", ?) || ? WHERE "{whose}" IN (?, ?)'
    )
    assert connection.execute(statement, ("", PAYLOAD, poisoned[0], poisoned[-1])).rowcount == len(poisoned)
    if field.key not in _KEYS and field.rule is not Rule.CHOICE:
        statement = statement.replace(" IN ", " NOT IN ")
        connection.execute(statement, ("", PAYLOAD, *poisoned))
