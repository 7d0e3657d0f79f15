"""The organisation's own look: what can be replaced, and copying a part to begin with."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from leaptui.documents.look_parts import LOGOS, OWN_TEMPLATES, REPLACEABLE, TEMPLATE_ENDING, TEMPLATES, Look
from leaptui.domain.errors import AlreadyThere, OutputRefused, UnknownName
from leaptui.domain.text import one_line
from leaptui.services.workspace import Workspace

LOOK_FOLDER = "look"
"""Folder within the store's where the organisation puts the parts of its own look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPart:
    """A part of the look.

    Attributes:
        name: A kind of document for its template, or the name of a file.
        own: Whether the organisation's own is in force.
        file: The one in force; none for a logo nobody put there.
    """

    name: str
    own: bool
    file: Path | None


def look_of(workspace: Workspace) -> Look:
    """The look in force: the organisation's parts from the store's folder, ours for the rest."""
    return look_in(workspace.home)


def look_in(home: Path) -> Look:
    """The look of the store in a folder."""
    own = home / LOOK_FOLDER
    return Look(own if own.is_dir() else None)


def look_parts(home: Path) -> list[LookPart]:
    """Every part that can be replaced: templates by kind, then files of the look, then the logo."""
    look = look_in(home)
    found = []
    for kind in _templates():
        file = next(each for folder in look.template_folders if (each := folder / _file(kind)).is_file())
        found.append(LookPart(name=kind, own=file.parent != TEMPLATES, file=file))
    for name in REPLACEABLE:
        file = look.part(name)
        found.append(LookPart(name=name, own=look.own is not None and file.parent == look.own, file=file))
    return [*found, LookPart(name=" or ".join(LOGOS), own=look.logo is not None, file=look.logo)]


def copy_part(home: Path, name: str) -> Path:
    """Copy one of our parts to where the organisation's own holds.

    Args:
        home: The store's folder.
        name: A kind of document, or a file of the look.

    Returns:
        The copy.

    Raises:
        UnknownName: When there is no such part.
        AlreadyThere: When there is one of their own already.
        OutputRefused: When the folder cannot be written.
    """
    wanted = one_line(name).lower().removesuffix(TEMPLATE_ENDING).replace("-", "_").replace(" ", "_")
    folder = home / LOOK_FOLDER
    if wanted in _templates():
        source, target = TEMPLATES / _file(wanted), folder / OWN_TEMPLATES / _file(wanted)
    elif name in REPLACEABLE:
        source, target = Look().part(name), folder / name
    else:
        raise UnknownName(
            f"There is no part “{one_line(name)}”.",
            safe="Nothing was written.",
            next_step="There are: " + ", ".join([*_templates(), *REPLACEABLE]) + ".",
        )
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
            copy.write(source.read_bytes())
    except FileExistsError:
        raise AlreadyThere(
            f"{target} is there already.",
            safe="It was left as it is.",
            next_step="Edit it, or take it away to begin anew.",
        ) from None
    except OSError as error:
        raise OutputRefused(
            f"{target} cannot be written: {(error.strerror or str(error)).lower()}.",
            safe="Nothing was written.",
        ) from error
    return target


def _templates() -> list[str]:
    return sorted(file.name.removesuffix(TEMPLATE_ENDING) for file in TEMPLATES.glob(f"*{TEMPLATE_ENDING}"))


def _file(kind: str) -> str:
    return f"{kind}{TEMPLATE_ENDING}"
