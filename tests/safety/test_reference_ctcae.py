"""CTCAE grades against the rows of version 5.0 (27 Nov 2017), and 6.0 where it differs.

Limits: NCI tables v5.0; vectors computed from them in the clinical text (section 1.5): ALT 120, 121,
200, 201, 801 with a limit of 40; QTc 480, 481, 500, 501, 465 from 404; ALP 500 with a limit of 120.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.safety.calculators.ctcae import ctcae_grade, general_word, grade_tables

V5 = [  # reading, value, limit, grade
    ("alt", 40, 40, 0), ("alt", 41, 40, 1), ("alt", 120, 40, 1), ("alt", 121, 40, 2),
    ("alt", 200, 40, 2), ("alt", 201, 40, 3), ("alt", 800, 40, 3), ("alt", 801, 40, 4),
    ("ast", 120, 40, 1), ("ast", 121, 40, 2),
    ("alp", 300, 120, 1), ("alp", 301, 120, 2), ("alp", 500, 120, 2), ("alp", 601, 120, 3), ("alp", 2401, 120, 4),
    ("ggt", 150, 60, 1), ("ggt", 151, 60, 2),
    ("bilirubin", 1.2, 1.2, 0), ("bilirubin", 1.8, 1.2, 1), ("bilirubin", 1.9, 1.2, 2), ("bilirubin", 5.6, 1.2, 3), ("bilirubin", 12.1, 1.2, 4),
    ("qtc", 449, None, 0), ("qtc", 450, None, 1), ("qtc", 480, None, 1), ("qtc", 481, None, 2), ("qtc", 500, None, 2), ("qtc", 501, None, 3),
]  # fmt: skip


@pytest.mark.parametrize(("reading", "value", "limit", "grade"), V5)
def test_version_5(reading, value, limit, grade):
    found = ctcae_grade(reading, value, limit)
    assert (found.grade, found.version) == (grade, "5.0")


@pytest.mark.parametrize(
    ("qtc", "baseline", "grade"), [(465, 404, 3), (464, 404, 1), (440, 379, 3)]
)
def test_qtc_more_than_60_ms_above_the_baseline_is_grade_3(qtc, baseline, grade):
    assert ctcae_grade("qtc", qtc, baseline=baseline).grade == grade


@pytest.mark.parametrize(
    ("value", "version", "grade"),
    [(120, "5.0", 1), (120, "6.0", 1), (170, "5.0", 1), (170, "6.0", 3)],
)
def test_an_abnormal_baseline_is_what_counts(value, version, grade):
    """ALT with a limit of 40 and a baseline of 80: 1.5 and 2.125 times the baseline."""
    found = ctcae_grade("alt", value, 40, baseline=80, version=version)
    assert (found.grade, found.basis, found.version) == (grade, "xBase", version)


def test_version_6_has_one_grade_of_alp():
    assert ctcae_grade("alp", 500, 120).grade == 2
    assert ctcae_grade("alp", 500, 120, version="6.0").grade == 1


def test_without_a_limit_or_a_table_there_is_no_grade():
    assert ctcae_grade("alt", 120) is None
    assert ctcae_grade("sodium", 120, 145) is None


def test_terms_are_the_numbers_of_the_criteria():
    found = {row.reading: row.term for row in grade_tables()}
    assert found == {
        "alt": "10001551",
        "ast": "10003481",
        "alp": "10001675",
        "ggt": "10056910",
        "bilirubin": "10005364",
        "qtc": "10014383",
    }


def test_general_words():
    words = [general_word(grade) for grade in range(1, 6)]
    assert words == ["mild", "moderate", "severe", "life-threatening", "death"]


values = st.floats(min_value=0.1, max_value=5000, allow_nan=False)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["alt", "ast", "alp", "ggt", "bilirubin", "qtc"]),
    values,
    values,
    st.floats(min_value=0.5, max_value=600),
    st.none() | st.floats(min_value=0.5, max_value=600),
    st.sampled_from(["5.0", "6.0"]),
)
def test_a_higher_value_never_has_a_lower_grade(reading, one, other, limit, baseline, version):
    low, high = sorted((one, other))
    grades = [ctcae_grade(reading, v, limit, baseline, version).grade for v in (low, high)]
    assert grades[0] <= grades[1]
