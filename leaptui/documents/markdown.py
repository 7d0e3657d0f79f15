"""The Markdown of a document: its template, filled with cleared content.

The template language runs in a sandbox, a name that is not there is an error, and whatever a
template prints must be cleared: a plain string is refused, so a field that skipped the gate cannot
be printed by mistake.
"""

from __future__ import annotations

import base64
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.disclosure.allowance import marked, unmarked
from leaptui.disclosure.call_figures import PARTS_OF_DAY, weekday_counts
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.disclosure.wording import long_date
from leaptui.documents import charts, rationale
from leaptui.documents.document import Document, Form
from leaptui.documents.escaping import Markdown, block, inline
from leaptui.documents.look_parts import OUR_LOOK, OWN_TEMPLATES, TEMPLATE_ENDING, Look
from leaptui.documents.sections import sections
from leaptui.domain.calls import SetAside
from leaptui.domain.errors import LeapError
from leaptui.domain.vocabulary import ComponentStatus

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

RATIONALE_BELOW = 3
"""Level of the heading that an advisor's own headings stand under."""


_COVER_ENDS = re.compile(r"^---$", re.MULTILINE)
_PICTURE = re.compile(r"^!\[[^\]]*\](?:\((?P<address>[^)]*)\)|\[(?P<name>[^\]]*)\])", re.MULTILINE)
"""What a text of hers holds of this is escaped."""
_NO_SUCH = re.compile(r"'[\w.]+ object' has no attribute '(\w+)'")
"""How the template language says it."""
_CITY_AND_STATE = re.compile(r"(?<=\w), (?=[A-Z]{2}\b)")
_HELD_TOGETHER = ",\N{NO-BREAK SPACE}"
"""No line ends between Harbor Falls and OH."""


class TemplateError(LeapError):
    """A template of a document cannot be filled."""


def compose(document: Document, look: Look = OUR_LOOK) -> str:
    """The document as CommonMark with pipe tables; pictures are named, not yet resolved. As `compose_marked`."""
    return unmarked(compose_marked(document, look))


def compose_marked(document: Document, look: Look = OUR_LOOK) -> str:
    """The same, with signs around the words that an override let through (`leaptui.disclosure.allowance`).

    Args:
        document: What it says.
        look: Whose templates are used.

    Raises:
        TemplateError: When the template has an error; the sentence says which file, line and what.
        TypeError: When one of our own templates prints what is not cleared.
    """
    name = f"{document.kind}{TEMPLATE_ENDING}"
    text = _filled(name, document, look)
    if look.own is not None:
        _check_own(look.own / OWN_TEMPLATES / name, text, document.pictures)
    if document.form is Form.REPORT and document.about is not None:
        text = f"{text.rstrip()}\n\n{_filled(f'about{TEMPLATE_ENDING}', document, look)}"
    return _CITY_AND_STATE.sub(_HELD_TOGETHER, text)


def _check_own(template: Path, text: str, pictures: Mapping[str, charts.Picture]) -> None:
    """Refuse what a template of one's own lets through and no format could be made of."""
    lines = template.read_text("utf-8").splitlines() if template.is_file() else []
    if not _COVER_ENDS.search(text):
        raise _broken(str(template), len(lines) + 1, "no line of three dashes (---) ends the cover")
    for found in _PICTURE.finditer(text):
        named = found["name"] or found["address"]
        if found["name"] not in pictures:
            line = next((at for at, words in enumerate(lines, start=1) if named in words), 1)
            what = (
                f"the picture “{named}” is none of this document, which has {', '.join(pictures) or 'none'}"
            )
            raise _broken(str(template), line, what)


def with_contents(markdown: str) -> str:
    """The Markdown with a list of its sections behind the cover; Word, PDF and web pages make their own."""
    cover, rule, body = markdown.partition("\n---\n")
    lines = "\n".join(f"- [{inline(each.title)}](#{each.key})" for each in sections(markdown)[1:])
    return f"{cover}{rule}\n## Contents\n\n{lines}\n{body}"


def with_targets(markdown: str, targets: dict[str, str]) -> str:
    """The Markdown with the place of each named picture at its end."""
    return markdown + "\n" + "".join(f"[{name}]: {target}\n" for name, target in targets.items())


def data_uri(media_type: str, data: bytes) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


@lru_cache(maxsize=4)
def environment(look: Look = OUR_LOOK) -> SandboxedEnvironment:
    """The sandbox that templates run in, with the filters they may use."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(look.template_folders),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, not HTML: `_printed` escapes everything that is printed
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        advisor=_advisor,
        iso_day=_iso_day,
        long_day=_long_day,
        capital=_capital,
        status=_status,
        reason=_reason,
        weekday_counts=_weekday_counts,
    )
    environment.globals.update(
        parts_of_day=tuple(Markdown(f"{first:02}–{end:02}") for first, end in PARTS_OF_DAY),
        weekday_names=tuple(map(Markdown, charts.WEEKDAYS)),
    )
    return environment


def _filled(name: str, document: Document, look: Look) -> str:
    from jinja2 import TemplateError as Refused
    from jinja2 import TemplateSyntaxError

    own = look.own is not None and (look.own / OWN_TEMPLATES / name).is_file()
    try:
        return (
            environment(look)
            .get_template(name)
            .render(
                **document.says,
                **_tools(document.pictures),
                about=document.about,
                standing=_standing(document),
            )
        )
    except TemplateSyntaxError as error:
        raise _broken(error.filename or name, error.lineno, error.message or "") from error
    except (Refused, TypeError, ValueError, KeyError, ArithmeticError, AttributeError) as error:
        if not own and isinstance(error, TypeError):
            raise
        file, line = _place_of(error, name)
        raise _broken(file, line, _NO_SUCH.sub(r"there is no “\1” in it", str(error))) from error


def _tools(pictures: Mapping[str, charts.Picture]) -> dict[str, Callable[..., Markdown]]:
    """What a template may call: the next number of a table or figure, a picture, what it shows."""
    counts = {"Table": 0, "Figure": 0}

    def numbered(what: str) -> Markdown:
        counts[what] += 1
        return Markdown(f"{what} {counts[what]}")

    return {
        "next_table": lambda: numbered("Table"),
        "next_figure": lambda: numbered("Figure"),
        "picture": lambda name: Markdown(f"![{inline(pictures[name].alternative)}][{name}]"),
        "finding": lambda name: inline(pictures[name].finding),
    }


def _standing(document: Document) -> Markdown:
    """For whom it is, and whether it may still change."""
    readers = document.audience.label
    if document.stale:
        put = "it was put" if document.stale == 1 else "they were put"
        return Markdown(f"Draft for {readers}: {document.changed} {put} in.")
    if document.draft:
        return Markdown(f"Draft for {readers}. Figures and decisions may still change.")
    return Markdown(f"For {readers}")


def _place_of(error: BaseException, name: str) -> tuple[str, int]:
    """File and line of the template where an error arose."""
    frames = traceback.extract_tb(error.__traceback__)
    found = [frame for frame in frames if frame.filename.endswith(TEMPLATE_ENDING)]
    return (found[-1].filename, found[-1].lineno or 0) if found else (name, 0)


def _broken(file: str, line: int, what: str) -> TemplateError:
    return TemplateError(
        f"Line {line} of {file}: {' '.join(what.split())[:200].rstrip('.')}.",
        safe="Nothing was written.",
        next_step="Mend that line, or take the file away to have our template again.",
    )


def _printed(value: object) -> str:
    """What a template may print.

    Raises:
        TypeError: For anything that did not pass the gate.
    """
    match value:
        case Markdown():
            return value
        case Cleared():
            return marked(block(value.text), value.let_through)
        case ClearedCount(printed=printed):
            return block(printed)
        case int():
            return f"{value:,}"
    from jinja2 import Undefined

    if isinstance(value, Undefined):
        return str(value)  # which raises, and says what the template misses
    raise TypeError(f"a document prints cleared content only, not {type(value).__name__}")


def _advisor(text: Cleared) -> Markdown:
    return Markdown(marked(rationale.to_markdown(text.text, below=RATIONALE_BELOW), text.let_through))


def _iso_day(day: Cleared) -> Markdown:
    return Markdown(long_date(date.fromisoformat(day.text)))


def _long_day(day: date) -> Markdown:
    return Markdown(long_date(day))


def _capital(words: Cleared) -> Markdown:
    return Markdown(marked(inline(words.text[:1].upper() + words.text[1:]), words.let_through))


def _status(status: ComponentStatus) -> Markdown:
    return Markdown(status.value)


def _reason(reason: SetAside) -> Markdown:
    return Markdown(reason.label)


def _weekday_counts(weekdays: Sequence[int]) -> Markdown:
    return Markdown(weekday_counts(weekdays))
