"""Independent questions answered side by side, on the cores of one machine.

Workers are forked: they know everything already, so nothing but their answers is sent. Numbers
cannot depend on it, because every question has a random stream of its own and the same code runs.
What a worker did not answer, for whatever reason, is answered here afterwards: an error is raised
where and as it would have been without workers, and a lost worker costs time only.
"""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Final, Generic, NoReturn, Self, TypeVar

Answer = TypeVar("Answer")
_MOST_QUESTIONS: Final = 256  # a question is one byte, and all of them fit into a pipe
_THREADS: Final = "/proc/self/task"


class SideBySide(Generic[Answer]):
    """Questions 0 to `count` - 1; workers answer them while this process does something else.

    Used as a context: workers start on entry, and none is left on exit.

    Args:
        answer: answers one question; may run in another process, so it must change nothing.
        count: how many questions.
        workers: processes beside this one; see `spare_workers`.
    """

    def __init__(self, answer: Callable[[int], Answer], count: int, workers: int) -> None:
        self._answer, self._count = answer, count
        self._workers = workers if 0 < count <= _MOST_QUESTIONS else 0
        self._started: dict[int, int] = {}  # processes, with the pipes that answers come from
        self._waiting = -1

    def __enter__(self) -> Self:
        if not self._workers:
            return self
        self._waiting, add = os.pipe()
        os.write(add, bytes(range(self._count)))
        os.close(add)  # an empty pipe without a writer says that nothing is left
        for _ in range(self._workers):
            with suppress(OSError), _interrupts_later():  # no process to be had: fewer workers
                child, results = _start(self._answer, self._waiting)
                self._started[child] = results
        return self

    def __exit__(self, *_: object) -> None:
        if self._waiting >= 0:
            os.close(self._waiting)
        for child, results in self._started.items():
            os.close(results)
            _end(child)
        self._started, self._waiting = {}, -1

    def answers(self, begun: Callable[[int], None] = lambda _: None) -> list[Answer]:
        """All answers in order; this process helps until none is left to begin.

        Args:
            begun: told each question once, in order, not later than its answer is there.

        Raises:
            Exception: whatever `answer` raises, for the first question that fails.
        """
        told, found = _InOrder(begun), dict[int, Answer]()
        if self._started:
            for question in _taken(self._waiting):
                told.up_to(question)
                found[question] = self._answer(question)
            for results in self._started.values():
                found |= _received(results)
        for question in range(self._count):
            told.up_to(question)
            if question not in found:
                found[question] = self._answer(question)
        return [found[question] for question in range(self._count)]


def spare_workers(worth: int) -> int:
    """How many processes beside this one may help with so many long questions.

    None where forking is not safe or gains nothing: on other systems than Linux, with threads
    (those of a linear-algebra library included), with one core, or inside a pool of processes.
    """
    if not hasattr(os, "fork") or not hasattr(os, "sched_getaffinity"):
        return 0
    pool = sys.modules.get("multiprocessing")
    if pool is not None and pool.parent_process() is not None:
        return 0
    try:
        alone = len(os.listdir(_THREADS)) == 1  # noqa: PTH208  (names are not needed as paths)
    except OSError:
        return 0
    return max(min(len(os.sched_getaffinity(0)), worth) - 1, 0) if alone else 0


class _InOrder:
    """Tells every question once and in order, also those that a worker took."""

    def __init__(self, begun: Callable[[int], None]) -> None:
        self._begun = begun
        self._next = 0

    def up_to(self, question: int) -> None:
        for each in range(self._next, question + 1):
            self._begun(each)
        self._next = max(self._next, question + 1)


def _taken(waiting: int) -> Iterator[int]:
    """Questions off the pipe, until none is left; reading one byte takes it from all others."""
    while byte := os.read(waiting, 1):
        yield byte[0]


def _start(answer: Callable[[int], Answer], waiting: int) -> tuple[int, int]:
    """A worker's process and the pipe that its answers come from."""
    results, send = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(results)
        os.close(send)
        raise
    if child == 0:
        _work(answer, waiting, send)
    os.close(send)
    return child, results


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Ctrl-C waits until a worker is known to its parent and has left the parent's way."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(answer: Callable[[int], Answer], waiting: int, send: int) -> NoReturn:
    """Answer until nothing is left, then send everything at once, so as never to wait meanwhile."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ends without a word; the parent speaks
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        found = {}
        with suppress(Exception):  # raised again by the parent, when it comes to this question
            for question in _taken(waiting):
                found[question] = answer(question)
        content = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        with os.fdopen(send, "wb") as pipe:
            pipe.write(content)
    finally:
        os._exit(0)  # nothing of the parent's is flushed or closed twice


def _received(results: int) -> dict[int, Answer]:
    """All answers of one worker; none where they did not arrive whole."""
    with os.fdopen(results, "rb", closefd=False) as pipe:
        content = pipe.read()
    try:
        answers: dict[int, Answer] = pickle.loads(content)  # noqa: S301  (from our own worker)
    except (EOFError, pickle.UnpicklingError):
        return {}
    return answers


def _end(child: int) -> None:
    """Stop a worker that may still run, and take its exit so that no zombie stays."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(child, 0)
