"""Changing a city's checklists: ticking, adding, rewording, moving, taking off and putting back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import ChecklistTick
from leaptui.domain.text import one_line, slug
from leaptui.services.roadmap.checklists import OWN, Checklist, ChecklistLine, checklist, packaged_items
from leaptui.services.workspace import Workspace

MOST_CHARACTERS = 200
"""Of an item's words: it stands on a line or two."""
_LONGEST_KEY = 40
_UNCHANGED = "Nothing was changed."


def tick(workspace: Workspace, engagement: Engagement, key: str, item: str, done: bool) -> ChecklistTick:
    """Mark an item done or open.

    Raises:
        UnknownName: When there is no such checklist or item.
    """
    whole = checklist(workspace, engagement, key)
    line = _present(whole, item)
    ticked = replace(
        _record(workspace, engagement, whole, line.key),
        done=done,
        done_on=workspace.today().isoformat() if done else None,
    )
    workspace.store.apply("tick checklist", [ticked], stream=engagement.id)
    return ticked


def add_item(
    workspace: Workspace, engagement: Engagement, key: str, text: str, *, after: str | None = None
) -> ChecklistTick:
    """Put an item of the city's own on a checklist, at its end or after another item.

    Raises:
        UnknownName: When there is no such checklist or item.
        InputRefused: When it has no words, too many, or stands there already.
    """
    whole = checklist(workspace, engagement, key)
    words = _words(whole, text)
    own = ChecklistTick(
        id="",
        engagement=engagement.id,
        component=whole.key,
        item=_own_key(whole, words),
        text=words,
        position=len(whole.lines),
    )
    own = replace(own, id=f"{engagement.id}:{whole.key}:{own.item}")
    records = [own]
    if after is not None:
        keys = [line.key for line in whole.lines]
        keys.insert(keys.index(_present(whole, after).key) + 1, own.item)
        records = _positions(workspace, engagement, whole, keys, besides=own)
    workspace.store.apply("add checklist", records, stream=engagement.id)
    return own


def reword_item(
    workspace: Workspace, engagement: Engagement, key: str, item: str, text: str
) -> ChecklistTick:
    """Say an item in the city's own words; without words, as the practice content says it.

    Raises:
        UnknownName: When there is no such checklist or item.
        InputRefused: When the words are too many or another item's, or the city's own item would have none.
    """
    whole = checklist(workspace, engagement, key)
    line = _present(whole, item)
    words = one_line(text)
    if words or line.own:
        words = _words(whole, text, besides=line)
    _, items = packaged_items(workspace.practice, whole.key)
    if any(each.key == line.key and each.text == words for each in items):
        words = ""
    changed = replace(_record(workspace, engagement, whole, line.key), text=words)
    workspace.store.apply("change checklist", [changed], stream=engagement.id)
    return changed


def move_item(workspace: Workspace, engagement: Engagement, key: str, item: str, to: int) -> int:
    """Put an item at another place of its checklist.

    Args:
        workspace: Where.
        engagement: Whose.
        key: Of the checklist.
        item: Of the item.
        to: The place, 1 for the first; beyond either end is that end.

    Returns:
        The place where it stands now.

    Raises:
        UnknownName: When there is no such checklist or item.
    """
    whole = checklist(workspace, engagement, key)
    line = _present(whole, item)
    keys = [each.key for each in whole.lines]
    at = min(max(to, 1), len(keys)) - 1
    if keys[at] != line.key:
        keys.remove(line.key)
        keys.insert(at, line.key)
        records = _positions(workspace, engagement, whole, keys)
        workspace.store.apply("move checklist", records, stream=engagement.id)
    return at + 1


def remove_item(workspace: Workspace, engagement: Engagement, key: str, item: str) -> ChecklistTick:
    """Take an item off the city's list; `restore_item` brings it back with its tick.

    Raises:
        UnknownName: When there is no such checklist or item.
    """
    return _set_removed(workspace, engagement, key, item, removed=True)


def restore_item(workspace: Workspace, engagement: Engagement, key: str, item: str) -> ChecklistTick:
    """Put an item that was taken off back to where it stood.

    Raises:
        UnknownName: When there is no such checklist or item.
    """
    return _set_removed(workspace, engagement, key, item, removed=False)


def rewritten(
    workspace: Workspace, engagement: Engagement, key: str, texts: Sequence[str]
) -> list[ChecklistTick]:
    """The records with which a checklist reads like this, not yet kept; items keep their ticks.

    Args:
        workspace: Where.
        engagement: Whose.
        key: Of the checklist.
        texts: Its items in their order, without one that has no words; said twice, it is one.

    Raises:
        UnknownName: When there is no such checklist.
        InputRefused: When an item has too many words.
    """
    whole = checklist(workspace, engagement, key)
    _, items = packaged_items(workspace.practice, whole.key)
    packaged = {each.key: each.text for each in items}
    wanted = list(dict.fromkeys(texts))
    order = {line.text: line.key for line in whole.lines}
    said_otherwise = [text for text in wanted if text not in order]
    records: dict[str, ChecklistTick] = {}
    was = [line.text for line in whole.lines]
    for _, start, end, first, last in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes():
        # What stands elsewhere in the list was moved there, and is neither said otherwise nor taken off.
        lines = [line for line in whole.lines[start:end] if line.text not in wanted]
        new = [text for text in wanted[first:last] if text in said_otherwise]
        for line, text in zip(lines, new, strict=False):
            words = "" if packaged.get(line.key) == text else _words(whole, text, besides=line)
            records[line.key] = replace(_record(workspace, engagement, whole, line.key), text=words)
            order[text] = line.key
        for line in lines[len(new) :]:
            records[line.key] = replace(_record(workspace, engagement, whole, line.key), removed=True)
        for text in new[len(lines) :]:
            words = _words(whole, text)
            own = _own_key(whole, words, besides=records)
            records[own] = replace(_record(workspace, engagement, whole, own), text=words)
            order[text] = own
    keys = [order[text] for text in wanted]
    if keys != [line.key for line in whole.lines if line.key in keys]:
        for position, each in enumerate(keys):
            known = records.get(each) or _record(workspace, engagement, whole, each)
            records[each] = replace(known, position=position)
    return list(records.values())


def _set_removed(
    workspace: Workspace, engagement: Engagement, key: str, item: str, *, removed: bool
) -> ChecklistTick:
    whole = checklist(workspace, engagement, key)
    line = _named(whole, item, whole.lines if removed else whole.removed)
    changed = replace(_record(workspace, engagement, whole, line.key), removed=removed)
    verb = "remove checklist" if removed else "restore checklist"
    workspace.store.apply(verb, [changed], stream=engagement.id)
    return changed


def _present(whole: Checklist, item: str) -> ChecklistLine:
    return _named(whole, item, whole.lines)


def _named(whole: Checklist, item: str, among: Sequence[ChecklistLine]) -> ChecklistLine:
    wanted = one_line(item)
    for line in among:
        if wanted in {line.key, line.key.removeprefix(OWN)}:
            return line
    if any(wanted == line.key for line in whole.removed):
        raise UnknownName(
            f"“{wanted}” was taken off the checklist of {whole.title}.",
            safe=_UNCHANGED,
            next_step="Put it back first: leaptui roadmap checklist remove … --restore.",
        )
    raise UnknownName(
        f"{whole.title} has no checklist item “{wanted}”.",
        safe=_UNCHANGED,
        next_step="Its items are: " + (", ".join(line.key for line in among) or "none") + ".",
    )


def _record(workspace: Workspace, engagement: Engagement, whole: Checklist, item: str) -> ChecklistTick:
    known = workspace.store.get(ChecklistTick, f"{engagement.id}:{whole.key}:{item}")
    return known or ChecklistTick(
        id=f"{engagement.id}:{whole.key}:{item}", engagement=engagement.id, component=whole.key, item=item
    )


def _positions(
    workspace: Workspace,
    engagement: Engagement,
    whole: Checklist,
    keys: Sequence[str],
    *,
    besides: ChecklistTick | None = None,
) -> list[ChecklistTick]:
    """The records whose place in this order is not the one they have."""
    records = []
    for position, key in enumerate(keys):
        new = besides is not None and key == besides.item
        known = besides if new and besides else _record(workspace, engagement, whole, key)
        if new or known.position != position:
            records.append(replace(known, position=position))
    return records


def _words(whole: Checklist, text: str, *, besides: ChecklistLine | None = None) -> str:
    words = one_line(text)
    if not words:
        raise InputRefused("An item of a checklist needs words.", safe=_UNCHANGED)
    if len(words) > MOST_CHARACTERS:
        raise InputRefused(
            f"An item of a checklist has at most {MOST_CHARACTERS} characters, and this one {len(words)}.",
            safe=_UNCHANGED,
            next_step="Say it shorter, or make two of it.",
        )
    for line in whole.lines:
        if line is not besides and line.text.casefold() == words.casefold():
            raise InputRefused(f"“{words}” is on the checklist of {whole.title} already.", safe=_UNCHANGED)
    return words


def _own_key(whole: Checklist, words: str, besides: Collection[str] = ()) -> str:
    """A key that says what it is, and that no other item has or had, nor any of those besides."""
    stem = OWN + (slug(words)[:_LONGEST_KEY].strip("-") or "item")
    number, key = 1, stem
    while whole.line(key) is not None or key in besides:
        number += 1
        key = f"{stem}-{number}"
    return key
