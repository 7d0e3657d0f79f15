"""A command: a thing a person can do, told once for keys, key bar, palette and help."""

from __future__ import annotations

from dataclasses import dataclass

_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "plus": "+",
    "minus": "-",
    "dollar_sign": "$",
}


def key_name(key: str) -> str:
    """How one key is written: `^P` for `ctrl+p`, `N` for `n`, `F1` for `f1`."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+"))
    return key.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a person can do."""

    id: str
    """`portfolio.new_city`: scope and action. Also the id of its binding."""
    key: str
    """Textual's names, several with commas; empty for a command reached by ^P only."""
    action: str
    """The action run on whatever holds the scope: `new_city`, `open_place('calls')`."""
    title: str
    """How ^P names it."""
    help: str
    """One sentence for the help screen."""
    word: str = ""
    """What the key bar says; empty keeps it out of the bar."""
    shown: str = ""
    """Key as shown, where it is not simply the name of the first key."""
    findable: bool = True
    """Whether ^P offers it. Moving a cursor is not a thing to look for."""
    of_row: bool = False
    """Whether it is done to the row under the cursor. Where no list has a row it is not offered."""
    priority: bool = False
    """Whether it beats the focused field. Never for a printable key."""

    @property
    def scope(self) -> str:
        """Where it works: `app`, `list`, `portfolio`, and so on."""
        return self.id.rpartition(".")[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys. A small letter stands for the capital too: Caps Lock must not stop the work."""
        return tuple(part.strip() for part in self.key.split(",") if part.strip())

    @property
    def key_shown(self) -> str:
        """The key as a person reads it."""
        if self.shown:
            return self.shown
        return key_name(self.keys[0]) if self.keys else ""
