"""The four text formats of the practice city's full roadmap, beside pandoc and Typst alone.

Run by hand: `python -m pytest -m benchmark -n0 -s tests/benchmarks/test_documents.py`. The baseline
is the same Markdown with the same pictures through the same two programs, each in a process of its
own as a person would start it, without our filter, look, contents, reading by the gate and page of
HTML. (A second `typst.compile` in one process mostly repeats what it remembers of the first: that is
told beside it.) Nothing here gates anything.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import pytest
import typst

from leaptui.disclosure.audience import Audience
from leaptui.documents.charts import Picture
from leaptui.documents.formats import TEXT_FORMATS
from leaptui.documents.look_parts import BUILT_IN
from leaptui.documents.markdown import compose, data_uri, with_targets
from leaptui.documents.pandoc import READER, run_pandoc
from leaptui.services.city.engagements import find_engagement
from leaptui.services.demo import DEMO_PASSPHRASE, make_demo
from leaptui.services.documents.catalogue import kind_named, prepare
from leaptui.services.documents.prepared import make
from leaptui.services.upkeep.homes import open_workspace

pytestmark = pytest.mark.benchmark

RUNS = 5
TYPST = """
import json, sys, typst
files = {name: text.encode() for name, text in json.load(sys.stdin).items()}
sys.stdout.buffer.write(typst.compile(files, format="pdf", root=sys.argv[1]))
"""


def seconds(work: Callable[[], object]) -> float:
    """Of the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def typeset(files: dict[str, bytes]) -> bytes:
    """The PDF, by Typst in a process of its own."""
    given = json.dumps({name: content.decode() for name, content in files.items()}).encode()
    return subprocess.run(
        [sys.executable, "-c", TYPST, str(BUILT_IN)], input=given, capture_output=True, check=True
    ).stdout


def typeset_here(files: dict[str, bytes]) -> bytes:
    """The PDF, by Typst in this process, which remembers."""
    return typst.compile(files, format="pdf", root=BUILT_IN)  # type: ignore[call-overload, no-any-return]


def alone(
    markdown: str, pictures: dict[str, Picture], typesetter: Callable[[dict[str, bytes]], bytes]
) -> None:
    """What pandoc and Typst take by themselves; Markdown is there already."""
    png = {name: data_uri("image/png", picture.png) for name, picture in pictures.items()}
    svg = {name: data_uri("image/svg+xml", picture.svg) for name, picture in pictures.items()}
    named = {name: f"/{name}.svg" for name in pictures}
    run_pandoc(f"--from={READER}", "--to=docx", given=with_targets(markdown, png).encode())
    run_pandoc(f"--from={READER}", "--to=html", "--standalone", given=with_targets(markdown, svg).encode())
    source = run_pandoc(
        f"--from={READER}", "--to=typst", "--standalone", given=with_targets(markdown, named).encode()
    )
    files = {"main.typ": source, **{f"{name}.svg": picture.svg for name, picture in pictures.items()}}
    assert typesetter(files).startswith(b"%PDF")


def test_four_formats_of_the_full_roadmap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_demo(tmp_path / "practice")
    with open_workspace(tmp_path / "practice", DEMO_PASSPHRASE) as workspace:
        city, kind = find_engagement(workspace, "harbor-falls-oh"), kind_named("roadmap")
        gathered = seconds(lambda: prepare(workspace, city, kind, Audience.PUBLIC))
        gathered_again = seconds(lambda: prepare(workspace, city, kind, Audience.PUBLIC))
        prepared = [prepare(workspace, city, kind, Audience.PUBLIC) for _ in range(RUNS)]
    document = prepared[0].document
    assert document is not None
    markdown, pictures = compose(document), dict(document.pictures)
    drawn = seconds(lambda: [(picture.svg, picture.png) for picture in pictures.values()])
    ours, theirs, remembering = [], [], []
    for each in prepared:
        assert each.document is not None
        drawn_before = replace(each, document=replace(each.document, pictures=pictures))
        theirs.append(seconds(lambda: alone(markdown, pictures, typeset)))
        remembering.append(seconds(lambda: alone(markdown, pictures, typeset_here)))
        ours.append(seconds(partial(make, drawn_before, TEXT_FORMATS)))
    with capsys.disabled():
        print(
            f"\nroadmap of {len(markdown):,} characters, {len(pictures)} pictures, median of {RUNS} runs each:"
            f"\n  ours, four formats    {median(ours):.2f} s"
            f"\n  pandoc and Typst alone {median(theirs):.2f} s"
            f"\n  ratio                 {median(ours) / median(theirs):.2f} (hold: 1.5)"
            f"\n  with a Typst that remembers the run before {median(remembering):.2f} s"
            f"\n  beside it: gathered {gathered:.2f} s, again {gathered_again:.2f} s; pictures drawn {drawn:.2f} s"
        )
