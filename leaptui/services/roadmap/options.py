"""The options of a component side by side, with what is known of the places that chose them."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.practice.content import PracticeComponent, PracticeOption
from leaptui.practice.facts import Fact
from leaptui.practice.reader import Practice
from leaptui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as it is weighed.

    Attributes:
        option: What the practice content says of it.
        elsewhere: What happened where it was chosen, a sentence each with who says so and when.
        chosen_by: Programmes that chose it, by place.
    """

    option: PracticeOption
    elsewhere: tuple[str, ...]
    chosen_by: tuple[str, ...]


def options(workspace: Workspace, guide: PracticeComponent) -> tuple[OptionView, ...]:
    """The options of a component, in the order of the practice content."""
    named = {
        each.key: f"{each.place} {each.state}, {each.programme}" for each in workspace.practice.precedents
    }
    return tuple(
        OptionView(
            option=option,
            elsewhere=tuple(_told(workspace, fact) for fact in option.examples),
            chosen_by=tuple(named[key] for key in option.precedents if key in named),
        )
        for option in guide.options
    )


def option_in_words(practice: Practice, key: str) -> str:
    """The title of an option by its key, whichever component it is of; else the key."""
    found = (guide.option(key) for guide in practice.components)
    return next((option.title for option in found if option), key)


def _told(workspace: Workspace, fact: Fact) -> str:
    old = "; more than a year old" if fact.is_stale(workspace.today()) else ""
    return f"{fact.text} ({fact.cited}{old})"
