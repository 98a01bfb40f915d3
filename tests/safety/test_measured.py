"""What newer readings and predicates change: eGFR, TSH, QT with pulse, age, inhibitors.

Written from the clinical text: I-033 (FDA March 2012: a lower limit above 60 years, with liver
disease or an inhibitor of CYP2C19), I-095, I-110 ("eGFR < 60 S2"), C-15 (eGFR < 60), C-20 (TSH).
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.readers import inspect
from speciosa.diary.readings import reading_kinds
from speciosa.safety.check import check_safety
from speciosa.safety.facts import build_facts
from speciosa.safety.graded import graded_statements
from speciosa.safety.predicates import parsed, told
from speciosa.safety.qt_factors import qt_factors
from speciosa.safety.rows import step
from speciosa.units import tidy_unit
from tests.diary.folders import folder
from tests.safety.diaries import diary, doses, entry, found, highest

SHORT = doses(range(3))
ADULT = {"sex": "male", "birth_year": 1984}


def taken(day, hour, name, value, unit):
    return entry(day, hour, "reading", name, value, unit)


def seen(row, *medicines, more=(), **person):
    result = check_safety(diary([*SHORT, *more], medicines=medicines, **(ADULT | person)))
    return found(result.findings, row)


# --- Units


@pytest.mark.parametrize(
    "unit", ["mL/min/1.73 m2", "ml/min/1.73m²", "mL/min/1,73 m2", "mL/min", "ML/MIN/1.73M^2"]
)
def test_an_egfr_is_read_as_laboratories_print_it(tmp_path, unit):
    row = f'2026-03-01T08:00,reading,eGFR,48,"{unit}",,'
    looked = inspect(folder(tmp_path / "d", row))
    assert looked.problems == ()
    (held,) = build_facts(looked.diary).readings
    assert (held.name, held.value, held.unit) == ("egfr", 48, "mL/min/1.73 m2")


@pytest.mark.parametrize("unit", ["mU/L", "mIU/L", "µIU/mL", "uU/ml"])
def test_units_of_tsh_are_one_number(unit):
    assert tidy_unit(unit) == "mU/L"
    assert reading_kinds()["tsh"].value(2.5, tidy_unit(unit)) == 2.5


def test_an_egfr_or_tsh_in_another_unit_is_refused_by_name(tmp_path):
    rows = ("2026-03-01T08:00,reading,egfr,48,mg/dL,,", "2026-03-01T08:00,reading,tsh,2,ng/mL,,")
    problems = inspect(folder(tmp_path / "d", *rows)).problems
    assert [problem.field for problem in problems] == ["unit", "unit"]


def test_a_reading_without_a_row_is_no_predicate():
    with pytest.raises(ValueError, match="no such predicate"):
        parsed("reading:ferritin<30")


# --- Rows


def test_an_nsaid_is_stricter_with_weak_kidneys_and_only_where_they_were_measured():
    assert seen("I-110", "ibuprofen").severity == "S1"
    weak = seen("I-110", "ibuprofen", more=[taken(2, 9, "egfr", 59, "mL/min")])
    assert weak.severity == "S2"
    assert "Kidney values" in weak.action
    strong = seen("I-110", "ibuprofen", more=[taken(2, 9, "egfr", 60, "mL/min")])
    assert strong.severity == "S1"


@pytest.mark.parametrize(("born", "severity"), [(1966, "S2"), (1965, "S3"), (None, "S3")])
def test_citalopram_above_60_years_or_of_unknown_age_is_stricter(born, severity):
    """2026 minus 1965 is 61: sixty or sixty-one years, the stricter counts."""
    told_ = seen("I-033", "citalopram", birth_year=born)
    assert told_.severity == severity
    assert " mg" not in f"{told_.why} {told_.action}"


@pytest.mark.parametrize(
    "inhibitor", ["cimetidine", "omeprazole", "esomeprazole", "lansoprazole", "fluvoxamine"]
)
def test_citalopram_with_an_inhibitor_of_cyp2c19_is_stricter(inhibitor):
    assert seen("I-033", "citalopram").severity == "S2"
    assert step(seen("I-033", "citalopram", inhibitor).severity) >= step("S3")
    assert seen("I-033", "citalopram", "paracetamol").severity == "S2"


def test_prochlorperazine_has_the_row_of_metoclopramide():
    told_ = seen("I-095", "prochlorperazine")
    assert told_.severity == "S2"
    assert "restlessness" in told_.why
    assert found(check_safety(diary(SHORT, medicines=["Compazine 5 mg"])).findings, "I-095")


def test_tsh_in_range_is_milder_and_the_newest_counts():
    def thyroid(*values):
        more = [taken(day, 9, "tsh", value, "mIU/L") for day, value in enumerate(values)]
        return seen("C-20", more=more, conditions=("hypothyroidism",)).severity

    assert thyroid() == "S2"  # not known: the stricter
    assert thyroid(2) == "S1"
    assert thyroid(2, 6) == "S2"
    assert thyroid(0.2) == "S2"


# --- QT and pulse


def ecg(day, qt, pulse, **more):
    rows = [taken(day, 9, "qt", qt, "ms"), taken(day, 9, "heart_rate", pulse, "bpm")]
    return [*rows, *(taken(day, 9, name, value, "ms") for name, value in more.items())]


def test_qt_and_pulse_alone_reach_the_limits_of_qtc():
    """456 ms at 77 a minute: 456 / (60/77)^(1/3) = 495.5, by hand; from 481 on S3."""
    told_ = seen("T-qtc-prescriber", more=ecg(2, 456, 77))
    assert told_.severity == "S3"
    assert "reading-qt-2-9" in told_.because
    assert "496 ms" in told_.title
    assert "Fridericia" in told_.why
    assert "QRS width is not known" in told_.why


def test_a_wide_qrs_is_said_and_lowers_nothing():
    told_ = seen("T-qtc-today", more=ecg(2, 480, 80, qrs=150))
    assert told_.severity == "S4"
    assert "reads too long" in told_.why


def test_rr_stands_for_the_pulse():
    """RR 1 s: every formula leaves the QT as it is."""
    rows = [taken(2, 9, "qt", 505, "ms"), taken(2, 9, "rr_interval", 1000, "ms")]
    facts = build_facts(diary([*SHORT, *rows]))
    assert [r.value for r in facts.readings if r.name == "qtc"] == [505]


def test_a_typed_qtc_is_the_only_one_of_its_day():
    later = entry(2, 20, "reading", "qtc", 505, "ms")
    facts = build_facts(diary([*SHORT, *ecg(2, 380, 60), later]))
    assert [r.value for r in facts.readings if r.name == "qtc"] == [505]
    other = build_facts(diary([*SHORT, *ecg(1, 380, 60), later]))
    assert [r.value for r in other.readings if r.name == "qtc"] == [380, 505]


def test_readings_stay_in_order_of_time():
    facts = build_facts(diary([*SHORT, *ecg(2, 400, 70), taken(1, 9, "alt", 30, "U/L")]))
    times = [reading.taken_at for reading in facts.readings]
    assert times == sorted(times)


def test_factors_of_one_group_count_once():
    low = [taken(2, 9, "potassium", 3.6, "mmol/L"), taken(2, 9, "magnesium", 0.6, "mmol/L")]
    one = qt_factors(build_facts(diary([*SHORT, low[0]], **ADULT)))
    both = qt_factors(build_facts(diary([*SHORT, *low], **ADULT)))
    assert one.low == both.low == 1
    assert one.reached_at == 3  # the mildest row of the counts table


def test_a_narrower_condition_counts_in_factors_and_statements():
    family = build_facts(diary(SHORT, conditions=("sudden death in the family",), **ADULT))
    assert "long qt" in {f.name for f in qt_factors(family).factors if f.state == "present"}
    topics = {row.id for row in graded_statements(family)}
    plain = build_facts(diary(SHORT, conditions=("long qt",), **ADULT))
    assert topics == {row.id for row in graded_statements(plain)}
    assert told("condition:long qt", family)[0] is True


# --- Severity never falls when a reading is missing


CHOICES = st.sampled_from(
    [
        ("egfr", 20, "mL/min"),
        ("egfr", 90, "mL/min"),
        ("tsh", 2, "mU/L"),
        ("tsh", 9, "mU/L"),
        ("prolactin", 40, "ng/mL"),
        ("potassium", 3, "mmol/L"),
    ]
)
NORMAL = {"egfr": 90, "tsh": 2, "prolactin": 8}


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(["ibuprofen", "citalopram", "sertraline"]), max_size=2, unique=True),
    st.sampled_from(["hypothyroidism", "dialysis", "kidney disease", "fibromyalgia"]),
    st.sampled_from(sorted(NORMAL)),
)
def test_a_normal_reading_that_is_missing_never_lowers_a_finding(medicines, condition, name):
    unit = reading_kinds()[name].unit
    with_it = [*SHORT, taken(2, 9, name, NORMAL[name], unit)]
    person = {"medicines": medicines, "conditions": (condition,), **ADULT}
    known, missing = (check_safety(diary(rows, **person)).findings for rows in (with_it, SHORT))
    worst = {finding.id: step(finding.severity) for finding in missing}
    for finding in known:
        assert worst.get(finding.id, -1) >= step(finding.severity), finding.id


@settings(deadline=None, max_examples=30)
@given(st.lists(CHOICES, max_size=4), st.integers(300, 560), st.integers(45, 120))
def test_a_qt_with_its_pulse_never_lowers_the_highest_severity(readings, qt, pulse):
    more = [
        taken(1, 9, name, value, unit)
        for name, value, unit in {reading[0]: reading for reading in readings}.values()
    ]
    before = check_safety(diary([*SHORT, *more], medicines=["ondansetron"], **ADULT)).findings
    rows = [*SHORT, *more, *ecg(2, qt, pulse)]
    after = check_safety(diary(rows, medicines=["ondansetron"], **ADULT)).findings
    assert highest(after) >= highest(before)
