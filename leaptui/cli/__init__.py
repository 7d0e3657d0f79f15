"""Every task of the app without its screen: for scripts, for screen readers, for a slow line."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    from leaptui.cli.root import run

    raise SystemExit(run())
