"""pandoc, held to what is needed: text in, bytes out, no file, no network, no secret."""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache

from leaptui.documents.look_parts import BUILT_IN
from leaptui.documents.stopping import Stop
from leaptui.domain.errors import LeapError

READER = "commonmark-raw_html+pipe_tables+gfm_auto_identifiers"
"""CommonMark has no raw attributes, TeX or metadata blocks. Its reader passes HTML on even so: the
filter turns what is raw into text."""
MOST_SECONDS = 120
"""That a program may take for one document."""
_PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP")
"""What Windows needs to start a process; nothing else of our environment goes along."""


class DocumentError(LeapError):
    """A document could not be made."""


def convert(markdown: str, writer: str, *options: str, made_at: int, stop: Stop | None = None) -> bytes:
    """Convert the house Markdown.

    Args:
        markdown: The document, pictures resolved.
        writer: `docx`, `html` or `typst`.
        options: Further options of the writer.
        made_at: Seconds since 1970 UTC that count as the time of making; the same time and text
            give the same bytes.
        stop: Ends it.

    Raises:
        DocumentError: When pandoc cannot do it.
        MakingStopped: When it was stopped.
    """
    return run_pandoc(
        f"--from={READER}",
        f"--to={writer}",
        f"--lua-filter={BUILT_IN / 'house.lua'}",
        "--wrap=none",
        *options,
        given=markdown.encode("utf-8"),
        made_at=made_at,
        stop=stop,
    )


def run_pandoc(*options: str, given: bytes, made_at: int = 0, stop: Stop | None = None) -> bytes:
    """Run pandoc in its sandbox on some bytes and return what it writes.

    Args:
        options: What to read and write.
        given: The input.
        made_at: Seconds since 1970 UTC that count as the time of making.
        stop: Ends it.

    Raises:
        DocumentError: When it cannot be done.
        MakingStopped: When it was stopped.
    """
    command = [
        _program(),
        "+RTS", "-M1500M", "-RTS",
        "--sandbox",
        f"--data-dir={BUILT_IN}",  # never the person's own templates and filters
        "--output=-",
        *options,
    ]  # fmt: skip
    environment = bare_environment() | {"SOURCE_DATE_EPOCH": str(made_at)}
    writer = next((option[5:] for option in options if option.startswith("--to=")), "pandoc")
    try:
        with (stop or Stop()).program(command, environment) as pandoc:
            written, said = pandoc.communicate(given, timeout=MOST_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(writer, str(error)) from error
    if pandoc.returncode:
        raise _failed(writer, said.decode("utf-8", "replace"))
    return written


def bare_environment() -> dict[str, str]:
    """What a program of ours is told of where it runs: nothing that is anybody's."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {"LANG": "C.UTF-8"}


def with_own_parts(error: DocumentError, parts: str) -> DocumentError:
    """The same error, saying which parts of the organisation's own look were used.

    Args:
        error: What failed.
        parts: `reference.docx`; empty where all are ours.
    """
    if not parts:
        return error
    return DocumentError(
        f"{error.what} It was made with your own {parts}.",
        safe=error.safe,
        next_step=f"Mend {parts} in the folder look, or take it away to have ours again.",
    )


def _failed(writer: str, reason: str) -> DocumentError:
    return DocumentError(
        f"The {writer} document could not be made: {' '.join(reason.split())[:300]}",
        safe="Nothing was written, and your work is unchanged.",
        next_step="Try another format, and report this sentence.",
    )


@lru_cache(maxsize=1)
def _program() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())
