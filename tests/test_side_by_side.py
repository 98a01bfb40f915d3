"""Questions in forked workers: same answers, same order, same errors, nothing left behind."""

import os

import pytest

from speciosa.side_by_side import SideBySide, spare_workers


def side_by_side(answer, count, begun, workers):
    with SideBySide(answer, count, workers) as questions:
        return questions.answers(begun)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
quiet = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer Pythons warn of fork


@needs_fork
@quiet
@pytest.mark.parametrize("workers", [0, 1, 3])
def test_answers_and_what_was_begun_come_in_order(workers):
    begun = []
    assert side_by_side(lambda i: i * i, 9, begun.append, workers) == [i * i for i in range(9)]
    assert begun == list(range(9))


@needs_fork
@quiet
def test_a_failing_question_raises_its_own_error_and_leaves_no_process(monkeypatch):
    fork, children = os.fork, []

    def counted():
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", counted)

    def fails(i):
        if i >= 2:
            raise KeyError(i)
        return i

    with pytest.raises(KeyError):
        side_by_side(fails, 5, lambda _: None, 2)
    assert len(children) == 2
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


@needs_fork
@quiet
def test_what_a_lost_worker_took_is_answered_here():
    here = os.getpid()

    def lost(i):
        if os.getpid() != here:
            os._exit(1)
        return i

    assert side_by_side(lost, 6, lambda _: None, 2) == list(range(6))


def test_one_long_question_needs_no_worker():
    assert spare_workers(1) == 0


@needs_fork
@quiet
def test_workers_begin_before_they_are_asked_for_and_end_when_nobody_asks():
    told, tell = os.pipe()
    with SideBySide(lambda _: os.write(tell, os.getpid().to_bytes(8, "big")), 2, 1):
        child = int.from_bytes(os.read(told, 8), "big")
        assert child != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(child, os.WNOHANG)
