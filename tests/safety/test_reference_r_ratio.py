"""Reference values of the R ratio and its pattern.

Sources: R1-R3 LiverTox, kratom case 6972 (day 0, 4, 43); R4-R5 LiverTox, kratom case 8332;
R6-R7 World J Hepatol 2020;12:863, table 1; R8 first report of a cholestatic hepatitis with kratom
(woman of 34); R11 ACG abstract S2983; R12 SHM abstract (woman of 41, ADHD and chronic back pain);
R13 Henry Ford 2019. For R11-R13 the reports give no upper limits; the usual limits of calculators,
40 and 120 U/L, are used. Pattern limits: RUCAM form of LiverTox and Danan & Teschke 2016, Int J Mol
Sci 17:14, doi 10.3390/ijms17010014. R is printed to two decimals, hence the tolerance of 0.005.
"""

from datetime import date

import pytest

from speciosa.safety.liver import (
    LiverDay,
    first_pattern,
    meets_hy_laboratory_criteria,
    pattern_of,
    pattern_series,
    r_ratio,
    reaches_dili_limit,
)

VECTORS = [  # id, ALT, its limit, ALP, its limit, R, pattern
    ("R1", 272, 40, 428, 130, 2.07, "mixed"),
    ("R2", 437, 40, 286, 130, 4.97, "mixed"),
    ("R3", 83, 40, 750, 130, 0.36, "cholestatic"),
    ("R4", 126, 35, 218, 130, 2.15, "mixed"),
    ("R5", 362, 35, 277, 130, 4.85, "mixed"),
    ("R6", 578, 30, 672, 160, 4.59, "mixed"),
    ("R7a", 600, 30, 744, 160, 4.30, "mixed"),
    ("R7b", 591, 30, 839, 160, 3.76, "mixed"),
    ("R7c", 323, 30, 507, 160, 3.40, "mixed"),
    ("R8", 93, 78, 298, 136, 0.54, "cholestatic"),
    ("R11", 1841, 40, 449, 120, 12.30, "hepatocellular"),
    ("R12", 606, 40, 182, 120, 9.99, "hepatocellular"),
    ("R13", 371, 40, 298, 120, 3.73, "mixed"),
]


@pytest.mark.parametrize(("key", "alt", "alt_uln", "alp", "alp_uln", "r", "pattern"), VECTORS)
def test_published_cases(key, alt, alt_uln, alp, alp_uln, r, pattern):
    ratio = r_ratio(alt / alt_uln, alp / alp_uln)
    assert ratio == pytest.approx(r, abs=0.005), key
    assert pattern_of(ratio) == pattern, key


def day(number, alt, alp, bilirubin=None, ast=None):
    return LiverDay(date(2026, 3, number), alt, alp, bilirubin, ast)


def test_the_pattern_is_taken_at_the_first_abnormal_day():
    """Case 6972 runs from 2.07 over 4.97 to 0.36; only the first counts."""
    days = [
        day(1, 0.9, 0.9),
        day(2, 272 / 40, 428 / 130),
        day(6, 437 / 40, 286 / 130),
        day(30, 83 / 40, 750 / 130),
    ]
    first, ratio, pattern = first_pattern(days)
    assert first.day == date(2026, 3, 2)
    assert ratio == pytest.approx(2.07, abs=0.005)
    assert pattern == "mixed"


def test_the_series_of_livertox_case_8332():
    """Days 0 to 33: 2.15, 4.85, 4.00, 3.58, then ALP is normal again; ULN 35 and 130."""
    values = [(1, 126, 218), (5, 362, 277), (7, 282, 262), (13, 182, 189), (30, 53, 120)]
    series = pattern_series([day(n, alt / 35, alp / 130) for n, alt, alp in values])
    assert [round(one.ratio, 2) for one in series] == [2.15, 4.85, 4.0, 3.58, 1.64]
    assert [one.pattern for one in series] == ["mixed"] * 4 + ["cholestatic"]


def test_ast_stands_in_for_a_missing_alt_and_says_so():
    (one,) = pattern_series([day(1, None, 2.0, ast=12.0)])
    assert (one.ratio, one.pattern, one.from_ast) == (6.0, "hepatocellular", True)


def test_no_pattern_without_alp_or_without_anything_abnormal():
    assert first_pattern([day(1, 0.9, 0.9)]) is None
    assert first_pattern([day(1, 4.0, None)]) is None


@pytest.mark.parametrize(
    ("alt", "alp", "bilirubin", "reached"),
    [
        (5, 1, None, True),
        (4.99, 1.99, None, False),
        (1, 2, None, True),
        (3, 1, 2.01, True),
        (3, 1, 2, False),
        (2.9, 1, 9, False),
    ],
)
def test_dili_limit(alt, alp, bilirubin, reached):
    assert reaches_dili_limit(day(1, alt, alp, bilirubin)) is reached


@pytest.mark.parametrize(
    ("alt", "ast", "alp", "bilirubin", "met"),
    [
        (3, None, 1, 2.1, True),
        (None, 3, 1, 2.1, True),
        (3, None, 2, 2.1, False),
        (3, None, 1, 2, False),
        (2.9, 2.9, 1, 5, False),
        (3, None, None, 2.1, True),
    ],
)
def test_hys_law_laboratory_criteria(alt, ast, alp, bilirubin, met):
    assert meets_hy_laboratory_criteria(day(1, alt, alp, bilirubin, ast)) is met
