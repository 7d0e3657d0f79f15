"""The one template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import jinja2
import pytest

from leaptui.disclosure.cleared import Cleared
from leaptui.documents import markdown
from leaptui.documents.kinds.roadmap import compose
from leaptui.domain.vocabulary import ComponentStatus
from tests.documents import sample


def composed() -> str:
    return markdown.with_contents(markdown.compose(sample.document()))


def test_a_roadmap_reads_as_the_golden_one(fixtures: Path) -> None:
    golden = fixtures / "documents" / "roadmap.md"
    assert composed() == golden.read_text(encoding="utf-8")


def test_a_plain_string_cannot_be_printed() -> None:
    content = sample.content()
    slipped = replace(content, title=cast("Cleared", "typed past the gate"))
    with pytest.raises(TypeError, match="cleared content only, not str"):
        markdown.compose(compose(slipped))


@pytest.mark.parametrize("source", ["{{ content.heard.text }}", "{{ 'words' }}", "{{ 1.5 }}"])
def test_templates_print_cleared_values_only(source: str) -> None:
    with pytest.raises(TypeError, match="cleared content only"):
        markdown.environment().from_string(source).render(content=sample.content())


def test_templates_cannot_reach_out() -> None:
    environment = markdown.environment()
    with pytest.raises(jinja2.exceptions.SecurityError):
        environment.from_string("{{ content.__class__.__mro__ }}").render(content=sample.content())
    with pytest.raises(jinja2.exceptions.UndefinedError):
        environment.from_string("{{ content.nothing }}").render(content=sample.content())


def test_template_marks_in_user_text_are_text() -> None:
    content = sample.content(rationale="{{ content.city }} {% raw %}", decision="{{ 7 * 7 }}")
    text = markdown.compose(compose(content))
    assert "{{ content.city }} {% raw %}" in text
    assert "{{ 7 \\* 7 }}" in text


def test_only_verbatim_words_stand_in_quotation_marks() -> None:
    text = composed()
    assert "“We send two officers because there is nobody else to send.”" in text
    assert "> The council wants a number it can defend next year as well (in other words)" in text
    assert "Maria Lopez" not in text


def test_every_share_has_its_base() -> None:
    text = composed()
    for line in text.splitlines():
        if line.startswith("Table ") and "Share" in text.split(line, 1)[1].split("\n\n", 2)[1]:
            assert "Base: 32,023 community-initiated incidents, 1 January to 31 December 2025" in line


def test_an_engagement_with_nothing_yet_still_makes_a_document() -> None:
    content = sample.content()
    empty = replace(
        content,
        calls=(),
        sources=(),
        definitions=(),
        components=tuple(
            replace(each, status=ComponentStatus.OPEN, checklist=(), quotes=(), themes=(), figures=())
            for each in content.components
        ),
    )
    text = markdown.with_contents(markdown.compose(compose(empty)))
    assert "Calls for service" not in text
    assert "## 10. Program housing" in text


def test_every_status_has_its_word() -> None:
    source = markdown.environment().from_string("{{ status | status }}")
    words: list[Any] = [source.render(status=status) for status in ComponentStatus]
    assert words == [status.value for status in ComponentStatus]
