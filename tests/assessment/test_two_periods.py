"""Two periods side by side: every number counted by hand on a diary of eight days."""

from contextlib import suppress
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.assessment.asked_periods import asked_periods
from speciosa.assessment.build import assess
from speciosa.assessment.schema import Assessment, Window
from speciosa.diary.readers import read_diary
from speciosa.errors import InputError
from speciosa.response.compare.arms import PeriodArm
from speciosa.response.compare.build import compare
from tests.diary.folders import HEAD, diary

# 1 to 4 March: three days recorded; 5 to 8 March: all four
ROWS = (
    "2026-03-01T08:00,rating,pain,6,,,",
    "2026-03-01T08:10,dose,green,3,g,,",
    "2026-03-01T20:10,dose,green,2,g,,",
    "2026-03-02T08:00,dose,green,4,g,,",
    "2026-03-02T09:00,rating,pain,4,,,",
    "2026-03-02T21:00,event,nausea,1,grade,,",
    "2026-03-03T10:00,rating,pain,5,,,",
    "2026-03-03T10:00,event,Nausea,3,grade,,",
    "2026-03-03T22:00,event,rash,,,,",
    "2026-03-05T07:40,rating,pain,3,,,",
    "2026-03-05T08:00,dose,green,2,capsule,,",
    "2026-03-06T08:00,dose,green,0,g,,",
    "2026-03-06T12:00,medicine,sertraline,25,mg,,",
    "2026-03-07T20:00,dose,green,1,g,,",
    "2026-03-08T20:00,rating,pain,2,,,",
)
ADULT = HEAD.replace('id = "alex"', 'id = "alex"\nbirth_year = 1984')
MINOR = HEAD.replace('id = "alex"', 'id = "alex"\nbirth_year = 2012')


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return diary(tmp_path_factory.mktemp("adult") / "d", *ROWS, head=ADULT)


@pytest.fixture(scope="module")
def found(lived):
    return assess(lived, compare="4d").two_periods


def test_nothing_is_compared_unless_it_was_asked_for(lived):
    plain = assess(lived)
    assert plain.two_periods is None
    asked = assess(lived, compare="4d")
    assert asked.model_copy(update={"two_periods": None}) == plain


def test_the_days(found):
    earlier, later = found.earlier, found.later
    assert (earlier.start, earlier.end) == (date(2026, 3, 1), date(2026, 3, 4))
    assert (later.start, later.end) == (date(2026, 3, 5), date(2026, 3, 8))
    assert (earlier.days, earlier.days_with_entries) == (4, 3)
    assert (later.days, later.days_with_entries) == (4, 4)


def test_use_counts_per_day_with_entries(found):
    earlier, later = found.earlier.use, found.later.use
    assert earlier.doses_per_day == 1.0  # 3 doses on 3 days
    assert later.doses_per_day == 0.5  # 2 on 4; a dose of 0 is none
    assert earlier.amount_per_day == 3.0  # 9 g on 3 days
    assert later.amount_per_day == 0.5  # 2 capsules of 0.5 g and 1 g on 4 days
    assert (earlier.amount_unit, later.amount_unit) == ("g", "g")


def test_the_longest_time_without_a_dose_reaches_the_edges_of_the_period(found):
    assert found.earlier.use.longest_without_h == 64.0  # 2 March, 08:00, to the end of 4 March
    assert found.later.use.longest_without_h == 60.0  # 5 March, 08:00, to 7 March, 20:00


def test_the_share_rated_before(found):
    assert found.earlier.use.share_rated_before == pytest.approx(1 / 3, abs=1e-6)
    assert found.later.use.share_rated_before == 0.5


def test_ratings_by_their_quartiles(found):
    (pain,) = found.outcomes
    assert (pain.earlier.days, pain.earlier.ratings) == (3, 3)
    assert (pain.earlier.p25, pain.earlier.p50, pain.earlier.p75) == (4.5, 5.0, 5.5)  # 4 5 6
    assert (pain.later.p25, pain.later.p50, pain.later.p75) == (2.25, 2.5, 2.75)  # 2 3


def test_too_little_is_not_told_and_says_what_is_missing(found):
    (pain,) = found.outcomes
    assert pain.difference is None
    assert pain.reasons == (
        "The later period: 2 days with 2 ratings; at least 7 days and 15 ratings are needed.",
        "The earlier period: 3 days with 3 ratings; at least 7 days and 15 ratings are needed.",
    )


def test_events_of_one_kind_are_counted_with_their_worst_grade(found):
    told = [(one.term, one.count, one.worst_grade) for one in found.earlier.events]
    assert told == [("nausea", 2, 3), ("rash", 1, None)]
    assert found.later.events == ()


def test_a_medicine_that_began_in_between_is_named(found):
    assert any("sertraline 25 mg began on 6 March 2026" in text for text in found.confounders)
    assert any("1.0 in the earlier period" in text for text in found.confounders)


def test_levels_are_of_whole_days_of_each_period_and_lower_where_less_is_taken(found):
    (earlier,), (later,) = found.earlier.levels, found.later.levels
    assert (earlier.substance, earlier.analyte, earlier.unit) == ("kratom", "mitragynine", "ng/mL")
    assert (earlier.days, later.days) == (2, 3)  # without the first and the last, cut short
    for level in (earlier, later):
        assert 0.0 < level.mean.p05 < level.mean.p50 < level.mean.p95
        assert level.trough.p50 < level.mean.p50 < level.peak.p50
    assert later.mean.p50 < earlier.mean.p50


def test_one_person_who_is_hidden_leaves_days_and_events_only(tmp_path):
    young = assess(diary(tmp_path / "d", *ROWS, head=MINOR), compare="4d").two_periods
    assert (young.earlier.use, young.later.use) == (None, None)
    assert young.earlier.levels == young.later.levels == ()
    assert young.outcomes == young.confounders == ()
    assert [one.count for one in young.earlier.events] == [2, 1]
    assert young.earlier.days_with_entries == 3


def test_units_that_do_not_add_up_give_no_amount(tmp_path):
    head = ADULT.replace("[products.green.unit_g]\ncapsule = 0.5\n", "")
    other = assess(diary(tmp_path / "d", *ROWS, head=head), compare="4d").two_periods
    assert other.earlier.use.amount_per_day is None
    assert other.earlier.use.amount_unit == ""
    assert other.earlier.use.doses_per_day == 1.0


def test_a_period_without_any_entry_tells_nothing(lived):
    empty = assess(lived, compare="2026-03-04..2026-03-04").two_periods
    assert empty.later.days_with_entries == 0
    assert empty.later.use.doses_per_day is None
    assert empty.later.use.longest_without_h == 24.0
    assert empty.later.levels == ()
    assert empty.outcomes[0].difference is None


def test_the_difference_is_that_of_compare_and_it_survives_json():
    example = read_diary(files("speciosa") / "example")
    whole = assess(example, compare="28d")
    found = whole.two_periods
    later, earlier = (PeriodArm(s.start, s.end) for s in (found.later, found.earlier))
    for one in found.outcomes:
        assert one.difference == compare(example, one.outcome, a=later, b=earlier).difference
    assert found.outcomes[0].difference is not None
    assert Assessment.model_validate_json(whole.to_json()) == whole


WINDOW = Window(start=date(2026, 3, 1), end=date(2026, 5, 29), days=90, timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "earlier", "later"),
    [
        ("28d", "04-04 05-01", "05-02 05-29"),
        ("028d", "04-04 05-01", "05-02 05-29"),
        ("45d", "03-01 04-14", "04-15 05-29"),
        ("60d", "03-01 03-30", "03-31 05-29"),  # as far as the diary goes back
        ("89d", "03-01 03-01", "03-02 05-29"),
        ("1d", "05-28 05-28", "05-29 05-29"),
        ("2026-05-16", "05-02 05-15", "05-16 05-29"),
        ("2026-03-11", "03-01 03-10", "03-11 05-29"),
        ("2026-04-10..2026-04-19", "03-31 04-09", "04-10 04-19"),
        (" 2026-04-10 .. 2026-04-19 ", "03-31 04-09", "04-10 04-19"),
        ("2026-05-01..2026-05-07,2026-03-01..2026-03-14", "03-01 03-14", "05-01 05-07"),
    ],
)
def test_what_may_be_typed(typed, earlier, later):
    found = [f"{one.start:%m-%d} {one.end:%m-%d}" for one in asked_periods(typed, WINDOW)]
    assert found == [earlier, later]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0d", 'compare: no days to compare; found "0d", expected one day or more.'),
        ("d", "no days to compare"),
        ("90d", 'found "90d", expected at most 89d of its 90 days. Try 45d.'),
        ("9" * 5000 + "d", "more days than this diary can compare"),
        ("x", 'not two periods to compare; found "x"'),
        ("-3d", "not two periods to compare"),
        ("28", "not two periods to compare"),
        ("..", "not two periods to compare"),
        (",", "not two periods to compare"),
        ("2026-03-01,2026-03-05", "not two periods to compare"),
        ("2026-03-01..2026-03-02,2026-03-05..2026-03-06,x", "not two periods to compare"),
        ("2026-02-30", "not two periods to compare"),
        ("2026-03-01", "no day before it to compare with"),
        ("2026-03-01..2026-04-01", "no day before it to compare with"),
        ("2026-02-27..2026-04-01", "expected days from 2026-03-01 to 2026-05-29"),
        ("2026-04-01..2026-06-01", "days that this diary does not hold"),
        ("2027-01-01", 'found "2027-01-01"'),
        ("0001-01-01..9999-12-31", "days that this diary does not hold"),
        ("2026-04-09..2026-04-01", "Try 2026-04-01..2026-04-09"),
        ("x" * 500, "not two periods to compare"),
    ],
)
def test_what_may_not_is_one_short_sentence(typed, said):
    with pytest.raises(InputError) as told:
        asked_periods(typed, WINDOW)
    assert said in str(told.value)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 250


def test_periods_that_overlap_and_a_diary_of_one_day_are_refused(lived):
    with pytest.raises(InputError, match="the periods overlap"):
        assess(lived, compare="2026-03-01..2026-03-05,2026-03-05..2026-03-08")
    short = WINDOW.model_copy(update={"start": WINDOW.end, "days": 1})
    with pytest.raises(InputError, match="expected a longer diary"):
        asked_periods("1d", short)


@given(st.integers(1, 400), st.integers(2, 400))
def test_two_periods_always_touch_and_lie_inside_the_diary(days, length):
    window = WINDOW.model_copy(
        update={"days": length, "start": WINDOW.end - timedelta(days=length - 1)}
    )
    if days >= length:
        with pytest.raises(InputError):
            asked_periods(f"{days}d", window)
        return
    earlier, later = asked_periods(f"{days}d", window)
    assert (later.end - later.start).days + 1 == days
    assert later.end == window.end
    assert earlier.end + timedelta(days=1) == later.start
    assert window.start <= earlier.start <= earlier.end
    assert (earlier.end - earlier.start) <= (later.end - later.start)


@given(st.text(max_size=40))
def test_any_text_is_two_periods_or_one_sentence(typed):
    found = ()
    with suppress(InputError):
        found = asked_periods(typed, WINDOW)
    assert [one for one in found if not WINDOW.start <= one.start <= one.end <= WINDOW.end] == []
