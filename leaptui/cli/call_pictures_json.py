"""The measures of the calls as JSON: every field by its name, numbers unrounded, shares as fractions."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from leaptui.domain.measured import RuleSet
from leaptui.services.calls.asked import Asked
from leaptui.services.calls.pictures import PICTURES, picture_named
from leaptui.services.workspace import Workspace


def plain_fields(value: Any) -> Any:
    """A measure as dictionaries and lists; a key or value of a vocabulary as its word."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_fields(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(plain_fields(key)): plain_fields(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_fields(each) for each in value]
    return value


def picture_json(workspace: Workspace, asked: Asked, key: str, rules: RuleSet) -> dict[str, Any]:
    """One measure with the name of its picture and the sentence it is shown with."""
    picture = picture_named(key)
    found = picture.measure(workspace, asked, rules)
    table = picture.table(found, asked, rules)
    told: dict[str, Any] = plain_fields(found)
    return {"picture": key, "title": table.title, "sentence": table.sentence, "of": table.whole} | told


def pictures_json(workspace: Workspace, asked: Asked, rules: RuleSet) -> dict[str, Any]:
    """Every measure under the name of its picture."""
    return {
        "measures": {
            picture.key: plain_fields(picture.measure(workspace, asked, rules)) for picture in PICTURES
        }
    }
