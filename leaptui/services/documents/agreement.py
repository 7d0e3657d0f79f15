"""A partnership agreement, gathered from its record."""

from __future__ import annotations

from leaptui.disclosure.audience import Audience
from leaptui.documents.kinds.agreement import AgreementContent, Clause, Signature, compose
from leaptui.domain.records import Engagement
from leaptui.practice.agreement import Section
from leaptui.services.documents.gathering import Gathering
from leaptui.services.documents.prepared import Prepared
from leaptui.services.roadmap.agreements import BLANK, AgreementView, Term, find_agreement, signatory
from leaptui.services.workspace import Workspace

_LISTS = {Section.PARTIES, Section.OUR_RESPONSIBILITIES, Section.THEIR_RESPONSIBILITIES}
"""Sections whose lines are items."""
_DRAFT = "Draft for counsel"


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:
    """Gather an agreement through the gate.

    Args:
        workspace: Where.
        engagement: Whose.
        audience: Who will read it.
        which: Its number, id or words of its title; the only one where empty.

    Raises:
        UnknownName: When there is none, or several and none is meant.
        HeldBack: When a text of it repeats a confidence or names somebody it must not.
    """
    view = find_agreement(workspace, engagement, which)
    through = Gathering(workspace, engagement, audience, "agreement")
    agreement = view.agreement
    # In the title the mark stands in the properties, on the title bar and in the list of files too.
    title = f"{_DRAFT}: {agreement.title}" if view.notice else agreement.title
    content = AgreementContent(
        title=through.label(title, "agreement, title"),
        made_on=workspace.today(),
        audience=audience,
        notice=through.label(view.notice, "agreement, notice"),
        clauses=tuple(_clause(through, term) for term in view.terms if term.key != Section.SIGNATORIES.value),
        signatures=tuple(_signature(through, line) for line in agreement.signatories),
        signed_on=through.label(agreement.signed_on or "", "agreement, signed on"),
    )
    return through.prepared(compose(content), missing=_missing(view))


def _missing(view: AgreementView) -> list[str]:
    if not view.notice:
        return []
    return ["It is a draft for counsel.", *(f"{title}: something is missing" for title in view.missing)]


def _clause(through: Gathering, term: Term) -> Clause:
    where = f"agreement, {term.key.replace('_', ' ')}"
    through.text(term.text, where)  # as a whole: a confidence may run over the end of a line
    lines = [line for line in term.text.split("\n") if line.strip()]
    cleared = tuple(through.text(line, where) for line in lines)
    is_list = term.key in {each.value for each in _LISTS}
    return Clause(
        title=through.label(term.title, where),
        paragraphs=() if is_list else cleared,
        items=cleared if is_list else (),
    )


def _signature(through: Gathering, line: str) -> Signature:
    name, role, party = signatory(line)
    where = "agreement, signatories"
    return Signature(
        party=through.label(party or BLANK, where),
        name=through.label(name, where),
        role=through.label(role, where),
    )
