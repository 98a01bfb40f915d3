"""Reference values of the QT corrections.

Q1-Q3: Sci Rep 2021, PMC8275798 (doi 10.1038/s41598-021-93774-9), legend of figure 1: three ECGs of
one resting man within a minute; Bazett and Fridericia are printed there, from unrounded rates
(hence 0.3 ms). Q4-Q9 come from the test table of a public QTc library, not from a paper; printed to
0.1 ms. Framingham and Hodges of Q1-Q3, Q8 and Q9, and all of Q10 and Q11, are computed from the
formulas of the openEHR guideline QTc_Calculation v.1, an independent hand calculation.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.readings import readings_of
from speciosa.errors import InputError
from speciosa.safety.calculators.qtc import (
    FORMULAS,
    computed_qtc,
    corrected_ms,
    qtc,
    qtc_grade,
)
from speciosa.safety.calculators.tisdale import tisdale
from speciosa.safety.facts import build_facts
from speciosa.safety.qt_factors import qt_factors
from tests.safety.diaries import diary, doses, entry

PAPER = [  # id, QT, rate, Bazett, Fridericia, Framingham, Hodges
    ("Q1", 405, 52.7, 379.4, 387.7, 383.7, 392.2),
    ("Q2", 405, 52.6, 379.2, 387.6, 383.3, 392.1),
    ("Q3", 395, 85.9, 472.7, 445.2, 441.4, 440.3),
]
SOFTWARE = [
    ("Q4", 278, 88, 336.7, 315.9, 327.0, 327.0),
    ("Q5", 334, 112, 456.3, 411.2, 405.5, 425.0),
    ("Q6", 402, 47, 355.8, 370.6, 359.4, 379.3),
    ("Q7", 219, 132, 324.8, 284.8, 303.0, 345.0),
    ("Q8", 456, 77, 516.6, 495.5, 490.0, 485.8),
    ("Q9", 369, 100, 476.4, 437.5, 430.6, 439.0),
]
COMPUTED = [
    ("Q10", 400, 60, 400.0, 400.0, 400.0, 400.0),
    ("Q11", 360, 100, 464.8, 426.8, 421.6, 430.0),
]


@pytest.mark.parametrize(
    ("vector", "tolerance"),
    [*((v, 0.3) for v in PAPER), *((v, 0.1) for v in [*SOFTWARE, *COMPUTED])],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_all_four_formulas(vector, tolerance):
    _, qt_ms, rate, *expected = vector
    found = corrected_ms(qt_ms, rate)
    values = [found[name] for name in ("bazett", "fridericia", "framingham", "hodges")]
    assert values == pytest.approx(expected, abs=tolerance)


def test_the_time_between_beats_does_as_well_as_the_rate():
    """Q9 is printed with RR 600 ms."""
    assert qtc(369, rr_ms=600).fridericia_ms == pytest.approx(437.5, abs=0.1)


def test_the_false_rise_of_the_paper_is_told_from_a_true_one():
    """Within seconds the rate jumped: +92 ms by Bazett and +58 ms by Fridericia, both false."""
    before, after = qtc(405, heart_rate_bpm=52.6), qtc(395, heart_rate_bpm=85.9)
    assert after.bazett_ms - before.bazett_ms >= 92
    assert after.fridericia_ms - before.fridericia_ms == pytest.approx(58, abs=0.5)


def test_fridericia_alone_is_shown_at_an_ordinary_rate():
    """Q8 is 516.6 by Bazett and 495.5 by Fridericia: the formula must be named."""
    found = qtc(456, heart_rate_bpm=77, qrs_ms=90)
    assert found.text == "QTc 496 ms (Fridericia)"
    assert (found.grade, found.warnings) == (2, ())


@pytest.mark.parametrize(("rate", "word"), [(59, "under-corrects"), (101, "over-corrects")])
def test_a_slow_or_fast_heart_prints_both(rate, word):
    found = qtc(400, heart_rate_bpm=rate, qrs_ms=90)
    assert found.shown == ("fridericia", "bazett")
    assert "Bazett" in found.text
    assert word in found.warnings[0]


@pytest.mark.parametrize("rate", [60, 100])
def test_the_ends_of_the_ordinary_range_belong_to_it(rate):
    assert qtc(400, heart_rate_bpm=rate, qrs_ms=90).shown == ("fridericia",)


@pytest.mark.parametrize(("qrs", "graded"), [(119, True), (120, False), (142, False)])
def test_a_wide_qrs_is_warned_about_and_not_graded(qrs, graded):
    found = qtc(460, heart_rate_bpm=70, qrs_ms=qrs)
    assert (found.grade is not None) == graded
    assert any("reads too long" in text for text in found.warnings) != graded


def test_a_qrs_that_was_not_measured_is_said():
    assert "not known" in qtc(400, heart_rate_bpm=70).warnings[-1]


@pytest.mark.parametrize(
    ("value", "rise", "grade"),
    [
        (449, None, 0),
        (480, None, 1),
        (481, None, 2),
        (500, None, 2),
        (501, None, 3),
        (465, 61, 3),
        (465, 60, 1),
        (480.4, None, 1),
        (500.6, None, 3),
    ],
)
def test_grades_of_ctcae_5(value, rise, grade):
    """CTCAE 5.0: 450-480, 481-500, from 501 or more than 60 over the baseline."""
    assert qtc_grade(value, rise) == grade


def test_the_rise_counts_over_the_persons_own_baseline():
    assert qtc(460, heart_rate_bpm=60, baseline_ms=399).grade == 3
    assert qtc(460, heart_rate_bpm=60, baseline_ms=400).grade == 1


@settings(deadline=None, max_examples=60)
@given(st.floats(250, 700))
def test_at_sixty_all_four_agree(qt_ms):
    assert list(corrected_ms(qt_ms, 60).values()) == pytest.approx([qt_ms] * 4)


@settings(deadline=None, max_examples=60)
@given(st.floats(210, 780), st.floats(0.1, 20), st.floats(25, 200), st.sampled_from(FORMULAS))
def test_a_longer_qt_never_gives_a_shorter_qtc(qt_ms, more_ms, rate, formula):
    assert corrected_ms(qt_ms + more_ms, rate)[formula] > corrected_ms(qt_ms, rate)[formula]


@settings(deadline=None, max_examples=60)
@given(st.floats(250, 700), st.floats(0, 50), st.floats(-100, 100), st.floats(0, 50))
def test_the_grade_never_falls_with_qtc_or_rise(value, more, rise, higher):
    assert qtc_grade(value + more, rise + higher) >= qtc_grade(value, rise)


@settings(deadline=None, max_examples=60)
@given(st.floats(250, 700), st.floats(25, 200))
def test_bazett_lies_beyond_fridericia_on_both_sides(qt_ms, rate):
    found = corrected_ms(qt_ms, rate)
    away = (found["bazett"] - found["fridericia"]) * (rate - 60)
    assert away >= -1e-6


@pytest.mark.parametrize(
    ("given_", "field"),
    [
        ({"heart_rate_bpm": 0}, "heart_rate_bpm"),
        ({"rr_ms": 0.6}, "rr_ms"),
        ({}, "heart_rate_bpm"),
        ({"rr_ms": 800, "heart_rate_bpm": 75}, "heart_rate_bpm"),
        ({"heart_rate_bpm": 70, "qrs_ms": 9}, "qrs_ms"),
        ({"heart_rate_bpm": float("nan")}, "heart_rate_bpm"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(given_, field):
    with pytest.raises(InputError) as said:
        qtc(400, **given_)
    assert said.value.field == field


def readings(*rows):
    entries = [entry(1, hour, "reading", what, value, unit) for hour, what, value, unit in rows]
    return readings_of(diary([*doses(range(3)), *entries]))


def test_qt_and_pulse_of_one_ecg_become_a_qtc():
    (found,) = computed_qtc(readings((9, "qt", 456, "ms"), (9, "heart_rate", 77, "bpm")))
    assert (found.name, round(found.value), found.entry_id) == ("qtc", 496, "reading-qt-1-9")


def test_a_pulse_from_another_hour_or_a_typed_qtc_is_not_overwritten():
    assert computed_qtc(readings((9, "qt", 456, "ms"), (15, "heart_rate", 77, "bpm"))) == ()
    both = [(9, "qt", 456, "ms"), (9, "heart_rate", 77, "bpm"), (9, "qtc", 440, "ms")]
    assert computed_qtc(readings(*both)) == ()


def test_a_wide_qrs_never_hides_a_long_qtc_from_the_limits():
    rows = [(9, "qt", 480, "ms"), (9, "heart_rate", 80, "bpm"), (9, "qrs", 150, "ms")]
    (found,) = computed_qtc(readings(*rows))
    assert found.value > 500


def test_tisdale_of_three_people():
    """Points of Tisdale 2013; the three people are ours, added up by hand."""
    woman = tisdale(["female", "one QT medicine"])
    assert (woman.low, woman.bands) == (4, ("low",))
    older = [
        "age 68 or more",
        "female",
        "potassium 3.5 mmol/L or less",
        "QTc 450 ms or more on admission",
        "two or more QT medicines",
    ]
    assert (tisdale(older).low, tisdale(older).bands) == (12, ("high",))
    assert (tisdale([]).low, tisdale([]).bands) == (0, ("low",))
    assert "hospital" in tisdale([]).limit


def test_tisdale_is_a_range_until_everything_is_known_and_ends_at_21():
    found = tisdale(["one QT medicine"], unknown=["heart failure", "sepsis"])
    assert (found.low, found.high, found.bands) == (3, 9, ("low", "moderate"))
    everything = tisdale([], unknown=list(older_points()))
    assert everything.high == 21
    with pytest.raises(InputError):
        tisdale(["tired"])


def older_points():
    return (
        "age 68 or more",
        "female",
        "loop diuretic",
        "potassium 3.5 mmol/L or less",
        "QTc 450 ms or more on admission",
        "heart attack now",
        "sepsis",
        "heart failure",
        "one QT medicine",
        "two or more QT medicines",
    )


def counted(*args, **kwargs):
    return qt_factors(build_facts(diary(*args, **kwargs)))


def test_qt_factors_of_one_woman_are_a_range_with_its_questions():
    low_potassium = entry(2, 9, "reading", "potassium", 3.6, "mmol/L")
    found = counted([*doses(), low_potassium], medicines=["citalopram"], sex="female")
    names = {one.name: one.state for one in found.factors}
    assert names["citalopram"] == names["female sex"] == "present"
    assert found.low == 4  # a known QT medicine 2, potassium below 4.0 1, female 1
    assert "Magnesium below 0.8 mmol/L" not in found.ask  # one point with potassium, already there
    assert "QTc above 450 ms" in found.ask
    assert found.high > found.low


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from(["citalopram", "sertraline", "methadone", "ibuprofen"]), unique=True),
    st.sampled_from(["citalopram", "methadone", "quetiapine"]),
)
def test_another_medicine_never_lowers_the_count(medicines, added):
    short = doses(range(2))
    before, after = (counted(short, medicines=names) for names in (medicines, [*medicines, added]))
    assert after.low >= before.low
    assert after.high >= before.high
