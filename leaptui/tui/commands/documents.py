"""Commands of the place Documents."""

from __future__ import annotations

from leaptui.tui.commands.command import Command

DOCUMENTS: tuple[Command, ...] = (
    Command(
        id="documents.toggle",
        key="space",
        action="take_option",
        title="Choose or tick",
        help="Choose the readers, tick a format, or name the folder: whatever the cursor is on.",
        word="tick",
        findable=False,
    ),
    Command(
        id="documents.make",
        key="m",
        action="make",
        title="Make the document",
        help="Make the document in every ticked format: all of them, or none.",
        word="make",
    ),
    Command(
        id="documents.folder",
        key="f",
        action="folder",
        title="Where documents go",
        help="Choose the folder that documents of this city are written to.",
        word="folder",
    ),
    Command(
        id="documents.record",
        key="y",
        action="record",
        title="Documents made",
        help="Show every document made for this city, for whom, and the fingerprint of each file.",
        word="record",
    ),
    Command(
        id="documents.held_back",
        key="g",
        action="held_back",
        title="What is held back",
        help="Show every passage that keeps the document from leaving, go to it, or let it through with a reason.",
        word="held back",
    ),
    Command(
        id="documents.near",
        key="n",
        action="near_repeats",
        title="Near to a confidence",
        help="Show sentences of yours that come near to something said in confidence, before they leave.",
        word="near",
    ),
)
