"""The settings, as a form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.domain.errors import LeapError
from leaptui.services.upkeep.settings import ALLOWED, THEME_NAMES, set_setting
from leaptui.tui.dialogs.fields import FieldKind, FieldSpec
from leaptui.tui.dialogs.form import FormDialog
from leaptui.tui.themes import theme_named

if TYPE_CHECKING:
    from leaptui.tui.app import LeapApp

_THEME_WORDS = {"dark": "dark", "light": "light", "contrast": "high contrast"}


def _minutes_problem(text: str) -> str:
    allowed = ALLOWED["lock_after_minutes"]
    return "" if allowed.fits(allowed.of_text(text.replace(",", ""))) else f"It must be {allowed.words}."


_FIELDS = (
    FieldSpec(
        key="lock_after_minutes",
        label="Minutes to lock",
        kind=FieldKind.NUMBER,
        required=True,
        hint="0 is never",
        check=_minutes_problem,
    ),
    FieldSpec(
        key="theme",
        label="Colors",
        kind=FieldKind.CHOICE,
        choices=tuple((name, _THEME_WORDS[name]) for name in THEME_NAMES),
    ),
)


async def ask_settings(app: LeapApp) -> None:
    """Let the settings be changed; they hold at once and are remembered."""
    before = {name: str(getattr(app.settings, name)) for name in ALLOWED}
    values = await app.push_screen_wait(
        FormDialog(
            "Settings",
            _FIELDS,
            before,
            unchanged="Without a key for so many minutes leaptui locks itself; 0 is never. F8 locks at once.",
        )
    )
    if values is None:
        return
    for name, text in values.items():
        if text != before[name]:
            app.settings = await app.store.prepare(set_setting, app.home, name, text.replace(",", ""))
    app.theme = theme_named(app.settings.theme)


async def turn_theme(app: LeapApp) -> None:
    """The next palette, remembered where the disk allows."""
    after = THEME_NAMES[(THEME_NAMES.index(app.settings.theme) + 1) % len(THEME_NAMES)]
    app.settings = replace(app.settings, theme=after)
    app.theme = theme_named(after)
    try:
        await app.store.prepare(set_setting, app.home, "theme", after)
    except LeapError as error:
        app.notify(f"These colors hold until you leave. {error.sentence}", markup=False)
