"""What a document's gate holds back, and letting words through with a reason.

An override holds for the same words in the same place of one document for one audience. It is an
act of its own in the history, stands in the record of each document that needed it and in the
appendix of one for internal use, and can be withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.held_back import HeldBack, digest_of
from leaptui.domain.errors import InputRefused, UnknownName, Withheld
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import GateOverride
from leaptui.domain.text import one_line
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.newest import newest_first
from leaptui.services.workspace import Workspace

_SHORTEST_REASON = 3
"""Words that it takes to say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBackWords:
    """Words that keep a document from leaving.

    Attributes:
        document: Key of its kind.
        audience: Who would read it.
        place: Where they stand, as the gate names it: `component 3, rationale`.
        words: As they stand there.
        why: What they repeat or whom they name.
        may_be_allowed: Whether an override may let them through.
    """

    document: str
    audience: Audience
    place: str
    words: str
    why: str
    may_be_allowed: bool

    @property
    def part(self) -> str:
        """`component 3`."""
        return self.place.partition(", ")[0]

    @property
    def field(self) -> str:
        """`rationale`; empty where the place has no parts."""
        return self.place.partition(", ")[2]


def held_back(
    workspace: Workspace, engagement: Engagement, document: str, audience: Audience, which: str = ""
) -> tuple[HeldBackWords, ...]:
    """Each span that keeps a document from leaving, in its order; empty when it may leave.

    Args:
        workspace: Where.
        engagement: Whose.
        document: Key or title of its kind.
        audience: Who would read it.
        which: Which of several, where there are several of that kind.

    Raises:
        LeapError: When it cannot be made at all.
    """
    kind = kind_named(document)
    try:
        prepare(workspace, engagement, kind, audience, which=which)
    except HeldBack as refused:
        return told(refused, kind.key, audience)
    return ()


def told(refused: HeldBack, document: str, audience: Audience) -> tuple[HeldBackWords, ...]:
    """The spans of a refusal, with the document they are of."""
    return tuple(
        HeldBackWords(
            document=document,
            audience=audience,
            place=span.where,
            words=span.words,
            why=span.why,
            may_be_allowed=span.may_be_allowed,
        )
        for span in refused.spans
    )


def overrides(workspace: Workspace, engagement: Engagement) -> list[GateOverride]:
    """What was let through in an engagement, newest first."""
    known = workspace.store.all(GateOverride, engagement=engagement.id)
    return newest_first(known, lambda each: each.made_at)


def allow(
    workspace: Workspace, engagement: Engagement, held: HeldBackWords, reason: str, *, by: str = ""
) -> GateOverride:
    """Let words through in the one place where they stand, for one document and audience.

    Args:
        workspace: Where.
        engagement: Whose document.
        held: One of `held_back`.
        reason: Why they may leave all the same.
        by: Who decides; the engagement's lead where nobody says.

    Raises:
        Withheld: When they are off the record, or stand for somebody who must not be known.
        InputRefused: When the reason is missing or says nothing.
    """
    if not held.may_be_allowed:
        raise Withheld(
            f"“{held.words}” in {held.place} {held.why}, and no override lets that through.",
            safe="Nothing was changed.",
            next_step="Take it out of the text.",
        )
    because = one_line(reason)
    if len(because.split()) < _SHORTEST_REASON:
        raise InputRefused(
            "An override needs a reason that a reader of the history understands.",
            safe="Nothing was changed.",
            next_step="Say in a few words why these may leave: “Chief Dray agreed by e-mail on 3 May”.",
        )
    made = GateOverride(
        id=workspace.new_id(),
        engagement=engagement.id,
        document=held.document,
        audience=held.audience,
        place=held.place,
        digest=digest_of(held.words),
        why_blocked=held.why,
        reason=because,
        allowed_by=one_line(by) or engagement.lead,
        made_at=workspace.now().isoformat(timespec="seconds"),
    )
    workspace.store.apply("let words through", [made], stream=engagement.id)
    return made


def withdraw(workspace: Workspace, override: GateOverride) -> None:
    """Take an override back: the words are held back again from the next document on."""
    workspace.store.apply("withdraw override", [replace(override, deleted=True)], stream=override.engagement)


def find_override(workspace: Workspace, engagement: Engagement, wanted: str) -> GateOverride:
    """An override by its id, or its number in `overrides`, from 1.

    Raises:
        UnknownName: When there is none.
    """
    known = overrides(workspace, engagement)
    for number, each in enumerate(known, start=1):
        if wanted.strip() in {each.id, str(number)}:
            return each
    raise UnknownName(
        f"There is no override “{one_line(wanted)}” in {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui document overrides list`.",
    )


def one_held_back(found: tuple[HeldBackWords, ...], place: str, words: str = "") -> HeldBackWords:
    """The span meant by its place, and by its words where several stand there.

    Args:
        found: What is held back.
        place: As the gate names it, or its number in the list, from 1.
        words: Some of them.

    Raises:
        UnknownName: When none or several are meant.
    """
    if place.strip().isdigit() and 0 < int(place) <= len(found):
        return found[int(place) - 1]
    meant = [
        each
        for each in found
        if one_line(place).casefold() == each.place.casefold()
        and (not words or digest_of(words) == digest_of(each.words))
    ]
    if len(meant) == 1:
        return meant[0]
    several = f"{len(meant)} passages are held back there." if meant else "Nothing is held back there."
    raise UnknownName(
        f"In “{one_line(place)}”: {several}",
        safe="Nothing was changed.",
        next_step="List them with `leaptui document held-back`, and name one by its number.",
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where words stand, for going there.

    Attributes:
        kind: Kind of the record; empty where the place is no record's.
        record: Its id.
        page: Which screen shows it: `roadmap`, `concerns`, `agreement`, `diversion`, `city`.
    """

    kind: str
    record: str
    page: str


def standing_of(workspace: Workspace, engagement: Engagement, place: str) -> Standing:
    """Where a place of a document is edited.

    Args:
        workspace: Where.
        engagement: Whose document.
        place: As the gate names it.
    """
    part, _, _ = place.partition(", ")
    for each in workspace.practice.components:
        if part == f"component {each.number}":
            return Standing("component", f"{engagement.id}:{each.key}", "roadmap")
    for first, kind, page in _PAGES:
        if part.startswith(first):
            return Standing(kind, "", page)
    return Standing("engagement", engagement.id, "city")


_PAGES = (
    ("concern", "concern", "concerns"),
    ("agreement", "agreement", "agreement"),
    ("diversion", "diversion", "diversion"),
    ("activity", "activity", "activities"),
    ("theme", "theme", "themes"),
)
"""Beginnings of places, the kind of record behind them, and the screen that shows it."""
