"""Harbor Falls' quotes: what speakers approved, how they stand to the programme, and what its figures make of it."""

from __future__ import annotations

from dataclasses import replace

from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_records import Evidence
from leaptui.domain.vocabulary import EvidenceKind, QuoteStatus, Stance
from leaptui.services.workspace import Workspace

_SAID = {
    "At two in the morning I have a hospital, a jail, and my back seat.": (
        QuoteStatus.APPROVED,
        Stance.SUPPORT,
    ),
    "Give me the dull ones until I know their voices.": (QuoteStatus.APPROVED, Stance.CONDITION),
    "If nobody answers me, I send police. Every time.": (QuoteStatus.APPROVED, Stance.OPPOSE),
    "I will not open something I have to close in three years.": (QuoteStatus.APPROVED, Stance.CONDITION),
    "The quiet ones at the table scare me more than the loud ones in the yard.": (QuoteStatus.ASKED, None),
}
_VERDICTS = {
    ("types", "eligible.expected"): "Cannot tell: the type of a call does not say how it turned out.",
    ("responders", "times.on_scene.median"): "Bears it out: most of these calls are over within the hour.",
    ("volume", "eligible.narrow"): "Bears it out even by the strictest rules.",
}
"""By component and figure."""


def put_quotes(workspace: Workspace, engagement: Engagement) -> None:
    """Note what came back from those who were shown their words, and a verdict on some figures."""
    said = [
        replace(
            each,
            quote_status=_SAID[each.text][0],
            quote_on=workspace.today().isoformat(),
            quote_channel="e-mail",
            stance=_SAID[each.text][1],
        )
        for each in workspace.store.all(Excerpt, engagement=engagement.id)
        if each.text in _SAID
    ]
    judged = [
        replace(each, note=_VERDICTS[each.component, each.source])
        for each in workspace.store.all(Evidence, engagement=engagement.id)
        if each.source_kind is EvidenceKind.FIGURE and (each.component, each.source) in _VERDICTS
    ]
    workspace.store.apply("quotes approved", [*said, *judged], stream=engagement.id)
