"""The three palettes. Every colour of the app is one of these variables, and none is written elsewhere.

Sand (`accent`) means *look here*; blue (`primary`) means *press, or focused*; everything else is
grey until it asks for something. Contrast of every pair was measured for WCAG 2.2: words at
least 4.8 to 1 on any surface they stand on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.reactive import Initialize, Reactive
from textual.theme import Theme
from typing_extensions import override

if TYPE_CHECKING:
    from leaptui.services.upkeep.settings import Settings


def _theme(
    name: str, *, dark: bool, colours: dict[str, str], heat: str, heat_text: tuple[str, str, str]
) -> Theme:
    """A theme from its named colours.

    Args:
        name: Its name.
        dark: Whether its paper is dark.
        colours: Hex by role.
        heat: Seven colours from none to most.
        heat_text: Figures on step 0, on steps 1 to 3 and on steps 4 to 6.
    """
    # Textual mixes its own roles anew and is one off in rounding; named here they stay as measured.
    variables = dict(colours)
    for step, colour in enumerate(heat.split()):
        variables[f"heat-{step}"] = colour
        variables[f"heat-{step}-text"] = heat_text[0 if step == 0 else 1 if step <= 3 else 2]
    variables |= {
        "border": colours["rule"],
        "border-blurred": colours["rule"],
        "input-cursor-background": colours["accent"],
        "input-cursor-foreground": colours["background"],
        "input-selection-background": colours["cursor-line"],
        "scrollbar": colours["rule"],
        "scrollbar-hover": colours["faint"],
        "scrollbar-active": colours["primary"],
        "scrollbar-background": colours["background"],
        "scrollbar-background-hover": colours["background"],
        "scrollbar-background-active": colours["background"],
        "scrollbar-corner-color": colours["background"],
    }
    return Theme(
        name=name,
        dark=dark,
        primary=colours["primary"],
        secondary=colours["primary"],
        accent=colours["accent"],
        success=colours["success"],
        warning=colours["warning"],
        error=colours["error"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        variables=variables,
    )


LEAP_DARK = _theme(
    "leap-dark",
    dark=True,
    colours={
        "background": "#10151b",
        "surface": "#171e27",
        "panel": "#222b36",
        "text": "#dbe2e9",
        "text-muted": "#95a3b2",
        "faint": "#566473",
        "rule": "#2f3a47",
        "primary": "#82bbec",
        "accent": "#efc876",
        "success": "#7fcaa0",
        "warning": "#f0b45f",
        "error": "#f58f7f",
        "mark-theme": "#74cad6",
        "mark-quote": "#f0d7a0",
        "mark-concern": "#f79b86",
        "mark-follow": "#c9b0f5",
        "mark-own": "#9fb0a6",
        "badge": "#efc876",
        "badge-text": "#10151b",
        "cursor-line": "#1c354d",
        "cursor-dim": "#222b36",
    },
    heat="#1a2129 #1a324b #1f466a #1b5f80 #46a3ab #86c7ae #e3dd9c",
    heat_text=("#95a3b2", "#f2f5f8", "#0b0f14"),
)

LEAP_LIGHT = _theme(
    "leap-light",
    dark=False,
    colours={
        "background": "#fcfbf8",
        "surface": "#f4f2ec",
        "panel": "#e6e2d8",
        "text": "#1d2731",
        "text-muted": "#55606b",
        "faint": "#858b8c",
        "rule": "#d3cfc4",
        "primary": "#0f5c94",
        "accent": "#805300",
        "success": "#1e6b43",
        "warning": "#8a5200",
        "error": "#a8321f",
        "mark-theme": "#0b6370",
        "mark-quote": "#6f4a00",
        "mark-concern": "#a63420",
        "mark-follow": "#6a3fb0",
        "mark-own": "#4d5f55",
        "badge": "#6b4700",
        "badge-text": "#fffdf8",
        "cursor-line": "#cfe2f2",
        "cursor-dim": "#e6e2d8",
    },
    heat="#f6f4eb #d8e8d2 #addbc6 #70c5c7 #186a99 #1d487c #152c58",
    heat_text=("#55606b", "#10151b", "#ffffff"),
)

LEAP_CONTRAST = _theme(
    "leap-contrast",
    dark=True,
    colours={
        "background": "#000000",
        "surface": "#000000",
        "panel": "#1c1c1c",
        "text": "#ffffff",
        "text-muted": "#d4d4d4",
        "faint": "#8c8c8c",
        "rule": "#8c8c8c",
        "primary": "#7cd0ff",
        "accent": "#ffdd55",
        "success": "#7df0a8",
        "warning": "#ffc24d",
        "error": "#ffa394",
        "mark-theme": "#7fe9f5",
        "mark-quote": "#ffe9ad",
        "mark-concern": "#ffab9c",
        "mark-follow": "#dcc6ff",
        "mark-own": "#cfe0d5",
        "badge": "#ffdd55",
        "badge-text": "#000000",
        "cursor-line": "#003a6b",
        "cursor-dim": "#333333",
    },
    heat="#000000 #002a4a #00446e #005b86 #4cc3c9 #93e6b4 #fff38a",
    heat_text=("#d4d4d4", "#ffffff", "#000000"),
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LEAP_DARK, LEAP_LIGHT, LEAP_CONTRAST)}
"""By name, in the order one key press goes through them."""


def theme_named(setting: str) -> str:
    """The name of the theme that a setting calls `dark`, `light` or `contrast`."""
    return f"leap-{setting}"


def _theme_of(app: OwnPalettes) -> str:
    return theme_named(app.settings.theme)


class OwnPalettes(App[None], inherit_bindings=False):
    """An app that has our palettes and none of Textual's.

    Its settings are read before it is made: Textual makes the style sheet in the theme it finds
    then, and parses all of it again for one that is chosen later.
    """

    settings: Settings
    """What was chosen."""
    theme: Reactive[str] = Reactive(Initialize(_theme_of))

    @property
    @override
    def available_themes(self) -> dict[str, Theme]:
        """Ours."""
        return THEMES
