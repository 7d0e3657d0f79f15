"""Harbor Falls' concern board: made-up texts of forms, which a service fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TypeAlias

from leaptui.practice.located_toml import Table, TomlFile

Texts: TypeAlias = Mapping[str, str]
"""Fields of a form and their texts."""
_NAME = "harbor_falls_concerns.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeConcerns:
    """The whole of it.

    Attributes:
        validators: Their fields.
        concerns: Their fields, the library's key and how far each is.
        meetings: Their fields; the person is the key of a stakeholder of the practice city.
    """

    validators: tuple[Texts, ...]
    concerns: tuple[Texts, ...]
    meetings: tuple[Texts, ...]


def practice_concerns() -> PracticeConcerns:
    """Read it."""
    text = files("leaptui.practice").joinpath(_NAME).read_text(encoding="utf-8")
    top = TomlFile(f"leaptui/practice/{_NAME}", text).parse()
    read = PracticeConcerns(
        validators=_texts_of(top, "validator"),
        concerns=_texts_of(top, "concern"),
        meetings=_texts_of(top, "meeting"),
    )
    top.finish()
    return read


def _texts_of(top: Table, kind: str) -> tuple[Texts, ...]:
    return tuple({key: table.text(key) for key in table.values} for table in top.tables(kind, least=1))
