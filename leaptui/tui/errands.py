"""Work that a key starts and the screen does not wait for, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from textual.app import App
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.worker import Worker

from leaptui.domain.errors import LeapError
from leaptui.tui.keyboard import Errand, Holds, KeepsKeys, under_way

P = ParamSpec("P")
Owner = TypeVar("Owner", bound=DOMNode)


def errand(
    group: str = "errand", *, exclusive: bool = False, holds: Holds = Holds.KEYS
) -> Callable[
    [Callable[Concatenate[Owner, P], Coroutine[None, None, None]]], Callable[Concatenate[Owner, P], None]
]:
    """Make a coroutine method run as a worker of its screen or widget.

    Only in a worker may a method wait for a dialog's answer. A `LeapError` becomes a dialog; so
    does any other error, and the app goes on.

    Args:
        group: Workers of one group end together.
        exclusive: Whether starting it again ends the one under way.
        holds: Which keys wait until it has asked what it asks, or is over.
    """

    def decorate(
        method: Callable[Concatenate[Owner, P], Coroutine[None, None, None]],
    ) -> Callable[Concatenate[Owner, P], None]:
        @wraps(method)
        def start(self: Owner, *args: P.args, **kwargs: P.kwargs) -> None:
            began = _begun(self.app, holds)

            async def run() -> None:
                under_way.set(began)
                try:
                    await _told(self, method(self, *args, **kwargs), began)
                finally:
                    _end(self.app, began)

            worker: Worker[None] = self.run_worker(
                run,
                name=method.__name__,
                group=group,
                exclusive=exclusive,
                exit_on_error=False,
            )
            if began is not None:
                began.worker = worker

        return cast("Callable[Concatenate[Owner, P], None]", start)

    return decorate


def keys_go_on() -> None:
    """From here on the errand under way works long and asks nothing: no key waits for it."""
    if (errand := under_way.get()) is not None:
        errand.let_go()


def _begun(app: App[object], holds: Holds) -> Errand | None:
    if holds is Holds.NOTHING or not isinstance(app, KeepsKeys):
        return None
    return app.keyboard.begin(holds, app.revision)


def _end(app: App[object], errand: Errand | None) -> None:
    if errand is not None and isinstance(app, KeepsKeys):
        app.keyboard.end(errand, app.revision)


async def _told(node: DOMNode, work: Coroutine[None, None, None], errand: Errand | None) -> None:
    try:
        await work
    except LeapError as error:
        what, safe, next_step = error.what, error.safe, error.next_step
    except Exception as error:  # noqa: BLE001 - one broken screen must not take the note in another with it
        if isinstance(error, NoMatches) and not node.display:
            # It was answered or left while the errand waited: what it would have shown is for nobody.
            return
        node.app.log.error(error)
        what = f"leaptui made a mistake here: {type(error).__name__}."
        safe = "What was saved is safe."
        next_step = "Go on, and report what you did; `leaptui check` looks at the store."
    else:
        return
    # While the app is left nobody can answer, and a screen that is going takes its workers with it:
    # one that waits for a dialog then takes the messages of that screen along, and the leaving fails.
    if node.app.is_running:
        from leaptui.tui.dialogs.ask import ErrorDialog

        if errand is not None and isinstance(node.app, KeepsKeys):
            node.app.keyboard.fail(errand)
        await node.app.push_screen_wait(ErrorDialog(what, safe=safe, next_step=next_step))
