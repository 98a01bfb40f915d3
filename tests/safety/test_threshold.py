import pytest

from speciosa.diary.person import Product
from tests.safety.diaries import doses, entry, findings, found


def reading(day, name, value, unit="U/L", note=""):
    return entry(day, 9, "reading", name, value, unit, note)


def liver(*values, day=10):
    units = {"bilirubin": "mg/dL", "inr": ""}
    return [*doses(), *(reading(day, n, v, units.get(n, "U/L")) for n, v in values)]


@pytest.mark.parametrize(
    ("values", "row", "severity"),
    [
        ([("alt", 40.0), ("alp", 120)], None, None),
        ([("alt", 41.0)], "T-liver-mild", "S2"),
        ([("alt", 120.0)], "T-liver-watch", "S3"),
        ([("alt", 119.0)], "T-liver-mild", "S2"),
        ([("alp", 180.0)], "T-liver-watch", "S3"),
        ([("alt", 200.0)], "T-liver-dili", "S4"),
        ([("alp", 240.0)], "T-liver-dili", "S4"),
        ([("alt", 120.0), ("bilirubin", 2.5), ("alp", 250)], "T-liver-dili", "S4"),
        ([("alt", 120.0), ("bilirubin", 2.5), ("alp", 120)], "T-liver-hy", "S4"),
        ([("ast", 120.0), ("bilirubin", 2.5)], "T-liver-hy", "S4"),
        ([("alt", 120.0), ("bilirubin", 2.4), ("alp", 120)], "T-liver-watch", "S3"),
        ([("alt", 120.0), ("inr", 1.5)], "T-liver-emergency", "S4"),
    ],
)
def test_liver_limits(values, row, severity):
    seen = [f for f in findings(liver(*values)) if f.id.startswith("T-liver")]
    assert [(f.id, f.severity) for f in seen] == ([(row, severity)] if row else [])


def test_values_of_different_days_are_not_combined():
    entries = [*liver(("alt", 120.0)), reading(12, "bilirubin", 3.0, "mg/dL")]
    assert found(findings(entries), "T-liver-hy") is None


def test_the_laboratorys_own_limit_counts_and_r_is_taken_at_the_first_abnormal_day():
    entries = [
        *doses(),
        reading(1, "alt", 30, note="uln=40"),
        reading(1, "alp", 90, note="uln=130"),
        reading(10, "alt", 272, note="uln=40"),
        reading(10, "alp", 428, note="uln=130"),
        reading(41, "alt", 83, note="uln=40"),
        reading(41, "alp", 750, note="uln=130"),
    ]
    seen = found(findings(entries), "T-liver-dili")
    assert "R 2.07, mixed pattern" in seen.why
    assert "11 March 2026" in seen.why
    assert "11 April 2026" in seen.title
    assert str(seen.since) == "2026-03-11"
    assert "stop with medical help today; do not restart" in seen.action
    assert "pause" not in seen.action


def test_hy_says_laboratory_criteria_and_leaves_causes_open():
    seen = found(findings(liver(("alt", 300.0), ("bilirubin", 4.0), ("alp", 100))), "T-liver-hy")
    assert "Meets Hy's law laboratory criteria" in seen.why
    assert "is open" in seen.why


@pytest.mark.parametrize(
    ("name", "value", "medicines", "row"),
    [
        ("systolic", 180, [], "T-bp-today"),
        ("diastolic", 110, [], "T-bp-today"),
        ("heart_rate", 120, [], "T-bp-today"),
        ("systolic", 179, ["ritalin"], "T-bp-stimulant"),
        ("diastolic", 100, ["ritalin"], "T-bp-stimulant"),
        ("systolic", 160, [], "T-bp-review"),
        ("heart_rate", 100, [], "T-bp-review"),
        ("systolic", 139, ["ritalin"], None),
    ],
)
def test_blood_pressure_and_pulse(name, value, medicines, row):
    unit = "bpm" if name == "heart_rate" else "mmHg"
    result = findings([*doses(), reading(41, name, value, unit)], medicines=medicines)
    assert [f.id for f in result if f.id.startswith("T-bp")] == ([row] if row else [])


def test_an_old_blood_pressure_is_left_alone():
    assert found(findings([*doses(), reading(2, "systolic", 190, "mmHg")]), "T-bp-today") is None


@pytest.mark.parametrize(
    ("values", "sex", "row"),
    [
        ([455], "female", None),
        ([455], "male", "T-qtc-men"),
        ([461], "female", "T-qtc-women"),
        ([481], "female", "T-qtc-prescriber"),
        ([500], "male", "T-qtc-today"),
        ([390, 450], "male", "T-qtc-today"),
        ([390, 449], "male", None),
    ],
)
def test_qtc(values, sex, row):
    entries = [*doses(), *(reading(day, "qtc", v, "ms") for day, v in enumerate(values))]
    ids = [part for f in findings(entries, sex=sex) for part in f.id.split("+")]
    assert [part for part in ids if part.startswith("T-qtc")] == ([row] if row else [])


def test_a_qtc_is_told_once_with_its_number():
    entries = [*doses(), reading(3, "qtc", 485, "ms")]
    seen = found(findings(entries, sex="male"), "T-qtc-prescriber")
    assert (seen.id, seen.severity) == ("C-02+T-qtc-prescriber", "S3")
    assert seen.title == "QTc time of the heart on 4 March 2026: QTc 485 ms"


@pytest.mark.parametrize(
    ("value", "medicines", "reached"),
    [(1.5, [], True), (1.4, [], False), (2.5, ["warfarin"], False)],
)
def test_slow_clotting_alone_counts_unless_a_blood_thinner_explains_it(value, medicines, reached):
    result = findings(liver(("inr", value)), medicines=medicines)
    seen = found(result, "T-liver-inr")
    assert (seen is not None and seen.severity == "S4") is reached


def test_thresholds_fire_without_kratom():
    products = {"v": Product(name="venlafaxine", substance="venlafaxine", form="tablet")}
    result = findings([reading(0, "alt", 400)], products=products)
    assert [f.id for f in result] == ["T-liver-dili"]


def test_pressures_are_shown_as_a_pair():
    entries = [*doses(), reading(41, "systolic", 150, "mmHg"), reading(41, "diastolic", 95, "mmHg")]
    seen = found(findings(entries), "T-bp-review")
    assert seen.title == "Raised blood pressure or pulse on 11 April 2026: 150/95 mmHg"
