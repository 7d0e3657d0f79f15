"""The text of a Word document, as the Markdown that a note is written in."""

from __future__ import annotations

import io
import re
import zipfile

from leaptui.documents.pandoc import DocumentError, run_pandoc
from leaptui.documents.word import MADE_FROM
from leaptui.domain.errors import InputRefused

_MAIN = "word/document.xml"
_PROPERTIES = "docProps/custom.xml"
_MADE_FROM = re.compile(rf'name="{MADE_FROM}"[^>]*>\s*<vt:lpwstr>([0-9a-f]{{64}})<')
_MOST_ENTRIES = 5_000
_MOST_EXPANDED = 256 * 1024**2
"""Bytes; pictures included. The notes of a day of conversations take a few hundred kilobytes."""
_PICTURE = re.compile(r"(?<!\\)!\[[^\]]*\]\([^)]*\)")
"""Not what somebody typed so: pandoc escapes that."""
_ESCAPED = re.compile(r"\\([#!?\[\]<>\"'*_~`@.()+-])")
"""What pandoc escapes so that it stays itself in Markdown: in a note it is meant as a mark."""


def made_from(data: bytes, name: str) -> str:
    """The hash of the Markdown that a document of ours was made of; empty in one of anybody else's.

    Args:
        data: The file.
        name: Its name, for the sentence that refuses it.

    Raises:
        InputRefused: When it is no Word document.
    """
    _check(data, name)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _PROPERTIES not in package.namelist():
            return ""
        found = _MADE_FROM.search(package.read(_PROPERTIES).decode("utf-8", "replace"))
    return found[1] if found else ""


def markdown_of(data: bytes, name: str) -> str:
    """The paragraphs, headings, lists and tables of a document. Pictures, comments and notes stay behind.

    Args:
        data: The file.
        name: Its name, for the sentence that refuses it.

    Raises:
        InputRefused: When it is no Word document, or would unpack into too much.
    """
    _check(data, name)
    try:
        markdown = run_pandoc(
            "--from=docx",
            "--to=commonmark-raw_html+pipe_tables",
            "--wrap=none",
            "--track-changes=accept",
            given=data,
        ).decode("utf-8")
    except DocumentError as error:
        raise _refused(name, "cannot be read as a Word document") from error
    return _ESCAPED.sub(r"\1", _PICTURE.sub("", markdown))


def _check(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError) as error:
        raise _refused(name, "is not a Word document") from error
    if _MAIN not in {entry.filename for entry in entries}:
        raise _refused(name, "is a zip archive without a Word document in it")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_EXPANDED:
        raise _refused(name, "would unpack into far more than notes hold")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refused(name, "is locked by a password")


def _refused(name: str, what: str) -> InputRefused:
    return InputRefused(
        f"{name} {what}.",
        safe="Nothing was added.",
        next_step="Save it in Word as .docx or as plain text, and try again.",
    )
