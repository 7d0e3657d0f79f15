"""Commands of the call types: deciding them, those spelled alike, and reading samples."""

from __future__ import annotations

from leaptui.tui.commands.command import Command


def _help_of(scope: str) -> Command:
    return Command(
        id=f"{scope}.help",
        key="f1",
        action="help",
        title="Keys that work here",
        help="Show every key that works here, and what it does.",
        findable=False,
    )


_TYPES = (
    Command(
        id="types.accept",
        key="a",
        action="accept",
        title="Accept the type as it is read",
        help="Make what the taxonomy takes the type for the city's own decision, and go to the next.",
        word="accept",
    ),
    Command(
        id="types.carry",
        key="t",
        action="carry",
        title="Take over the proposed decision",
        help="Take over the decision on a type of nearly the same spelling, kept with the name it came from.",
        word="take over",
    ),
    Command(
        id="types.undecided",
        key="u",
        action="undecided",
        title="Undecided types first",
        help="Put the types that the city has not decided before all others, or sort by calls again.",
        word="undecided",
    ),
    Command(
        id="types.rules",
        key="v",
        action="rules",
        title="Switch rules",
        help="Count as eligible by narrow, expected or broad rules.",
        word="rules",
    ),
    Command(
        id="types.alike",
        key="l",
        action="alike",
        title="Types spelled alike",
        help="Show types spelled nearly alike; Enter there takes one decision for all of them.",
        word="alike",
    ),
    Command(
        id="types.sample",
        key="s",
        action="sample",
        title="Read a sample of the type",
        help="Read calls of the type drawn by chance, and say of each whether a responder would be sent.",
        word="sample",
    ),
    Command(
        id="types.withdraw",
        key="w",
        action="withdraw",
        title="Withdraw the decision",
        help="Put the city's decision away: the type is what the taxonomy takes it for again.",
        word="withdraw",
    ),
    Command(
        id="types.find",
        key="slash",
        action="find",
        title="Find a type",
        help="Show only the types with these words.",
        word="find",
    ),
    _help_of("types"),
)
_SAMPLE = (
    Command(
        id="type_sample.eligible",
        key="e",
        action="judge('eligible')",
        title="Eligible",
        help="Say that a responder would have been sent to this call.",
        word="eligible",
    ),
    Command(
        id="type_sample.not_eligible",
        key="n",
        action="judge('not eligible')",
        title="Not eligible",
        help="Say that no responder would have been sent to this call.",
        word="not",
    ),
    Command(
        id="type_sample.unclear",
        key="u",
        action="judge('unclear')",
        title="Unclear",
        help="Say that it cannot be told from what is kept of this call.",
        word="unclear",
    ),
    Command(
        id="type_sample.back",
        key="left_square_bracket",
        action="step(-1)",
        title="Call before",
        help="Go back to the call before; a new verdict takes the place of the old.",
        word="back",
    ),
    Command(
        id="type_sample.on",
        key="right_square_bracket",
        action="step(1)",
        title="Next call",
        help="Go on to the next call, as far as calls were read.",
    ),
    Command(
        id="type_sample.more",
        key="plus",
        action="more",
        title="Draw more calls",
        help="Draw more calls of the type; those read already stay.",
        word="more",
    ),
    Command(
        id="type_sample.apply",
        key="a",
        action="apply",
        title="Take the share over",
        help="Give the type's decision the share that was read, with its interval.",
        word="take share",
    ),
    _help_of("type_sample"),
)

CALL_TYPES: tuple[Command, ...] = (*_TYPES, *_SAMPLE)
