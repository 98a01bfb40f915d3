"""The eleven criteria and their bands: DSM-5 as printed in PMC7993020, table T14."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Product
from speciosa.errors import InputError
from speciosa.safety.calculators.dsm5 import band_of, counted, criterion_rows
from speciosa.safety.dependence.criteria import criteria_count
from speciosa.safety.dependence.criteria_signs import SIGNS, signs_of
from speciosa.safety.facts import build_facts
from tests.safety.diaries import diary, doses, entry


def answers(**given_):
    return counted({int(key.removeprefix("c")): value for key, value in given_.items()})


def of(*args, **kwargs):
    return criteria_count(build_facts(diary(*args, **kwargs)))


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (0, "below mild"),
        (1, "below mild"),
        (2, "mild"),
        (3, "mild"),
        (4, "moderate"),
        (5, "moderate"),
        (6, "severe"),
        (11, "severe"),
    ],
)
def test_bands(count, band):
    """Table T14: two to three mild, four to five moderate, six or more severe."""
    assert band_of(count) == band


def test_eleven_criteria_and_every_sign_they_name_exists():
    rows = criterion_rows()
    assert [row.number for row in rows] == list(range(1, 12))
    assert {sign for row in rows for sign in row.signs} == SIGNS


def test_before_anything_is_asked_the_count_is_open_from_none_to_all():
    found = of()
    assert (found.count.low, found.count.high) == (0, 11)
    assert found.count.bands == ("below mild", "mild", "moderate", "severe")
    assert len(found.ask) == 11
    assert "not a diagnosis" in found.caution


def test_signs_in_the_diary_never_count_but_are_asked_first():
    rising = doses(range(21), hours=(8,)) + doses(range(21, 42))
    found = of(rising)
    assert found.count.low == 0
    by_number = {criterion.number: criterion for criterion in found.criteria}
    assert by_number[10].signs[0].text == "Doses a day rose from 1 to 3."
    assert found.ask[0] == by_number[1].question
    assert by_number[10].question in found.ask[:5]
    assert by_number[3].signs == ()


def test_tolerance_and_withdrawal_alone_are_mild_with_them_and_nothing_without():
    """The case of a person who only became used to it: both counts are printed."""
    only = dict.fromkeys(range(1, 10), "no") | {10: "yes", 11: "yes"}
    found = counted(only)
    assert (found.count.low, found.count.high, found.count.bands) == (2, 2, ("mild",))
    assert (found.without.low, found.without.of, found.without.bands) == (0, 9, ("below mild",))
    assert found.text == (
        "Criteria of a use disorder: 2 of 11 (mild); without tolerance and withdrawal "
        "0 of 9 (below mild); all asked."
    )


def test_a_range_until_all_is_asked():
    found = answers(c1="yes", c4="yes", c10="yes", c2="no")
    assert (found.count.low, found.count.high) == (3, 10)
    assert "3 to 10 of 11 (mild to severe)" in found.text
    assert "7 not asked yet" in found.text


def test_answers_come_from_entries_and_the_newest_one_counts():
    entries = [
        *doses(),
        entry(2, 9, "scale", "kud.4", 1.0),
        entry(3, 9, "scale", "kud.4", 0.0),
        entry(3, 9, "scale", "KUD.11", 1.0),
        entry(3, 9, "scale", "kud.12", 1.0),
        entry(3, 9, "scale", "kud.1", 3.0),
    ]
    found = {c.number: c.answer for c in of(entries).criteria}
    assert (found[4], found[11], found[1]) == ("no", "yes", "not asked")


def test_an_answer_older_than_a_year_is_asked_again():
    entries = [entry(0, 9, "scale", "kud.4", 1.0), *doses(range(0, 400, 5))]
    assert of(entries).count.low == 0
    assert of([*entries, entry(396, 9, "scale", "kud.4", 1.0)]).count.low == 1


def test_no_question_is_the_manuals_wording_and_none_speaks_of_a_diagnosis():
    for row in criterion_rows():
        assert row.question.endswith("?")
        assert "persistent desire" not in row.question
        assert "role obligations" not in row.question
        assert "disorder" not in row.question


def test_an_event_before_further_doses_and_driving_are_signs():
    nausea = entry(5, 12, "event", "nausea", 2.0, "grade")
    late = entry(41, 23, "event", "dizziness", 2.0, "grade")
    found = signs_of(build_facts(diary([*doses(), nausea, late], conditions=("driver",))))
    assert found["harm"].because == (nausea.id,)
    assert found["driving"].because == ("condition: driver",)
    assert "low" not in found


def test_another_substance_has_no_signs():
    other = diary([], products={"v": Product(name="v", substance="venlafaxine")})
    assert signs_of(build_facts(other)) == {}


def test_a_number_that_is_no_criterion_is_one_sentence():
    with pytest.raises(InputError):
        counted({12: "yes"})


answer_sets = st.dictionaries(st.integers(1, 11), st.sampled_from(["yes", "no"]))


@settings(deadline=None, max_examples=80)
@given(answer_sets, st.integers(1, 11), st.sampled_from(["yes", "no"]))
def test_one_more_answer_narrows_the_range(given_, number, answer):
    if number in given_:
        return
    before, after = counted(given_), counted(given_ | {number: answer})
    for wide, narrow in ((before.count, after.count), (before.without, after.without)):
        assert wide.low <= narrow.low <= narrow.high <= wide.high
    assert after.count.high - after.count.low == before.count.high - before.count.low - 1


@settings(deadline=None, max_examples=80)
@given(answer_sets)
def test_the_count_without_two_is_never_more_and_at_most_two_less(given_):
    found = counted(given_)
    assert found.count.low - 2 <= found.without.low <= found.count.low
