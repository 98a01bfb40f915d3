"""A progress bar for what takes longer than a second, on a terminal only."""

import sys
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_PATIENCE_S = 1.0


class Progress:
    """Call it with (done, total, what comes next); it shows itself only when that is worth it."""

    def __init__(self) -> None:
        self._started = perf_counter()
        self._bar: Bar | None = None

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that `done` of `total` steps are over and `what` has begun."""
        waited = perf_counter() - self._started
        if self._bar is None and waited > _PATIENCE_S and sys.stderr.isatty():
            self._bar = _new_bar()
            self._bar.start()
            self._bar.add_task("")
        if self._bar is not None:
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
