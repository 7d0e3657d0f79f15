"""Documents about no single city, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leaptui


def test_the_impact_report_and_a_guide_need_no_city(city: Leaptui, tmp_path: Path) -> None:
    made = city("document", "impact", "--year", "2026", "--format", "md", "--to", tmp_path, "--json").json()
    assert made == {"files": [str(tmp_path / "impact-report-2026.md")], "withheld": [], "draft": False}
    assert "# Impact report 2026" in Path(made["files"][0]).read_text("utf-8")
    guide = ["--document", "guide", "--guide", "dispatch", "--language", "es", "--large-print"]
    made = city("document", "export", *guide, "--format", "md", "--to", tmp_path, "--json").json()
    assert made["files"] == [str(tmp_path / "guide-dispatch-es-large-print.md")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["impact", "--year", "soon"], "is not a year"),
        (["impact", "--format", "exe"], "is not a format"),
        (["export", "--document", "guide", "--guide", "dispatch", "--language", "tlh"], "in the language"),
        (
            ["export", "--document", "roadmap", "-e", "san-jose-ca", "--language", "es"],
            "Add --document guide",
        ),
        (["export", "--document", "calls_report", "-e", "san-jose-ca"], "has no call data yet"),
        (["export", "--document", "council_brief"], "is about one city"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(
    city: Leaptui, arguments: list[str], said: str, tmp_path: Path
) -> None:
    refused = city("document", *arguments, "--to", tmp_path / "out")
    assert (refused.code, refused.out) == (1, "")
    assert said in refused.err
    assert not (tmp_path / "out").exists()
