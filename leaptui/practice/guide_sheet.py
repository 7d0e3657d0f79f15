"""An interview guide as a simple sheet, with the column names of XLSForm, and back.

One row a question: `type` (`text`; rows of other types are no questions), `name`, `label` (the
question), `hint` (what to ask after it, parted by ` | `), `short`. A label may stand in several
languages, as `label::Spanish (es)`. The settings (`form_id`, `form_title`, `version`,
`default_language`, `minutes`, `groups`) stand in a sheet of that name, or in the first row of the
same sheet, which is all a CSV file has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from leaptui.domain.errors import InputRefused
from leaptui.domain.text import one_line, slug
from leaptui.practice.content import Guide, Question
from leaptui.practice.groups import SHORT_LABEL

Row = Mapping[str, str]

COLUMNS = ("type", "name", "label", "hint", "short")
SETTINGS = ("form_id", "form_title", "version", "default_language", "minutes", "groups")
_NEEDED = ("type", "label")
_QUESTION_TYPES = frozenset({"text", "select_one", "select_multiple", "integer", "decimal", "date", "time"})
_TRANSLATED = re.compile(r"(?P<column>label|hint|short)::[^()]*\((?P<language>[a-z]{2})\)", re.IGNORECASE)
_PARTED = re.compile(r"\s*[|\n;]\s*")
_MOST_MINUTES = 480


def rows_of(guide: Guide) -> Iterator[tuple[str, ...]]:
    """The rows of a guide's questions, in the order of `COLUMNS`."""
    for question in guide.questions:
        yield (
            "text",
            f"q{question.number}",
            question.text,
            " | ".join(question.prompts),
            question.short,
        )


def settings_of(guide: Guide) -> tuple[str, ...]:
    """The settings of a guide, in the order of `SETTINGS`."""
    return (
        guide.id,
        guide.title,
        str(guide.version),
        guide.language,
        str(guide.minutes),
        " ".join(guide.groups),
    )


def rows_from(table: Sequence[Sequence[str]], where: str) -> list[Row]:
    """The rows of a sheet by the names of its columns, blank ones left out.

    Args:
        table: Its cells, the names first.
        where: The file's name, for the sentence that refuses it.

    Raises:
        InputRefused: When there is no row.
    """
    filled = [[one_line(cell) for cell in row] for row in table]
    filled = [row for row in filled if any(row)]
    if len(filled) < 2:
        raise _refused(where, "holds no row")
    names = [name.strip().lower() for name in filled[0]]
    return [dict(zip(names, row, strict=False)) for row in filled[1:]]


def guides_from(rows: Sequence[Row], settings: Row, groups: Collection[str], where: str) -> tuple[Guide, ...]:
    """The guides of a sheet: one for each language its questions stand in.

    Args:
        rows: Its questions (`rows_from`).
        settings: Its settings; those that are missing are looked for in the first row.
        groups: Keys of the stakeholder groups there are.
        where: The file's name.

    Raises:
        InputRefused: When a column, a setting or every question is missing; the sentence names it.
    """
    known = {key: settings.get(key) or (rows[0].get(key, "") if rows else "") for key in SETTINGS}
    languages = _languages(rows, known["default_language"].lower() or "en", where)
    form = slug(known["form_id"] or known["form_title"]).replace("-", "_")
    if not form:
        raise _refused(where, "has no form_id", "Put it into the settings, or beside the first question.")
    served = tuple(known["groups"].replace(",", " ").split())
    unknown = [group for group in served if group not in groups]
    if unknown or not served:
        what = f"names a group that there is not: {unknown[0]}" if unknown else "names no groups"
        raise _refused(where, what, f"The column groups holds any of: {', '.join(groups)}.")
    several = len(languages) > 1
    return tuple(
        Guide(
            id=form.removesuffix(f"_{language}") + f"_{language}" if several and language != "en" else form,
            version=_whole(known["version"], "version", 1, 10_000, where),
            title=known["form_title"] or form,
            language=language,
            minutes=_whole(known["minutes"] or "45", "minutes", 5, _MOST_MINUTES, where),
            groups=served,
            questions=_questions(rows, columns, where),
        )
        for language, columns in languages.items()
    )


def _languages(rows: Sequence[Row], default: str, where: str) -> dict[str, Mapping[str, str]]:
    """For each language the columns that hold its label, hint and short."""
    names = set(rows[0]) if rows else set()
    found: dict[str, dict[str, str]] = {}
    if "label" in names:
        found[default] = {"label": "label", "hint": "hint", "short": "short"}
    for name in sorted(names):
        if match := _TRANSLATED.fullmatch(name):
            found.setdefault(match["language"].lower(), {})[match["column"].lower()] = name
    languages: dict[str, Mapping[str, str]] = {
        language: columns for language, columns in found.items() if "label" in columns
    }
    missing = [name for name in _NEEDED if name not in names and not (name == "label" and languages)]
    if missing:
        raise _refused(where, f"has no column {missing[0]}", f"A guide has the columns {', '.join(COLUMNS)}.")
    return languages


def _questions(rows: Sequence[Row], columns: Mapping[str, str], where: str) -> tuple[Question, ...]:
    found: list[Question] = []
    for row in rows:
        kind = row.get("type", "").split(" ")[0].lower()
        text = row.get(columns["label"], "")
        if kind not in _QUESTION_TYPES or not text:
            continue
        prompts = tuple(part for part in _PARTED.split(row.get(columns.get("hint", ""), "")) if part)
        short = row.get(columns.get("short", ""), "") or text
        found.append(Question(number=len(found) + 1, short=_shortened(short), text=text, prompts=prompts))
    if not found:
        raise _refused(where, "holds no question", "A question is a row whose type is text.")
    return tuple(found)


def _shortened(words: str) -> str:
    if len(words) <= SHORT_LABEL:
        return words
    cut = words[: SHORT_LABEL + 1].rpartition(" ")[0] or words[:SHORT_LABEL]
    return cut.rstrip(" ,;:")


def _whole(text: str, name: str, least: int, most: int, where: str) -> int:
    number = text.removesuffix(".0") or "1"
    if not (number.isascii() and number.isdigit() and least <= int(number) <= most):
        raise _refused(where, f"has “{text}” as its {name}", f"It is a whole number from {least} to {most}.")
    return int(number)


def _refused(where: str, what: str, next_step: str = "") -> InputRefused:
    return InputRefused(f"{where} {what}.", safe="No guide was added.", next_step=next_step)
