"""Text that was typed before leaptui ended unasked: what was found, and keeping it or what was saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from leaptui.domain.record import Record
from leaptui.domain.records import Engagement, Interview
from leaptui.services.interviews.interviews import save_note
from leaptui.services.interviews.note_followers import followers
from leaptui.services.upkeep.record_names import Names, stored
from leaptui.services.upkeep.record_words import field_in_words
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.store.act_log import ActHash
    from leaptui.store.drafts import Draft

_VERB = "keep found text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """Text of one field that is not what the store says.

    Attributes:
        record: Id of its record.
        field: Key of its field.
        of: The record in words.
        label: The field in words.
        city: Its city.
        when: When the last of it was made safe, in the zone of this laptop.
        saved: What the store says.
        found: What was typed.
    """

    record: str
    field: str
    of: str
    label: str
    city: str
    when: datetime
    saved: str
    found: str


def found_texts(workspace: Workspace, record: str | None = None) -> list[FoundText]:
    """All that was typed and never made a change, the newest first; of one record, where one is given.

    What is being typed at this moment is among it: ask before an editor is opened.
    """
    names = Names(workspace)
    found: list[FoundText] = []
    for draft in workspace.store.drafts():
        known = _record_of(workspace, draft) if record in (None, draft.record) else None
        saved = getattr(known, draft.field, None)
        if known is not None and isinstance(saved, str) and saved != draft.text:
            found.append(
                FoundText(
                    record=draft.record,
                    field=draft.field,
                    of=names.of_record(known),
                    label=field_in_words(draft.field),
                    city=names.city_of(getattr(known, "engagement", known.id)),
                    when=datetime.fromisoformat(draft.at).astimezone(),
                    saved=saved,
                    found=draft.text,
                )
            )
    return found


def keep_found(workspace: Workspace, text: FoundText) -> None:
    """Make the text that was found what the store says, by one act.

    Where the field was changed since it was typed, the two are joined line by line.
    """
    _write(workspace, text, exactly=False)
    now = workspace.store.get(Interview, text.record)
    if now is not None and now.note not in (text.found, text.saved):
        save_note(workspace, now, now.note)  # joined: the follow-ups are those of both


def keep_saved(workspace: Workspace, text: FoundText) -> None:
    """Leave what was saved, and lose nothing: what was found is written into the history and taken back."""
    act = _write(workspace, text, exactly=True)
    if act is not None:
        workspace.store.undo(act, "What was saved before was kept.")


def _write(workspace: Workspace, text: FoundText, *, exactly: bool) -> ActHash | None:
    draft = workspace.store.draft(text.record, text.field)
    known = _record_of(workspace, draft) if draft else None
    if draft is None or known is None:
        return None
    changes: dict[str, Any] = {text.field: draft.text}
    changed = replace(known, **changes)
    follow = followers(workspace, changed, text.saved) if isinstance(changed, Interview) else []
    return workspace.store.apply(
        _VERB,
        [changed, *follow],
        stream=getattr(known, "engagement", known.id),
        reason=f"Typed until {text.when:%Y-%m-%d %H:%M:%S}; leaptui ended before it was saved.",
        seen=None if exactly else draft.seen,
    )


def _record_of(workspace: Workspace, draft: Draft) -> Record | None:
    for act in workspace.store.acts(record=draft.record, limit=1):
        kind = next(kind for kind, record in act.records if record == draft.record)
        return stored(workspace, kind, draft.record)
    # A component has no record until something is said of it. Seldom asked, and it brings much with it.
    from leaptui.services.roadmap.components import components_kept

    city, _, key = draft.record.rpartition(":")
    engagement = workspace.store.get(Engagement, city) if city else None
    return components_kept(workspace, engagement).get(key) if engagement else None
