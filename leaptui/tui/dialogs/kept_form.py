"""A form that stays until what was typed can be kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from leaptui.domain.errors import InputRefused
from leaptui.tui.dialogs.fields import FieldSpec
from leaptui.tui.dialogs.form import FormDialog

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

Kept = TypeVar("Kept")


async def ask_until_kept(
    app: LeapApp,
    question: str,
    fields: Sequence[FieldSpec],
    values: Mapping[str, str],
    keep: Callable[[Mapping[str, str]], Awaitable[Kept]],
    *,
    concerning: str = "",
    unchanged: str = "",
    does: str = "save",
    only_changed: bool = False,
) -> Kept | None:
    """Ask until what was typed can be kept, or the form is left. Call it from an errand.

    Args:
        app: The app.
        question: What is filled in.
        fields: Its fields, in order.
        values: What they hold at first.
        keep: Keeps the text of the fields. What it refuses is told in the form: at the field whose
            value the refusal quotes, else at the first.
        concerning: Second row.
        unchanged: What stays either way.
        does: What saving is called.
        only_changed: Whether `keep` is given the fields that were changed alone; with none changed
            nothing is kept.

    Returns:
        What `keep` gave; nothing when the form was left or nothing was changed.
    """
    before = {field.key: values.get(field.key, "") for field in fields}
    typed: Mapping[str, str] | None = values
    problems: dict[str, str] = {}
    while True:
        typed = await app.push_screen_wait(
            FormDialog(
                question,
                fields,
                typed,
                concerning=concerning,
                unchanged=unchanged,
                does=does,
                problems=problems,
            )
        )
        if typed is None:
            return None
        wanted = {key: text for key, text in typed.items() if text.strip() != before[key].strip()}
        if only_changed and not wanted:
            return None
        try:
            return await keep(wanted if only_changed else typed)
        except InputRefused as error:
            problems = {_at_fault(fields, typed, error.what): f"{error.what} {error.next_step}".strip()}


def _at_fault(fields: Sequence[FieldSpec], typed: Mapping[str, str], told: str) -> str:
    quoted = [part.partition("”")[0] for part in told.split("“")[1:]]
    for words in quoted:
        for field in fields:
            if words and words in typed[field.key]:
                return field.key
    return fields[0].key
