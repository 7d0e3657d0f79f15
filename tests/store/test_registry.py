"""The registry and the domain's records say the same, field by field."""

from __future__ import annotations

import dataclasses
import types
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from leaptui.domain import kinds
from leaptui.domain.record import Record
from leaptui.store import registry
from leaptui.store.field_rules import Field, Rule


def rule_for(hint: Any) -> Rule:
    """The rule a dataclass field of this type asks for."""
    if get_origin(hint) is types.UnionType:
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        return Rule.LINES
    if issubclass(hint, StrEnum):
        return Rule.CHOICE
    return {str: Rule.TEXT, int: Rule.WHOLE, bool: Rule.YES_NO}[hint]


def stored(default: Any) -> Any:
    """A dataclass default as the log would hold it."""
    if isinstance(default, tuple):
        return "\n".join(default)
    return int(default) if isinstance(default, bool) else default


def test_kinds_are_those_of_the_domain_in_the_same_order() -> None:
    assert [kind.key for kind in registry.KINDS] == [record.kind for record in kinds.KINDS]


@pytest.mark.parametrize("record_type", kinds.KINDS, ids=lambda each: each.kind)
def test_fields_have_the_keys_rules_and_defaults_of_the_dataclass(record_type: type[Record]) -> None:
    kind = registry.kind_of(record_type.kind)
    hints = get_type_hints(record_type)
    fields = {field.name: field for field in dataclasses.fields(record_type) if field.name != "id"}
    assert {field.key for field in kind.fields} == set(fields)
    for field in kind.fields:
        assert field.rule is rule_for(hints[field.key]), field.key
        if fields[field.key].default is not dataclasses.MISSING:
            assert field.default == stored(fields[field.key].default), field.key


def test_references_point_at_kinds_that_come_earlier_or_are_the_same() -> None:
    keys = [kind.key for kind in registry.KINDS]
    for n, kind in enumerate(registry.KINDS):
        for field in kind.fields:
            assert field.refers_to is None or field.refers_to in keys[: n + 1], (kind.key, field.key)


def test_only_text_is_searched_or_joined_by_lines() -> None:
    asked: list[Field] = [
        field for kind in registry.KINDS for field in kind.fields if field.searched or field.by_lines
    ]
    assert {field.rule for field in asked} == {Rule.TEXT}
    assert registry.kind_of("interview").field("note") in asked


def test_what_names_a_record_are_its_own_fields() -> None:
    for kind in registry.KINDS:
        assert all(kind.field(key) for key in kind.title), kind.key
