"""The printed document: Typst source by pandoc, an accessible PDF (PDF/UA-1) by Typst."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from leaptui.documents import typesetter
from leaptui.documents.document import Form
from leaptui.documents.formats import Paper
from leaptui.documents.look_parts import BUILT_IN, Look
from leaptui.documents.pandoc import (
    MOST_SECONDS,
    DocumentError,
    bare_environment,
    convert,
    with_own_parts,
)
from leaptui.documents.stopping import Stop

_PACKAGE = re.compile(r"\"@[\w-]+/")
"""`@preview/name:1.0.0`, which Typst would fetch."""


def make_pdf(
    markdown: str,
    pictures: dict[str, bytes],
    *options: str,
    made_at: int,
    form: Form,
    look: Look,
    paper: Paper,
    stop: Stop,
) -> bytes:
    """Make the PDF. Sources and pictures stay in memory.

    Args:
        markdown: The house Markdown, each picture's target its file name.
        pictures: As SVG, by that file name.
        options: Further options of pandoc.
        made_at: Seconds since 1970 UTC.
        form: How it is laid out, which names the printed template.
        look: Whose printed template it has.
        paper: Size of its pages.
        stop: Ends it.

    Raises:
        DocumentError: When Typst refuses, a missing alternative text included.
        MakingStopped: When it was stopped.
    """
    name, logo = f"{form}.typ", look.logo
    _no_packages(look, name)
    parts = look.own_among(name, logo.name if logo else "")
    command = [sys.executable, "-P", typesetter.__file__]
    environment = bare_environment() | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        # It gets ready while pandoc writes what it will set.
        with stop.program(command, environment) as program:
            source = convert(
                markdown,
                "typst",
                "--standalone",
                f"--template={look.part(name)}",
                f"--variable=paper:{paper.in_print}",
                *([f"--variable=logo:{logo.name}"] if logo else []),
                *options,
                made_at=made_at,
                stop=stop,
            )
            files = {"main.typ": source, **pictures, **({logo.name: logo.read_bytes()} if logo else {})}
            pdf, refused = program.communicate(_asked(files, made_at), timeout=MOST_SECONDS)
    except DocumentError as error:
        raise with_own_parts(error, parts) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(str(error)) from error
    if program.returncode == typesetter.REFUSED:
        raise with_own_parts(_failed(refused.decode("utf-8", "replace")), parts)
    if program.returncode:
        # What Python says then is a traceback, which names folders and is for nobody who makes a document.
        raise _failed(f"its program broke off ({program.returncode})")
    return pdf


def _asked(files: Mapping[str, bytes], made_at: int) -> bytes:
    """What the typesetter is told: a line of what is to be done, then the files one after another."""
    head = {
        "files": {name: len(data) for name, data in files.items()},
        "root": str(BUILT_IN),  # the only folder it could read from
        "fonts": [str(_matplotlib_fonts())],
        "timestamp": made_at,
    }
    return b"".join([json.dumps(head).encode(), b"\n", *files.values()])


def _failed(reason: str) -> DocumentError:
    return DocumentError(
        f"The PDF could not be made: {' '.join(reason.split())[:300].rstrip('.')}.",
        safe="Nothing was written, and your work is unchanged.",
        next_step="Make the Word or web page format, and report this sentence.",
    )


def _no_packages(look: Look, name: str) -> None:
    """Refuse a printed template that would have Typst fetch something: no connection is ever opened.

    Raises:
        DocumentError: When it asks for a package.
    """
    if look.own_among(name) and _PACKAGE.search(look.part(name).read_text("utf-8", "replace")):
        raise with_own_parts(
            DocumentError(
                "The PDF could not be made: its printed template asks for a package from the network.",
                safe="Nothing was written, and your work is unchanged.",
            ),
            name,
        )


def _matplotlib_fonts() -> Path:
    """Fonts that are there on every machine, for letters and signs that Typst's own lack."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"
