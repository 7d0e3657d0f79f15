"""The council brief: one page on what is proposed, what it takes and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.documents.kinds.council_brief import CouncilBriefContent, Proposed, compose
from leaptui.domain.records import Engagement
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.services.documents.gathering import ORGANISATION, Gathering
from leaptui.services.documents.marked_plan import marked_plan
from leaptui.services.documents.prepared import Prepared
from leaptui.services.documents.themes_memo import Heard
from leaptui.services.interviews.conversations import Conversation
from leaptui.services.interviews.few_voices import FewVoices, voices
from leaptui.services.roadmap.components import ComponentView, roadmap
from leaptui.services.workspace import Workspace

_TOLD = ("types", "hours", "responders", "housing")
"""The components a council asks about first: which calls, when, who comes, whose they are."""
_STAFF = frozenset(
    {
        "dispatch_leadership",
        "dispatch",
        "patrol",
        "police_command",
        "police_union",
        "fire_ems",
        "elected_manager",
        "attorney_risk",
        "hr_finance_it",
    }
)
"""Groups that work for the city; everybody else lives in it or serves those who do."""
_MOST_THEMES = 3
_LONGEST = 160
"""Letters of a decision, so that the page stays one."""
_DECIDED = (ComponentStatus.PROPOSED, ComponentStatus.AGREED)


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:  # noqa: ARG001 - there is one brief
    """Gather the brief through the gate.

    Raises:
        HeldBack: When text of the advisor repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience, "council_brief")
    components = roadmap(workspace, engagement)
    plan = marked_plan(through, workspace, engagement)
    asked = [view for view in components if view.state.status is ComponentStatus.PROPOSED]
    who, said = _said(through, Heard(workspace, engagement, through))
    missing = [] if plan else ["No staffing plan is marked for the roadmap."]
    content = CouncilBriefContent(
        title=through.label(f"Community responders in {engagement.name}", "name of the engagement"),
        organisation=through.label(ORGANISATION, "organisation"),
        made_on=workspace.today(),
        audience=audience,
        draft=bool(missing),
        proposed=tuple(
            _proposed(through, view)
            for key in _TOLD
            for view in components
            if view.guide.key == key and view.state.decision and view.state.status in _DECIDED
        ),
        plan=plan,
        heard=who,
        said=said,
        asked=tuple(through.label(view.guide.title, "title of a component") for view in asked),
        agreed=sum(view.state.status is ComponentStatus.AGREED for view in components),
        asked_by=through.label(
            min((view.state.due for view in asked if view.state.due), default=""), "due day"
        ),
    )
    return through.prepared(compose(content), missing=missing)


def _proposed(through: Gathering, view: ComponentView) -> Proposed:
    where = f"component {view.guide.number}, decision"
    decision = through.label(view.state.decision, where)
    return Proposed(
        through.label(view.guide.title, where), through.gate.label(_shortened(decision.text), where)
    )


def _shortened(text: str) -> str:
    """Whole sentences as far as they fit; a first one that is too long is cut at a word."""
    if len(text) <= _LONGEST:
        return text
    cut = text[:_LONGEST]
    whole = max(cut.rfind(". "), cut.rfind("; "))
    if whole > _LONGEST // 5:
        return f"{cut[:whole]}."
    return f"{cut.rsplit(' ', 1)[0].rstrip(' ,;:')} …"


def _said(through: Gathering, found: Heard) -> tuple[Cleared, tuple[Cleared, ...]]:
    """Who was heard, and a line for each side on what came up most."""
    if not found.held:
        return through.label("", "who was heard"), ()
    sides = (
        ("Residents and those who serve them", [each for each in found.held if not _is_staff(each)]),
        ("City staff", [each for each in found.held if _is_staff(each)]),
    )
    lines = [_line(through, found, name, held) for name, held in sides if held]
    if not all(lines):
        # What a side cannot tell without pointing at somebody, both together may.
        lines = [_line(through, found, "Residents and staff together", found.held)]
    told = [line or "No theme was raised by so many that it can be told." for line in lines]
    return (
        through.label(f"Heard were {found.who()}", "who was heard"),
        tuple(through.label(line, "themes") for line in told),
    )


def _is_staff(talk: Conversation) -> bool:
    """Whether most of those heard in it work for the city."""
    counted = talk.voices
    return 2 * sum(people for group, people in counted.items() if group in _STAFF) > sum(counted.values())


def _line(through: Gathering, found: Heard, side: str, held: Sequence[Conversation]) -> str:
    """What came up most on one side; empty where nothing was raised by more than a few people."""
    counting = FewVoices(tuple(held), through.gate.threshold)
    ids = {each.interview.id for each in held}
    themes = []
    for row in found.matrix.rows:
        raised = {each.conversation.interview.id: each.conversation for each in row.passages}
        here = [talk for key, talk in raised.items() if key in ids]
        # The memo tells how many raised it in all: what one side leaves of that is told as well.
        few = counting.are_few(here) or counting.are_few(
            talk for key, talk in raised.items() if key not in ids
        )
        if here and not few and not through.gate.blocked(row.label, "theme"):
            themes.append((len(here), row.label))
    most = sorted(themes, key=lambda each: -each[0])[:_MOST_THEMES]
    told = "; ".join(f"{label} (in {count} of {len(held)} conversations)" for count, label in most)
    return f"{side} ({voices(held):,} people): {told}." if told else ""
