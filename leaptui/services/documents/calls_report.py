"""The calls report: what one export of a city's calls shows, and what it cannot."""

from __future__ import annotations

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.bands import banded_count, banded_share, share_step
from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.call_districts import clear_districts
from leaptui.disclosure.call_figures import clear_calls
from leaptui.disclosure.call_quality import clear_answers
from leaptui.disclosure.call_service import (
    clear_effort,
    clear_endings,
    clear_repeats,
    clear_today,
    clear_waits,
    clear_windows,
)
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.documents.kinds.calls_report import CallsReportContent, OtherCity, ToMend, compose
from leaptui.documents.kinds.roadmap import CallsContent
from leaptui.domain.call_measures import SplitBy
from leaptui.domain.call_quality import QualityFinding
from leaptui.domain.errors import InputRefused
from leaptui.domain.measured import RuleSet
from leaptui.domain.records import Engagement
from leaptui.domain.text import slug
from leaptui.services.calls import measures, place_measures, service_measures
from leaptui.services.calls.asked import Asked, ask
from leaptui.services.calls.picture import dataset_name, find_dataset, summarise
from leaptui.services.calls.quality import quality
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.prepared import Prepared
from leaptui.services.workspace import Workspace

RULES = RuleSet.EXPECTED
"""Which calls count as eligible where a figure needs one set of rules."""
_TELLS_FORCE = ("force", "injur", "hurt")
"""Words in the label of an ending."""


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:
    """Gather the report through the gate.

    Args:
        workspace: Where.
        engagement: Whose calls.
        audience: Who will read it.
        which: The export, by label, file name or hash; the newest where empty.

    Raises:
        UnknownName: When there is no such export.
        InputRefused: When no call of it is in the base.
        Withheld: When the base is a small count, or a label of the file repeats a confidence.
    """
    gathering = Gathering(workspace, engagement, audience, "calls_report")
    newest, dataset = find_dataset(workspace, engagement), find_dataset(workspace, engagement, which or None)
    asked = ask(workspace, engagement, dataset)
    # That of an earlier export is a document beside the newest, not in its place.
    other = "" if dataset == newest else f"{engagement.slug}-calls-report-{slug(dataset_name(dataset))}"
    return gathering.prepared(compose(content_of(gathering.gate, workspace, asked)), stem=other)


def content_of(gate: Gate, workspace: Workspace, asked: Asked) -> CallsReportContent:
    """What the report says of some calls, cleared.

    Raises:
        InputRefused: When no call is in the base.
        Withheld: When the base is a small count, or a label of the file repeats a confidence.
    """
    picture = summarise(workspace, asked.engagement, asked.dataset, asked.base)
    summary = picture.summary
    if not summary.base.calls:
        raise InputRefused(
            f"{picture.dataset.file_name} has no {asked.base.label.removesuffix('s')} to report on.",
            safe="Nothing was written.",
            next_step=f"See what became of its rows: leaptui calls ledger --engagement {asked.engagement.slug}.",
        )
    export = CallsContent(clear_calls(gate, summary, picture.dataset.file_name), picture.ledger)
    found = quality(workspace, asked.dataset)
    today = service_measures.service_today(workspace, asked)
    endings = measures.outcomes(workspace, asked, RULES)
    districts = place_measures.by_district(workspace, asked)
    days = sum(summary.weekdays_in_period)
    return CallsReportContent(
        title=gate.label(f"Calls for service in {asked.engagement.name}", "name of the engagement"),
        city=gate.label(asked.engagement.name, "name of the engagement"),
        organisation=gate.label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=gate.audience,
        export=export,
        days=days,
        a_day=gate.label(f"{summary.base.calls / days:,.1f}" if days else "–", "calls a day"),
        answers=clear_answers(gate, found.answers),
        to_mend=tuple(_to_mend(gate, each) for each in found.findings if each.ask),
        windows=clear_windows(gate, service_measures.coverage(workspace, asked, RULES)),
        waits=clear_waits(gate, measures.durations(workspace, asked, SplitBy.PRIORITY)),
        today=clear_today(gate, today),
        endings=clear_endings(gate, endings),
        tells_force=any(word in line.label for line in endings.lines for word in _TELLS_FORCE),
        effort=clear_effort(gate, measures.effort(workspace, asked, RULES)),
        repeats=clear_repeats(gate, place_measures.repeat_places(workspace, asked)),
        districts=clear_districts(gate, districts, RULES, hidden_cells(summary, gate.threshold)),
        has_rates=any(line.per_thousand is not None for line in districts.lines),
        residents_from=tuple(
            gate.label(source, "source of residents")
            for source in dict.fromkeys(line.source for line in districts.lines if line.residents)
            if source
        ),
        others=_others(workspace, gate),
        decided_types=_decided(workspace, asked, gate),
        cannot_tell=tuple(
            gate.label(words, "what the file lacks")
            for words in dict.fromkeys((*summary.not_available, *today.not_available))
        ),
    )


def _to_mend(gate: Gate, found: QualityFinding) -> ToMend:
    where = "data quality"
    return ToMend(
        what=gate.label(found.what, where),
        share=banded_share(found.share, found.base, gate.threshold)
        if found.rows and share_step(found.base, gate.threshold)
        else gate.label("", where),
        # What one finding is counted of and another is not may be a handful of calls.
        of=gate.label(f"{banded_count(found.base, gate.threshold).text} {found.of}", where),
        means=gate.label(found.means, where),
        ask=gate.label(found.ask, where),
    )


def _others(workspace: Workspace, gate: Gate) -> tuple[OtherCity, ...]:
    where = "published shares"

    def told(low: float, high: float) -> str:
        return f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"

    return tuple(
        OtherCity(
            place=gate.label(each.place, where),
            share=gate.label(told(each.low, each.high), where),
            counts=gate.label(f"{each.text.rstrip('.')}.", where),
            base=gate.label(each.base.rstrip("."), where),
            as_of=gate.label(each.as_of, where),
            source=gate.label(each.source, where),
        )
        for each in workspace.practice.peer_shares
    )


def _decided(workspace: Workspace, asked: Asked, gate: Gate) -> Cleared:
    """Who decided what the types are taken for."""
    own = len({reading.type for reading in asked.readings if reading.rule})
    general = f"Call types are read by the leaptui taxonomy, version {workspace.practice.taxonomy.version}"
    decided = f"; for {own:,} types the city's own decision comes first" if own else ""
    return gate.label(f"{general}{decided}.", "call types")
