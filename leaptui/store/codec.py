"""Between a record of the domain and what the log holds for each of its fields.

The log knows text, whole numbers and nothing. A yes or no is 1 or 0, a member of a closed
vocabulary its text, several lines one text with a line feed between them.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.record import Record
from leaptui.domain.text import clean
from leaptui.store.field_rules import Rule, Value
from leaptui.store.registry import kind_of

_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1
# A word that a newer release added to a vocabulary is read as the safe one where safety is at stake.
_READ_UNKNOWN_AS: Mapping[type[StrEnum], StrEnum] = {Attribution: Attribution.OFF_RECORD}

R = TypeVar("R", bound=Record)

_REQUIRED: dict[type[Record], frozenset[str]] = {}
_READERS: dict[type[Record], dict[str, Callable[[Value], Any]]] = {}
"""Worked out when a kind is first met."""


def to_value(raw: object, rule: Rule) -> Value:
    """What the log holds for a field's value, cleaned.

    Raises:
        TypeError: The value is of a kind the field cannot hold.
        ValueError: A whole number needs more than 64 bits.
    """
    if raw is None:
        return None
    if rule is Rule.YES_NO and isinstance(raw, bool):
        return int(raw)
    if rule is Rule.WHOLE and isinstance(raw, int) and not isinstance(raw, bool):
        if not _SMALLEST <= raw <= _LARGEST:
            raise ValueError(f"{raw} does not fit into 64 bits")
        return raw
    if rule is Rule.LINES and isinstance(raw, tuple):
        lines = (clean(line).replace("\n", " ") for line in raw)
        return "\n".join(line for line in lines if line)
    if rule is Rule.CHOICE and isinstance(raw, StrEnum):
        return raw.value
    if rule is Rule.TEXT and isinstance(raw, str):
        return clean(str(raw))
    raise TypeError(f"{type(raw).__name__} cannot stand in a field that holds {rule.value}")


def values_of(record: Record) -> dict[str, Value]:
    """Every field of a record but its id, by key, as the log holds it."""
    return {
        field.key: to_value(getattr(record, field.key), field.rule) for field in kind_of(record.kind).fields
    }


def told_at_birth(record: Record) -> dict[str, Value]:
    """The fields a new record's first act holds: what it must have, and what is not as a matter of course."""
    values = values_of(record)
    required = _required(type(record))
    return {
        field.key: values[field.key]
        for field in kind_of(record.kind).fields
        if field.key in required or values[field.key] != field.default
    }


def to_record(record_type: type[R], values: Mapping[str, Value]) -> R:
    """A record from its id and the values of its fields.

    Raises:
        StoreUnavailable: A field that must be filled holds a word this release does not know.
    """
    read = {key: reader(values[key]) for key, reader in _readers(record_type).items()}
    return record_type(id=str(values["id"]), **read)


def _required(record_type: type[Record]) -> frozenset[str]:
    if record_type not in _REQUIRED:
        _REQUIRED[record_type] = frozenset(
            field.name
            for field in dataclasses.fields(record_type)
            if field.default is dataclasses.MISSING and field.name != "id"
        )
    return _REQUIRED[record_type]


def _readers(record_type: type[Record]) -> dict[str, Callable[[Value], Any]]:
    if record_type not in _READERS:
        hints = get_type_hints(record_type)
        defaults = {field.name: field.default for field in dataclasses.fields(record_type)}
        _READERS[record_type] = {
            field.key: _reader(field.key, field.rule, hints[field.key], defaults[field.key])
            for field in kind_of(record_type.kind).fields
        }
    return _READERS[record_type]


def _reader(key: str, rule: Rule, hint: Any, default: Any) -> Callable[[Value], Any]:
    choices = get_args(hint) if get_origin(hint) in (types.UnionType,) else (hint,)
    may_be_nothing = type(None) in choices

    def whole(value: Value) -> int | None:
        return int(value) if value is not None else (None if may_be_nothing else 0)

    def text(value: Value) -> str | None:
        return str(value) if value is not None else (None if may_be_nothing else "")

    def lines(value: Value) -> tuple[str, ...]:
        return tuple(str(value).split("\n")) if value else ()

    def yes_no(value: Value) -> bool:
        return bool(value)

    if rule is Rule.CHOICE:
        vocabulary = next(choice for choice in choices if choice is not type(None))
        return _choice_reader(key, vocabulary, default, may_be_nothing)
    return {Rule.WHOLE: whole, Rule.TEXT: text, Rule.LINES: lines, Rule.YES_NO: yes_no}[rule]


def _choice_reader(
    key: str, vocabulary: type[StrEnum], default: Any, may_be_nothing: bool
) -> Callable[[Value], StrEnum | None]:
    def choice(value: Value) -> StrEnum | None:
        if value is None and may_be_nothing:
            return None
        try:
            return vocabulary(str(value))
        except ValueError:
            if vocabulary in _READ_UNKNOWN_AS:
                return _READ_UNKNOWN_AS[vocabulary]
            if default is dataclasses.MISSING:
                raise StoreUnavailable(
                    f"The store holds “{value}” as {key}, which this leaptui does not know.",
                    safe="It stays in the store as it is.",
                    next_step="Install a newer leaptui.",
                ) from None
            return None if default is None else vocabulary(default)

    return choice
