"""The few shapes that fields of the registry have."""

from __future__ import annotations

from leaptui.store.field_rules import Field, Kind, Rule

_DELETED = Field("deleted", Rule.YES_NO, 0)


def words(key: str, *, by_lines: bool = False) -> Field:
    """Text that the search index holds."""
    return Field(key, searched=True, by_lines=by_lines)


def optional(key: str, rule: Rule = Rule.TEXT, refers_to: str | None = None) -> Field:
    """A field that may be empty of any value."""
    return Field(key, rule, None, refers_to=refers_to)


def whole(key: str) -> Field:
    """A whole number, 0 while nobody says otherwise."""
    return Field(key, Rule.WHOLE, 0)


def yes_no(key: str) -> Field:
    """A yes or no, no while nobody says otherwise."""
    return Field(key, Rule.YES_NO, 0)


def lines(key: str) -> Field:
    """Several lines of text."""
    return Field(key, Rule.LINES, "")


def choice(key: str, default: str | None) -> Field:
    """A word of a closed vocabulary."""
    return Field(key, Rule.CHOICE, default)


ENGAGEMENT = Field("engagement", Rule.TEXT, None, refers_to="engagement")


def record_kind(key: str, table: str, title: tuple[str, ...], *fields: Field) -> Kind:
    """A kind of record; every kind can be put away."""
    return Kind(key, table, (*fields, _DELETED), title)
