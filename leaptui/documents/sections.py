"""The sections of a document's Markdown, each with the hash of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from leaptui.documents.escaping import anchor, typed

COVER = "cover"
"""Key of what stands before the first section."""
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        key: The identifier its heading has in the web page: `3-hours-of-operation`.
        title: Its heading as it reads.
        markdown: All of it, heading included.
    """

    key: str
    title: str
    markdown: str

    @property
    def digest(self) -> str:
        """SHA-256 of what it says, hexadecimal."""
        return sha256(self.markdown.encode("utf-8")).hexdigest()


def sections(markdown: str) -> list[Section]:
    """The sections in their order, after the cover; none of an empty text."""
    return list(_sections(markdown)) if markdown else []


def _sections(markdown: str) -> Iterator[Section]:
    begins = list(_HEADING.finditer(markdown))
    first = begins[0].start() if begins else len(markdown)
    yield Section(COVER, "", markdown[:first].strip())
    ends = [each.start() for each in begins[1:]] + [len(markdown)]
    seen: set[str] = {COVER}
    for begin, end in zip(begins, ends, strict=True):
        title = typed(begin[1])
        key = free = str(anchor(title)) or "section"
        number = 1
        while free in seen:
            free, number = f"{key}-{number}", number + 1
        seen.add(free)
        yield Section(free, title, markdown[begin.start() : end].strip())
