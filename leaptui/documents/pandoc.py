"""pandoc, held to what is needed: text in, bytes out, no file, no network, no secret."""

from __future__ import annotations

import os
import subprocess
from functools import lru_cache

from leaptui.documents.look_parts import BUILT_IN
from leaptui.domain.errors import LeapError

READER = "commonmark-raw_html+pipe_tables+gfm_auto_identifiers"
"""CommonMark has no raw attributes, TeX or metadata blocks. Its reader passes HTML on even so: the
filter turns what is raw into text."""
_SECONDS = 120
_PASSED_ON = ("SYSTEMROOT", "TEMP", "TMP")
"""What Windows needs to start a process; nothing else of our environment goes along."""


class DocumentError(LeapError):
    """A document could not be made."""


def convert(markdown: str, writer: str, *options: str, made_at: int) -> bytes:
    """Convert the house Markdown.

    Args:
        markdown: The document, pictures resolved.
        writer: `docx`, `html` or `typst`.
        options: Further options of the writer.
        made_at: Seconds since 1970 UTC that count as the time of making; the same time and text
            give the same bytes.

    Raises:
        DocumentError: When pandoc cannot do it.
    """
    return run_pandoc(
        f"--from={READER}",
        f"--to={writer}",
        f"--lua-filter={BUILT_IN / 'house.lua'}",
        "--wrap=none",
        *options,
        given=markdown.encode("utf-8"),
        made_at=made_at,
    )


def run_pandoc(*options: str, given: bytes, made_at: int = 0) -> bytes:
    """Run pandoc in its sandbox on some bytes and return what it writes.

    Args:
        options: What to read and write.
        given: The input.
        made_at: Seconds since 1970 UTC that count as the time of making.

    Raises:
        DocumentError: When it cannot be done.
    """
    command = [
        _program(),
        "+RTS", "-M1500M", "-RTS",
        "--sandbox",
        f"--data-dir={BUILT_IN}",  # never the person's own templates and filters
        "--output=-",
        *options,
    ]  # fmt: skip
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment |= {"LANG": "C.UTF-8", "SOURCE_DATE_EPOCH": str(made_at)}
    writer = next((option[5:] for option in options if option.startswith("--to=")), "pandoc")
    try:
        run = subprocess.run(  # noqa: S603 (a program of our own package, arguments of our own making)
            command,
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _failed(writer, str(error)) from error
    if run.returncode:
        raise _failed(writer, run.stderr.decode("utf-8", "replace"))
    return run.stdout


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
