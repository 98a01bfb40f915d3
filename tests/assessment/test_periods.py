"""One product after another: one comparison an aim, nothing where nothing can be compared."""

from datetime import timedelta
from importlib.resources import files
from time import perf_counter

import pytest

from speciosa.assessment.build import assess
from speciosa.assessment.periods import periods_of
from speciosa.diary.entries import Kind
from speciosa.diary.profile import projected
from speciosa.diary.readers import read_diary


@pytest.fixture(scope="module")
def example():
    return projected(read_diary(files("speciosa") / "example"))


def with_person(diary, **changes):
    return diary.model_copy(update={"person": diary.person.model_copy(update=changes)})


def test_each_aim_compares_the_later_batch_with_the_one_before(example):
    found = periods_of(example)
    assert [one.outcome for one in found] == list(example.person.aims)
    assert {one.kind for one in found} == {"products"}
    for one in found:
        assert one.b.last < one.a.first
        assert one.difference is not None
        assert one.confounders


def test_it_takes_little_of_the_time(example):
    periods_of(example)  # modules are loaded once
    started = perf_counter()
    periods_of(example)
    assert perf_counter() - started < 0.3


def test_without_aims_a_second_product_or_enough_days_nothing_is_listed(example):
    assert periods_of(with_person(example, aims=())) == ()
    assert periods_of(with_person(example, aims=("never rated",))) == ()
    first = next(e.what for e in example.entries if e.kind is Kind.DOSE)
    one = [e for e in example.entries if e.kind is not Kind.DOSE or e.what == first]
    assert periods_of(example.model_copy(update={"entries": tuple(one)})) == ()
    start = min(e.at for e in example.entries)
    early = [e for e in example.entries if e.at < start + timedelta(days=28)]
    assert periods_of(example.model_copy(update={"entries": tuple(early)})) == ()


def test_the_assessment_watches_and_compares_but_never_for_a_minor(example):
    whole = assess(example)
    assert whole.periods == periods_of(example)
    assert [one.key for one in whole.watch.watched][:1] == ["kratom doses_per_day"]
    assert whole.watch_assigned is None
    young = assess(with_person(example, birth_year=2012))
    assert "minor" in young.restrictions
    assert young.periods == ()
    assert (young.watch.alerts, young.watch.watched) == ((), ())
