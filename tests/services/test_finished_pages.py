"""Every web page, looked through by axe-core in Chromium as a reader's browser shows it."""

from __future__ import annotations

import html
import json
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import DocumentFormat
from tests.services.finished import TEXTS, Finished, program

pytestmark = [pytest.mark.office, pytest.mark.thorough]

RUN = """
const found = document.createElement('pre');
found.id = 'found';
const told = result => { found.textContent = JSON.stringify(result); document.body.append(found); };
const brief = rules => rules.map(rule => rule.id + ': ' + rule.nodes.map(node => node.html).join(' · ').slice(0, 400));
window.addEventListener('load', () => axe.run().then(
    result => told({violations: brief(result.violations), incomplete: brief(result.incomplete), passes: result.passes.length}),
    error => told({violations: [String(error)]}),
));
"""
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--virtual-time-budget=60000", "--dump-dom",
)  # fmt: skip
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
CLEAN: dict[str, list[str]] = {"violations": [], "incomplete": []}
WIDE, NARROW = 1280, 400
"""Of the window, in pixels."""


@pytest.fixture(scope="module")
def axe() -> str:
    """The checker, out of a package that carries it; the package itself would want a browser's driver."""
    carrier = find_spec("axe_playwright_python")
    if carrier is None or not carrier.submodule_search_locations:
        pytest.skip("axe-core is not installed: pip install '.[thorough]'")
    return (Path(carrier.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


def looked_through(page: str, axe: str, folder: Path, *, width: int = WIDE) -> dict[str, Any]:
    """What axe-core says of a page; the page's own policy would keep any script from running."""
    script = f"<script>{axe.replace('</script', '<' + chr(92) + '/script')}{RUN}</script></head>"
    (folder / "page.html").write_text(POLICY.sub("", page).replace("</head>", script, 1), "utf-8")
    browser = [program("chromium"), *CHROMIUM, f"--window-size={width},1024"]
    run = subprocess.run(
        [*browser, f"--user-data-dir={folder / 'profile'}", f"file://{folder / 'page.html'}"],
        check=True, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    found = re.search(r'<pre id="found">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found, f"axe-core did not finish: {run.stderr[-400:]}"
    told: dict[str, Any] = json.loads(html.unescape(found[1]))
    return told


def test_the_checker_finds_what_is_wrong(axe: str, tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><head><title>T</title></head><body><img src='data:,'><p style='color:#ddd'>Pale</p></body></html>"
    told = looked_through(page, axe, tmp_path)
    assert {each.partition(":")[0] for each in told["violations"]} >= {"html-has-lang", "image-alt", "color-contrast"}  # fmt: skip


@pytest.mark.parametrize(("kind", "audience"), TEXTS)
def test_nothing_of_a_page_keeps_a_reader_out(
    practice: Finished, axe: str, tmp_path: Path, kind: str, audience: Audience
) -> None:
    page = practice.files(kind, audience)[DocumentFormat.HTML].decode("utf-8")
    assert POLICY.search(page)
    told = looked_through(page, axe, tmp_path)
    assert told.pop("passes") > 10
    assert told == CLEAN


def test_nor_of_a_narrow_one(practice: Finished, axe: str, tmp_path: Path) -> None:
    """There a wide table scrolls in its frame: colours of what is scrolled away are those of the wide page."""
    page = practice.files("roadmap", Audience.PUBLIC)[DocumentFormat.HTML].decode("utf-8")
    told = looked_through(page, axe, tmp_path, width=NARROW)
    assert told["passes"] > 10
    assert told["violations"] == []
    assert {each.partition(":")[0] for each in told["incomplete"]} <= {"color-contrast"}
