"""The portfolio's entries: adding an engagement, finding it, changing it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.records import Engagement, Jurisdiction
from leaptui.domain.text import fold, one_line, slug
from leaptui.domain.vocabulary import Level, Phase
from leaptui.services.days import day_from
from leaptui.services.typed_values import member, whole
from leaptui.services.workspace import Workspace

LONGEST_NAME = 120
"""Characters of an engagement's name: it becomes a file name and stands in every heading."""

_STATE_AT_END = re.compile(r",\s*([A-Za-z]{2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class JurisdictionInput:
    """A city, town or county as a person names it."""

    name: str
    state: str = ""
    population: int | None = None


def jurisdiction_from(text: str) -> JurisdictionInput:
    """Read `Harbor Falls, OH, 61,400`: name, state and population, the last two optional.

    Raises:
        InputRefused: When there is no name, or the state is not two letters.
    """
    words = one_line(text)
    found = re.fullmatch(
        r"(?P<name>[^,]+?)(?:,\s*(?P<state>[A-Za-z]{2}))?(?:[,:]\s*(?P<people>[\d,. ]+))?", words
    )
    if not found:
        raise InputRefused(
            f"“{words}” is not a jurisdiction.",
            next_step="Write name, state and population: Harbor Falls, OH, 61400.",
        )
    people = re.sub(r"\D", "", found["people"] or "")
    return JurisdictionInput(
        name=found["name"], state=(found["state"] or "").upper(), population=int(people) if people else None
    )


def add_engagement(
    workspace: Workspace,
    name: str,
    *,
    jurisdictions: Sequence[JurisdictionInput] = (),
    timezone: str | None = None,
    level: str | None = None,
    phase: str | None = None,
    lead: str = "",
    partners: Sequence[str] = (),
    dispatch_centre: str = "",
    interviews_planned: int | None = None,
) -> Engagement:
    """Put a new engagement into the portfolio.

    Where no jurisdiction is given the name itself is read as one: `San José, CA` is the city
    San José in CA.

    Raises:
        InputRefused: When the name is empty or taken, or a value is not one of its vocabulary.
    """
    name = one_line(name)
    short = slug(name)
    if not short:
        raise InputRefused("An engagement needs a name.", safe="Nothing was added.")
    if len(name) > LONGEST_NAME:
        raise InputRefused(
            f"A name of {len(name):,} characters is too long.",
            safe="Nothing was added.",
            next_step=f"Use {LONGEST_NAME} or fewer.",
        )
    if any(known.slug == short for known in workspace.store.all(Engagement)):
        raise InputRefused(
            f"There is an engagement “{short}” already.",
            safe="Nothing was added.",
            next_step="Choose another name.",
        )
    engagement = Engagement(
        id=workspace.new_id(),
        slug=short,
        name=name,
        level=member(Level, level, "level of engagement") if level else None,
        phase=member(Phase, phase, "phase") if phase else None,
        timezone=_zone(timezone),
        lead=one_line(lead),
        partners=tuple(one_line(partner) for partner in partners if one_line(partner)),
        dispatch_centre=one_line(dispatch_centre),
        interviews_planned=interviews_planned,
    )
    places = list(jurisdictions) or [_named_in(name)]
    records = [
        Jurisdiction(
            id=workspace.new_id(),
            engagement=engagement.id,
            name=one_line(place.name),
            state=place.state.upper(),
            population=place.population,
            position=position,
        )
        for position, place in enumerate(places)
    ]
    workspace.store.apply("add engagement", [engagement, *records], stream=engagement.id)
    return engagement


def engagements(workspace: Workspace) -> list[Engagement]:
    """All of them, by name."""
    return sorted(workspace.store.all(Engagement), key=lambda engagement: fold(engagement.name))


def find_engagement(workspace: Workspace, wanted: str) -> Engagement:
    """The engagement a person means: by slug, id, name, or the only name that begins so.

    Raises:
        UnknownName: When none or several fit; the sentence lists what there is.
    """
    known = engagements(workspace)
    short, folded = slug(wanted), fold(wanted)
    for engagement in known:
        if wanted == engagement.id or short == engagement.slug or folded == fold(engagement.name):
            return engagement
    beginning = [engagement for engagement in known if short and engagement.slug.startswith(short)]
    if len(beginning) == 1:
        return beginning[0]
    names = ", ".join(engagement.slug for engagement in beginning or known) or "none yet"
    raise UnknownName(
        f"There is no engagement “{one_line(wanted)}”."
        if not beginning
        else f"“{one_line(wanted)}” could be several.",
        next_step=f"The engagements are: {names}.",
    )


def engagement_of(workspace: Workspace, kind: str, record: str) -> Engagement | None:
    """The engagement that a record belongs to; nothing when either is gone."""
    if kind == Engagement.kind:
        return workspace.store.get(Engagement, record)
    # All kinds are not wanted on the way to the first screen.
    from leaptui.domain.kinds import record_type_of

    record_type = record_type_of(kind)
    owner = getattr(workspace.store.get(record_type, record), "engagement", None) if record_type else None
    return workspace.store.get(Engagement, owner) if isinstance(owner, str) else None


def jurisdictions_of(workspace: Workspace, engagement: Engagement) -> list[Jurisdiction]:
    """The places of an engagement, in the order they were given."""
    places = workspace.store.all(Jurisdiction, engagement=engagement.id)
    return sorted(places, key=lambda place: place.position)


def change_engagement(workspace: Workspace, engagement: Engagement, changes: Mapping[str, str]) -> Engagement:
    """Set fields of an engagement from text, as the form and `engagement set` give it.

    Args:
        workspace: Where.
        engagement: Which.
        changes: Field and its new text; an empty text clears the field.

    Raises:
        InputRefused: When a field is unknown or a value does not fit; nothing is changed then.
    """
    values: dict[str, object] = {}
    for key, text in changes.items():
        values[key.replace("-", "_")] = _value(key.replace("-", "_"), text)
    changed = replace(engagement, **values)  # type: ignore[arg-type]
    workspace.store.apply("change engagement", [changed], stream=engagement.id)
    return changed


def archive_engagement(workspace: Workspace, engagement: Engagement) -> None:
    """Take an engagement out of the portfolio; its records stay and undo brings it back."""
    workspace.store.apply("archive engagement", [replace(engagement, deleted=True)], stream=engagement.id)


def _value(key: str, text: str) -> object:
    words = one_line(text)
    match key:
        case "level":
            return member(Level, words, "level of engagement") if words else None
        case "phase":
            return member(Phase, words, "phase") if words else None
        case "timezone":
            return _zone(words or None)
        case "partners":
            return tuple(part for part in (one_line(part) for part in re.split(r"[\n;]", text)) if part)
        case "interviews_planned":
            return whole(words, "interviews planned", most=99_999)
        case "next_due":
            return day_from(words)
        case "name" if 0 < len(words) <= LONGEST_NAME:
            return words
        case "lead" | "dispatch_centre" | "next_step":
            return words
        case "note":
            return text
    raise InputRefused(
        f"An engagement has no field “{key}” that can be set to “{words}”.",
        safe="Nothing was changed.",
        next_step="Fields: name, level, phase, timezone, lead, partners, dispatch_centre, next_step, next_due, "
        "interviews_planned, note.",
    )


def _named_in(name: str) -> JurisdictionInput:
    found = _STATE_AT_END.search(name)
    return (
        JurisdictionInput(name=name[: found.start()], state=found[1].upper())
        if found
        else JurisdictionInput(name=name)
    )


def _zone(text: str | None) -> str | None:
    if text is None:
        return None
    name = one_line(text)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InputRefused(
            f"“{name}” is not a time zone.",
            safe="Nothing was changed.",
            next_step="Use an IANA name such as America/New_York or America/Los_Angeles.",
        ) from None
    return name
