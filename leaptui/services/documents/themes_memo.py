"""The memo on what people said, gathered so that nobody is recognised by a small number.

Three rules beside those of the gate, all by its threshold (five people, for readers outside):

- A theme that came up among fewer people is named, without how many raised it, of which groups,
  with what stance.
- A group of which fewer people were heard is counted among the groups and not named.
- Where fewer people were heard in all, only what was said on the record counts: anything else would
  be the view of one of a handful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_cells import hidden_cells
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Quote
from leaptui.documents.kinds.themes_memo import DataCheck, ThemeContent, ThemesMemoContent, compose
from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Excerpt, Stakeholder
from leaptui.domain.vocabulary import EvidenceKind, QuoteStatus, Stance
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.prepared import Prepared
from leaptui.services.interviews.coding import Passage, passages, themes_of
from leaptui.services.interviews.conversations import NO_GROUP, counted, told_conversations
from leaptui.services.interviews.coverage import Coverage, coverage_of
from leaptui.services.interviews.few_voices import FewVoices, voices
from leaptui.services.interviews.matrices import ThemeMatrix, ThemeRow, matrix_of
from leaptui.services.interviews.saturation import LAST, saturation_of
from leaptui.services.interviews.view_tables import MAY_COUNT
from leaptui.services.roadmap.components import roadmap
from leaptui.services.roadmap.figures import figure
from leaptui.services.workspace import Workspace

_QUOTES = 2
"""Of each theme."""
_APPROVED = (QuoteStatus.APPROVED, QuoteStatus.AMENDED)
_QUOTABLE = (Attribution.ON_RECORD, Attribution.ROLE_ONLY)
_STANCES = {
    Stance.SUPPORT: "support",
    Stance.CONDITION: "support on conditions",
    Stance.OPPOSE: "opposition",
}


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:  # noqa: ARG001 - there is one memo
    """Gather the memo through the gate.

    Raises:
        HeldBack: When text of the advisor repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience, "themes_memo")
    found = Heard(workspace, engagement, through)
    told, others = found.themes()
    covered = found.covered
    content = ThemesMemoContent(
        title=through.label(f"What people said in {engagement.name}", "name of the engagement"),
        city=through.label(engagement.name, "name of the engagement"),
        organisation=through.label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=audience,
        heard=through.label(found.who(), "who was heard"),
        rule=through.label(found.rule(), "how few are protected"),
        themes=told,
        other_themes=others,
        not_heard=tuple(
            through.label(_short(group.label, group.people, group.needed, audience), "who was not heard")
            for group in covered.short
        ),
        coverage=through.label(_coverage_rule(covered), "coverage"),
        saturation=through.label(found.saturation(), "saturation"),
        checks=_checks(workspace, engagement, through, found),
        draft=bool(covered.short),
    )
    missing = covered.wordings[:1] if covered.short else []
    return through.prepared(compose(content), missing=missing)


class Heard:
    """Who said what, as far as it counts for these readers."""

    def __init__(self, workspace: Workspace, engagement: Engagement, through: Gathering) -> None:
        self._through = through
        self._threshold = through.gate.threshold
        self._excerpts = {each.id: each for each in workspace.store.all(Excerpt, engagement=engagement.id)}
        self.held = told_conversations(workspace, engagement)
        self.covered = coverage_of(
            self.held,
            workspace.store.all(Stakeholder, engagement=engagement.id),
            workspace.practice.groups,
        )
        self._counting = FewVoices(tuple(self.held), self._threshold)
        self._few = self._counting.few_were_heard
        levels = (Attribution.ON_RECORD,) if self._few else MAY_COUNT
        self.said = [
            each
            for each in passages(workspace, engagement, self.held)
            if each.is_heard and each.level in levels and not self._withdrawn(each.excerpt)
        ]
        self.known = themes_of(workspace, engagement, self.said)
        self.matrix: ThemeMatrix = matrix_of(
            self.held, self.said, workspace.practice.groups, self.known.lineage, self.known.label
        )
        self._people_of = {group.key: group.people for group in self.covered.groups}

    def who(self) -> str:
        """How many were heard, in a sentence."""
        if self._few:
            return f"{self._counting.few}." if self.held else "nobody yet."
        groups = sum(group.people > 0 for group in self.covered.groups)
        return (
            f"{voices(self.held):,} people in {counted(len(self.held))}, "
            f"from {groups} of {len(self.covered.groups)} groups."
        )

    def rule(self) -> str:
        """How few people are protected, in words; empty where nothing is withheld."""
        if self._threshold <= 1:
            return ""
        if self._few:
            return f"Fewer than {self._threshold:d} people were heard, so only what was said on the record is told."
        return (
            f"A theme raised among fewer than {self._threshold:d} people is named without numbers, and a group "
            f"of which fewer than {self._threshold:d} were heard is counted and not named."
        )

    def themes(self) -> tuple[tuple[ThemeContent, ...], tuple[Cleared, ...]]:
        """The themes with how widely they are held, then the names of those raised by few."""
        told: list[ThemeContent] = []
        others: list[Cleared] = []
        for row in self.matrix.rows:
            if spans := self._through.gate.blocked(row.label, "theme"):
                self._through.kept_back.append(f"theme {row.key}: “{spans[0].words}” {spans[0].why}")
            elif self._is_few(row.passages):
                others.append(self._through.label(row.label, "theme"))
            else:
                told.append(self._theme(row))
        return tuple(told), tuple(others)

    def saturation(self) -> str:
        """Whether the last conversations still brought something new."""
        if self._few:
            return ""
        found = saturation_of(self.held, self.said, self.covered, self.known.lineage)
        curve = found.curve
        if len(curve) <= LAST:
            return "Too few conversations bear themes to say whether more listening would bring new ones."
        new = sum(curve[-LAST:])
        brought = "no new theme" if not new else "1 new theme" if new == 1 else f"{new} new themes"
        return (
            f"{found.themes} themes were raised in {counted(len(curve))}; the last {LAST} brought {brought}. "
            "The curve alone never ends the listening: every group has to be heard as well."
        )

    def _theme(self, row: ThemeRow) -> ThemeContent:
        where = f"theme {row.key}"
        label = self._through.label
        return ThemeContent(
            label=label(row.label, where),
            held=label(self._counting.widely(each.conversation for each in row.passages), where),
            groups=label(self._groups(row), where),
            agreement=label(self._stances(row, (Stance.SUPPORT, Stance.CONDITION)), where),
            dissent=label(self._stances(row, (Stance.OPPOSE,)), where),
            quotes=self._quotes(row, where),
        )

    def _groups(self, row: ThemeRow) -> str:
        """The groups by name, where enough of them were heard; the others as a number."""
        raised = [
            column
            for column, cell in zip(self.matrix.columns, row.cells, strict=True)
            if cell.interviews and column.key != NO_GROUP
        ]
        named = [
            each.label for each in raised if not is_small(self._people_of.get(each.key, 1), self._threshold)
        ]
        if not named:
            return ""
        few = len(raised) - len(named)
        rest = (
            f"{few} group{'' if few == 1 else 's'} of which fewer than {self._threshold:d} people were heard"
        )
        return "; ".join([*named, rest] if few else named)

    def _stances(self, row: ThemeRow, wanted: Sequence[Stance]) -> str:
        """`support in 4 conversations; support on conditions from fewer than 5 people`."""
        parts = []
        for stance in wanted:
            said = [each for each in row.passages if each.stance is stance]
            if not said:
                continue
            talks = len({each.conversation.interview.id for each in said})
            how = (
                f"from fewer than {self._threshold:d} people"
                if self._is_few(said)
                else f"in {counted(talks)}"
            )
            parts.append(f"{_STANCES[stance]} {how}")
        return "; ".join(parts)

    def _quotes(self, row: ThemeRow, where: str) -> tuple[Quote, ...]:
        """One or two that their speakers approved, of different conversations, dissent among them if there is any."""
        chosen = sorted(
            (each for each in row.passages if self._may_be_quoted(each)),
            key=lambda each: (-(each.strength or 0), each.excerpt),
        )
        against = [each for each in chosen if each.stance is Stance.OPPOSE][:1]
        quotes: dict[str, Quote] = {}
        for each in [*against, *(each for each in chosen if each not in against)]:
            if len(quotes) < _QUOTES and each.conversation.interview.id not in quotes:
                said = self._through.quote(each.excerpt, where)
                if isinstance(said, Quote):
                    quotes[each.conversation.interview.id] = said
        waiting = sum(
            each.level in _QUOTABLE and not self._may_be_quoted(each) for each in row.passages if each.excerpt
        )
        if waiting and len(quotes) < _QUOTES:
            some = "1 passage" if waiting == 1 else f"{waiting} passages"
            self._through.kept_back.append(f"{where}: {some} not approved by those who spoke")
        return tuple(quotes.values())

    def _may_be_quoted(self, passage: Passage) -> bool:
        excerpt = self._excerpts.get(passage.excerpt)
        return excerpt is not None and excerpt.quote_status in _APPROVED

    def _withdrawn(self, excerpt: str) -> bool:
        return excerpt in self._excerpts and self._excerpts[excerpt].quote_status is QuoteStatus.WITHDRAWN

    def _is_few(self, said: Iterable[Passage]) -> bool:
        return self._counting.are_few(
            {each.conversation.interview.id: each.conversation for each in said}.values()
        )


def _short(label: str, people: int, needed: int, audience: Audience) -> str:
    # How many of a group were heard, where they are one or two, is for the organisation alone.
    return f"{label} ({people} of {needed})" if audience is Audience.INTERNAL else label


def _coverage_rule(covered: Coverage) -> str:
    critical = sum(group.is_critical for group in covered.groups)
    enough = len(covered.groups) - len(covered.short)
    return (
        f"Before a program is designed, every one of {len(covered.groups)} groups is to be heard, and each of the "
        f"{critical} whose work it changes most by at least two people. {enough} of them were heard that far."
    )


def _checks(
    workspace: Workspace, engagement: Engagement, through: Gathering, found: Heard
) -> tuple[DataCheck, ...]:
    """Each figure linked to a component, beside the themes of what was said on that component."""
    if not datasets(workspace, engagement):
        return ()
    picture = summarise(workspace, engagement)
    hidden = hidden_cells(picture.summary, through.gate.threshold)
    told = {row.key: row.label for row in found.matrix.rows if not through.gate.blocked(row.label, "theme")}
    of_excerpt = {each.excerpt: each for each in found.said if each.excerpt}
    excerpts = workspace.store.all(Excerpt, engagement=engagement.id)
    by_component = {
        key: [each.id for each in marked]
        for key, marked in groupby(
            sorted(excerpts, key=lambda each: each.component), lambda each: each.component
        )
    }
    checks = []
    for view in roadmap(workspace, engagement):
        linked = [
            link.evidence.source
            for link in view.evidence
            if link.evidence.source_kind is EvidenceKind.EXCERPT
        ]
        said = [
            of_excerpt[each]
            for each in (*linked, *by_component.get(view.guide.key, ()))
            if each in of_excerpt
        ]
        labels = dict.fromkeys(
            told[key]
            for each in said
            for theme in each.themes
            if (key := found.known.resolved(theme)) in told
        )
        where = f"component {view.guide.number}, data check"
        for link in view.evidence:
            of_newest = link.evidence.dataset == picture.dataset.hash
            if not labels or link.evidence.source_kind is not EvidenceKind.FIGURE or not of_newest:
                continue
            measured = figure(picture, link.evidence.source)
            checks.append(
                DataCheck(
                    claim=through.label(f"{view.guide.title}: {', '.join(labels)}", where),
                    figure=through.figure(measured, withhold=hidden.hides(link.evidence.source)),
                    verdict=through.text(link.evidence.note, where),
                )
            )
    return tuple(checks)
