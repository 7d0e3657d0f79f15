"""Diversion before arrest, gathered for the roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.documents.kinds.diversion_part import DiversionContent, PartFact, SourcedFact
from leaptui.domain.abstinence import names_abstinence
from leaptui.domain.roadmap_vocabulary import DiversionDecision
from leaptui.services.roadmap.diversion import FIELDS, DiversionView, diversion, field_label, values_of

if TYPE_CHECKING:
    from leaptui.domain.records import Engagement
    from leaptui.practice.facts import Fact
    from leaptui.services.documents.gathering import Gathering
    from leaptui.services.workspace import Workspace

_WHERE = "diversion"
_DECIDED = {
    DiversionDecision.ADOPT: "The city adopts diversion before arrest.",
    DiversionDecision.STUDY: "The city studies diversion before arrest; nothing is decided yet.",
}
_NO_TERMS = frozenset({"decision", "rationale", "measures", "note"})
"""Fields that stand in places of their own; the note is the advisor's."""


def diversion_part(
    workspace: Workspace, engagement: Engagement, through: Gathering
) -> DiversionContent | None:
    """The section of a roadmap; none where diversion is neither adopted nor studied.

    Facts that nobody checked stay out, and so does a measure that is abstinence, should a record hold one.

    Args:
        workspace: Where.
        engagement: Whose.
        through: What the roadmap is gathered through.
    """
    view = diversion(workspace, engagement)
    if not view.is_part:
        return None
    option, values = view.option, values_of(view)
    label = through.label
    return DiversionContent(
        decided=label(_DECIDED[view.state.decision], f"{_WHERE}, decision"),
        rationale=through.text(view.state.rationale, f"{_WHERE}, reason"),
        terms=tuple(
            PartFact(
                label(field_label(field).capitalize(), _WHERE),
                label(values[field], f"{_WHERE}, {field_label(field)}"),
            )
            for field in FIELDS
            if field not in _NO_TERMS and values[field]
        ),
        measures=tuple(label(words, f"{_WHERE}, measures") for words in _measures(view, through)),
        open=tuple(label(sentence, f"{_WHERE}, open") for sentence in view.missing),
        variants=tuple(
            _sourced(through, f"{each.place}: {each.fact.text}", each.fact)
            for each in option.variants
            if not each.fact.unverified
        ),
        evidence=tuple(_sourced(through, each.text, each) for each in option.evidence if not each.unverified),
        conflict=_sourced(through, option.conflict.text, option.conflict),
    )


def _measures(view: DiversionView, through: Gathering) -> list[str]:
    known = {each.key: f"{each.label}: {each.fact.text}" for each in view.option.measures}
    found = []
    for value in view.state.measures:
        if names_abstinence(value.replace("_", " ")):
            through.kept_back.append(f"{_WHERE}: “{value}” is no measure of it")
        else:
            found.append(known.get(value, value))
    return found


def _sourced(through: Gathering, text: str, fact: Fact) -> SourcedFact:
    return SourcedFact(
        through.label(text, f"{_WHERE}, what is known"),
        through.label(fact.cited, f"{_WHERE}, source"),
    )
