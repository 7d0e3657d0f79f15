"""The workbook, gathered: the roadmap, every measure of the newest export, staffing and cost in formulas."""

from __future__ import annotations

from dataclasses import replace

from leaptui.disclosure.audience import Audience
from leaptui.disclosure.call_figures import clear_calls
from leaptui.disclosure.call_hours import clear_means
from leaptui.documents.kinds.workbook import WorkbookContent, compose
from leaptui.domain.records import Engagement
from leaptui.services.calls.asked import ask
from leaptui.services.calls.picture import datasets, summarise
from leaptui.services.documents import calls_report, roadmap
from leaptui.services.documents.gathering import Gathering
from leaptui.services.documents.prepared import Prepared
from leaptui.services.documents.workbook_staffing import cleared_plan, queue_lines
from leaptui.services.roadmap.readiness import readiness
from leaptui.services.workspace import Workspace

_MOST_TYPES = 10_000
"""Every type has a line: a workbook has room."""


def prepare(workspace: Workspace, engagement: Engagement, audience: Audience, which: str = "") -> Prepared:
    """Gather the workbook through the gate.

    Args:
        workspace: Where.
        engagement: Whose.
        audience: Who will read it.
        which: Key of the document that it stands beside, whose overrides hold for it; its own where empty.

    Raises:
        StoreUnavailable: When the calls are not in the store's folder.
        Withheld: When the base is a small count, or text of the advisor repeats a confidence.
    """
    through = Gathering(workspace, engagement, audience, which or "workbook")
    missing = readiness(workspace, engagement)
    content = _with_calls(
        WorkbookContent(
            title=through.label(f"Workbook for {engagement.name}", "name of the engagement"),
            readers=through.label(audience.label, "readers"),
            roadmap=roadmap.content_of(through, workspace, engagement, draft=bool(missing)),
        ),
        through,
        workspace,
        engagement,
    )
    content = replace(content, stale=len(through.stale))

    def make() -> bytes:
        from leaptui.documents.workbook import make_xlsx

        return make_xlsx(compose(content), title=content.title, language="en-US")

    return through.prepared_workbook("workbook", make, missing=missing)


def _with_calls(
    content: WorkbookContent, through: Gathering, workspace: Workspace, engagement: Engagement
) -> WorkbookContent:
    """What the calls show and what was planned for them; neither where there are none."""
    gate = through.gate
    if datasets(workspace, engagement):
        asked = ask(workspace, engagement)
        picture = summarise(workspace, engagement, asked.dataset, asked.base)
        if picture.summary.base.calls:
            report = calls_report.content_of(gate, workspace, asked)
            every = clear_calls(gate, picture.summary, picture.dataset.file_name, most_types=_MOST_TYPES)
            content = replace(
                content,
                report=replace(report, export=replace(report.export, calls=every)),
                means=clear_means(gate, picture.summary),
            )
    plan = cleared_plan(workspace, engagement, gate)
    return content if plan is None else replace(content, plan=plan, queue=queue_lines(plan))
