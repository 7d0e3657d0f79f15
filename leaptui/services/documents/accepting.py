"""What of an edited roadmap can be taken over: each text of hers that stands in it, as it would read then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from leaptui.documents.word_sections import WordSection
from leaptui.domain.claim_tokens import tokens
from leaptui.domain.record import Record
from leaptui.domain.records import Engagement
from leaptui.services.documents.computed_parts import instead_of
from leaptui.services.roadmap.checklist_changes import rewritten
from leaptui.services.roadmap.checklists import checklist, checklists, phase_checklists
from leaptui.services.roadmap.components import component
from leaptui.services.roadmap.concern_board import answer_of, board, find_concern
from leaptui.services.roadmap.concern_changes import concern_as_changed
from leaptui.services.roadmap.deciding import component_as_set
from leaptui.services.roadmap.diversion import diversion, diversion_as_set
from leaptui.services.workspace import Workspace

_FIELDS = {"Decision": "decision", "Why": "rationale", "Who sees it otherwise": "dissent"}
"""Headings within a component's section, and the field whose words stand under each."""
_WHAT = {"decision": "decision", "rationale": "reason", "dissent": "dissent", "owner": "owner"}
_OWNER = re.compile(r"\*\*owner:\*\* (.+?)(?:; \*\*due:\*\*|$)", re.MULTILINE)
_STEP = re.compile(r"^(?:\d+\.|-|\*)(?: +|$)|\s*\(\*\*done\*\*\)$")
_CELL_END = re.compile(r"(?<!\\)\|")
_HER_HEADING = re.compile(r"^#{3,6} ")
_NEAR = 20
"""Letters around what her claims said that must be as she typed them."""
_CONCERNS, _ANSWERS = "Concerns and where they stand", "Each concern, and how it was addressed"
_DIVERSION, _WEIGHED = "Option: diversion before arrest", "Why it is weighed"
_LAUNCH = "The way to launch"
_AFTER_AN_ANSWER = ("Elsewhere:", "Who can speak to it:", "Meetings:", "**Not to be claimed:**")
_NOBODY = "–"


class Source(Enum):
    """Whose texts can be taken over."""

    COMPONENT = "component"
    STEPS = "steps"
    CONCERN = "concern"
    DIVERSION = "diversion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One text of hers as the city would have it.

    Attributes:
        what: `reason`, `steps`, `answer to “Who pays?”`.
        old: As it stands now.
        new: As it would read.
        of: Whose text it is.
        key: Which of those: of a component or a checklist its key, of a concern its id.
        field: Which text of it.
    """

    what: str
    old: str
    new: str
    of: Source
    key: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Acceptable:
    """What can be taken over of a section, and for what cannot where to change it instead."""

    edits: tuple[Edit, ...] = ()
    instead: tuple[str, ...] = ()


class Accepting:
    """Finds the texts of one city's roadmap in the sections of a document.

    Args:
        workspace: Where.
        engagement: Whose.
    """

    def __init__(self, workspace: Workspace, engagement: Engagement) -> None:
        self._workspace, self._engagement = workspace, engagement

    def component_of(self, section: WordSection) -> str:
        """Key of the component that a section is about; empty for another section."""
        known = self._workspace.practice.components
        return next((each.key for each in known if section.title == f"{each.number}. {each.title}"), "")

    def of(self, old: WordSection, now: WordSection) -> Acceptable:
        """What can be taken over of a section that was edited.

        Args:
            old: As it was made.
            now: As it came back.
        """
        edits: list[Edit] = []
        instead: dict[str, None] = {}
        for heading in dict.fromkeys([*old.parts, *now.parts]):
            before, after = old.parts.get(heading), now.parts.get(heading)
            if before == after:
                continue
            found = list(self._edits(old, heading, before, after)) if before and after else []
            edits += found
            if not found:
                instead[instead_of(old.title, heading, of_component=bool(self.component_of(old)))] = None
        return Acceptable(tuple(edits), tuple(instead))

    def _edits(
        self, section: WordSection, heading: str, before: Sequence[str], after: Sequence[str]
    ) -> Iterator[Edit]:
        if key := self.component_of(section):
            yield from self._of_component(key, heading, before, after)
        elif section.title == _CONCERNS:
            yield from self._of_concerns(before, after)
        elif section.title == _ANSWERS:
            yield from self._of_answer(heading, before, after)
        elif section.title == _DIVERSION and heading == _WEIGHED:
            typed = diversion(self._workspace, self._engagement).state.rationale
            text = _merged(typed, before, after)
            yield Edit(
                what="reason",
                old=typed,
                new=text,
                of=Source.DIVERSION,
                field="rationale",
            )
        elif section.title == _LAUNCH:
            title = heading.rpartition(":")[0]
            phases = checklists(self._workspace, self._engagement, phase_checklists(self._workspace.practice))
            for key in (each.key for each in phases if each.title == title):
                yield from self._of_steps(key, before, after)

    def _of_component(
        self, key: str, heading: str, before: Sequence[str], after: Sequence[str]
    ) -> Iterator[Edit]:
        view = component(self._workspace, self._engagement, key)
        if heading.startswith("Steps: "):
            yield from self._of_steps(key, before, after)
            return
        field = _FIELDS.get(heading, "")
        if field:
            option = f"**{view.option.title}.**" if view.option else ""
            before, after = _without(option, before), _without(option, after)
            new = _merged(str(getattr(view.state, field)), before, after)
        elif not heading:
            was, owner = _owner(before), _owner(after)
            field, new = "owner", owner
            if was == owner or not owner:
                return
        old = str(getattr(view.state, field)) if field else ""
        if not field or new == old:
            return
        yield Edit(what=_WHAT[field], old=old, new=new, of=Source.COMPONENT, key=key, field=field)

    def _of_steps(self, key: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
        """A list of steps with the city's edits; steps she changed since the document was made stay so."""
        now = [line.text for line in checklist(self._workspace, self._engagement, key).lines]
        was, wanted = [_STEP.sub("", line) for line in before], [_STEP.sub("", line) for line in after]
        text = list(now)
        # From the end: where a step was moved, the one that goes is the first of its words, as it was.
        for what, start, end, new_start, new_end in reversed(_opcodes(was, wanted)):
            if what == "equal":
                continue
            gone = [each for each in was[start:end] if each in text]
            place = text.index(gone[0]) if gone else _after(text, was[:start])
            for each in gone:
                text.remove(each)
            text[place:place] = [each for each in wanted[new_start:new_end] if each]
        if text != now:
            yield Edit(what="steps", old="\n".join(now), new="\n".join(text), of=Source.STEPS, key=key)

    def _of_concerns(self, before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
        """Words and owner of each concern, the rows being as many as before."""
        views = {each.title: each.concern for each in board(self._workspace, self._engagement)}
        if len(before) != len(after):
            return
        for was, now in zip(map(_cells, before), map(_cells, after), strict=True):
            concern = views.get(was[0])
            if concern is None or was == now or len(now) != len(was):
                continue
            changes = {} if now[0] == was[0] else {"title": now[0]}
            if now[-1] != was[-1]:
                changes["owner"] = now[-1].replace(_NOBODY, "")
            for field, text in changes.items():
                yield Edit(
                    what=f"{'words' if field == 'title' else 'owner'} of “{was[0]}”",
                    old=was[0] if field == "title" else concern.owner,
                    new=text,
                    of=Source.CONCERN,
                    key=concern.id,
                    field=field,
                )

    def _of_answer(self, title: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Edit]:
        view = next(
            (each for each in board(self._workspace, self._engagement) if each.title.rstrip(".") == title),
            None,
        )
        was, now = _answer_in(before), _answer_in(after)
        if view is None or was == now:
            return
        old = view.concern.answer or answer_of(self._workspace, view.concern)
        yield Edit(
            what=f"answer to “{title}”",
            old=old,
            new=_merged(old, was, now),
            of=Source.CONCERN,
            key=view.concern.id,
            field="answer",
        )


def records_with(workspace: Workspace, engagement: Engagement, edits: Sequence[Edit]) -> list[Record]:
    """The records that hold once edits are taken over, not yet kept.

    Raises:
        InputRefused: When a text would not hold.
        UnknownName: When what it is of is no longer there.
    """
    changes: dict[tuple[Source, str], dict[str, str]] = {}
    for edit in edits:
        changes.setdefault((edit.of, edit.key), {})[edit.field] = edit.new
    records: list[Record] = []
    for (of, key), values in changes.items():
        match of:
            case Source.COMPONENT:
                records.append(component_as_set(workspace, engagement, key, values))
            case Source.STEPS:
                records += rewritten(workspace, engagement, key, values[""].split("\n"))
            case Source.CONCERN:
                concern = find_concern(workspace, engagement, key)
                records.append(concern_as_changed(workspace, concern, values))
            case Source.DIVERSION:
                records.append(diversion_as_set(workspace, engagement, values))
    return records


def _owner(lines: Sequence[str]) -> str:
    found = _OWNER.search("\n".join(lines))
    return found[1] if found else ""


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line.strip("|"))]


def _answer_in(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of an answer: after where it stands and what was said, up to what is known elsewhere."""
    ends = (at for at, line in enumerate(lines) if line.startswith(_AFTER_AN_ANSWER))
    own = lines[1 : next(ends, len(lines))]
    return tuple(line for line in own if not line.startswith(">"))


def _after(text: Sequence[str], before: Sequence[str]) -> int:
    """The place after the last line that still stands of those before; the first where none does."""
    return next((text.index(each) + 1 for each in reversed(before) if each in text), 0)


def _without(option: str, lines: Sequence[str]) -> tuple[str, ...]:
    """A part's lines without the option that a decision begins with: it is chosen, not typed."""
    if not lines or not option or not lines[0].startswith(option):
        return tuple(lines)
    first = lines[0].removeprefix(option).strip()
    return tuple(line for line in (first, *lines[1:]) if line)


def _opcodes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes())


def _merged(typed: str, before: Sequence[str], after: Sequence[str]) -> str:
    """Her text with the city's edits: what the city left alone stays as she typed it, tokens included.

    Args:
        typed: The text as it is now.
        before: How it read in the document, a line each.
        after: How it reads in the file.
    """
    own = [line for line in typed.split("\n") if line.strip()]
    edited = [_own_heading(line) for line in after]
    if len(own) != len(before):
        return "\n\n".join(_with_tokens(line, typed, before) for line in edited)
    kept: list[str] = []
    for what, start, end, new_start, new_end in _opcodes(before, after):
        if what == "equal":
            kept += own[start:end]
        else:
            source = "\n".join(own[start:end])
            kept += [_with_tokens(line, source, before[start:end]) for line in edited[new_start:new_end]]
    return "\n\n".join(kept)


def _with_tokens(line: str, typed: str, before: Sequence[str]) -> str:
    """An edited line with the claims that her line held, where what they said still stands in it once."""
    for shown, said in _said(typed, before):
        if line.count(said) == 1:
            line = line.replace(said, shown)
    return line


def _said(typed: str, before: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each token of a text and what it said in the document; not one that can be read there in two ways."""
    lines = [_own_heading(line) for line in before]
    for own in typed.split("\n"):
        found = tokens(own)
        for at, token in enumerate(found):
            left = own[found[at - 1].end if at else 0 : token.start]
            right = own[token.end : found[at + 1].start if token is not found[-1] else len(own)]
            begins = "^" if not at and len(left) <= _NEAR else ""
            ends = "$" if token is found[-1] and len(right) <= _NEAR else ""
            around = (begins + re.escape(left[-_NEAR:]), re.escape(right[:_NEAR]) + ends)
            if all(around):
                readings = {
                    match[1]
                    for value in ("(.+?)", "(.+)")
                    for line in lines
                    for match in re.finditer(f"(?={value.join(around)})", line)
                }
                if len(readings) == 1:
                    yield own[token.start : token.end], readings.pop()


def _own_heading(line: str) -> str:
    """A line with its heading as high as she typed it; documents set it below their own."""
    return _HER_HEADING.sub(lambda found: "#" * (len(found[0]) - 3) + " ", line)
