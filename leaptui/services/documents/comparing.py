"""What a city changed in a document since it was made, and taking an edit over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from leaptui.documents.document import Form
from leaptui.documents.sections import COVER
from leaptui.documents.word_reading import made_from
from leaptui.documents.word_sections import WordSection, sections_as_word, sections_of_word
from leaptui.domain.differences import DifferenceLine, differences
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.text import one_line
from leaptui.services.documents.accepting import Acceptable, Accepting, Edit, records_with
from leaptui.services.documents.export import documents_made
from leaptui.services.workspace import Workspace

_LARGEST = 100 * 1024**2
"""Bytes of a file that is read."""
_NEAR = 0.3
"""Share of words that a file must have in common with a document to count as made from it."""
_NUMBER = re.compile(r"(\d+)\. ")
_TAKEN_FROM = ("roadmap", "concerns_heard")
"""Documents made of texts that an edit can be taken over into."""


class Change(StrEnum):
    """What became of a section."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section of the document and of the file.

    Attributes:
        key: The identifier of its heading.
        title: Its heading; empty for the cover.
        change: What became of it.
        lines: The differences, a line each; empty where there are none.
        component: Key of the component it is about; empty for another section.
        edits: What can be taken over.
        instead: For what cannot be, what to change in its place.
    """

    key: str
    title: str
    change: Change
    lines: tuple[DifferenceLine, ...] = ()
    component: str = ""
    edits: tuple[Edit, ...] = ()
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A file laid beside the document it came from.

    Attributes:
        made: The document.
        exact: Whether the file says of itself that it came from it; else it is the closest one.
        unchanged: Whether the file is the very one that was made.
        sections: In the order of the document, those that were added last.
    """

    made: DocumentMade
    exact: bool
    unchanged: bool
    sections: tuple[SectionChange, ...]

    @property
    def changed(self) -> tuple[SectionChange, ...]:
        """Those in which something is different."""
        return tuple(each for each in self.sections if each.change is not Change.SAME)


def compare_file(workspace: Workspace, engagement: Engagement, path: Path) -> Comparison:
    """Lay a Word file beside the document it came from.

    Args:
        workspace: Where.
        engagement: Whose document.
        path: The file.

    Raises:
        InputRefused: When it cannot be read, is no Word document, or near to none that was made.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as error:
        raise InputRefused(
            f"{path.name} cannot be read: {(error.strerror or str(error)).lower()}.",
            safe="Nothing was changed.",
            next_step="Close it where it is open, and name the file itself.",
        ) from error
    return compare(workspace, engagement, data, path.name)


def comparison_data(found: Comparison) -> dict[str, object]:
    """A comparison as data."""
    return {
        "document": found.made.id,
        "kind": found.made.document,
        "made_at": found.made.made_at,
        "audience": found.made.audience,
        "exact": found.exact,
        "unchanged": found.unchanged,
        "sections": [
            {
                "key": each.key,
                "title": each.title,
                "change": each.change.value,
                "component": each.component,
                "can_be_accepted": [edit.what for edit in each.edits],
                "edits": [{"what": edit.what, "old": edit.old, "new": edit.new} for edit in each.edits],
                "instead": list(each.instead),
                "differences": [
                    {"sign": line.sign, "text": line.text, "from": line.start, "to": line.end}
                    for line in each.lines
                ],
            }
            for each in found.sections
        ],
    }


def compare(workspace: Workspace, engagement: Engagement, data: bytes, name: str) -> Comparison:
    """Lay the bytes of a Word file beside the document they came from.

    Args:
        workspace: Where.
        engagement: Whose document.
        data: The file.
        name: Its name.

    Raises:
        InputRefused: When it is no Word document, or near to none that was made.
    """
    known = [each for each in documents_made(workspace, engagement) if each.markdown]
    made, exact = _source(known, data, name)
    file_hash = sha256(data).hexdigest()
    unchanged = any(line.endswith(f" {file_hash}") for line in made.files)
    form = _form(made)
    before, after = sections_as_word(made.markdown, form), sections_of_word(data, name, form)
    return Comparison(
        made=made,
        exact=exact,
        unchanged=unchanged,
        sections=tuple(_changes(workspace, engagement, made, before, after)),
    )


def accept(
    workspace: Workspace, engagement: Engagement, comparison: Comparison, section: str
) -> tuple[str, ...]:
    """Take over what a city wrote in a section, as one act.

    Args:
        workspace: Where.
        engagement: Whose.
        comparison: What was changed.
        section: Key of the section, or the number of the component.

    Returns:
        What was taken over: `decision`, `steps`.

    Raises:
        UnknownName: When there is no such section.
        InputRefused: When nothing in it can be taken over, or a text would not hold.
    """
    change = find_section(comparison, section)
    if not change.edits:
        raise InputRefused(
            f"Nothing in “{change.title or 'the cover'}” can be taken over.",
            safe="Nothing was changed.",
            next_step=" ".join(change.instead) or "Write by hand what is to stay of it.",
        )
    records = records_with(workspace, engagement, change.edits)
    workspace.store.apply("take over edits", records, stream=engagement.id)
    return tuple(edit.what for edit in change.edits)


def find_section(comparison: Comparison, wanted: str) -> SectionChange:
    """A section by its key, its title or the number its title begins with.

    Raises:
        UnknownName: When there is none.
    """
    for each in comparison.sections:
        number = _NUMBER.match(each.title)
        if wanted in {each.key, each.title, number[1] if number else each.key}:
            return each
    raise UnknownName(
        f"The document has no section “{one_line(wanted)}”.",
        safe="Nothing was changed.",
        next_step="Changed are: " + (", ".join(each.key for each in comparison.changed) or "none") + ".",
    )


def _form(made: DocumentMade) -> Form:
    """Only a report ends with what it says of itself."""
    return Form.REPORT if "\n## About this document\n" in made.markdown else Form.LETTER


def _source(known: Sequence[DocumentMade], data: bytes, name: str) -> tuple[DocumentMade, bool]:
    fingerprint = made_from(data, name)
    for each in known:
        if fingerprint and sha256(each.markdown.encode("utf-8")).hexdigest() == fingerprint:
            return each, True
    text = {form: _words(sections_of_word(data, name, form)) for form in Form}
    rated = [(_shared(each.markdown, text[_form(each)]), each) for each in known]
    share, closest = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    if closest is None or share < _NEAR:
        raise InputRefused(
            f"{one_line(name)} is near to no document that was made here.",
            safe="Nothing was changed.",
            next_step="leaptui document made lists them.",
        )
    return closest, False


def _words(sections: Sequence[WordSection]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(f"{each.title} {each.text}" for each in sections).lower()))


def _shared(markdown: str, words: set[str]) -> float:
    """The share of words that both have, of those that either has."""
    ours = set(re.findall(r"\w+", markdown.lower()))
    return len(ours & words) / max(len(ours | words), 1)


def _changes(
    workspace: Workspace,
    engagement: Engagement,
    made: DocumentMade,
    before: Sequence[WordSection],
    after: Sequence[WordSection],
) -> list[SectionChange]:
    there = {each.key: each for each in after}
    gone = [each for each in before if each.key not in there]
    new = [each for each in after if each.key not in {old.key for old in before}]
    renamed = _renamed(gone, new)
    accepting = Accepting(workspace, engagement)
    found = []
    for old in before:
        now = there.get(old.key) or renamed.get(old.key)
        if now is None:
            lines = tuple(differences(old.text, ""))
            found.append(SectionChange(key=old.key, title=old.title, change=Change.REMOVED, lines=lines))
            continue
        lines = tuple(differences(_whole(old), _whole(now)))
        able = accepting.of(old, now) if lines and made.document in _TAKEN_FROM else Acceptable()
        found.append(
            SectionChange(
                key=old.key,
                title=old.title,
                change=Change.CHANGED if lines else Change.SAME,
                lines=lines,
                component=accepting.component_of(old),
                edits=able.edits,
                instead=able.instead,
            )
        )
    taken = {each.key for each in renamed.values()}
    return found + [
        SectionChange(
            key=each.key, title=each.title, change=Change.ADDED, lines=tuple(differences("", each.text))
        )
        for each in new
        if each.key not in taken and (each.text or each.title)
    ]


def _whole(section: WordSection) -> str:
    return "\n".join([section.title, *section.lines]) if section.key != COVER else section.text


def _renamed(gone: Sequence[WordSection], new: Sequence[WordSection]) -> dict[str, WordSection]:
    """For a section whose heading was edited, the one that says nearly the same."""
    found: dict[str, WordSection] = {}
    left = list(new)
    for old in gone:
        rated = [(SequenceMatcher(None, old.text, each.text).ratio(), at) for at, each in enumerate(left)]
        share, at = max(rated, default=(0.0, 0))
        if share > 0.5:
            found[old.key] = left.pop(at)
    return found
