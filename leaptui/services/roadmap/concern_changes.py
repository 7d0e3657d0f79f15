"""What is done on the concern board: putting concerns there, answering them, saying how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.partner_records import Concern
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.text import clean, one_line
from leaptui.services.days import due_from
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.interviews.excerpt_marking import excerpt_of
from leaptui.services.roadmap.concern_board import (
    Unhandled,
    answer_of,
    library_concern,
    title_of,
    unhandled,
)
from leaptui.services.roadmap.precedents import find_precedent, precedents_of_concern
from leaptui.services.roadmap.validators import find_validator
from leaptui.services.typed_fields import Reading, paragraphs, read, several
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.domain.record import Record

_WHAT = "a concern"
FIELDS = ("title", "answer", "precedents", "validators", "owner", "due", "note")
"""Fields that can be set from text, in the order of the form."""


def put_on_board(
    workspace: Workspace,
    engagement: Engagement,
    raised: Unhandled,
    *,
    title: str = "",
    key: str = "",
    to: Concern | None = None,
) -> Concern:
    """Put something people raised on the board, with the passages that raise it; one act.

    A concern of the library begins with the programmes its examples tell of.

    Args:
        workspace: Where.
        engagement: Whose.
        raised: What `unhandled` lists.
        title: In her own words: a speaker's words are no title.
        key: Of the library concern it is, where its words do not point at the right one.
        to: A concern of the board it belongs to.

    Raises:
        InputRefused: When neither the library nor she has words for it.
        UnknownName: When the library has no such concern.
    """
    key = key or raised.key
    if to is None and not key and not one_line(title):
        raise InputRefused(
            "The library does not know this concern: say it in your own words.",
            safe="Nothing was added.",
            next_step="The words of whoever raised it stay with the passage, at the level they were said.",
        )
    _must_be_known(workspace, key)
    concern = to or _begun(workspace, engagement, key, title)
    passages, new = _passages(workspace, raised.raised)
    concern = replace(concern, excerpts=_with(concern.excerpts, passages))
    verb = "link passage" if to else "add concern"
    workspace.store.apply(verb, [concern, *new], stream=engagement.id)
    return concern


def put_all_on_board(workspace: Workspace, engagement: Engagement) -> tuple[Concern, ...]:
    """Put everything on the board that the library knows and people raised; one act.

    Returns:
        The concerns added; none where nothing is waiting.
    """
    added: list[Concern] = []
    records: list[Record] = []
    for raised in unhandled(workspace, engagement):
        if raised.key:
            passages, new = _passages(workspace, raised.raised)
            concern = _begun(workspace, engagement, raised.key, "")
            added.append(replace(concern, excerpts=_with(concern.excerpts, passages)))
            records += new
    if added:
        workspace.store.apply("add concerns", [*added, *records], stream=engagement.id)
    return tuple(added)


def add_concern(workspace: Workspace, engagement: Engagement, title: str, *, key: str = "") -> Concern:
    """Put a concern on the board that nobody was noted to have raised.

    Args:
        workspace: Where.
        engagement: Whose.
        title: In her own words; may be empty for one of the library.
        key: Of a library concern.

    Raises:
        InputRefused: When there are no words, or it is there already.
        UnknownName: When the library has no such concern.
    """
    _must_be_known(workspace, key)
    if not key and not one_line(title):
        raise InputRefused("A concern needs words.", safe="Nothing was added.")
    if key and any(each.concern == key for each in workspace.store.all(Concern, engagement=engagement.id)):
        raise InputRefused(
            f"“{title_of(workspace, Concern(id='', engagement='', concern=key))}” is on the board already.",
            safe="Nothing was added.",
        )
    concern = _begun(workspace, engagement, key, title)
    workspace.store.apply("add concern", [concern], stream=engagement.id)
    return concern


def change_concern(workspace: Workspace, concern: Concern, values: Mapping[str, str]) -> Concern:
    """Set fields of a concern from text; an empty text clears one.

    Args:
        workspace: Where.
        concern: Which.
        values: Text of `FIELDS`; precedents and validators by name, with semicolons between.

    Raises:
        InputRefused: When a field is unknown, a value does not fit, or no words would be left.
        UnknownName: When a programme or a validator is not known.
    """
    changed = concern_as_changed(workspace, concern, values)
    workspace.store.apply("change concern", [changed], stream=concern.engagement)
    return changed


def concern_as_changed(workspace: Workspace, concern: Concern, values: Mapping[str, str]) -> Concern:
    """The concern as `change_concern` would keep it, not yet kept.

    Raises:
        InputRefused: As `change_concern`.
        UnknownName: As `change_concern`.
    """
    readings: dict[str, Reading] = {
        "title": one_line,
        "answer": paragraphs,
        "precedents": lambda text: _keys(find_precedent(workspace, each).key for each in several(text)),
        "validators": lambda text: _keys(find_validator(workspace, each).id for each in several(text)),
        "owner": one_line,
        "due": lambda text: due_from(text, workspace.today()),
        "note": paragraphs,
    }
    changed = replace(concern, **read(values, readings, _WHAT))
    if not changed.title and not changed.concern:
        raise InputRefused("A concern needs words.", safe="Nothing was changed.")
    if changed.status in (ConcernStatus.ANSWERED, ConcernStatus.SETTLED):
        _must_be_answered(workspace, changed, changed.status)
    return changed


def set_status(workspace: Workspace, concern: Concern, status: ConcernStatus, *, reason: str = "") -> Concern:
    """Say how far a concern is.

    Args:
        workspace: Where.
        concern: Which.
        status: Answered and settled need an answer, set aside needs a reason.
        reason: Why, for one that is set aside; it is kept with the concern and in the history.

    Raises:
        InputRefused: When an answer or a reason is missing.
    """
    words = one_line(reason)
    if status is ConcernStatus.SET_ASIDE and not words:
        raise InputRefused(
            "A concern is set aside only with a reason.",
            safe="Nothing was changed.",
            next_step="Say why: leaptui concern set … --status set_aside --reason “…”.",
        )
    if status in (ConcernStatus.ANSWERED, ConcernStatus.SETTLED):
        _must_be_answered(workspace, concern, status)
    today = workspace.today().isoformat()
    note = concern.note
    if words:
        note = "\n".join(part for part in (note, f"{today}, {status.label}: {words}") if part)
    changed = replace(
        concern,
        status=status,
        settled_on=today if status in (ConcernStatus.SETTLED, ConcernStatus.SET_ASIDE) else None,
        note=note,
    )
    workspace.store.apply(
        "settle concern" if status is ConcernStatus.SETTLED else "change concern",
        [changed],
        stream=concern.engagement,
        reason=words or None,
    )
    return changed


def link_passage(workspace: Workspace, concern: Concern, excerpt: Excerpt) -> Concern:
    """Let a passage of an interview stand behind a concern; it becomes one that raises it."""
    changed = replace(concern, excerpts=_with(concern.excerpts, [excerpt.id]))
    flagged = [] if excerpt.concern else [replace(excerpt, concern=True)]
    workspace.store.apply("link passage", [changed, *flagged], stream=concern.engagement)
    return changed


def unlink_passage(workspace: Workspace, concern: Concern, excerpt: str) -> Concern:
    """Take a passage away from a concern, by the excerpt's id; the passage itself stays."""
    changed = replace(concern, excerpts=tuple(each for each in concern.excerpts if each != excerpt))
    workspace.store.apply("unlink passage", [changed], stream=concern.engagement)
    return changed


def remove_concern(workspace: Workspace, concern: Concern) -> None:
    """Take a concern off the board; undo brings it back."""
    workspace.store.apply("remove concern", [replace(concern, deleted=True)], stream=concern.engagement)


def _must_be_known(workspace: Workspace, key: str) -> None:
    if key and library_concern(workspace, key) is None:
        raise UnknownName(
            f"“{one_line(key)}” is not a concern of the library.",
            safe="Nothing was added.",
            next_step="Its keys are: " + ", ".join(each.key for each in workspace.practice.concerns) + ".",
        )


def _begun(workspace: Workspace, engagement: Engagement, key: str, title: str) -> Concern:
    """A concern of the library has one name in a city, on whichever laptop it is put on the board."""
    library = library_concern(workspace, key)
    record = f"{engagement.id}:concern:{key}" if key else workspace.new_id()
    before = workspace.store.get(Concern, record)
    if before is not None:
        return replace(before, deleted=False, title=one_line(title) or before.title)
    return Concern(
        id=record,
        engagement=engagement.id,
        concern=key,
        title=one_line(title),
        precedents=precedents_of_concern(workspace, library) if library else (),
    )


def _passages(workspace: Workspace, raised: Sequence[ConcernRaised]) -> tuple[list[str], list[Excerpt]]:
    """Ids of the passages, and those that are still to be written."""
    found: list[str] = []
    new: list[Excerpt] = []
    for each in raised:
        if each.excerpt:
            found.append(each.excerpt)
        elif each.mark is not None:
            excerpt, is_new = excerpt_of(workspace, each.conversation.interview, each.mark)
            found.append(excerpt.id)
            if is_new:
                new.append(excerpt)
    return found, new


def _with(before: Sequence[str], more: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*before, *more]))


def _keys(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _must_be_answered(workspace: Workspace, concern: Concern, status: ConcernStatus) -> None:
    library = library_concern(workspace, concern.concern)
    if library is not None and library.check_first and not clean(concern.answer).strip():
        raise InputRefused(
            f"“{title_of(workspace, concern)}” is {status.label} only with an answer of your own: "
            "what the library says must be checked first.",
            safe="Nothing was changed.",
            next_step="Check: " + " ".join(library.check_first),
        )
    if not answer_of(workspace, concern):
        raise InputRefused(
            f"A concern is {status.label} only with an answer.",
            safe="Nothing was changed.",
            next_step="Write it first: leaptui concern set … --answer “…”.",
        )
