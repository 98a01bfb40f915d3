"""Diaries of published cases and small helpers for the tests of adverse event cases.

L1 LiverTox kratom case 8332, L2 case 6972, L3 World J Hepatol 2020;12:863 table 1; S1 CHEST 2020,
"A dangerous drug and herbal mixture"; J1 J Investig Med High Impact Case Rep 2019 (47-year-old man,
unintentional re-exposure; its laboratory values were not readable, those here only have its shape).
"""

import csv
import io

from speciosa.diary.person import Medicine, Use
from speciosa.safety.cases.answers import allowed_answers
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.line_list import line_list
from speciosa.safety.facts import build_facts
from tests.safety.diaries import diary, doses, entry

UNITS = {"bilirubin": "mg/dL", "inr": ""}

LIMITS = {"alt": 35, "ast": 30, "alp": 130, "bilirubin": 1.2}


def labs(day, limits=LIMITS, **values):
    return [
        entry(day, 9, "reading", name, float(value), UNITS.get(name, "U/L"), f"uln={limits[name]}")
        for name, value in values.items()
    ]


def answers(day, **said):
    """Answers as notes of the diary."""
    return [
        entry(day, 10 + n / 100, "note", f"answer {key.replace('_', ' ')}", value)
        for n, (key, value) in enumerate(said.items())
    ]


def cases(entries, **kwargs):
    return cases_of(build_facts(diary(entries, **kwargs)))


def case(entries, **kwargs):
    (found,) = cases(entries, **kwargs)
    return found


def items(score):
    return {item.item: (item.low, item.high) for item in score.items}


def keys(found):
    return {question.key for question in found.questions}


FIRST_USE = Use(first="2026-03-01")

L1_TESTS = [
    *labs(30, alt=126, ast=73, alp=218, bilirubin=5.6),
    *labs(34, alt=362, alp=277, bilirubin=9.5),
    *labs(36, alt=282, alp=262, bilirubin=7.0),
    *labs(42, alt=182, alp=189, bilirubin=3.1),
    *labs(59, alt=53, alp=120, bilirubin=1.7),
    *labs(63, alt=40, alp=119, bilirubin=1.3),
]

L1_SEROLOGY = dict.fromkeys(("hepatitis_a", "hepatitis_b", "hepatitis_c", "hepatitis_e", "imaging"), "negative")  # fmt: skip

L1 = [
    *doses([0, 6, 12, 18, 25], hours=(20,)),
    entry(26, 8, "dose", "green", 0.0, "g"),
    entry(25, 22, "event", "jaundice", 3.0, "grade", "dark urine and itching too"),
    *L1_TESTS,
    entry(0, 7, "medicine", "psilocybin", None),
    entry(25, 23, "medicine", "venlafaxine", "stop"),
    entry(59, 12, "medicine", "venlafaxine", 75.0, "mg"),
    *answers(64, **L1_SEROLOGY),
]

L1_PERSON = {"birth_year": 2001, "sex": "male", "use": FIRST_USE}

L1_MEDICINES = {"venlafaxine": Medicine(since="2025-06-01")}


def l1(*more):
    return case([*L1, *more], medicines=L1_MEDICINES, **L1_PERSON)


L2_LIMITS = {"alt": 40, "ast": 40, "alp": 130, "bilirubin": 1.2}

L2_TESTS = [(0, 272, 428, 22.4), (4, 437, 286, 38.2), (5, 274, 252, 32.4), (11, 44, 178, 9.6), (19, 72, 265, 17.3), (27, 179, 445, 22.0), (43, 83, 750, 4.7), (269, 101, 159, 1.0)]  # fmt: skip


def l2(*more):
    entries = [
        *doses(range(24), hours=(9,)),
        entry(24, 8, "dose", "green", 0.0, "g"),
        entry(23, 12, "event", "dark urine"),
        *[r for n, alt, alp, bili in L2_TESTS for r in labs(44 + n, L2_LIMITS, alt=alt, alp=alp, bilirubin=bili)],
        *labs(44, L2_LIMITS, ast=70),
        entry(1, 7, "medicine", "kava", None),
        entry(1, 8, "medicine", "ma huang", None),
        *more,
    ]  # fmt: skip
    return case(entries, use=FIRST_USE, birth_year=1997, sex="male")


L3_LIMITS = {"alt": 30, "ast": 40, "alp": 160, "bilirubin": 1.0}

L3 = [
    *doses([0], hours=(9,)),
    entry(1, 8, "dose", "green", 0.0, "g"),
    entry(1, 9, "event", "jaundice", 3.0, "grade"),
    *labs(2, L3_LIMITS, alt=578, ast=455, alp=672, bilirubin=10.3),
    *labs(4, L3_LIMITS, alt=600, alp=744, bilirubin=14.5),
    *labs(6, L3_LIMITS, alt=591, alp=839, bilirubin=19.5),
    *labs(12, L3_LIMITS, alt=323, alp=507, bilirubin=5.7),
]

S1 = [
    *doses([10, 11, 12], hours=(9,)),
    entry(13, 8, "dose", "green", 0.0, "g"),
    entry(0, 8, "medicine", "phenylethylamine", 40.0, "mg"),
    entry(2, 8, "medicine", "sertraline", "stop"),
    entry(2, 9, "medicine", "bupropion", "stop"),
    entry(12, 20, "event", "serotonin syndrome", 4.0, "grade", "clonus, tremor, hyperreflexia"),
    entry(12, 21, "reading", "ck", 5068.0, "U/L"),
    entry(12, 22, "reading", "heart_rate", 130.0, "bpm"),
]

S1_MEDICINES = {
    "perphenazine": Medicine(dose="2 mg"),
    "amitriptyline": Medicine(dose="10 mg"),
    "sertraline": Medicine(),
    "bupropion": Medicine(),
}


def s1(*more):
    return case(
        [*S1, *more],
        medicines=S1_MEDICINES,
        birth_year=2006,
        sex="male",
        use=Use(first="2026-03-11"),
    )


J1 = [
    *doses(range(22), hours=(9,)),
    entry(22, 8, "dose", "green", 0.0, "g"),
    entry(21, 12, "event", "itching"),
    *labs(22, alt=280, alp=390, ast=120),
    *labs(40, alt=60, alp=180),
    *labs(100, alt=30, alp=100),
    *labs(290, alt=30, alp=100),
    *doses([295, 296], hours=(9,)),
    entry(297, 8, "dose", "green", 0.0, "g"),
    entry(297, 9, "event", "itching"),
    *labs(298, alt=250, alp=380),
]


def nausea(*graded):
    return [entry(day, 12, "event", "nausea", float(grade), "grade") for day, grade in graded]


def rated(days):
    return [entry(day, 7, "rating", "pain", 5.0) for day in days]


ANSWERABLE = sorted(key for key, options in allowed_answers().items() if options)


def rows(found, a_diary):
    return list(csv.reader(io.StringIO(line_list(found, a_diary))))
