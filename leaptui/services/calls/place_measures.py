"""Where calls come from: repeat places, and districts beside who lives there."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.call_measures import SplitBy
from leaptui.domain.call_records import District
from leaptui.domain.measured import RuleSet
from leaptui.domain.place_measures import DistrictLine, Districts, RepeatPlaces, TopPlaces
from leaptui.services.calls.asked import Asked, population
from leaptui.services.city.districts import district_records, figures_of
from leaptui.services.interviews.equity import district_key
from leaptui.services.workspace import Workspace

LISTED_PLACES = 20
"""So many of the busiest places are named, and counted together."""


def repeat_places(workspace: Workspace, asked: Asked, rules: RuleSet | None = None) -> RepeatPlaces:
    """Whether a few places have most of the calls: of eligible types by a rule set, or of all."""
    from leaptui.calls.repeat_places import pareto, place_frame, top

    calls = population(workspace, asked)
    chosen = calls.eligible(rules)
    frame = place_frame(chosen)
    placeholders = frame.loc[frame["placeholder"], "calls"]
    places = frame.loc[~frame["placeholder"], "calls"]
    with_place = int(places.sum())
    hundredth, most = -(-len(places) // 100), min(LISTED_PLACES, len(places))
    return RepeatPlaces(
        base=calls.base,
        filter=asked.words,
        places=len(places),
        with_place=with_place,
        without_place=chosen.calls - int(frame["calls"].sum()),
        placeholders=tuple((str(name), int(count)) for name, count in placeholders.items()),
        top=tuple(
            TopPlaces(words, number, top(places, number), top(places, number) / with_place)
            for words, number in (
                ("busiest 1% of places", hundredth),
                (f"busiest {most} places", most),
            )
            if number
        ),
        lines=tuple((str(name), int(count)) for name, count in places.iloc[:LISTED_PLACES].items()),
        curve=tuple(pareto(places)),
    )


def by_district(workspace: Workspace, asked: Asked) -> Districts:
    """Calls, wait and endings by district, and per 1,000 residents where district records give them."""
    from leaptui.calls.outcomes import outcomes_by_district
    from leaptui.calls.splitting import part_frame, times_by_part

    calls = population(workspace, asked)
    base, frame = calls.base, part_frame(calls, SplitBy.DISTRICT)
    waits = times_by_part(calls, SplitBy.DISTRICT)
    endings = outcomes_by_district(calls, workspace.practice.call_outcomes)
    records = {district_key(record.name): record for record in district_records(workspace, asked.engagement)}
    lines = []
    for name, count, *eligible in frame.reset_index().itertuples(index=False):
        ends = endings.loc[name] if name in endings.index else {}
        lines.append(
            _line(
                records.get(district_key(name)) if name else None,
                DistrictLine(
                    name=name,
                    calls=int(count),
                    share=count / base.calls,
                    eligible=dict(zip(RuleSet, map(int, eligible), strict=True)),
                    response=waits.get(name, {}).get("response"),
                    outcomes={str(key): float(share) for key, share in ends.items()},
                ),
            )
        )
    keys = {district_key(line.name) for line in lines if line.name}
    return Districts(
        base=base,
        filter=asked.words,
        lines=tuple(lines),
        not_in_calls=tuple(record.name for key, record in records.items() if key not in keys),
        without_record=tuple(
            line.name for line in lines if line.name and district_key(line.name) not in records
        ),
    )


def _line(record: District | None, line: DistrictLine) -> DistrictLine:
    """The line with what is on record of its district."""
    if record is None:
        return line
    residents = record.residents
    return replace(
        line,
        residents=residents,
        per_thousand=line.calls / residents * 1_000 if residents else None,
        eligible_per_thousand={rules: count / residents * 1_000 for rules, count in line.eligible.items()}
        if residents
        else {},
        figures=figures_of(record),
        source=", ".join(part for part in (record.source, str(record.year or "")) if part),
    )
