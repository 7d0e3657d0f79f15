"""The Markdown of a document: the one template, filled with cleared content.

The template language runs in a sandbox, a name that is not there is an error, and whatever a
template prints must be cleared: a plain string is refused, so a field that skipped the gate cannot
be printed by mistake.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_figures import PARTS_OF_DAY, weekday_counts
from leaptui.disclosure.cleared import Cleared, ClearedCount
from leaptui.disclosure.wording import long_date
from leaptui.documents import charts, rationale
from leaptui.documents.content import CallsContent, ComponentContent, RoadmapContent
from leaptui.documents.escaping import Markdown, anchor, block, inline
from leaptui.domain.calls import SetAside
from leaptui.domain.vocabulary import ComponentStatus

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

RATIONALE_BELOW = 3
"""Level of the heading that an advisor's own headings stand under."""


@dataclass(frozen=True, slots=True)
class ChartedCalls:
    """One export with its pictures, named as the Markdown names them."""

    content: CallsContent
    heat_name: str
    heat: charts.Picture
    tiers_name: str
    tiers: charts.Picture


def draw(calls: Sequence[CallsContent]) -> tuple[ChartedCalls, ...]:
    """Draw the pictures of every export."""
    return tuple(
        ChartedCalls(
            content,
            f"hours-{number}",
            charts.heat_map(content.calls.grid),
            f"tiers-{number}",
            charts.tier_bars(content.calls.tiers),
        )
        for number, content in enumerate(calls, start=1)
    )


def pictures(charted: Sequence[ChartedCalls]) -> dict[str, charts.Picture]:
    """All pictures by the name the Markdown gives them."""
    return {
        name: picture
        for calls in charted
        for name, picture in ((calls.tiers_name, calls.tiers), (calls.heat_name, calls.heat))
    }


def compose(content: RoadmapContent, charted: Sequence[ChartedCalls], *, contents_list: bool) -> str:
    """The document as CommonMark with pipe tables; pictures are named, not yet resolved.

    Args:
        content: What it says.
        charted: The content's exports with their pictures.
        contents_list: Whether to print a list of contents; Word, PDF and web pages make their own.
    """
    template = environment().get_template("roadmap.md.j2")
    return template.render(content=content, charted=charted, contents_list=contents_list)


def with_targets(markdown: str, targets: dict[str, str]) -> str:
    """The Markdown with the place of each named picture at its end."""
    return markdown + "\n" + "".join(f"[{name}]: {target}\n" for name, target in targets.items())


def data_uri(media_type: str, data: bytes) -> str:
    """Bytes as an address that holds them."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode('ascii')}"


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    """The sandbox that templates run in, with the filters they may use."""
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=PackageLoader("leaptui.documents", "templates"),
        undefined=StrictUndefined,
        autoescape=False,  # Markdown, not HTML: `_printed` escapes everything that is printed
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        advisor=_advisor,
        anchor=_anchor,
        day=_day,
        iso_day=_iso_day,
        long_day=_long_day,
        capital=_capital,
        status=_status,
        audience=_audience,
        plain=_plain,
        reason=_reason,
        weekday_counts=_weekday_counts,
    )
    environment.globals.update(
        parts_of_day=tuple(Markdown(f"{first:02}–{end:02}") for first, end in PARTS_OF_DAY),
        weekday_names=tuple(map(Markdown, charts.WEEKDAYS)),
    )
    return environment


def _printed(value: object) -> str:
    """What a template may print.

    Raises:
        TypeError: For anything that did not pass the gate.
    """
    match value:
        case Markdown():
            return value
        case Cleared(text=text):
            return block(text)
        case ClearedCount(printed=printed):
            return block(printed)
        case int():
            return f"{value:,}"
    from jinja2 import Undefined

    if isinstance(value, Undefined):
        return str(value)  # which raises, and says what the template misses
    raise TypeError(f"a document prints cleared content only, not {type(value).__name__}")


def _advisor(text: Cleared) -> Markdown:
    return rationale.to_markdown(text.text, below=RATIONALE_BELOW)


def _anchor(component: ComponentContent) -> Markdown:
    return anchor(f"{component.number}. {component.title.text}")


def _day(content: RoadmapContent) -> Markdown:
    return Markdown(long_date(content.made_on))


def _iso_day(day: Cleared) -> Markdown:
    return Markdown(long_date(date.fromisoformat(day.text)))


def _long_day(day: date) -> Markdown:
    return Markdown(long_date(day))


def _capital(words: Cleared) -> Markdown:
    return inline(words.text[:1].upper() + words.text[1:])


def _status(status: ComponentStatus) -> Markdown:
    words = {
        ComponentStatus.OPEN: "open",
        ComponentStatus.PROPOSED: "proposed",
        ComponentStatus.AGREED: "agreed",
        ComponentStatus.BLOCKED: "blocked",
    }
    return Markdown(words[status])


def _audience(audience: Audience) -> Markdown:
    return Markdown(audience.label)


def _plain(alternative: str) -> Markdown:
    """The sentence of a picture, which is made of cleared words."""
    return inline(alternative)


def _reason(reason: SetAside) -> Markdown:
    return Markdown(reason.label)


def _weekday_counts(weekdays: Sequence[int]) -> Markdown:
    return Markdown(weekday_counts(weekdays))
