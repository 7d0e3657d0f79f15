"""Partnership agreements as they are drafted: filled from the engagement, edited by hand, never legal advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from leaptui.domain.errors import InputRefused, UnknownName
from leaptui.domain.roadmap_records import Agreement
from leaptui.domain.roadmap_vocabulary import AgreementStatus
from leaptui.domain.states import state_named
from leaptui.domain.text import fold, one_line
from leaptui.practice.agreement import AgreementOutline, Section, filled
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.days import day_from
from leaptui.services.documents.gathering import ORGANISATION
from leaptui.services.typed_fields import Reading, lines, paragraphs, read
from leaptui.services.typed_values import member, whole

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.services.workspace import Workspace

NOTICE = "Draft for counsel; not legal advice."
"""Stands on an agreement until it is signed."""
BLANK = "________"
"""Where something is to be filled in by hand."""
READINGS: dict[str, Reading] = {
    "title": one_line,
    "status": lambda text: member(AgreementStatus, text, "status of an agreement"),
    "parties": lines,
    "purpose": paragraphs,
    "our_responsibilities": lines,
    "their_responsibilities": lines,
    "starts_on": day_from,
    "ends_on": day_from,
    "notice_days": lambda text: whole(text, "days of notice", most=365),
    "payment": paragraphs,
    "confidentiality": paragraphs,
    "governing_law": one_line,
    "arbitration": paragraphs,
    "signatories": lambda text: tuple(_signatory(line) for line in lines(text)),
    "signed_on": day_from,
    "note": paragraphs,
}
"""Fields of an agreement, in the order of the form. Lists are one a line."""
_STILL_OPEN = ("status", "signed_on", "ends_on", "note")
"""What may change in an agreement that is signed."""


@dataclass(frozen=True, slots=True)
class Term:
    """A section as it reads. Lists are one a line."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """An agreement as it reads.

    Attributes:
        agreement: The record.
        notice: What it is until it is signed; empty from then on.
        terms: Its sections, in order.
        missing: Titles of sections in which something is missing.
    """

    agreement: Agreement
    notice: str
    terms: tuple[Term, ...]
    missing: tuple[str, ...]


def agreements(workspace: Workspace, engagement: Engagement) -> list[AgreementView]:
    """The agreements of an engagement, the newest first."""
    outline = workspace.practice.agreement
    found = reversed(workspace.store.all(Agreement, engagement=engagement.id))
    return [_view(outline, engagement, each) for each in found]


def find_agreement(workspace: Workspace, engagement: Engagement, wanted: str = "") -> AgreementView:
    """An agreement by its number, id or words of its title; the only one where nothing is said.

    Raises:
        UnknownName: When none or several fit.
    """
    known, words = agreements(workspace, engagement), fold(wanted)
    for fits in (
        known if not words else [],
        [view for at, view in enumerate(known, 1) if words == str(at)],
        [view for view in known if words and view.agreement.id.endswith(words)],
        [view for view in known if words and words in fold(view.agreement.title)],
    ):
        if len(fits) == 1:
            return fits[0]
    name = f"“{one_line(wanted)}” is not one" if words else f"There {'are several' if known else 'is no'}"
    raise UnknownName(
        f"{name} agreement{'s' if not words and known else ''} of {engagement.name}.",
        safe="Nothing was changed.",
        next_step="List them with `leaptui agreement list`."
        if known
        else "Begin one with `leaptui agreement make`.",
    )


def make_agreement(
    workspace: Workspace, engagement: Engagement, values: Mapping[str, str] | None = None
) -> Agreement:
    """Begin an agreement with the outline, filled from the engagement; then with what was given.

    It begins on the first day of the next month. The law is that of the state where all places of the
    engagement lie; left open where they lie in several.

    Raises:
        InputRefused: When a field is unknown or a value does not fit; nothing is made then.
    """
    outline = workspace.practice.agreement
    places = jurisdictions_of(workspace, engagement)
    states = {place.state for place in places if place.state}
    first = _first_of_next_month(workspace.today(), 1)
    cities = [_party(place.name, place.state) for place in places] or [engagement.name]
    begun = Agreement(
        id=workspace.new_id(),
        engagement=engagement.id,
        parties=(ORGANISATION, *cities),
        starts_on=first.isoformat(),
        ends_on=date.fromordinal(_first_of_next_month(first, outline.months).toordinal() - 1).isoformat(),
        notice_days=outline.notice_days,
        governing_law=state_named(next(iter(states))) if len(states) == 1 else "",
    )
    words = _words(engagement, begun)
    begun = replace(
        begun,
        title=filled(outline.title, words),
        purpose=filled(outline.purpose, words),
        our_responsibilities=tuple(filled(each, words) for each in outline.our_responsibilities),
        their_responsibilities=tuple(filled(each, words) for each in outline.their_responsibilities),
        arbitration=filled(outline.arbitration, words),
        payment=filled(outline.payment, words),
        confidentiality=filled(outline.confidentiality, words),
        signatories=tuple(_signatory(f"| | {party}") for party in begun.parties),
    )
    made = _checked(workspace, replace(begun, **read(values or {}, READINGS, "an agreement")))
    workspace.store.apply("make agreement", [made], stream=engagement.id)
    return made


def change_agreement(workspace: Workspace, agreement: Agreement, values: Mapping[str, str]) -> Agreement:
    """Set fields of an agreement from text; an empty text clears one.

    Raises:
        InputRefused: When a field is unknown, a value does not fit, it is signed already, or it would
            be signed with something missing; nothing is changed then.
    """
    changed = replace(agreement, **read(values, READINGS, "an agreement"))
    if agreement.status is AgreementStatus.SIGNED and changed.status is AgreementStatus.SIGNED:
        touched = [key for key in READINGS if getattr(changed, key) != getattr(agreement, key)]
        if barred := [key for key in touched if key not in _STILL_OPEN]:
            raise InputRefused(
                f"It is signed, so its {barred[0].replace('_', ' ')} stays as it was signed.",
                safe="Nothing was changed.",
                next_step="Make another agreement, or set its state back to draft first.",
            )
    changed = _checked(workspace, changed)
    workspace.store.apply("change agreement", [changed], stream=agreement.engagement)
    return changed


def remove_agreement(workspace: Workspace, agreement: Agreement) -> None:
    """Put an agreement away; undo brings it back."""
    workspace.store.apply("remove agreement", [replace(agreement, deleted=True)], stream=agreement.engagement)


def values_of(agreement: Agreement) -> dict[str, str]:
    """The text of each field, as a form shows it."""
    texts: dict[str, str] = {}
    for key in READINGS:
        value = getattr(agreement, key)
        texts[key] = "\n".join(value) if isinstance(value, tuple) else str(value or "")
    return texts


def signatory(line: str) -> tuple[str, str, str]:
    """Name, title and party of a signatory as it is kept; each may be empty."""
    name, title, party = ([one_line(part) for part in line.split("|")] + ["", "", ""])[:3]
    return name, title, party


def _view(outline: AgreementOutline, engagement: Engagement, agreement: Agreement) -> AgreementView:
    words = _words(engagement, agreement)
    terms, missing = [], []
    for each in outline.sections:
        title = filled(each.title, words)
        text, whole_of_it = _section(agreement, each.section, each.text, words)
        terms.append(Term(each.section.value, title, text))
        missing += [] if whole_of_it else [title]
    # A draft that was given up was never more than a draft.
    ended = agreement.status is AgreementStatus.ENDED and agreement.signed_on is not None
    signed = agreement.status is AgreementStatus.SIGNED or ended
    return AgreementView(
        agreement=agreement,
        notice="" if signed else NOTICE,
        terms=tuple(terms),
        missing=tuple(missing),
    )


def _section(
    agreement: Agreement, section: Section, sentence: str, words: Mapping[str, str]
) -> tuple[str, bool]:
    """What stands in a section, and whether nothing is missing in it."""
    match section:
        case Section.TERM:
            known = bool(agreement.starts_on and agreement.ends_on and agreement.notice_days)
            return filled(sentence, words), known
        case Section.GOVERNING_LAW:
            return filled(sentence, words), bool(agreement.governing_law)
        case Section.SIGNATORIES:
            signing = [signatory(line) for line in agreement.signatories]
            text = "\n".join(
                f"{name or BLANK}, {title or BLANK}, for {party or BLANK}" for name, title, party in signing
            )
            return text or BLANK, bool(signing) and all(all(each) for each in signing)
        case Section.PARTIES:
            return "\n".join(agreement.parties) or BLANK, len(agreement.parties) > 1
    value = getattr(agreement, section.value)
    text = "\n".join(value) if isinstance(value, tuple) else value
    return text or BLANK, bool(text)


def _words(engagement: Engagement, agreement: Agreement) -> dict[str, str]:
    ours, *theirs = agreement.parties or ("",)
    days = agreement.notice_days
    return {
        "organisation": ours or ORGANISATION,
        "city": " and ".join(theirs) or engagement.name,
        "state": agreement.governing_law or BLANK,
        "starts": _day(agreement.starts_on),
        "ends": _day(agreement.ends_on),
        "notice": f"{days} day{'' if days == 1 else 's'}" if days else BLANK,
    }


def _checked(workspace: Workspace, agreement: Agreement) -> Agreement:
    if not agreement.title:
        raise InputRefused("An agreement needs a title.", safe="Nothing was changed.")
    if agreement.starts_on and agreement.ends_on and agreement.ends_on < agreement.starts_on:
        raise InputRefused(
            f"It cannot end on {agreement.ends_on}, before it begins on {agreement.starts_on}.",
            safe="Nothing was changed.",
        )
    if agreement.status is AgreementStatus.SIGNED:
        if len(agreement.parties) < 2 or not any(signatory(line)[0] for line in agreement.signatories):
            raise InputRefused(
                "A signed agreement has two parties and says who signed.",
                safe="Nothing was changed.",
                next_step="Name the signatories first: name | title | party.",
            )
        if agreement.signed_on is None:
            return replace(agreement, signed_on=workspace.today().isoformat())
    elif agreement.signed_on and agreement.status is not AgreementStatus.ENDED:
        raise InputRefused(
            "It has a day on which it was signed, but is not signed.",
            safe="Nothing was changed.",
            next_step="Set its state to signed, or take the day away.",
        )
    return agreement


def _signatory(line: str) -> str:
    if line.count("|") > 2:
        raise InputRefused(
            f"“{line}” has more than name, title and party.",
            safe="Nothing was changed.",
            next_step="Write it as: name | title | party.",
        )
    return one_line(" | ".join(signatory(line)))


def _day(iso: str | None) -> str:
    """`1 December 2026`."""
    if not iso:
        return BLANK
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def _party(name: str, state: str) -> str:
    return f"{name}, {state_named(state)}" if state else name


def _first_of_next_month(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
