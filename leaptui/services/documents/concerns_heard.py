"""Concerns and how they were addressed, gathered from the concern board.

How widely a concern was raised is told by the rules of the themes memo
(`leaptui.services.documents.themes_memo`): of fewer than five people no number is told, and where
fewer were heard in all, only what was said on the record counts. An answer out of the library is
told when nothing of it has to be checked first; a fact that somebody only recalled is not told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.gate import Quote
from leaptui.documents.kinds.concerns_heard import (
    ConcernContent,
    ConcernsHeardContent,
    Precedent,
    compose,
)
from leaptui.domain.attribution import Attribution
from leaptui.domain.records import Engagement, Excerpt
from leaptui.domain.roadmap_vocabulary import ConcernStatus
from leaptui.domain.vocabulary import QuoteStatus
from leaptui.practice.facts import Fact
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.prepared import Prepared
from leaptui.services.interviews.concerns import ConcernRaised
from leaptui.services.interviews.conversations import counted, told_conversations
from leaptui.services.interviews.few_voices import FewVoices, voices
from leaptui.services.interviews.view_tables import MAY_COUNT
from leaptui.services.roadmap.concern_board import BoardConcern, board, open_concerns, unhandled
from leaptui.services.roadmap.precedents import PrecedentView
from leaptui.services.roadmap.validators import named
from leaptui.services.workspace import Workspace

_EXAMPLES = 3
"""Of what happened elsewhere, with each concern."""
_APPROVED = (QuoteStatus.APPROVED, QuoteStatus.AMENDED)
_STATUS = {
    ConcernStatus.OPEN: "open",
    ConcernStatus.ANSWERED: "answered",
    ConcernStatus.SETTLED: "settled",
    ConcernStatus.SET_ASIDE: "set aside",
}


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:  # noqa: ARG001 - there is one board
    """Gather the concerns through the gate.

    Raises:
        HeldBack: When text of the advisor repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience, "concerns_heard")
    counting = FewVoices(tuple(told_conversations(workspace, engagement)), through.gate.threshold)
    kept = {each.id: each for each in workspace.store.all(Excerpt, engagement=engagement.id)}
    concerns = board(workspace, engagement)
    missing = [f"{each.title}: {each.why}" for each in open_concerns(workspace, engagement)]
    content = ConcernsHeardContent(
        title=through.label(f"Concerns heard in {engagement.name}", "name of the engagement"),
        organisation=through.label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=audience,
        heard=through.label(_heard(counting), "who was heard"),
        rule=through.label(_rule(counting), "how few are protected"),
        standing=through.label(_standing(concerns), "where the concerns stand"),
        concerns=tuple(_concern(through, each, counting, kept) for each in concerns),
        waiting=tuple(
            through.label(each.title.rstrip("."), "concerns not taken up")
            for each in unhandled(workspace, engagement)
            if each.title and _counted(each.raised, counting, kept)
        ),
        draft=bool(missing),
    )
    return through.prepared(compose(content), missing=missing)


def _heard(counting: FewVoices) -> str:
    if counting.few_were_heard:
        return f"{counting.few}."
    return f"{voices(counting.held):,} people in {counted(len(counting.held))}."


def _rule(counting: FewVoices) -> str:
    if counting.threshold <= 1:
        return ""
    return f"Of a concern that {counting.few} raised, no number is told."


def _standing(concerns: Sequence[BoardConcern]) -> str:
    if not concerns:
        return "No concern is on the board yet."
    counts = Counter(each.concern.status for each in concerns)
    parts = [f"{counts[status]} {_STATUS[status]}" for status in ConcernStatus if counts[status]]
    many = "1 concern is" if len(concerns) == 1 else f"{len(concerns)} concerns are"
    return f"{many} on the board: {', '.join(parts)}."


def _concern(
    through: Gathering, view: BoardConcern, counting: FewVoices, kept: dict[str, Excerpt]
) -> ConcernContent:
    where = f"concern {_short(view.title)}"
    inside = through.gate.audience is Audience.INTERNAL
    raised = _counted(view.raised, counting, kept)
    met = [
        ", ".join(part for part in (each.meeting.met_on or "day not noted", each.change) if part)
        for each in view.meetings
    ]
    return ConcernContent(
        title=through.label(view.title.rstrip("."), f"{where}, title"),
        status=through.label(_STATUS[view.concern.status], where),
        raised=through.label(
            counting.widely(each.conversation for each in raised) if raised else "", f"{where}, raised"
        ),
        quote=_quote(through, raised, kept, where),
        answer=through.text(_answer(through, view, where), f"{where}, answer"),
        elsewhere=tuple(
            Precedent(
                through.label(text, f"{where}, elsewhere"),
                through.label(fact.cited, f"{where}, elsewhere"),
            )
            for text, fact in _facts(view)
        ),
        validators=tuple(through.label(named(each), f"{where}, validators") for each in view.validators),
        met=tuple(through.label(line, f"{where}, meetings") for line in (met if inside else [])),
        limits=through.label(view.limits if inside else "", f"{where}, limits"),
        owner=through.label(view.concern.owner if view.blocks else "", f"{where}, owner"),
        due=through.label((view.concern.due or "") if view.blocks else "", f"{where}, due"),
    )


def _short(title: str, most: int = 60) -> str:
    """A title as the part of a place, which ends at a comma."""
    words = title.rstrip(".").replace(",", "")
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _answer(through: Gathering, view: BoardConcern, where: str) -> str:
    """Her own answer; the library's only where nothing has to be checked before it is given."""
    if view.answer_is_own or not view.check_first:
        return view.answer
    through.kept_back.append(
        f"{where}: the library's answer, to be checked first ({'; '.join(view.check_first)})"
    )
    return ""


def _facts(view: BoardConcern) -> list[tuple[str, Fact]]:
    """What happened elsewhere: what the library tells of this concern, then the programmes named with it."""
    found = [(each.text, each) for each in (view.library.examples if view.library else ())]
    found += [
        (f"{each.precedent.title}: {fact.text}", fact) for each in view.precedents for fact in _newest(each)
    ]
    told: dict[str, tuple[str, Fact]] = {}
    for text, fact in found:
        if not fact.unverified:
            told.setdefault(fact.text, (text, fact))
    return list(told.values())[:_EXAMPLES]


def _newest(view: PrecedentView) -> list[Fact]:
    facts = [each.fact for each in view.facts if not each.is_old and not each.fact.unverified]
    return sorted(facts, key=lambda fact: fact.as_of, reverse=True)[:1]


def _quote(
    through: Gathering, raised: Iterable[ConcernRaised], kept: dict[str, Excerpt], where: str
) -> Quote | None:
    for each in raised:
        excerpt = kept.get(each.excerpt)
        if excerpt is not None and excerpt.quote_status in _APPROVED:
            said = through.quote(excerpt.id, f"{where}, quote")
            if isinstance(said, Quote):
                return said
    return None


def _counted(
    raised: Iterable[ConcernRaised], counting: FewVoices, kept: dict[str, Excerpt]
) -> list[ConcernRaised]:
    """Those that may be told of at all."""
    levels = (Attribution.ON_RECORD,) if counting.few_were_heard else MAY_COUNT
    return [
        each
        for each in raised
        if not each.own and each.level in levels and not _withdrawn(each.excerpt, kept)
    ]


def _withdrawn(excerpt: str, kept: dict[str, Excerpt]) -> bool:
    return excerpt in kept and kept[excerpt].quote_status is QuoteStatus.WITHDRAWN
