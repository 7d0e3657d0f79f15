"""What is missing before Design, before the roadmap is presented, and before the launch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from leaptui.domain.attribution import Attribution
from leaptui.domain.claim_tokens import tokens
from leaptui.domain.level_signs import NoteLevels
from leaptui.domain.records import Engagement, Excerpt, Interview
from leaptui.domain.roadmap_records import Claim
from leaptui.domain.vocabulary import ComponentStatus, EvidenceKind, PassageKind, Phase, QuoteStatus
from leaptui.services.interviews.excerpts import level_of
from leaptui.services.roadmap.checklists import HAND_OVER, PHASE, Checklist, checklists
from leaptui.services.roadmap.claim_texts import roadmap_texts
from leaptui.services.roadmap.claims import claims
from leaptui.services.roadmap.components import ComponentView, roadmap
from leaptui.services.roadmap.concern_board import open_concerns
from leaptui.services.roadmap.deciding import lacking, one_sided
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.roadmap.groundwork import groundwork
from leaptui.services.roadmap.team import members
from leaptui.services.workspace import Workspace

_LACKS = {
    "decision": "without option or decision",
    "rationale": "without a reason",
    "owner": "without an owner",
    "evidence": "without evidence",
}
_QUOTED = frozenset({Attribution.ON_RECORD, Attribution.ROLE_ONLY})
"""How far words may travel that are printed as a quote."""
_ASKED = {
    QuoteStatus.NOT_ASKED: "was never shown to who said it",
    QuoteStatus.ASKED: "was shown to who said it, and no answer is noted",
}


def findings(
    workspace: Workspace, engagement: Engagement, *, with_quality: bool = True
) -> tuple[Finding, ...]:
    """All that is missing, gate by gate, what holds a gate up first.

    Args:
        workspace: Where.
        engagement: Whose.
        with_quality: Whether the calls are looked over too, which takes a second or more. What is found
            there never holds a gate up.
    """
    views = roadmap(workspace, engagement)
    found = [
        *groundwork(workspace, engagement, views, with_quality=with_quality),
        *_components(workspace, views),
        *_claims(workspace, engagement),
        *_quotes(workspace, engagement, views),
        *_concerns(workspace, engagement),
        *_launch(workspace, engagement, views),
    ]
    gates = list(Gate)
    return tuple(sorted(found, key=lambda each: (gates.index(each.gate), not each.holds_up)))


def readiness(workspace: Workspace, engagement: Engagement) -> list[str]:
    """What must be mended before the roadmap can be presented, in words; empty when nothing must.

    What must be mended before Design is among it: a roadmap rests on that.
    """
    return before_presenting(findings(workspace, engagement, with_quality=False))


def before_presenting(found: Iterable[Finding]) -> list[str]:
    """Of these findings what holds up the presenting, in words."""
    return [each.text for each in found if each.holds_up and each.gate is not Gate.LAUNCH]


def _components(workspace: Workspace, views: Sequence[ComponentView]) -> Iterator[Finding]:
    today = workspace.today()
    for view in views:
        title, state = f"{view.guide.number} {view.guide.title}", view.state

        def of(key: str, text: str, state_id: str = state.id, *, holds_up: bool = True) -> Finding:
            return Finding(
                gate=Gate.PRESENTING,
                key=f"component.{key}",
                text=text,
                place="roadmap",
                record=state_id,
                holds_up=holds_up,
            )

        name = view.guide.key
        if state.status is ComponentStatus.DEFERRED:
            if not (state.rationale and state.due):
                yield of(
                    f"{name}.unsettled", f"{title} is put off without a reason and a day to return to it"
                )
        elif state.status is not ComponentStatus.AGREED:
            yield of(f"{name}.open", f"{title} is {state.status}")
        else:
            for part in lacking(view):
                yield of(f"{name}.{part}", f"{title} is agreed {_LACKS[part]}")
            if state.decided_on is None:
                yield of(f"{name}.day", f"{title} is agreed and has no day", holds_up=False)
        for changed in view.changed:
            yield of(f"{name}.stale.{changed.key}", f"{title} is stale because {changed.sentence(today)}")
        if view.stale_evidence:
            link = view.stale_evidence[0].evidence.id
            yield of(f"{name}.evidence_stale", f"{title} rests on evidence that has changed", link)
        if state.status is ComponentStatus.AGREED and (said := one_sided(view)):
            yield of(f"{name}.one_sided", f"{view.guide.number} {said.rstrip('.')}", holds_up=False)


def _claims(workspace: Workspace, engagement: Engagement) -> Iterator[Finding]:
    for view in claims(workspace, engagement):
        if view.stale and view.used_in:
            said = view.claim.printed.strip("“”")
            yield Finding(
                gate=Gate.PRESENTING,
                key=f"claim.{view.claim.id}",
                text=f"“{said}” in {view.used_in[0]} is stale: {view.stale[0].rstrip('.')}",
                place="roadmap/claims",
                record=view.claim.id,
            )


def _quotes(
    workspace: Workspace, engagement: Engagement, views: Sequence[ComponentView]
) -> Iterator[Finding]:
    """Words that would be printed as a quote and that who said them has not let pass."""
    used = {
        link.evidence.source
        for view in views
        for link in view.evidence
        if link.evidence.source_kind is EvidenceKind.EXCERPT
    }
    named = {token.key for text in roadmap_texts(workspace, engagement) for token in tokens(text.text)}
    used |= {
        claim.source
        for claim in workspace.store.all(Claim, engagement=engagement.id)
        if claim.source_kind is EvidenceKind.EXCERPT and claim.key in named
    }
    talks = {talk.id: talk for talk in workspace.store.all(Interview, engagement=engagement.id)}
    for excerpt in workspace.store.all(Excerpt, engagement=engagement.id) if used else ():
        talk = talks.get(excerpt.interview)
        if excerpt.id not in used or talk is None or excerpt.quote_status not in _ASKED:
            continue
        level = level_of(excerpt, talk, NoteLevels(talk.note))
        if excerpt.passage is PassageKind.VERBATIM and level in _QUOTED:
            yield Finding(
                gate=Gate.PRESENTING,
                key=f"quote.{excerpt.id}",
                text=f"“{_short(excerpt.text)}” of interview {talk.number} {_ASKED[excerpt.quote_status]}",
                place="interviews/passages",
                record=excerpt.id,
            )


def _concerns(workspace: Workspace, engagement: Engagement) -> Iterator[Finding]:
    for concern in open_concerns(workspace, engagement):
        why = concern.why.rstrip(".")
        yield Finding(
            gate=Gate.PRESENTING,
            key=f"concern.{concern.id}",
            text=f"Concern “{concern.title}”: {why}" if concern.id else f"{concern.title}: {why}",
            place="roadmap/concerns",
            record=concern.id,
        )


def _launch(
    workspace: Workspace, engagement: Engagement, views: Sequence[ComponentView]
) -> Iterator[Finding]:
    if not any(member.lead for member in members(workspace, engagement)):
        yield Finding(
            gate=Gate.LAUNCH, key="team.lead", text="No local team lead is named", place="roadmap/team"
        )
    for view in views:
        if view.state.status is ComponentStatus.DEFERRED:
            yield Finding(
                gate=Gate.LAUNCH,
                key=f"component.{view.guide.key}.put_off",
                text=f"{view.guide.number} {view.guide.title} is put off",
                place="roadmap",
                record=view.state.id,
            )
    wanted = [PHASE + Phase.LOCAL_TEAM, PHASE + Phase.PILOT_PREP, HAND_OVER]
    for whole in checklists(workspace, engagement, wanted):
        if whole.key == PHASE + Phase.PILOT_PREP:
            yield from (_open_item(whole, line.key, line.text) for line in whole.lines if not line.done)
        elif whole.done < len(whole.lines):
            yield Finding(
                gate=Gate.LAUNCH,
                key=f"checklist.{whole.key}",
                text=f"{whole.title.lstrip('0123456789 ')}: {whole.done} of {len(whole.lines)} done",
                place=f"roadmap/{whole.key}",
                holds_up=whole.key != HAND_OVER,
            )


def _open_item(whole: Checklist, item: str, text: str) -> Finding:
    return Finding(
        gate=Gate.LAUNCH,
        key=f"checklist.{whole.key}.{item}",
        text=text,
        place=f"roadmap/{whole.key}",
        record=item,
    )


def _short(words: str, most: int = 48) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
