"""Notes from files, and an interview as a file: what was said leaves as far as its speakers allow."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from leaptui.disclosure import outlet
from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Gate
from leaptui.domain.attribution import Attribution
from leaptui.domain.errors import InputRefused, Withheld
from leaptui.domain.level_signs import NoteLevels, is_heading, without_signs
from leaptui.domain.questions import question_of
from leaptui.domain.records import Engagement
from leaptui.services.interviews.confidences import confidences
from leaptui.services.interviews.interviews import InterviewView
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.disclosure.cleared import Cleared

_TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".text", ""})
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """An interview that was written, and what of it was not.

    Attributes:
        file: Where it stands.
        withheld: A sentence for each passage that stayed behind, for the advisor's own eyes.
    """

    file: Path
    withheld: tuple[str, ...]


def note_from(path: Path) -> str:
    """The text of a file as a note: Markdown and plain text as they are, Word as Markdown.

    Raises:
        InputRefused: When it cannot be read, is empty, or is something else.
    """
    if path.is_dir():
        raise InputRefused(f"{path} is a folder, not a note.", safe="Nothing was added.")
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputRefused(f"{path.name} is too large for a note.", safe="Nothing was added.")
        data = path.read_bytes()
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", safe="Nothing was added.") from error
    return note_of(data, path.name)


def note_of(data: bytes, name: str) -> str:
    """The text of a file's bytes as a note.

    Raises:
        InputRefused: As `note_from`.
    """
    suffix = Path(name).suffix.lower()
    if suffix == ".docx" or data[:4] == b"PK\x03\x04":
        from leaptui.documents.word_reading import markdown_of

        note = markdown_of(data, name)
    elif suffix in _TEXT_SUFFIXES:
        note = _decoded(data, name)
    else:
        raise InputRefused(
            f"{name} is of a kind that cannot be a note.",
            safe="Nothing was added.",
            next_step="Markdown, plain text and Word (.docx) can be read.",
        )
    if not note.strip():
        raise InputRefused("The note is empty.", safe="Nothing was added.")
    return note


def _decoded(data: bytes, name: str) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # what Notepad calls Unicode
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise InputRefused(
            f"{name} is not UTF-8 text.",
            safe="Nothing was added.",
            next_step="Save it as UTF-8 and try again.",
        ) from None


def export_interview(
    workspace: Workspace,
    engagement: Engagement,
    view: InterviewView,
    *,
    audience: str,
    folder: Path,
    over: bool = True,
) -> Exported:
    """Write an interview as Markdown, passage by passage through the gate.

    A passage leaves when its level allows it and the gate finds nothing protected in it; what
    stays behind is replaced by a line that says only that something did.

    Args:
        workspace: Whose interview it is.
        engagement: Its city.
        view: The interview and who spoke.
        audience: `public`, `city_team` or `internal`; the strictest is public.
        folder: Where the file goes.
        over: Whether a file of that name may be replaced.

    Raises:
        AlreadyThere: When there is such a file and it must not.
        InputRefused: When there is no such audience.
        Withheld: When the interview is off the record.
        OutputRefused: When the folder cannot be written.
    """
    for_whom = _audience(audience)
    if view.interview.attribution is Attribution.OFF_RECORD:
        raise Withheld(
            f"Interview {view.interview.number} is off the record: nobody learns that it took place.",
            safe="Nothing was written.",
        )
    gate = Gate(for_whom, confidences(workspace, engagement))
    withheld: list[str] = []
    parts = [each.text for each in _head(gate, view)]
    asked = [question.short for guide in workspace.practice.guides for question in guide.questions]
    for said, level, own in _passages(view.interview.note, view.interview.attribution, asked):
        try:
            parts.append(gate.free_text(_allowed(said, level, for_whom, own=own), "the note").text)
        except Withheld as refused:
            withheld.append(refused.what)
            parts.append("*(A passage was left out.)*")
    text = "\n\n".join(part for part, _ in groupby(parts) if part) + "\n"
    name = f"{engagement.slug}-interview-{view.interview.number}.md"
    file = outlet.write(folder, gate.finished(name, text.encode("utf-8"), text), over=over)
    return Exported(file, tuple(withheld))


def _audience(name: str) -> Audience:
    try:
        return Audience(name)
    except ValueError:
        raise InputRefused(
            f"“{name}” is not an audience.",
            safe="Nothing was written.",
            next_step="It is one of: " + ", ".join(Audience) + ".",
        ) from None


def _head(gate: Gate, view: InterviewView) -> Iterator[Cleared]:
    """Title, day and who spoke, as far as each may be told."""
    interview = view.interview
    yield gate.label(f"# Interview {interview.number}", "the heading")
    facts = [interview.held_on or "", interview.attribution.label]
    on_record = interview.attribution is Attribution.ON_RECORD
    if on_record or gate.audience is Audience.INTERNAL:
        facts += [person.name if on_record else person.role for person in view.people]
    try:
        yield gate.label(" · ".join(fact for fact in facts if fact), "who spoke")
    except Withheld:
        yield gate.label(interview.attribution.label, "the attribution")


def _passages(
    note: str, otherwise: Attribution, questions: Collection[str]
) -> Iterator[tuple[str, Attribution, bool]]:
    """The paragraphs of a note: words, level, and whether they are the advisor's own view.

    The heading of a guide's question is nobody's confidence unless a sign makes it one. Any other
    is the advisor's own: `# Night dispatcher` tells who spoke.
    """
    lines = note.split("\n")
    levels = NoteLevels(note).rows

    def kind_of(row: int) -> tuple[bool, bool, Attribution, bool]:
        line = lines[row]
        heading = is_heading(line)
        asked = heading and question_of(line) is not None and line.rstrip().endswith(tuple(questions))
        level = levels[row] or (Attribution.ON_RECORD if asked else otherwise)
        return not line.strip(), heading, level, line.startswith(">") or (heading and not asked)

    for (blank, _, level, own), rows in groupby(range(len(lines)), kind_of):
        if not blank:
            yield "\n".join(without_signs(lines[row]) for row in rows), level, own


def _allowed(said: str, level: Attribution, audience: Audience, *, own: bool) -> str:
    internal = audience is Audience.INTERNAL
    words = f"{len(said.split()):,} words"
    if own and not internal:
        raise Withheld(f"{words} are the advisor's own view.")
    if level is Attribution.OFF_RECORD or (level is Attribution.NONE and not internal and not own):
        raise Withheld(f"{words} are {level.label}.")
    return said
