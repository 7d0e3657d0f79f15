"""Parts of a document that nobody typed there: why an edit of them cannot be taken over, and what to change instead."""

from __future__ import annotations

_OF_A_COMPONENT = {
    "": "Status and day are set in the roadmap: D, or leaptui roadmap set.",
    "What was weighed": "The ways to decide come from the practice content; O chooses another, and a file of your "
    "own in the folder practice says them otherwise.",
    "What it rests on": "Figures and quotes come from their sources: E links others.",
    "To be looked at again": "It is computed from what was decided since: S says that it still holds.",
}
_OF_A_SECTION = {
    "The roadmap at a glance": "It repeats the components: take the edit over in the section of its component.",
    "How it would be staffed": "It is computed from the staffing plan: change the plan under 5 and mark it anew.",
    "Calls for service": "It is counted from the call export: change its rules or types under 4, or import another.",
    "Concerns and where they stand": "Rows are added and taken off on the board of concerns: 6, then B.",
    "Cities that did it": "It comes from the library of programs: a file of your own in the folder practice changes it.",
    "The local team": "Names, roles and parts are kept under 6, then T.",
    "Option: diversion before arrest": "It follows from the terms of the option: 6, then L.",
}
_WORDED_BY_THE_TEMPLATE = (
    "It is worded by the template: a copy of your own changes it (leaptui document template copy)."
)


def instead_of(section: str, heading: str, *, of_component: bool) -> str:
    """What to change instead of a part that was edited in the file.

    Args:
        section: Title of its section.
        heading: Its own heading; empty for what stands before the first.
        of_component: Whether the section is that of a component.
    """
    known = _OF_A_COMPONENT.get(heading, "") if of_component else _OF_A_SECTION.get(section, "")
    return known or _WORDED_BY_THE_TEMPLATE
