"""The memo on what people said: themes across groups, dissent, who was not heard, and what the data show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import ClearedFigure, Quote
from leaptui.documents.document import Document, Form


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What people said against what the data show.

    Attributes:
        claim: What was said, in the words of the theme.
        figure: What was measured.
        verdict: What the advisor makes of the two; empty while nobody has said.
    """

    claim: Cleared
    figure: ClearedFigure
    verdict: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeContent:
    """One theme.

    Attributes:
        label: What it is called.
        held: How widely it is held, with its full stop.
        groups: Which groups raised it, in words; empty where they are not told.
        agreement: Who is for it or for it on conditions; empty where no passage says.
        dissent: Who sees it otherwise; empty as above.
        quotes: One or two.
    """

    label: Cleared
    held: Cleared
    groups: Cleared
    agreement: Cleared
    dissent: Cleared
    quotes: tuple[Quote, ...] = ()

    @property
    def says_more(self) -> bool:
        """Whether there is more to tell of it than how widely it is held."""
        return bool(self.groups or self.agreement or self.dissent or self.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesMemoContent:
    """The whole memo."""

    title: Cleared
    city: Cleared
    organisation: Cleared
    made_on: date
    audience: Audience
    heard: Cleared
    """Who was heard, with its full stop."""
    rule: Cleared
    """How few people are protected from being recognised."""
    themes: tuple[ThemeContent, ...]
    other_themes: tuple[Cleared, ...]
    """Themes raised by too few to say more of them."""
    not_heard: tuple[Cleared, ...]
    coverage: Cleared
    saturation: Cleared
    checks: tuple[DataCheck, ...]
    draft: bool


def compose(content: ThemesMemoContent) -> Document:
    """The memo as a document."""
    return Document(
        kind="themes_memo",
        form=Form.REPORT,
        title=content.title,
        made_on=content.made_on,
        audience=content.audience,
        says={"content": content},
        draft=content.draft,
    )
