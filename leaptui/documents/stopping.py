"""Stopping the making of a document: programs that convert run as processes of their own and can be ended."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Condition, Thread
from typing import TypeVar

from leaptui.domain.errors import LeapError

R = TypeVar("R")


class MakingStopped(LeapError):
    """Somebody stopped the making of a document; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The making was stopped.", safe="Nothing was written.")


class Stop:
    """Ends one making, from whichever thread: the programs that run for it and all that would follow."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._asked = False
        self._running: set[subprocess.Popen[bytes]] = set()

    @property
    def is_asked(self) -> bool:
        """Whether it was asked to stop."""
        return self._asked

    def ask(self) -> None:
        """Stop now. What was asked for is not made any more."""
        with self._changed:
            self._asked = True
            for program in self._running:
                program.kill()
            self._changed.notify_all()

    def check(self) -> None:
        """Go no further once it was asked to stop.

        Raises:
            MakingStopped: When it was.
        """
        if self._asked:
            raise MakingStopped

    def watched(self, work: Callable[[], R]) -> R:
        """Do work and wait for it, but no longer than until somebody stops it.

        What cannot be ended at once (a picture being drawn) comes to its own end on a thread that
        nobody waits for, not even the program that is left.

        Raises:
            MakingStopped: When it was stopped.
        """
        self.check()
        made: Future[R] = Future()

        def run() -> None:
            try:
                made.set_result(work())
            except BaseException as error:  # noqa: BLE001 - told by whoever waits for it
                made.set_exception(error)
            with self._changed:
                self._changed.notify_all()

        Thread(target=run, name="leaptui-making", daemon=True).start()
        with self._changed:
            self._changed.wait_for(lambda: self._asked or made.done())
        self.check()
        return made.result()

    @contextmanager
    def program(
        self, command: Sequence[str], environment: Mapping[str, str]
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A program that is ended with the block it is used in, and by a stop.

        Args:
            command: A program of ours and its arguments.
            environment: All it is told.

        Raises:
            MakingStopped: When it was stopped.
            OSError: When it cannot be started.
        """
        self.check()
        pipe = subprocess.PIPE
        with subprocess.Popen(  # noqa: S603 (programs of our own package, arguments of our own making)
            command, stdin=pipe, stdout=pipe, stderr=pipe, env=dict(environment)
        ) as program:
            with self._changed:
                self._running.add(program)
            try:
                self.check()
                yield program
                self.check()
            finally:
                with self._changed:
                    self._running.discard(program)
                program.kill()
