"""What claims print in a document: each figure and quote passes the gate by itself before it enters a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.claimed_figures import clear_in_steps
from leaptui.disclosure.gate import WITHHELD, ClearedFigure, Gate, Quote, ThemeOnly
from leaptui.disclosure.wording import days_in_words
from leaptui.domain.claim_tokens import Token, misspelt, tokens, with_values
from leaptui.domain.errors import LeapError
from leaptui.domain.measured import BaseName, Measured, Unit
from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.roadmap_vocabulary import ClaimKind
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.calls.picture import CallsPicture, find_dataset, summarise
from leaptui.services.roadmap.claim_counts import Counted, counted_from
from leaptui.services.roadmap.claim_figures import claim_figures
from leaptui.services.roadmap.claims import ClaimView, Name, claims
from leaptui.services.roadmap.picture_figures import CountedFigure
from leaptui.services.workspace import Workspace

GONE = "[no longer known]"
"""Stands where a token names nothing, or its source is gone."""
_WITHHELD_QUOTE = "[words withheld]"
_PRINTED = Counted()
"""What documents print in counts: all calls of the usual base. Two bases overlap, so of another no count is told."""

ClearQuote = Callable[[str, str], Quote | ThemeOnly | None]


class ClaimReader:
    """Reads the texts of one document.

    Args:
        workspace: Where.
        engagement: Whose.
        gate: What its figures pass.
        quote: Clears an excerpt by its id, for a place in the document.
    """

    def __init__(self, workspace: Workspace, engagement: Engagement, gate: Gate, quote: ClearQuote) -> None:
        self.stale: dict[str, None] = {}
        """What does not say any more what its source says, each in a sentence, in the order it was met."""
        self._workspace, self._engagement = workspace, engagement
        self._gate, self._quote = gate, quote

    def read(self, text: str, where: str) -> str:
        """A text as it reads for these readers; it still has to pass the gate as a whole."""
        self.stale |= {f"{where}: “{meant}” is not a claim": None for meant in misspelt(text)}
        found = tokens(text)
        return (
            with_values(text, {token.name: self._printed(token, where) for token in found}) if found else text
        )

    def figures(self, text: str) -> list[ClearedFigure]:
        """The figures of a text with base and source, to be listed where the text rests on them."""
        names = dict.fromkeys(token.name for token in tokens(text) if token.kind is ClaimKind.FIGURE)
        shown = [self._figure(self._views[name]) for name in names if name in self._views]
        return [figure for figure in shown if figure is not None]

    def _printed(self, token: Token, where: str) -> str:
        view = self._views.get(token.name)
        if view is None:
            self.stale[f"{where}: ⟦{token.kind}:{token.key}⟧ names no claim"] = None
            return GONE
        if view.stale:
            self.stale[f"{where}: “{view.claim.key}” says {view.claim.printed}; {'; '.join(view.stale)}"] = (
                None
            )
        if view.claim.source_kind is EvidenceKind.EXCERPT:
            return self._quoted(view, where)
        if view.now.claim is None:
            return GONE
        figure = self._figure(view)
        if figure is None:
            return GONE
        return WITHHELD if _is_withheld(figure) else figure.printed.text

    def _quoted(self, view: ClaimView, where: str) -> str:
        said = self._quote(view.claim.source, where)
        if not isinstance(said, Quote):
            return _WITHHELD_QUOTE
        if said.verbatim:
            return f"“{said.said.text}” ({said.line.text})"
        return f"{said.said.text} (in other words, {said.line.text})"

    def _figure(self, view: ClaimView) -> ClearedFigure | None:
        """The figure as the text says it, withheld where that or what its source says now must be."""
        claim, now = view.claim, view.now
        if now.claim is None:
            return None
        if now.figure is None:
            source = f"staffing plan “{now.scenario.scenario.name}”" if now.scenario else "staffing plan"
            return ClearedFigure(
                self._gate.label(claim.label, "label of a figure"),
                self._gate.label(claim.printed, "figure of a plan"),
                self._gate.label(days_in_words(claim.base), "base of a figure"),
                self._gate.label(source, "name of a plan"),
            )
        withhold = self._gives_away(claim, now.figure)
        cleared = self._cleared(claim, now.figure, now.figure.measured, withhold=withhold)
        if not view.stale or _is_withheld(cleared):
            return cleared
        return self._cleared(claim, now.figure, _as_put(claim, now.figure.measured), withhold=withhold)

    def _cleared(
        self, claim: Claim, figure: CountedFigure, measured: Measured, *, withhold: bool
    ) -> ClearedFigure:
        """In counts where documents print it so, else in steps."""
        counted = counted_from(claim.only) or _PRINTED
        only = counted.only
        if only.is_all and counted.base is _PRINTED.base and not figure.in_steps:
            return self._gate.figure(measured, withhold=withhold)
        return clear_in_steps(
            self._gate,
            measured,
            of=figure.of,
            among=figure.among,
            is_part=not only.is_all,
            filtered=replace(only, period=None).words,
            withhold=withhold,
        )

    def _gives_away(self, claim: Claim, figure: CountedFigure) -> bool:
        """Whether it tells a small count together with what else is told of its dataset.

        The base of the documents and its cells are printed elsewhere, so what a filter or another
        base leaves out of them, or has beside them, is as good as printed too.
        """
        counted = counted_from(claim.only)
        if counted is None:
            return True
        beside: list[int] = []
        for base in dict.fromkeys((_PRINTED.base, counted.base)):
            try:
                whole = self._picture(claim, base)
            except LeapError:
                return True
            if hidden_cells(whole.summary, self._gate.threshold).hides(figure.cell):
                return True
            beside.append(whole.summary.base.calls - figure.measured.base.calls)
            unfiltered = claim_figures(whole).get(claim.source)
            if unfiltered is not None:
                beside.append(_told(unfiltered) - _told(figure.measured))
        return any(is_small(abs(count), self._gate.threshold) for count in beside)

    def _picture(self, claim: Claim, base: BaseName) -> CallsPicture:
        dataset = find_dataset(self._workspace, self._engagement, claim.dataset)
        return summarise(self._workspace, self._engagement, dataset, base)

    @cached_property
    def _views(self) -> dict[Name, ClaimView]:
        return {view.name: view for view in claims(self._workspace, self._engagement)}


def _as_put(claim: Claim, now: Measured) -> Measured:
    """The figure as it was when it was put into the text."""
    value, calls = float(claim.value), (counted_from(claim.only) or _PRINTED).calls
    share = now.unit is Unit.SHARE
    return replace(
        now,
        value=value,
        base=replace(now.base, calls=calls),
        part=round(value * calls) if share else now.part,
    )


def _told(figure: Measured) -> int:
    """The count that a figure tells."""
    return figure.part if figure.part is not None else round(figure.value)


def _is_withheld(figure: ClearedFigure) -> bool:
    return figure.printed.text.startswith(WITHHELD)
