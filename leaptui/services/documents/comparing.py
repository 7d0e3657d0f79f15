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
from leaptui.domain.claim_tokens import tokens
from leaptui.domain.differences import DifferenceLine, differences
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Component, DocumentMade
from leaptui.domain.text import one_line
from leaptui.services.documents.catalogue import kind_named
from leaptui.services.documents.export import documents_made
from leaptui.services.roadmap.components import component
from leaptui.services.roadmap.deciding import set_component
from leaptui.services.workspace import Workspace

PARTS = {"Decision": "decision", "Why": "rationale"}
"""Headings within a component's section whose words can be taken over, and the field they are of."""
_LARGEST = 100 * 1024**2
"""Bytes of a file that is read."""
_NEAR = 0.3
"""Share of words that a file must have in common with a document to count as made from it."""
_NUMBER = re.compile(r"(\d+)\. ")
_HER_HEADING = re.compile(r"^#{3,6} ")


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
        edits: What can be taken over: field of the component and the words it would have then.
    """

    key: str
    title: str
    change: Change
    lines: tuple[DifferenceLine, ...] = ()
    component: str = ""
    edits: tuple[tuple[str, str], ...] = ()


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
                "can_be_accepted": [field for field, _ in each.edits],
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
) -> tuple[Component, tuple[str, ...]]:
    """Take over what a city wrote in a component's section, as one act.

    Args:
        workspace: Where.
        engagement: Whose.
        comparison: What was changed.
        section: Key of the section, or the number of the component.

    Returns:
        The component as it is now, and the fields that changed.

    Raises:
        UnknownName: When there is no such section.
        InputRefused: When nothing in it can be taken over.
    """
    change = find_section(comparison, section)
    if not change.edits:
        raise InputRefused(
            f"Nothing in “{change.title or 'the cover'}” can be taken over.",
            safe="Nothing was changed.",
            next_step="What can is the decision and the reason of a component. Write the rest by hand.",
        )
    state = set_component(workspace, engagement, change.component, dict(change.edits))
    return state, tuple(field for field, _ in change.edits)


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
    found = []
    for old in before:
        now = there.get(old.key) or renamed.get(old.key)
        if now is None:
            lines = tuple(differences(old.text, ""))
            found.append(SectionChange(key=old.key, title=old.title, change=Change.REMOVED, lines=lines))
            continue
        lines = tuple(differences(_whole(old), _whole(now)))
        key = _component_of(workspace, old) if made.document == kind_named("roadmap").key else ""
        found.append(
            SectionChange(
                key=old.key,
                title=old.title,
                change=Change.CHANGED if lines else Change.SAME,
                lines=lines,
                component=key,
                edits=tuple(_edits(workspace, engagement, key, old, now)) if key and lines else (),
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


def _component_of(workspace: Workspace, section: WordSection) -> str:
    for guide in workspace.practice.components:
        if section.title == f"{guide.number}. {guide.title}":
            return guide.key
    return ""


def _edits(
    workspace: Workspace, engagement: Engagement, key: str, old: WordSection, now: WordSection
) -> list[tuple[str, str]]:
    view = component(workspace, engagement, key)
    option = f"**{view.option.title}.**" if view.option else ""
    found = []
    for heading, field in PARTS.items():
        before, after = _without(option, old.part(heading) or ()), _without(option, now.part(heading))
        if after is None or before is None or after == before:
            continue
        typed = str(getattr(view.state, field))
        found.append((field, _merged(typed, before, after)))
    return found


def _without(option: str, lines: Sequence[str] | None) -> tuple[str, ...] | None:
    """A part's lines without the option that a decision begins with: it is chosen, not typed."""
    if not lines or not option or not lines[0].startswith(option):
        return None if lines is None else tuple(lines)
    first = lines[0].removeprefix(option).strip()
    return tuple(line for line in (first, *lines[1:]) if line)


def _merged(typed: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Her text with the city's edits: what the city left alone stays as she typed it, tokens included.

    Args:
        typed: The text of the component as it is now.
        before: How it read in the document, a line each.
        after: How it reads in the file.
    """
    own = [line for line in typed.split("\n") if line.strip()]
    edited = [_HER_HEADING.sub(lambda found: "#" * (len(found[0]) - 3) + " ", line) for line in after]
    if len(own) != len(before):
        return "\n\n".join(_with_tokens(line, typed, before) for line in edited)
    kept: list[str] = []
    for what, start, end, new_start, new_end in SequenceMatcher(
        None, list(before), list(after), autojunk=False
    ).get_opcodes():
        if what == "equal":
            kept += own[start:end]
        else:
            source = "\n".join(own[start:end])
            kept += [_with_tokens(line, source, before[start:end]) for line in edited[new_start:new_end]]
    return "\n\n".join(kept)


def _with_tokens(line: str, typed: str, before: Sequence[str]) -> str:
    """An edited line with the claims that her line held, where what they said still stands in it once."""
    for token in tokens(typed):
        shown = typed[token.start : token.end]
        said = _said(shown, typed, "\n".join(before))
        if said and line.count(said) == 1:
            line = line.replace(said, shown)
    return line


def _said(token: str, typed: str, before: str) -> str:
    """What a token said in the document: what stands there between the words around it."""
    left, _, right = typed.partition(token)
    start = left.rpartition("\n")[2].rpartition("⟧")[2][-20:]
    end = right.partition("\n")[0].partition("⟦")[0][:20]
    found = re.search(
        f"{re.escape(start)}(.+?){re.escape(end)}" + ("$" if not end else ""), before, re.MULTILINE
    )
    return found[1] if found else ""
