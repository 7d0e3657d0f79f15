"""Every task of the app without its screen: for scripts, for screen readers, for a slow line."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from leaptui.cli.root import run

        code = run()
    except KeyboardInterrupt:
        import sys

        print("Stopped. Nothing more was changed.", file=sys.stderr)  # noqa: T201 - click may not be loaded yet
        code = 1
    raise SystemExit(code)
