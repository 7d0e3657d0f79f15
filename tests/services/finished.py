"""Every document of the practice city, for the checks of finished files: each is made once and kept."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import TEXT_FORMATS, DocumentFormat
from leaptui.domain.records import Engagement
from leaptui.services.calls.data_request_steps import add_request
from leaptui.services.city.engagements import find_engagement
from leaptui.services.demo import fill
from leaptui.services.documents.catalogue import kind_named, kinds, prepare
from leaptui.services.documents.prepared import make, watermarked
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import Workspace

Named = tuple[str, Audience]
TEXTS: list[Named] = [
    (kind.key, audience)
    for kind in kinds()
    for audience in kind.audiences
    if kind.usual_formats == TEXT_FORMATS
]
"""Every kind that is made of text, for each of its readers."""
ALL = [*TEXTS, *(("workbook", audience) for audience in kind_named("workbook").audiences)]


PRACTICE = "practice"
"""The passphrase of the store they are made from."""


def program(name: str) -> str:
    """Where a program is; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


class Finished:
    """A worked city and its finished files.

    Args:
        workspace: Where.
        city: Whose.
    """

    def __init__(self, workspace: Workspace, city: Engagement) -> None:
        self.workspace = workspace
        self.city = city
        self._made: dict[Named, dict[DocumentFormat, bytes]] = {}

    def files(self, kind: str, audience: Audience) -> dict[DocumentFormat, bytes]:
        """A document in every format of its text; of a workbook, that."""
        if (kind, audience) not in self._made:
            of = kind_named(kind)
            year = str(self.workspace.today().year) if of.of == "year" else ""
            whose = None if of.portfolio else self.city
            prepared = watermarked(prepare(self.workspace, whose, of, audience, which=year))
            files = make(prepared, of.usual_formats).files
            self._made[kind, audience] = dict(
                zip(of.usual_formats, (file.data for file in files), strict=True)
            )
        return self._made[kind, audience]


def practice_documents(workspace: Workspace) -> Finished:
    """The practice city, and a request for data, without which there is no letter."""
    city = fill(workspace)
    add_request(workspace, city)
    return Finished(workspace, city)


def fingerprints(home: Path, passphrase: str, now_ms: int) -> dict[str, str]:
    """The hash of every file of every document, when the day is that of a moment.

    Args:
        home: Folder of the store.
        passphrase: Which opens it.
        now_ms: Milliseconds since 1970 UTC.
    """
    found: dict[str, str] = {}
    with open_workspace(home, passphrase, now_ms=lambda: now_ms) as workspace:
        finished = Finished(workspace, find_engagement(workspace, "harbor-falls-oh"))
        for kind, audience in ALL:
            for fmt, data in finished.files(kind, audience).items():
                found[f"{kind}-{audience}.{fmt}"] = sha256(data).hexdigest()
    return found
