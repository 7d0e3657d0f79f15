"""Commands of the figures and quotes in a roadmap's texts, and of putting one into a text."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

CLAIMS: tuple[Command, ...] = (
    Command(
        id="claims.open",
        key="",
        action="open_row",
        title="Open what it rests on",
        help="Open the rows a figure counts, the note a quote is from, the inputs of a plan; or take a typed number.",
        word="evidence",
        shown="Enter",
        findable=False,
        of_row=True,
    ),
    Command(
        id="claims.renew",
        key="r",
        action="renew",
        title="Renew the claim",
        help="Let the claim under the cursor say what its source says now; the history keeps what it said.",
        word="renew",
    ),
    Command(
        id="claims.renew_all",
        key="a",
        action="renew_all",
        title="Renew all claims",
        help="Let every claim whose source says something new say it, in one act.",
        word="renew all",
    ),
    Command(
        id="claims.newest",
        key="n",
        action="newest",
        title="Take it from the newest calls",
        help="Let a figure of an earlier export be that of the newest one, under the same filter.",
        word="newest",
    ),
    Command(
        id="claims.read",
        key="f",
        action="read",
        title="Read it all",
        help="Read all that is known of the claim: base, period, rules, what is different now, the texts it is in.",
        word="read",
        of_row=True,
    ),
    Command(
        id="claims.remove",
        key="x",
        action="remove",
        title="Put the claim away",
        help="Put the claim under the cursor away; F5 brings it back.",
        word="put away",
        of_row=True,
    ),
)

INSERTING: tuple[Command, ...] = (
    Command(
        id="writing.insert",
        key="f3",
        action="insert",
        title="Put a figure or a quote",
        help="Choose a figure or a quote; it stands in the text as its value and knows when its source changes.",
        findable=False,
    ),
    Command(
        id="form.insert",
        key="f3",
        action="insert",
        title="Put a figure or a quote",
        help="Choose a figure or a quote for the decision or its reason.",
        findable=False,
    ),
)

CLAIM_PICKER: tuple[Command, ...] = (
    Command(
        id="claim_picker.which",
        key="f3",
        action="which_calls",
        title="Which calls",
        help="Choose the calls that figures are counted of: all, those shown on Calls, or by district, days, hours, group.",
        findable=False,
    ),
)

CLAIM_COMMANDS: tuple[Command, ...] = (*CLAIMS, *INSERTING, *CLAIM_PICKER)
