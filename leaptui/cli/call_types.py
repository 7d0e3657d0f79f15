"""Call types on the command line: what each is taken for, and why."""

from __future__ import annotations

import click

from leaptui.cli.calls import DATASET
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.services.call_types import call_types
from leaptui.services.calls import find_dataset
from leaptui.services.engagements import find_engagement


@click.command("types")
@ENGAGEMENT
@DATASET
@AS_JSON
@click.pass_obj
def calls_types(session: Session, engagement: str, dataset: str | None, as_json: bool) -> None:
    """List the call types, most frequent first, with tier and reason."""
    with session.reading() as workspace:
        city = find_engagement(workspace, engagement)
        readings = call_types(workspace, city, find_dataset(workspace, city, dataset))
    total = sum(reading.calls for reading in readings)
    mapped = sum(reading.calls for reading in readings if reading.tier != "unmapped")
    coverage = mapped / total if total else 0.0
    if as_json:
        say_json(
            {
                "coverage": coverage,
                "types": [
                    {
                        "type": reading.type,
                        "calls": reading.calls,
                        "group": reading.group,
                        "tier": reading.tier,
                        "confidence": reading.confidence,
                        "reason": reading.reason,
                        "decided_by": reading.decided_by,
                    }
                    for reading in readings
                ],
            }
        )
        return
    say(f"{coverage:.1%} of {total:,} community-initiated calls have a tier.")
    say_table(
        ["type", "calls", "tier", "group", "sure", "why"],
        [[r.type, f"{r.calls:,}", r.tier.label, r.group or "–", r.confidence, r.reason] for r in readings],
    )


CALLS_TYPES = (calls_types,)
"""The commands of `calls` that are about types."""
