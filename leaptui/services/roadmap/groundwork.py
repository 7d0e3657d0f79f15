"""What a roadmap stands on: who was heard, in which districts, and calls that can carry their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaptui.domain.call_quality import Answer
from leaptui.domain.errors import LeapError
from leaptui.domain.records import Engagement
from leaptui.services.calls.data_requests import data_requests
from leaptui.services.calls.picture import CallsPicture, datasets, summarise
from leaptui.services.calls.quality import quality
from leaptui.services.interviews.coverage import coverage
from leaptui.services.interviews.equity import equity
from leaptui.services.roadmap.components import ComponentView
from leaptui.services.roadmap.findings import Finding, Gate
from leaptui.services.workspace import Workspace

LEAST_MAPPED = 0.95
"""Share of calls whose type has a tier from which figures can be called final."""
_AGREED_STEPS = {
    "agreement": "No data agreement is signed",
    "ledger": "The ledger is not agreed",
    "base": "The base is not agreed with the city",
}
"""Steps of the checklist of call volume that hold Design up; one the city took off its list does not."""


def groundwork(
    workspace: Workspace, engagement: Engagement, views: Sequence[ComponentView], *, with_quality: bool
) -> Iterator[Finding]:
    """What is missing before Design.

    Args:
        workspace: Where.
        engagement: Whose.
        views: The ten components.
        with_quality: Whether the calls are looked over too, which takes a second or more.
    """
    yield from _heard(workspace, engagement)
    if not datasets(workspace, engagement):
        yield _of_calls("calls.none", "No call data was imported")
        yield from _agreements(workspace, engagement)
        return
    try:
        picture = summarise(workspace, engagement)
        yield from _mapped(picture)
        if with_quality:
            yield from _quality(workspace, picture)
        yield from _districts(workspace, engagement)
    except LeapError as error:
        yield _of_calls("calls.gone", f"The calls cannot be read: {error.what.rstrip('.')}")
    volume = next((view for view in views if view.guide.key == "volume"), None)
    for line in volume.checklist if volume else ():
        if line.key in _AGREED_STEPS and not line.done:
            yield Finding(
                gate=Gate.DESIGN,
                key=f"volume.{line.key}",
                text=_AGREED_STEPS[line.key],
                place="roadmap",
                record=f"{volume.state.id}/{line.key}" if volume else "",
            )
    yield from _agreements(workspace, engagement)


def _heard(workspace: Workspace, engagement: Engagement) -> Iterator[Finding]:
    for group in coverage(workspace, engagement).short:
        voices = "voice" if group.needed == 1 else "voices"
        yield Finding(
            gate=Gate.DESIGN,
            key=f"heard.{group.key}",
            text=f"{group.label}: {group.people} of {group.needed} {voices} heard",
            place="interviews/coverage",
            record=group.key,
        )


def _mapped(picture: CallsPicture) -> Iterator[Finding]:
    mapped = picture.summary.type_coverage
    if mapped < LEAST_MAPPED:
        yield _of_calls(
            "calls.mapping",
            f"{mapped:.1%} of calls have a tier; {LEAST_MAPPED:.0%} are needed before a figure is final",
            picture.dataset.id,
        )


def _quality(workspace: Workspace, picture: CallsPicture) -> Iterator[Finding]:
    """What the calls cannot carry does not hold Design up: it is left out, or said."""
    for answer in quality(workspace, picture.dataset).answers:
        if answer.answer is not Answer.YES and answer.because:
            no = answer.answer is Answer.NO
            yield Finding(
                gate=Gate.DESIGN,
                key=f"quality.{answer.family}",
                text=f"The calls {'cannot carry' if no else 'carry only with care'} {answer.family.label}: "
                f"{answer.because[0].what}",
                place="calls/quality",
                record=picture.dataset.id,
                holds_up=False,
            )


def _districts(workspace: Workspace, engagement: Engagement) -> Iterator[Finding]:
    """The equity check: people heard where half of the calls come from."""
    found = equity(workspace, engagement)
    if found is None:
        yield Finding(
            gate=Gate.DESIGN,
            key="equity.unknown",
            text="Equity: whether people were heard where the calls come from is not known: no export has districts",
            place="calls",
            holds_up=False,
        )
        return
    silent = [each.district for each in found.busiest if not each.people]
    if not found.known or silent:
        yield Finding(
            gate=Gate.DESIGN,
            key="equity.districts",
            text=f"Equity: {found.sentence.rstrip('.')}",
            place="interviews/districts",
            holds_up=bool(found.known),
        )


def _agreements(workspace: Workspace, engagement: Engagement) -> Iterator[Finding]:
    for view in data_requests(workspace, engagement):
        if view.agreement:
            yield Finding(
                gate=Gate.DESIGN,
                key=f"agreement.{view.request.id}",
                text=view.agreement.rstrip("."),
                place="calls/requests",
                record=view.request.id,
                holds_up=view.ended,
            )


def _of_calls(key: str, text: str, record: str = "") -> Finding:
    return Finding(gate=Gate.DESIGN, key=key, text=text, place="calls", record=record)
