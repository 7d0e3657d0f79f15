"""The sections of a Word document, as text that two versions of it can be compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaptui.documents.document import Form, TypeSize
from leaptui.documents.escaping import anchor
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import OUR_LOOK
from leaptui.documents.sections import COVER
from leaptui.documents.word import make_docx
from leaptui.documents.word_reading import markdown_of

_CONTENTS_LINE = re.compile(r"\[.*\]\(#[^)]*\)$")
_PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\[[\w-]+\]")
_HEADING = re.compile(r"(#{1,6}) (.+)")
_NO_BREAK = "&nbsp;"
"""How a space reads at which no line ends; an empty paragraph, too, which some word processors put between items."""
_ITEM = re.compile(r"(\d+)\.\s+(.*)")
_CELL_END = re.compile(r"(?<!\\)\|")
_BOLD_CELL = re.compile(r"(?:\*\*[^*]*\*\*)?")
_SECTION_LEVEL = {Form.REPORT: 1, Form.LETTER: 2}
"""Level of a section's heading in Word: the title of a report is none there, that of a letter is one."""


@dataclass(frozen=True, slots=True)
class WordSection:
    """A section as it reads.

    Attributes:
        key: The identifier its heading has: `3-hours-of-operation`.
        title: Its heading; empty for what stands before the first.
        lines: Its paragraphs, list items and rows of tables, the heading left out.
    """

    key: str
    title: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join(self.lines)

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The lines under each of its highest headings; by no heading those before the first."""
        headings = [found for line in self.lines if (found := _HEADING.match(line))]
        highest = min((len(found[1]) for found in headings), default=0)
        heading, found_lines = "", {"": list[str]()}
        for line in self.lines:
            begins = _HEADING.match(line)
            if begins and len(begins[1]) == highest:
                heading = begins[2]
                found_lines.setdefault(heading, [])
            else:
                found_lines[heading].append(line)
        return {heading: tuple(lines) for heading, lines in found_lines.items()}


def sections_of_word(data: bytes, name: str, form: Form) -> list[WordSection]:
    """The sections of a Word file; tracked changes count as accepted.

    Args:
        data: The file.
        name: Its name, for the sentence that refuses it.
        form: How the document was laid out.

    Raises:
        InputRefused: When it is no Word document.
    """
    return list(_cut(markdown_of(data, name), _SECTION_LEVEL[form]))


def sections_as_word(markdown: str, form: Form) -> list[WordSection]:
    """The sections of a document's Markdown, read the way a Word file of it is.

    Raises:
        DocumentError: When pandoc cannot do it.
    """
    made = make_docx(
        _PICTURE.sub("", markdown),
        "",
        f"--metadata=kind:{form}",
        made_at=0,
        look=OUR_LOOK,
        paper=Paper.LETTER,
        size=TypeSize.USUAL,
    )
    return sections_of_word(made, "document.docx", form)


def _cut(text: str, level: int) -> Iterator[WordSection]:
    key, title, lines = COVER, "", list[str]()
    seen: set[str] = set()
    for line in (each.strip() for each in text.replace(_NO_BREAK, " ").split("\n")):
        found = _HEADING.match(line)
        if found and len(found[1]) <= level:
            yield WordSection(key, title, tuple(lines))
            seen.add(key)
            title, lines = found[2].strip(), []
            key = stem = str(anchor(title)) or "section"
            number = 1
            while key in seen:
                key, number = f"{stem}-{number}", number + 1
        elif line and not _CONTENTS_LINE.match(line) and not set(line) <= set("|:- "):
            lines.append(_plain(line, lines[-1] if lines else ""))
    yield WordSection(key, title, tuple(lines))


def _plain(line: str, before: str) -> str:
    """A line without what a word processor puts in when it saves a file that nobody edited."""
    if line.startswith("|"):
        cells = [cell.strip() for cell in _CELL_END.split(line.strip("|"))]
        # A row of heads: LibreOffice writes the bold of its style into every cell.
        if all(_BOLD_CELL.fullmatch(cell) for cell in cells):
            cells = [cell.replace("**", "") for cell in cells]
        return f"| {' | '.join(cells)} |"
    line = line.replace("\\|", "|")  # no cell ends here
    item, previous = _ITEM.match(line), _ITEM.match(before)
    if item is None:
        return line
    # A list that begins anew in the middle goes on for whoever reads it.
    number = int(previous[1]) + 1 if previous else int(item[1])
    return f"{number}. {item[2]}"
