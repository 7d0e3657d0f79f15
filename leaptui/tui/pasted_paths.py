"""Paths as terminals paste them when a file is dropped: quoted, escaped, as an address, several at once."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ADDRESS = re.compile(r"file://\S+")
_BEGINS = re.compile(r"""^\s*(['"]?)(/|~/|file://|[A-Za-z]:[\\/]|\\\\)""")
"""A whole path: absolute, under the home folder, an address, or one of Windows."""


def pasted_paths(text: str) -> list[Path]:
    """The whole paths that a pasted text names; none where it is something else.

    Nothing is looked up: whether the files are there is for the caller to see.
    """
    text = text.strip()
    if not _BEGINS.match(text):
        return []
    if text.startswith("file://"):
        return [_from_address(each) for each in _ADDRESS.findall(text)]
    if re.match(r"^(['\"]?)([A-Za-z]:[\\/]|\\\\)", text):  # of Windows: a backslash there escapes nothing
        return [Path(each.strip("\"'")) for each in re.findall(r'"[^"]+"|\'[^\']+\'|.+', text)]
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        return [path for line in lines for path in pasted_paths(line)]
    if not re.search(r"['\"\\]", text):
        # Some terminals escape nothing: a blank may be part of the name or stand between two paths.
        parts = re.split(r"\s+(?=/|~/)", text)
        return [Path(each).expanduser() for each in parts]
    try:
        words = shlex.split(text)
    except ValueError:  # an apostrophe that belongs to the name
        words = [text]
    return [Path(word).expanduser() for word in words if word.startswith(("/", "~/"))]


def meant_path(typed: str) -> Path:
    """The path that a field's text means, one pasted behind the folder that stood there before included.

    As in a shell, `//` begins again: `/home/ana//media/stick/calls.csv` is the file on the stick.
    """
    typed = typed.strip()
    found = pasted_paths(typed)
    if found and (typed[0] in "'\"" or typed.startswith("file://")):
        return found[0]
    for again in re.finditer(r"(?<=/)(?:file://|['\"]?(?:/|~/))", typed):
        behind = pasted_paths(typed[again.start() :])
        if behind:
            return behind[0]
    if found and "\\" in typed and os.sep == "/":
        return found[0]
    return Path(typed or ".").expanduser()


def _from_address(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))
