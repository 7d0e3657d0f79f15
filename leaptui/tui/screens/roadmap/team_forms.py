"""The forms of the local team: a member, a working group."""

from __future__ import annotations

from leaptui.tui.dialogs.fields import FieldKind, FieldSpec

_DAY = "2026-11-24"
MEMBER = (
    FieldSpec(key="name", label="Name", required=True, hint="Dana Okafor"),
    FieldSpec(key="role", label="Role", hint="911 operations manager"),
    FieldSpec(key="organisation", label="Organization", hint="Harbor Falls Regional Dispatch"),
    FieldSpec(key="contact", label="Contact", hint="never exported"),
    FieldSpec(
        key="lead",
        label="Leads the team",
        kind=FieldKind.CHOICE,
        choices=(("no", "no"), ("yes", "yes, and nobody else")),
    ),
    FieldSpec(key="joined_on", label="Joined on", kind=FieldKind.DAY, hint=_DAY),
    FieldSpec(key="left_on", label="Left on", kind=FieldKind.DAY, hint="their last day"),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2),
)
"""A member of the team."""
GROUP = (
    FieldSpec(key="name", label="Name", required=True, hint="Dispatch"),
    FieldSpec(key="charge", label="Charge", hint="write the script, name the types, run the shadow month"),
    FieldSpec(key="convener", label="Convened by", hint="a member of the team"),
    FieldSpec(key="members", label="Members", hint="names of the team; with semicolons between"),
    FieldSpec(key="components", label="Works on", hint="4; hours; training"),
    FieldSpec(key="note", label="Note", kind=FieldKind.LINES, rows=2),
)
"""A working group."""
