"""Tables of where calls come from, and of what other cities published."""

from __future__ import annotations

from leaptui.domain.call_comparison import BesidePeers, PeerShare
from leaptui.domain.call_filter import CallFilter
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.measured import RuleSet
from leaptui.domain.place_measures import DistrictLine, Districts, RepeatPlaces
from leaptui.services.calls.tables import (
    Column,
    Kind,
    Line,
    PictureTable,
    Section,
    bars,
    of_part,
    of_rules,
    part_name,
    printed,
)


def places_table(found: RepeatPlaces, only: CallFilter) -> PictureTable:
    """Whether a few places have most of the calls."""
    share = found.with_place
    top = tuple(
        Line(
            cells=(line.words, line.places, line.calls, line.share),
            only=only,
            behind=f"busiest.{line.places}",
            bar=line.share,
        )
        for line in found.top
    )
    lines = tuple(
        Line(
            cells=(place, 1, calls, calls / share if share else 0.0),
            only=only,
            behind=f"place.{place}",
            bar=bar,
        )
        for (place, calls), bar in zip(found.lines, bars([calls for _, calls in found.lines]), strict=True)
    )
    first = found.top[0] if found.top else None
    sentence = (
        f"{found.places:,} places have {share:,} calls; {first.words} ({first.places:,}) "
        f"{'has' if first.places == 1 else 'have'} {printed(Kind.SHARE, first.share)} of them."
        if first
        else "The file does not say where calls come from."
    )
    left_out = [f"{words} ({calls:,})" for words, calls in found.placeholders]
    notes = [
        f"{found.without_place:,} calls have no place." if found.without_place else "",
        f"Taken for no place: {', '.join(left_out)}." if left_out else "",
        "Places are hundred-blocks or coarser." if found.places else "",
    ]
    return PictureTable(
        key="places",
        title="Places that call again and again",
        sentence=sentence,
        of=found.of,
        columns=(
            Column("place", "place", Kind.WORDS),
            Column("places", "places", Kind.NUMBER),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
        ),
        sections=(
            Section(title="Together", lines=top),
            Section(title="One by one", lines=lines),
        )
        if top or lines
        else (),
        share_of="calls with a place",
        share_calls=found.with_place,
        notes=tuple(note for note in notes if note),
    )


def districts_table(found: Districts, only: CallFilter, rules: RuleSet) -> PictureTable:
    """Calls, waits and who lives there, district by district."""
    lines = tuple(
        Line(
            cells=(
                part_name(SplitBy.DISTRICT, line.name),
                line.calls,
                line.share,
                line.eligible[rules],
                line.per_thousand,
                line.eligible_per_thousand.get(rules),
                line.response.median if line.response else None,
                line.response.p90 if line.response else None,
                line.residents,
            ),
            only=of_part(only, SplitBy.DISTRICT, line.name),
            bar=bar,
            detail=_who_lives_there(line),
        )
        for line, bar in zip(found.lines, bars([line.calls for line in found.lines]), strict=True)
    )
    without = ", ".join(found.without_record[:6])
    more = len(found.without_record) - 6
    notes = [
        f"Eligible by the {rules.value} rules; wait is from receipt to the first arrival, in minutes."
        if lines
        else "",
        f"Nothing is on record of who lives in: {without}{f' and {more} more' if more > 0 else ''}."
        if without
        else "",
        f"On record, but no call names them: {', '.join(found.not_in_calls)}." if found.not_in_calls else "",
    ]
    return PictureTable(
        key="districts",
        title="Districts: calls, waits, who lives there",
        sentence=_districts_sentence(found),
        of=found.of,
        columns=(
            Column("name", "district", Kind.WORDS),
            Column("calls", "calls", Kind.CALLS),
            Column("share", "share", Kind.SHARE),
            Column("eligible", "eligible", Kind.CALLS),
            Column("per_thousand", "per 1,000", Kind.RATE),
            Column("eligible_per_thousand", "elig/1,000", Kind.RATE),
            Column("response_median", "wait", Kind.MINUTES),
            Column("response_p90", "p90", Kind.MINUTES),
            Column("residents", "residents", Kind.NUMBER),
        ),
        sections=(Section(lines=lines),) if lines else (),
        notes=tuple(note for note in notes if note),
    )


def peers_table(found: BesidePeers, only: CallFilter) -> PictureTable:
    """The city's own shares beside published ones."""
    ours = tuple(
        Line(
            cells=(f"this city, {line.rules.value} rules", line.share, line.share, ""),
            only=of_rules(only, line.rules),
            bar=line.share,
            detail=f"{line.calls:,} of {found.ours.of}.",
        )
        for line in found.ours.lines
    )
    theirs = tuple(
        Line(
            cells=(peer.place, peer.low, peer.high, peer.as_of),
            bar=peer.high,
            detail=_published(peer),
        )
        for peer in found.peers
    )
    return PictureTable(
        key="peers",
        title="What other cities published",
        sentence="Published shares rest on other definitions and other bases than ours: read each one's before comparing.",
        of=found.ours.of,
        columns=(
            Column("place", "city", Kind.WORDS),
            Column("low", "from", Kind.SHARE),
            Column("high", "to", Kind.SHARE),
            Column("as_of", "of", Kind.WORDS),
        ),
        sections=(
            Section(title="Here", lines=ours),
            *((Section(title="Published", lines=theirs),) if theirs else ()),
        ),
        notes=() if theirs else ("No published shares are known to this store's practice content.",),
    )


def _published(peer: PeerShare) -> str:
    """What was counted, of what, and who says so."""
    return f"{peer.text.rstrip('.')}. Base: {peer.base.rstrip('.')}. Source: {peer.source}."


def _who_lives_there(line: DistrictLine) -> str:
    parts = [f"{figure.label}: {figure.value}" for figure in line.figures]
    told = "; ".join([*([f"Residents: {line.residents:,}"] if line.residents else []), *parts])
    return f"{told}. Source: {line.source or 'not noted'}." if told else ""


def _districts_sentence(found: Districts) -> str:
    named = [line for line in found.lines if line.name]
    if not named:
        return "The file does not say from which district a call comes."
    waits = [(line.response.median, line.name) for line in named if line.response]
    first = named[0]
    said = (
        f"{len(named):,} districts; {first.name} has most calls, {printed(Kind.SHARE, first.share)} of all."
    )
    if len(waits) > 1:
        (long, where), (short, elsewhere) = max(waits), min(waits)
        said += (
            f" Half of the calls wait over {long:.0f} minutes in {where}, over {short:.0f} in {elsewhere}."
        )
    return said
