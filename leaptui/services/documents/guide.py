"""An interview guide as a sheet to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import Gate
from leaptui.documents.kinds.guide import AskedQuestion, Consent, GuideSheet, compose
from leaptui.domain.errors import UnknownName
from leaptui.domain.records import Engagement
from leaptui.domain.text import one_line
from leaptui.services.documents.gates import document_gate
from leaptui.services.documents.gathering import ORGANISATION
from leaptui.services.documents.prepared import Prepared
from leaptui.services.interviews.guides import guide_named
from leaptui.services.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.practice.content import ConsentText, Guide
    from leaptui.practice.guide_handout import HandoutWords

_WHERE = "the guide"
_ENGLISH = "en"
_USUAL, _LARGE = "residents", "large"
InALanguage = TypeVar("InALanguage", "ConsentText", "HandoutWords")


def prepare(
    workspace: Workspace, engagement: Engagement | None, audience: Audience, which: str = ""
) -> Prepared:
    """Gather a guide through the gate.

    Args:
        workspace: Where.
        engagement: For whom; the guide is the same for every city.
        audience: Who will read it.
        which: Which of them, as `which_guide` says it; that for residents where empty.

    Raises:
        UnknownName: When there is no such guide, or none of its questions in that language.
        Withheld: When a question repeats something that was said in confidence.
    """
    del engagement  # a sheet says nothing of a city; what was heard in any of them must not stand in it
    name, *options = (part.strip() for part in which.split("/"))
    large = _LARGE in options
    language = next((option for option in options if option != _LARGE), "")
    guide = in_language(workspace, guide_named(workspace, name or _USUAL), language)
    gate = document_gate(workspace, None, "guide", audience)
    document = compose(_sheet(workspace, guide, gate, large=large))
    stem = f"guide-{guide.id.replace('_', '-')}{'-large-print' if large else ''}"
    return Prepared(kind=document.kind, audience=audience, gate=gate, stem=stem, document=document)


def which_guide(name: str, language: str = "", *, large: bool = False) -> str:
    """Which guide is meant, in a word: `dispatch/es/large`.

    Args:
        name: Its id or title.
        language: ISO 639-1; its own where empty.
        large: Whether it is in large print.
    """
    return "/".join(part for part in (name.strip(), language.strip(), _LARGE if large else "") if part)


def usual_guide_first(workspace: Workspace) -> tuple[Guide, ...]:
    """Every guide, the one that is meant where none is named before the others."""
    usual = guide_named(workspace, _USUAL)
    return (usual, *(each for each in workspace.practice.guides if each.id != usual.id))


def in_language(workspace: Workspace, guide: Guide, language: str) -> Guide:
    """The guide for the same groups in another language; itself where none is asked for.

    Raises:
        UnknownName: When there is none.
    """
    wanted = language.lower()[:2]
    if not wanted or guide.language == wanted:
        return guide
    for other in workspace.practice.guides:
        if other.language == wanted and _stem(other) == _stem(guide):
            return other
    known = sorted(each.id for each in workspace.practice.guides if each.language == wanted)
    raise UnknownName(
        f"There is no guide “{one_line(guide.title)}” in the language “{one_line(language)}”.",
        safe="Nothing was written.",
        next_step=f"In that language there are: {', '.join(known)}."
        if known
        else "Leave --language out, or add one: leaptui guide import FILE.",
    )


def _stem(guide: Guide) -> str:
    """What the guides of the same questions have in common: `dispatch` of `dispatch_es`."""
    return guide.id.removesuffix(f"_{guide.language}")


def _sheet(workspace: Workspace, guide: Guide, gate: Gate, *, large: bool) -> GuideSheet:
    practice = workspace.practice
    words = _of(practice.handout_words, guide.language) or _of(practice.handout_words, _ENGLISH)
    if words is None:
        words = practice.handout_words[0]
    consent = _of(practice.consent, guide.language)

    def said(text: str) -> Cleared:
        return gate.label(text, _WHERE)

    return GuideSheet(
        title=said(f"{words.kind}: {guide.title}"),
        organisation=gate.label(ORGANISATION, "organisation"),
        length=said(
            words.length.replace("{minutes}", str(guide.minutes)).replace("{version}", str(guide.version))
        ),
        made_on=workspace.today(),
        audience=gate.audience,
        language=guide.language,
        large=large,
        record=said(words.record),
        lines=tuple(map(said, words.lines)),
        consent=_consent(gate, consent) if consent else None,
        uses=said(words.uses),
        choices=tuple(map(said, words.choices)),
        yes=said(words.yes),
        no=said(words.no),
        heading=said(words.questions),
        adapt=said(words.adapt),
        after=said(words.after),
        questions=tuple(
            AskedQuestion(said(question.text), tuple(map(said, question.prompts)))
            for question in guide.questions
        ),
        last=said(words.last),
        closing=tuple(map(said, words.closing)),
    )


def _consent(gate: Gate, consent: ConsentText) -> Consent:
    return Consent(
        title=gate.label(consent.title, _WHERE),
        text=tuple(gate.label(paragraph, _WHERE) for paragraph in consent.text),
        recording=gate.label(consent.recording, _WHERE),
        minors=gate.label(consent.minors, _WHERE),
        question=gate.label(consent.question, _WHERE),
    )


def _of(known: Sequence[InALanguage], language: str) -> InALanguage | None:
    return next((each for each in known if each.language == language), None)
