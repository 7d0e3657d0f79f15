"""What every document is gathered through: the gate, texts with their claims read, what stays and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import ClearedFigure, KeptBack, Quote, ThemeOnly
from leaptui.documents.document import About, Document
from leaptui.domain.attribution import Attribution
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.measured import Measured
from leaptui.domain.records import Engagement, Excerpt
from leaptui.services.documents.claimed import ClaimReader
from leaptui.services.documents.gates import document_gate, gave_way
from leaptui.services.documents.handing_over import MAKE
from leaptui.services.documents.prepared import Prepared
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.interviews.interviews import interviews
from leaptui.services.interviews.quotes import Speakers
from leaptui.services.interviews.themes import themes
from leaptui.services.workspace import Workspace

_PASSED = {
    "quote": (
        "passage of an interview, as its speaker allows",
        "passages of interviews, as their speakers allow",
    ),
    "figure": ("figure, with base and source", "figures, with base and source"),
    "theme": ("theme without anybody's words", "themes without anybody's words"),
}
"""What one and what several of a kind are called."""
_KEPT_BACK = ("passage, name or figure", "passages, names or figures")
ORGANISATION = "Law Enforcement Action Partnership"


def log_head(workspace: Workspace, engagement: Engagement) -> str:
    """Hash of the newest act of an engagement's log. That a document was made is passed over: it changes none."""
    acts = workspace.store.acts(engagement.id)
    while acts:
        for act in acts:
            if act.verb != MAKE:
                return act.act
        acts = workspace.store.acts(engagement.id, before=acts[-1].act)
    return ""


class Gathering:
    """Clears the words of one document, and remembers what had to stay.

    What repeats a confidence is not refused at once: the gate knows all of it, and no file is made.

    Args:
        workspace: Where.
        engagement: Whose document it is.
        audience: Who will read it.
        document: Key of its kind: what was let through holds for one document only.
    """

    def __init__(
        self, workspace: Workspace, engagement: Engagement, audience: Audience, document: str
    ) -> None:
        self.gate = document_gate(workspace, engagement, document, audience)
        self.kept_back: list[str] = []
        """What stays in the store and why, for the advisor's own eyes."""
        self._off_record: set[str] = set()
        """What of that is off the record: no reader learns that there was something."""
        self._passed: dict[str, set[object]] = {what: set() for what in _PASSED}
        """Each once, however often it is printed."""
        self.views = {view.interview.id: view for view in interviews(workspace, engagement)}
        """The interviews, by id."""
        self._workspace = workspace
        self._engagement = engagement
        self._themes = themes(workspace, engagement)
        self._excerpts = {each.id: each for each in workspace.store.all(Excerpt, engagement=engagement.id)}
        self._speakers = Speakers(workspace, engagement)
        self._claims = ClaimReader(workspace, engagement, self.gate, self.quote)

    def label(self, text: str, where: str) -> Cleared:
        """A name, title or short text on one line, with what its claims say."""
        return self.gate.label(self._claims.read(text, where), where)

    def text(self, text: str, where: str) -> Cleared:
        """Text an advisor wrote, line ends kept, with what its claims say."""
        return self.gate.free_text(self._claims.read(text, where), where)

    def claimed(self, *texts: str) -> list[ClearedFigure]:
        """The figures that texts claim, each with base and source."""
        return [self.with_base(each) for each in self._claims.figures("\n".join(texts))]

    def quote(self, excerpt: str, where: str) -> Quote | ThemeOnly | None:
        """An excerpt as it may be printed; none of what stays, which is remembered.

        Args:
            excerpt: Its id.
            where: Where in the document it would stand.
        """
        found = self._excerpts.get(excerpt)
        talk = self.views.get(found.interview) if found else None
        if found is None or talk is None:
            self.kept_back.append(f"{where}: an excerpt that is no longer there")
            return None
        level = level_of(found, talk.interview, NoteLevels(talk.interview.note))
        cleared = self.gate.excerpt(
            found.text,
            found.passage,
            level,
            self._speakers.of(talk, level),
            list(dict.fromkeys(self._themes.label(key) for key in found.themes)),
            approval=found.quote_status,
            amended=found.quote_amended,
        )
        if isinstance(cleared, KeptBack):
            kept = f"{where}: an excerpt of interview {talk.interview.number}, {cleared.reason}"
            self.kept_back.append(kept)
            if level is Attribution.OFF_RECORD:
                self._off_record.add(kept)
            return None
        if isinstance(cleared, ThemeOnly):
            self.kept_back.append(
                f"{where}: the words of interview {talk.interview.number}, not for attribution"
            )
            self._passed["theme"] |= set(cleared.themes)
        else:
            self._passed["quote"].add(excerpt)
        return cleared

    def figure(self, figure: Measured, *, withhold: bool = False) -> ClearedFigure:
        """A measured figure as it may be printed.

        Args:
            figure: What was measured.
            withhold: Whether it would give a small count away.
        """
        return self.with_base(self.gate.figure(figure, withhold=withhold))

    def with_base(self, figure: ClearedFigure) -> ClearedFigure:
        """A figure that is printed with its base and source, counted as one that left."""
        self._passed["figure"].add(figure)
        return figure

    def _said_of_gate(self, passed: Sequence[str]) -> Iterator[str]:
        """What the appendix says of what left and what stayed."""
        gate = self.gate
        least = f" Counts from 1 to {gate.threshold - 1} are withheld." if gate.threshold > 1 else ""
        yield f"Read for {gate.audience.label} before it left.{least}"
        if passed:
            yield f"In it: {'; '.join(passed)}."
        kept = len(set(self.kept_back) - self._off_record)
        yield f"Kept back: {f'{kept} {_KEPT_BACK[kept != 1]}' if kept else 'nothing'}."
        for each in gate.let_through if gate.audience is Audience.INTERNAL else ():
            who = f", {each.allowed_by}" if each.allowed_by else ""
            yield f"Let through in {each.place}: {each.reason}{who}, {each.on}."
        if gate.let_through and gate.audience is not Audience.INTERNAL:
            yield f"Let through by a decision on record: {len(gate.let_through)}."

    @property
    def _let_through(self) -> tuple[str, ...]:
        """What passed, counted."""
        return tuple(
            f"{len(passed):,} {_PASSED[what][len(passed) != 1]}"
            for what, passed in self._passed.items()
            if passed
        )

    def prepared(self, document: Document, *, missing: Sequence[str] = (), stem: str = "") -> Prepared:
        """The document, ready to be made.

        Args:
            document: What it says.
            missing: What is open before it is final, in words; it is a draft while anything is.
            stem: Name of its files without the ending; that of engagement and kind where empty.
        """
        head = log_head(self._workspace, self._engagement)
        passed = self._let_through
        about = About(
            gate=tuple(self.gate.label(line, "about this document") for line in self._said_of_gate(passed)),
            log_head=self.gate.label(head, "about this document"),
        )
        return Prepared(
            kind=document.kind,
            audience=self.gate.audience,
            gate=self.gate,
            stem=stem or f"{self._engagement.slug}-{document.kind.replace('_', '-')}",
            document=replace(document, about=about),
            passed=passed,
            withheld=tuple(dict.fromkeys([*self.kept_back, *gave_way(self.gate)])),
            stale=self.stale,
            missing=tuple(missing),
            log_head=head,
        )

    @property
    def stale(self) -> tuple[str, ...]:
        """Claims read so far whose source has changed since, each in a sentence."""
        return tuple(self._claims.stale)

    def prepared_workbook(
        self, kind: str, make: Callable[[], bytes], *, missing: Sequence[str] = ()
    ) -> Prepared:
        """A workbook, ready to be made.

        Args:
            kind: Key of its kind.
            make: Makes its bytes without the store.
            missing: What is open before it is final, in words.
        """
        return Prepared(
            kind=kind,
            audience=self.gate.audience,
            gate=self.gate,
            stem=f"{self._engagement.slug}-{kind.replace('_', '-')}",
            workbook=make,
            passed=self._let_through,
            withheld=tuple(dict.fromkeys([*self.kept_back, *gave_way(self.gate)])),
            stale=self.stale,
            missing=tuple(missing),
            log_head=log_head(self._workspace, self._engagement),
        )
