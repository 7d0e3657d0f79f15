"""A document before it is made: its words and figures, all of them cleared, and what it looks like.

A kind of document (`leaptui.documents.kinds`) says what it holds and turns that into a `Document`;
everything after that (template, contents list, pictures, formats) is the same for all kinds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.charts import Picture


class Form(StrEnum):
    """How a document is laid out."""

    REPORT = "report"
    """With a cover, a contents list, page heads and an appendix about the document itself."""
    LETTER = "letter"
    """With none of them: sender, day and addressee over the text."""


class TypeSize(Enum):
    """How large a document is printed; the value is times the usual size."""

    SMALL = 0.88
    """For one that must stay a page."""
    USUAL = 1.0
    LARGE = 18 / 11
    """18 points, for who reads large print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the appendix says of the document itself.

    Attributes:
        gate: What the gate let through and kept, a sentence each.
        log_head: Hash of the newest act of the log that the document rests on.
    """

    gate: tuple[Cleared, ...]
    log_head: Cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is made in every format.

    Attributes:
        kind: Key of the kind, which names the template.
        form: How it is laid out.
        title: What it is called on its cover, in page heads and properties.
        made_on: The day that counts as that of making.
        audience: Who will read it.
        says: What the template may print, by name: cleared values, numbers of our own, and
            dataclasses of them. Plain text is refused when it is printed.
        pictures: By the name the template gives them.
        language: Of its words, as HTML and Word name it.
        size: How large it is printed; reports know the usual size alone.
        draft: Whether it says of itself that it is one.
        stale: Figures and quotes that have changed since they were put in; printed on a draft.
        about: What the appendix says; none where nobody made it for keeps, as in a preview.
    """

    kind: str
    form: Form
    title: Cleared
    made_on: date
    audience: Audience
    says: Mapping[str, object]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    language: str = "en-US"
    size: TypeSize = TypeSize.USUAL
    draft: bool = False
    stale: int = 0
    about: About | None = None

    @property
    def mark(self) -> str:
        """What stands before the title in page heads: `Draft`, and that figures have changed."""
        return f"Draft ({self.changed})" if self.stale else "Draft" if self.draft else ""

    @property
    def changed(self) -> str:
        """`2 figures or quotes have changed since`."""
        what = "1 figure or quote has" if self.stale == 1 else f"{self.stale} figures or quotes have"
        return f"{what} changed since"

    @property
    def page_head(self) -> str:
        """What stands at the head of every page."""
        says_so = self.mark == "Draft" and self.title.text.startswith(self.mark)
        return f"{self.mark}: {self.title.text}" if self.mark and not says_so else self.title.text
