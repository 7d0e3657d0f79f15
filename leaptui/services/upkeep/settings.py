"""What a person chose for the app: `settings.toml` in the store's folder.

The file is plain text and holds no client's words: a number of minutes and the name of a palette.
A setting that cannot be understood is told of, left in the file, and does not count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from leaptui.domain.errors import InputRefused, OutputRefused
from leaptui.domain.text import one_line

FILE_NAME = "settings.toml"
THEME_NAMES = ("dark", "light", "contrast")
"""The palettes, in the order F9 goes round them."""
MOST_MINUTES = 24 * 60
_MOST_BYTES = 64 << 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds: the default where nothing was chosen."""

    lock_after_minutes: int = 15
    """The app locks itself after so many minutes without a key; 0 is never."""
    theme: str = "dark"
    """The palette."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What one setting may be.

    Attributes:
        words: What it may be, for a sentence that ends there.
        fits: Whether a value is one of those.
        of_text: The value that a typed text stands for; `ValueError` where there is none.
    """

    words: str
    fits: Callable[[object], bool]
    of_text: Callable[[str], object]


def _is_minutes(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_MINUTES


ALLOWED: Mapping[str, Allowed] = {
    "lock_after_minutes": Allowed(
        f"a whole number of minutes from 0 to {MOST_MINUTES:,}; 0 is never", _is_minutes, int
    ),
    "theme": Allowed(f"one of {', '.join(THEME_NAMES)}", lambda value: value in THEME_NAMES, str),
}
"""By name, in the order they are shown."""


def settings_file(home: Path) -> Path:
    """Where the settings of a store's folder stand."""
    return home / FILE_NAME


def read_settings(home: Path) -> tuple[Settings, list[str]]:
    """The settings of a folder, and a sentence for each that cannot be followed.

    Never fails: what cannot be read does not count, and the file is left as it is.
    """
    path = settings_file(home)
    try:
        document = _document(path)
    except InputRefused as error:
        return Settings(), [f"{error.what} The usual settings hold."]
    chosen: dict[str, Any] = {}
    problems = []
    usual = Settings()
    for name, value in document.items():
        allowed = ALLOWED.get(name)
        if allowed is None:
            problems.append(f"“{_short(name)}” in {FILE_NAME} is no setting; it was left there.")
        elif not allowed.fits(value):
            problems.append(
                f"“{name}” in {FILE_NAME} must be {allowed.words}. Until then it is {getattr(usual, name)}."
            )
        else:
            chosen[name] = value
    return Settings(**chosen), problems


def set_setting(home: Path, name: str, text: str) -> Settings:
    """Choose a setting. Everything else in the file stays, what is not understood included.

    Args:
        home: The store's folder; made where it is missing.
        name: `lock_after_minutes` or `theme`.
        text: What it is to be.

    Raises:
        InputRefused: There is no such setting, it cannot be that, or the file as it is cannot be read.
        OutputRefused: The disk refuses. The file is as it was.
    """
    allowed = ALLOWED.get(name)
    if allowed is None:
        raise InputRefused(
            f"There is no setting “{_short(name)}”.",
            safe="Nothing was changed.",
            next_step=f"The settings are {', '.join(each.name for each in fields(Settings))}.",
        )
    try:
        value = allowed.of_text(text.strip())
    except ValueError:
        value = None
    if not allowed.fits(value):
        raise InputRefused(f"{name} must be {allowed.words}.", safe="Nothing was changed.")
    path = settings_file(home)
    _write(path, _document(path) | {name: value})
    return read_settings(home)[0]


def _document(path: Path) -> dict[str, Any]:
    try:
        # A pipe of that name would keep everybody waiting.
        if path.exists() and not path.is_file():
            raise OSError("not a file")
        if path.is_file() and path.stat().st_size > _MOST_BYTES:
            raise OSError("too long")
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        raise InputRefused(
            f"The settings in {path} cannot be read.",
            safe="The file was left as it is.",
            next_step="Mend it, or remove it and choose anew.",
        ) from None


def _write(path: Path, document: Mapping[str, Any]) -> None:
    import tomli_w

    from leaptui.store.files import private_folder, write_private

    try:
        if not path.parent.is_dir():
            private_folder(path.parent)
        write_private(path, content=tomli_w.dumps(document).encode())
    except OSError as error:
        raise OutputRefused(
            f"The settings cannot be written to {path}: {error.strerror}.", safe="They are as they were."
        ) from error


def _short(name: str) -> str:
    return one_line(name)[:60]
