"""What can go wrong, told as a person would tell it.

Every error that reaches a user is a `LeapError`. It says what happened, what is safe, and what
to do next; the command line prints `sentence` on stderr and exits with `exit_code`, the app
shows the same words in a dialog.
"""

from __future__ import annotations


class LeapError(Exception):
    """Something a person must be told.

    Args:
        what: What happened, one sentence with its full stop.
        safe: What is unchanged or safe, one sentence, or empty when nothing was at risk.
        next_step: What to do now, one sentence, or empty when `what` already says it.
    """

    exit_code = 1

    def __init__(self, what: str, *, safe: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.safe = safe
        self.next_step = next_step

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """All that is to be said, on one line."""
        return " ".join(part for part in (self.what, self.safe, self.next_step) if part)


class InputRefused(LeapError):
    """The person's input cannot be taken as it is. Nothing was changed."""


class UnknownName(InputRefused):
    """A record, format or column that does not exist was named."""


class OutputRefused(InputRefused):
    """A file or folder cannot be written."""


class AlreadyThere(OutputRefused):
    """Files of an earlier making stand where new ones are to go, and nobody said to replace them."""


class Withheld(InputRefused):
    """The gate of `leaptui.disclosure` refuses to let something out."""


class ChangedMeanwhile(InputRefused):
    """Somebody else changed the same field since it was opened."""


class StoreUnavailable(LeapError):
    """The store is locked, damaged, made by a newer leaptui, or the key is wrong."""

    exit_code = 3


class WrongKey(StoreUnavailable):
    """The passphrase or recovery sheet does not open this store."""


class StoreHeld(StoreUnavailable):
    """Another process is writing to the store."""


class StoreDamaged(StoreUnavailable):
    """The store's file is not what it was when it was last written."""
