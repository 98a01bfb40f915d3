"""How far long work is: on a terminal only, after a second, beside the answer and never in it."""

import os
import sys
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE_S = 1.0
_LINE_S = 5.0  # between two plain lines


class Progress:
    """Call it with (done, total, what comes next); it shows itself only when that is worth it.

    Without colour there is a plain line now and then: a bar is drawn with escape signs.
    """

    def __init__(self, *, quiet: bool = False, plain: bool = False) -> None:
        self._next = perf_counter() + _PATIENCE_S
        self._shown = not quiet and sys.stderr.isatty()
        self._plain = plain or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        self._bar: Bar | None = None

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that `done` of `total` steps are over and `what` has begun."""
        if not self._shown or perf_counter() < self._next:
            return
        if self._plain:
            from speciosa.texts import say  # noqa: PLC0415  (rarely)

            print(say("cli.progress.done", what=what, done=done, total=total), file=sys.stderr)
            self._next = perf_counter() + _LINE_S
            return
        if self._bar is None:
            self._bar = _new_bar()
            self._bar.start()
            self._bar.add_task("")
        task = self._bar.task_ids[0]
        self._bar.update(task, completed=done, total=total, description=what)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _new_bar() -> "Bar":
    from rich.console import Console  # noqa: PLC0415  (Rich costs a tenth of a second)
    from rich.progress import Progress as Bar  # noqa: PLC0415

    return Bar(console=Console(stderr=True), transient=True)
