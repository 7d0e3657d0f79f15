"""What was done, by whom and when; taking it back, doing it again, giving a field a former value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from leaptui.domain.call_records import TypeRule
from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, Excerpt, Interview, Stakeholder
from leaptui.domain.roadmap_records import Component
from leaptui.domain.text import fold, one_line
from leaptui.services.interviews.found_text import found_texts
from leaptui.services.interviews.note_followers import followers
from leaptui.services.upkeep.record_names import Names, value_in_words
from leaptui.services.upkeep.record_words import field_in_words, verb_in_words
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.store.act_list import ActSummary
    from leaptui.store.act_log import ActHash
    from leaptui.store.history import HistoryEntry

PAGE = 50
"""Acts that are read at once: a city's history may hold a hundred thousand."""

_FOLLOWS = "follow note"
PASSED_OVER = frozenset({"make document", _FOLLOWS})
"""Verbs that `take_back_last` passes over: a document is out whatever the store says of it, and what only
follows a note that was taken back follows it again when it is done again."""
_PLACES = frozenset({"start", "end", "before", "after"})
"""Fields of a passage that say where it stands: they move with its note, and nobody looks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAct:
    """One thing a person did.

    Attributes:
        act: Its name, 64 hexadecimal digits.
        when: The moment, in the zone of this laptop.
        who: The person; empty where the store was not told.
        did: In plain words, looking back: `wrote note`, `took back: wrote note`.
        of: What it was done to, and how much more with it.
        city: The city whose it was; empty for what all share.
        reason: Why, where that was said.
        undoes: The act it took back, if it did.
        taken_back: Whether a later act took it back, so that it does not stand.
    """

    act: ActHash
    when: datetime
    who: str
    did: str
    of: str
    city: str
    reason: str
    undoes: ActHash | None
    taken_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some acts, the newest first.

    Attributes:
        acts: At most `PAGE`, or as many as were asked for.
        earlier: What to hand back for the next page; nothing when this is the last.
    """

    acts: tuple[PastAct, ...]
    earlier: ActHash | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What an act did to one field of one record.

    Attributes:
        entry: As the store has it: kind, record, field, and the values themselves.
        of: The record in words.
        label: The field in words.
        before: What it held, as a person reads it; empty for nothing.
        after: What it held then.
    """

    entry: HistoryEntry
    of: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of taking back, doing again or restoring.

    Attributes:
        act: The new act; nothing where nothing was changed.
        sentence: What was done, and what was left as it is because it changed since.
        is_whole: Whether nothing was left.
    """

    act: ActHash | None
    sentence: str
    is_whole: bool = True


# Reading.


def city_history(
    workspace: Workspace, engagement: Engagement, *, earlier: ActHash | None = None, limit: int = PAGE
) -> Page:
    """All that was done for a city, the newest first, a page at a time."""
    return _page(workspace, workspace.store.acts(engagement.id, limit + 1, before=earlier), limit)


def record_history(
    workspace: Workspace, record: str, *, earlier: ActHash | None = None, limit: int = PAGE
) -> Page:
    """All that was done to one record, the newest first, a page at a time."""
    return _page(workspace, workspace.store.acts(limit=limit + 1, before=earlier, record=record), limit)


def changes_of(
    workspace: Workspace, act: ActHash, *, record: str | None = None, everything: bool = False
) -> list[FieldChange]:
    """What an act changed, field by field.

    Args:
        workspace: Where.
        act: Its name.
        record: Only of this one.
        everything: Also where the passages of a note stand since, which nobody looks for.
    """
    names = Names(workspace)
    entries = [
        each
        for each in workspace.store.changes_of(act)
        if record in (None, each.record)
        and (everything or each.kind != Excerpt.kind or each.field not in _PLACES)
    ]
    return [_change(names, each) for each in entries]


def _page(workspace: Workspace, found: Sequence[ActSummary], limit: int) -> Page:
    names = Names(workspace)
    shown = found[:limit]
    return Page(
        acts=tuple(_past(names, each) for each in shown),
        earlier=shown[-1].act if len(found) > limit else None,
    )


def _past(names: Names, act: ActSummary) -> PastAct:
    first = names.of(*act.records[0]) if act.records else ""
    of_note = act.records and act.records[0][0] == Interview.kind
    more = sum(kind != Excerpt.kind for kind, _ in act.records[1:]) if of_note else len(act.records) - 1
    return PastAct(
        act=act.act,
        when=datetime.fromisoformat(act.at).astimezone(),
        who=one_line(act.actor),
        did=_did(act),
        of=f"{first} and {more} more" if more > 0 else first,
        city=names.city_of(act.stream),
        reason=one_line(act.reason or ""),
        undoes=act.undoes,
        taken_back=act.taken_back,
    )


def _did(act: ActSummary) -> str:
    words = verb_in_words(act.first_verb)
    if not act.times:
        return words
    return f"took back: {words}" if act.times % 2 else f"did again: {words}"


def _change(names: Names, entry: HistoryEntry) -> FieldChange:
    return FieldChange(
        entry=entry,
        of=names.of(entry.kind, entry.record),
        label=field_in_words(entry.field, entry.kind),
        before=value_in_words(names, entry.kind, entry.field, entry.before),
        after=value_in_words(names, entry.kind, entry.field, entry.after),
    )


# Taking back, doing again, restoring.


def take_back(workspace: Workspace, act: ActHash, reason: str = "") -> Outcome:
    """Take an act back by a new act; taking back an act of taking back does the first again.

    Fields that changed since stay as they are, and the sentence names them.

    Raises:
        UnknownName: There is no such act.
        InputRefused: A text that it would change was typed in and never saved; that comes first.
    """
    names = Names(workspace)
    summary = workspace.store.act_named(act)
    entries = workspace.store.changes_of(summary.act)
    notes = {
        each.record: stands.note
        for each in entries
        if each.kind == Interview.kind and (stands := workspace.store.get(Interview, each.record))
    }
    _refuse_over_found_text(workspace, [(each.record, each.field) for each in entries])
    past = _past(names, summary)
    undone = workspace.store.undo(summary.act, one_line(reason) or None)
    _follow(workspace, notes, besides=[each.record for each in entries])
    kinds = {each.record: each.kind for each in entries}
    left = [
        f"{field_in_words(key, kinds[record])} of {names.of(kinds[record], record)}"
        for record, key in undone.left
    ]
    return Outcome(
        act=undone.act, sentence=_sentence(past, done=undone.act is not None, left=left), is_whole=not left
    )


def take_back_last(workspace: Workspace) -> Outcome | None:
    """Take back the last thing done on this laptop that stands; nothing where there is none."""
    act = workspace.store.last_done(PASSED_OVER)
    return take_back(workspace, act) if act else None


def do_again(workspace: Workspace) -> Outcome | None:
    """Do again what was taken back last; nothing once more was done since."""
    act = workspace.store.last_taken_back(PASSED_OVER)
    return take_back(workspace, act) if act else None


def restore(workspace: Workspace, change: FieldChange, *, before: bool = True, reason: str = "") -> Outcome:
    """Give one field what it held before an act, or since, by a new act.

    Raises:
        InputRefused: The field's text was typed in and never saved; that comes first.
    """
    entry = change.entry
    _refuse_over_found_text(workspace, [(entry.record, entry.field)])
    why = one_line(reason) or None
    interview = workspace.store.get(Interview, entry.record) if entry.kind == Interview.kind else None
    if interview is not None and entry.field == "note":
        changed = replace(interview, note=str((entry.before if before else entry.after) or ""))
        follow = followers(workspace, changed, interview.note)
        act = workspace.store.apply("restore", [changed, *follow], stream=interview.engagement, reason=why)
    else:
        act = workspace.store.restore(entry.act, entry.record, entry.field, before=before, reason=why)
    what = f"{change.label} of {change.of}"
    if act is None:
        return Outcome(act=None, sentence=f"Nothing was changed: the {what} is that already.")
    return Outcome(act=act, sentence=f"Restored: the {what}.")


def _follow(workspace: Workspace, notes: Mapping[str, str], *, besides: Collection[str]) -> None:
    """Let what came to a note later follow it back: a passage must stand where its words are, signs included."""
    for record, old in notes.items():
        now = workspace.store.get(Interview, record)
        if now is not None and not now.deleted and now.note != old:
            follow = followers(workspace, now, old, besides=besides)
            workspace.store.apply(_FOLLOWS, follow, stream=now.engagement)


def _sentence(past: PastAct, *, done: bool, left: Sequence[str]) -> str:
    what = f"{past.of}" + (f" ({past.city})" if past.city and past.city not in past.of else "")
    root = past.did.partition(": ")[2] or past.did
    verb = "Did again" if past.did.startswith("took back: ") else "Took back"
    kept = "; ".join(left)
    if done:
        rest = f" Changed since, and left as it is: {kept}." if left else ""
        return f"{verb}: {root}, {what}.{rest}"
    if left:
        return f"Nothing was taken back. Changed since, and left as it is: {kept}."
    return "Nothing was taken back: it is as it was before already."


def _refuse_over_found_text(workspace: Workspace, cells: Collection[tuple[str, str]]) -> None:
    """An act that writes a field drops its draft: text found after a crash must be decided on first."""
    for found in found_texts(workspace):
        if (found.record, found.field) in cells:
            raise InputRefused(
                f"There is text of {found.of} that was typed and never saved.",
                safe="Nothing was changed, and the text is safe.",
                next_step="Decide on it first: open it in leaptui, or see `leaptui found list`.",
            )


# Finding what is meant.


def find_act(workspace: Workspace, beginning: str) -> ActHash:
    """The act whose name begins so.

    Raises:
        UnknownName: There is none, or several.
    """
    return workspace.store.act_named(beginning).act


def find_record(workspace: Workspace, wanted: str, engagement: Engagement | None) -> tuple[str, str]:
    """Id and words of the record that is meant.

    Args:
        workspace: Where.
        wanted: Its id; within an engagement also an interview's number, a person's name, a call type,
            or a component's key or title.
        engagement: Whose record it is, where that is known.

    Raises:
        UnknownName: When there is none.
    """
    names = Names(workspace)
    for act in workspace.store.acts(record=wanted, limit=1):
        return wanted, next(names.of(kind, each) for kind, each in act.records if each == wanted)
    folded = fold(wanted)
    for kind, record, called in _callable(workspace, engagement) if engagement else ():
        if folded and folded in {fold(each) for each in called}:
            return record, names.of(kind, record)
    raise UnknownName(
        f"There is no record “{one_line(wanted)}”" + (f" in {engagement.name}." if engagement else "."),
        next_step="Give its id, or with --engagement an interview's number, a person's name, a component or "
        "a call type.",
    )


def _callable(workspace: Workspace, engagement: Engagement) -> list[tuple[str, str, tuple[str, ...]]]:
    store, of = workspace.store, engagement.id
    titles = {each.key: each.title for each in workspace.practice.components}
    found: list[tuple[str, str, tuple[str, ...]]] = [
        ("engagement", of, (engagement.slug, engagement.name)),
    ]
    found += [
        ("interview", each.id, (str(each.number), f"interview {each.number}", each.title))
        for each in store.all(Interview, engagement=of)
    ]
    found += [
        ("component", each.id, (each.key, titles.get(each.key, each.key)))
        for each in store.all(Component, engagement=of)
    ]
    found += [("stakeholder", each.id, (each.name,)) for each in store.all(Stakeholder, engagement=of)]
    found += [("type_rule", each.id, (each.type,)) for each in store.all(TypeRule, engagement=of)]
    return found
