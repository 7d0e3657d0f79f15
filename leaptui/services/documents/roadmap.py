"""Making the documents that a city is handed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.call_figures import clear_calls
from leaptui.disclosure.cleared import Cleared, ClearedFile
from leaptui.disclosure.gate import ClearedFigure, Gate, KeptBack, Quote, ThemeOnly
from leaptui.documents.content import (
    CallsContent,
    ComponentContent,
    Definition,
    DocumentFormat,
    RoadmapContent,
    Step,
)
from leaptui.domain.errors import InputRefused
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.domain.text import one_line
from leaptui.domain.vocabulary import EvidenceKind
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.city.engagements import jurisdictions_of
from leaptui.services.documents.handing_over import audience_named, hand_over_files
from leaptui.services.interviews.confidences import confidences
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.interviews.interviews import interviews
from leaptui.services.interviews.quotes import Speakers
from leaptui.services.interviews.themes import themes
from leaptui.services.roadmap.components import ComponentView, EvidenceView, readiness, roadmap
from leaptui.services.roadmap.figures import figure
from leaptui.services.workspace import Workspace

ORGANISATION = "Law Enforcement Action Partnership"
_ELIGIBLE = (
    "A call whose type a community responder could be sent to first. Narrow counts the types that comparable "
    "programmes launched with, expected all types of the community responder tier, broad also those for a "
    "joint response. Each call is still screened when it is taken."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an export wrote and what it kept back."""

    files: tuple[Path, ...]
    withheld: tuple[str, ...]
    """For the advisor: what stayed in the store, and why."""
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A roadmap as it would leave, before it is rendered."""

    content: RoadmapContent
    withheld: tuple[str, ...]
    gate: Gate


def export(
    workspace: Workspace,
    engagement: Engagement,
    *,
    document: str = "roadmap",
    audience: str = "public",
    formats: Sequence[str] = ("docx", "pdf", "html", "md"),
    folder: Path,
) -> Made:
    """Make a document in several formats: all of them, or none.

    Raises:
        Withheld: When text of the advisor repeats a confidence; the sentence says where.
        InputRefused: When a format is unknown.
        OutputRefused: When the folder cannot be written.
    """
    if document != "roadmap":
        raise InputRefused(f"There is no document “{one_line(document)}”.", next_step="There is: roadmap.")
    wanted = wanted_formats(formats)
    prepared = prepare(workspace, engagement, audience)
    return hand_over(workspace, engagement, prepared, rendered(engagement, prepared, wanted), folder)


def wanted_formats(names: Sequence[str]) -> tuple[DocumentFormat, ...]:
    """The formats named, each once.

    Raises:
        InputRefused: When none is named, or one is unknown.
    """
    if not names:
        raise InputRefused("No format was named.", next_step="Choose among docx, pdf, html, md.")
    return tuple(dict.fromkeys(_format(name) for name in names))


def rendered(
    engagement: Engagement, prepared: Prepared, formats: Sequence[DocumentFormat]
) -> tuple[ClearedFile, ...]:
    """The finished files, not yet written. Takes seconds and needs no store, so typing is saved meanwhile.

    Raises:
        Withheld: When something protected is in a finished file after all.
    """
    from leaptui.documents.render import render

    return render(prepared.content, formats, prepared.gate, f"{engagement.slug}-roadmap")


def hand_over(
    workspace: Workspace,
    engagement: Engagement,
    prepared: Prepared,
    files: Sequence[ClearedFile],
    folder: Path,
) -> Made:
    """Write finished files into a folder, all or none, and record them with their hashes.

    Raises:
        OutputRefused: When the folder cannot be written.
    """
    written = hand_over_files(workspace, engagement, "roadmap", prepared.content.audience, files, folder)
    return Made(files=written, withheld=prepared.withheld, draft=prepared.content.draft)


def documents_made(workspace: Workspace, engagement: Engagement) -> list[DocumentMade]:
    """The documents made for an engagement, newest first."""
    made = workspace.store.all(DocumentMade, engagement=engagement.id)
    return sorted(made, key=lambda each: each.made_at, reverse=True)


def prepare(workspace: Workspace, engagement: Engagement, audience: str = "public") -> Prepared:
    """Gather a roadmap's content through the gate.

    Raises:
        Withheld: When text of the advisor repeats a confidence.
    """
    readers = audience_named(audience)
    gate = Gate(readers, confidences(workspace, engagement))
    drawn = _Evidence(workspace, engagement, gate)
    components = tuple(_component(gate, view, drawn) for view in roadmap(workspace, engagement))
    picture = drawn.picture
    taxonomy = workspace.practice.taxonomy
    content = RoadmapContent(
        city=gate.label(engagement.name, "name of the engagement"),
        jurisdictions=tuple(
            gate.label(", ".join(part for part in (place.name, place.state) if part), "jurisdictions")
            for place in jurisdictions_of(workspace, engagement)
        ),
        organisation=gate.label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=readers,
        draft=bool(readiness(workspace, engagement)),
        components=components,
        heard=gate.label(drawn.heard(), "who was heard"),
        calls=(CallsContent(clear_calls(gate, picture.summary, picture.dataset.file_name), picture.ledger),)
        if picture
        else (),
        sources=(gate.label(f"Call types by the leaptui taxonomy, version {taxonomy.version}.", "sources"),),
        definitions=(
            Definition(gate.label("Eligible call", "definitions"), gate.label(_ELIGIBLE, "definitions")),
        ),
    )
    return Prepared(content=content, withheld=tuple(drawn.kept_back), gate=gate)


class _Evidence:
    """Clears what components rest on, and remembers what it had to keep back."""

    def __init__(self, workspace: Workspace, engagement: Engagement, gate: Gate) -> None:
        self._gate = gate
        self._themes = themes(workspace, engagement)
        self._views = {view.interview.id: view for view in interviews(workspace, engagement)}
        self._excerpts = {each.id: each for each in workspace.store.all(Excerpt, engagement=engagement.id)}
        self._speakers = Speakers(workspace, engagement)
        self._groups = len(workspace.practice.groups)
        self.picture = summarise(workspace, engagement) if datasets(workspace, engagement) else None
        self.kept_back: list[str] = []

    def heard(self) -> str:
        """Who was heard, in a sentence."""
        if not self._views:
            return ""
        people = {person.id: person for view in self._views.values() for person in view.people}
        groups = {person.group for person in people.values() if person.group}
        return (
            f"{_counted(len(people), 'person', 'people')} in "
            f"{_counted(len(self._views), 'interview', 'interviews')}, "
            f"from {len(groups)} of {_counted(self._groups, 'group', 'groups')}."
        )

    def quote(self, view: EvidenceView, where: str) -> Quote | ThemeOnly | None:
        """An excerpt as it may be printed."""
        excerpt = self._excerpts.get(view.evidence.source)
        talk = self._views.get(excerpt.interview) if excerpt else None
        if excerpt is None or talk is None:
            self.kept_back.append(f"{where}: an excerpt that is no longer there")
            return None
        level = level_of(excerpt, talk.interview, NoteLevels(talk.interview.note))
        cleared = self._gate.excerpt(
            excerpt.text,
            excerpt.passage,
            level,
            self._speakers.of(talk, level),
            list(dict.fromkeys(self._themes.label(key) for key in excerpt.themes)),
            approval=excerpt.quote_status,
            amended=excerpt.quote_amended,
        )
        if isinstance(cleared, KeptBack):
            self.kept_back.append(
                f"{where}: an excerpt of interview {talk.interview.number}, {cleared.reason}"
            )
            return None
        if isinstance(cleared, ThemeOnly):
            self.kept_back.append(
                f"{where}: the words of interview {talk.interview.number}, not for attribution"
            )
        return cleared

    def figure(self, view: EvidenceView, where: str) -> ClearedFigure | None:
        """A figure as it may be printed."""
        if self.picture is None or view.evidence.dataset != self.picture.dataset.hash:
            self.kept_back.append(f"{where}: a figure of call data that is not the newest")
            return None
        key = view.evidence.source
        hidden = hidden_cells(self.picture.summary, self._gate.threshold)
        return self._gate.figure(figure(self.picture, key), withhold=hidden.hides(key))


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _component(gate: Gate, view: ComponentView, drawn: _Evidence) -> ComponentContent:
    where = f"component {view.guide.number}"
    quotes: list[Quote] = []
    themes: list[Cleared] = []
    figures: list[ClearedFigure] = []
    for link in view.evidence:
        if link.evidence.source_kind is EvidenceKind.EXCERPT:
            said = drawn.quote(link, where)
            if isinstance(said, Quote):
                quotes.append(said)
            elif isinstance(said, ThemeOnly):
                themes.extend(said.themes)
        elif cleared := drawn.figure(link, where):
            figures.append(cleared)
    return ComponentContent(
        number=view.guide.number,
        title=gate.label(view.guide.title, where),
        question=gate.label(view.guide.question, where),
        status=view.state.status,
        decision=gate.label(view.state.decision, f"{where}, decision"),
        rationale=gate.free_text(view.state.rationale, f"{where}, rationale"),
        owner=gate.label(view.state.owner, f"{where}, owner"),
        due=gate.label(view.state.due or "", f"{where}, due"),
        checklist=tuple(
            Step(gate.label(line.text, f"{where}, checklist"), line.done) for line in view.checklist
        ),
        quotes=tuple(quotes),
        themes=tuple(themes),
        figures=tuple(figures),
    )


def _format(name: str) -> DocumentFormat:
    try:
        return DocumentFormat(name.strip().lower())
    except ValueError:
        raise InputRefused(
            f"“{one_line(name)}” is not a format.",
            safe="Nothing was written.",
            next_step="Formats: " + ", ".join(DocumentFormat) + ".",
        ) from None
