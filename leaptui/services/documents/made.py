"""The record of every document made: when, for whom, its files, and what the gate did."""

from __future__ import annotations

import json
from dataclasses import dataclass

from leaptui.domain.records import Engagement
from leaptui.domain.roadmap_records import DocumentMade
from leaptui.services.documents.export import documents_made
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRecord:
    """A document made.

    Attributes:
        id: Of the record.
        document: Key of its kind, or what else left.
        made_at: ISO date and time, UTC.
        audience: For whom.
        draft: Whether it said that it is one.
        files: Name and SHA-256 of each.
        sections: Key and SHA-256 of each.
        gate: What was withheld, let through and had changed since.
        log_head: Hash of the newest act of the log that it rests on.
    """

    id: str
    document: str
    made_at: str
    audience: str
    draft: bool
    files: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    gate: dict[str, object]
    log_head: str

    @property
    def withheld(self) -> tuple[str, ...]:
        """What stayed in the store, and why."""
        found = self.gate.get("withheld", [])
        return tuple(map(str, found)) if isinstance(found, list) else ()

    @property
    def as_data(self) -> dict[str, object]:
        """The record as data."""
        return {
            "id": self.id,
            "document": self.document,
            "made_at": self.made_at,
            "audience": self.audience,
            "draft": self.draft,
            "files": [{"name": name, "sha256": digest} for name, digest in self.files],
            "sections": [{"key": key, "sha256": digest} for key, digest in self.sections],
            "gate": self.gate,
            "log_head": self.log_head,
        }


def records(workspace: Workspace, engagement: Engagement | None) -> list[MadeRecord]:
    """Every document made for an engagement, or about all of them, newest first."""
    return [_record(each) for each in documents_made(workspace, engagement)]


def _record(made: DocumentMade) -> MadeRecord:
    try:
        gate = json.loads(made.gate)
    except ValueError:
        gate = {}
    return MadeRecord(
        id=made.id,
        document=made.document,
        made_at=made.made_at,
        audience=made.audience,
        draft=made.draft,
        files=tuple(_pair(line) for line in made.files),
        sections=tuple(_pair(line) for line in made.sections),
        gate=gate if isinstance(gate, dict) else {},
        log_head=made.log_head,
    )


def _pair(line: str) -> tuple[str, str]:
    name, _, digest = line.rpartition(" ")
    return name, digest
