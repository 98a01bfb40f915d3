"""People as the clinical text describes them, and what must be said to each.

Written by hand from its sections on conditions, thresholds, counts and red flags, not from the
tables: a test made from a table cannot find an error in it. Each names the finding, its severity,
what the action must contain and, where it matters, what it must not.
"""

from dataclasses import dataclass, field

import pytest

from tests.safety.diaries import doses, entry, findings, found


def reading(name, value, unit, day=30):
    return entry(day, 9, "reading", name, value, unit)


def happened(term, day=30):
    return entry(day, 9, "event", term, 3, "grade")


@dataclass(frozen=True)
class Person:
    """A vignette."""

    story: str
    finding: str
    severity: str
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    who: str = ""
    using: bool = True
    also: tuple = ()
    diary: dict = field(default_factory=dict)


NOT_YET = (entry(0, 8, "rating", "pain", 5),)
RESTART = "Stop with medical help today; do not restart."
NOT_SUDDENLY = ("Do not stop", "suddenly")

PEOPLE = [
    Person(
        "jaundice two years ago, three weeks into kratom; wants to try again",
        "C-01", "S4", ("Do not use kratom.",), using=False,
        diary={"conditions": ("kratom hepatitis",)},
    ),
    Person(
        "the same person, using again already",
        "C-01", "S4", (RESTART, "Liver tests"), ("pause",), "today",
        diary={"conditions": ("kratom hepatitis",)},
    ),
    Person(
        "hepatitis C, uses leaf: tests at weeks 2, 4 and 8, then every half year",
        "C-01", "S3", ("weeks 2, 4 and 8", "half year", "do not restart"),
        diary={"conditions": ("hepatitis c",)},
    ),
    Person(
        "congenital long QT, uses leaf",
        "C-02", "S4", ("ECG", "emergency", *NOT_SUDDENLY), who="today",
        diary={"conditions": ("LQTS",)},
    ),
    Person(
        "cardiomyopathy",
        "C-02", "S3", ("ECG", "potassium", "magnesium"), diary={"conditions": ("cardiomyopathy",)},
    ),
    Person(
        "cardiomyopathy, and the product is an extract: one step up for the QT time",
        "C-02", "S4", ("today", "ECG"), diary={"conditions": ("cardiomyopathy",), "form": "extract"},
    ),
    Person(
        "a brother died suddenly at 34",
        "C-22", "S4", ("ECG", "today"), diary={"conditions": ("sudden death in the family",)},
    ),
    Person(
        "blood pressure not under control",
        "C-03", "S3", ("Measure at home", "headache", "emergency"),
        diary={"conditions": ("uncontrolled hypertension",)},
    ),
    Person(
        "epilepsy, daily leaf: never stopped at once",
        "C-04", "S4", (*NOT_SUDDENLY, "seizure", "emergency"), who="today",
        diary={"conditions": ("epilepsy",)},
    ),
    Person(
        "a head injury last year, not yet using",
        "C-04", "S4", ("Do not use kratom.",), using=False,
        diary={"conditions": ("traumatic brain injury",)},
    ),
    Person(
        "anorexia nervosa",
        "C-04", "S4", ("today",), diary={"conditions": ("anorexia nervosa",)},
    ),
    Person(
        "stopping alcohol this week",
        "C-04", "S4", ("sedative suddenly",), diary={"conditions": ("alcohol withdrawal",)},
    ),
    Person(
        "underweight without an eating disorder",
        "C-24", "S3", ("weight",), diary={"conditions": ("underweight",)},
    ),
    Person(
        "pregnant and dependent: help made for pregnancy, not a sudden stop",
        "C-05", "S4", (*NOT_SUDDENLY, "midwife or doctor today", "newborn"), who="today",
        diary={"conditions": ("pregnant",), "sex": "female"},
    ),
    Person(
        "breastfeeding, not yet using",
        "C-05", "S4", ("Do not use kratom.",), using=False, diary={"conditions": ("breastfeeding",)},
    ),
    Person(
        "16 years old, uses every day",
        "C-06", "S4", ("doctor or youth service today", *NOT_SUDDENLY), who="today",
        diary={"birth_year": 2010},
    ),
    Person(
        "18 by the calendar, perhaps still 17",
        "C-06", "S4", ("doctor or youth service",), diary={"birth_year": 2008},
    ),
    Person(
        "72 years old",
        "C-07", "S3", ("medicines looked through", "falls"), diary={"birth_year": 1954},
    ),
    Person(
        "alcohol use disorder",
        "C-08", "S4", ("doctor today", "does not replace buprenorphine or methadone", *NOT_SUDDENLY),
        who="today",
        diary={"conditions": ("alcohol use disorder",)},
    ),
    Person(
        "opioid use disorder in remission",
        "C-08", "S3", ("does not replace buprenorphine or methadone",),
        diary={"conditions": ("opioid use disorder in remission",)},
    ),
    Person(
        "bipolar disorder, nothing said about the mood now: counts as unsteady",
        "C-09", "S4", ("mood and sleep", "Little sleep with much energy", *NOT_SUDDENLY),
        diary={"conditions": ("bipolar disorder",)},
    ),
    Person(
        "bipolar disorder in remission",
        "C-09", "S3", ("mood and sleep",), diary={"conditions": ("bipolar in remission",)},
    ),
    Person(
        "schizoaffective disorder and ADHD",
        "C-10", "S4", ("Do not stop kratom or your medicine suddenly",), who="today",
        diary={"conditions": ("schizoaffective disorder", "adhd")},
    ),
    Person(
        "thoughts of suicide: someone to talk to today",
        "C-11", "S4", ("crisis line", "today", "emergency number"), ("weigh",),
        diary={"conditions": ("suicidal thoughts",)},
    ),
    Person(
        "item 9 of the PHQ-9 marked with 1",
        "C-11", "S4", ("crisis line", "today"), also=(entry(40, 9, "scale", "phq9.9", 1),),
    ),
    Person(
        "ADHD with panic, anxiety not measured: strict",
        "C-12", "S3", ("GAD-7", "ISI"), diary={"conditions": ("ADHD", "panic disorder")},
    ),
    Person(
        "ADHD with some anxiety, measured and mild",
        "C-12", "S2", ("GAD-7",),
        also=(entry(35, 9, "scale", "gad7", 6), entry(35, 9, "scale", "isi", 9)),
        diary={"conditions": ("ADHD", "anxiety")},
    ),
    Person(
        "ADHD with lisdexamfetamine: one finding, with the emergency signs of the PRES case",
        "C-13", "S3", ("emergency", "pulse"), ("tachycardia",),
        diary={"conditions": ("ADHD",), "medicines": ["Elvanse 50"]},
    ),
    Person(
        "COPD, leaf",
        "C-14", "S3", ("No sedatives, no alcohol",), diary={"conditions": ("COPD",)},
    ),
    Person(
        "sleep apnoea, 7-OH tablets",
        "C-14", "S4", ("today", "breathing mask"), who="today",
        diary={"conditions": ("sleep apnoea",), "form": "7-oh"},
    ),
    Person(
        "sleep apnoea and a sleeping pill, leaf",
        "C-14", "S4", ("naloxone", *NOT_SUDDENLY), who="today",
        diary={"conditions": ("sleep apnoea",), "medicines": ["zolpidem"]},
    ),
    Person(
        "on dialysis",
        "C-15", "S3", ("No 7-OH product", "potassium"), diary={"conditions": ("dialysis",)},
    ),
    Person(
        "eGFR 50 last week, nothing else said",
        "C-15", "S2", ("No 7-OH product",), also=(reading("egfr", 50, "mL/min"),),
    ),
    Person(
        "hip replacement next month, daily use",
        "C-16", "S3", ("anaesthetist", "Do not stop the day before", "ECG"), who="anaesthetist",
        diary={"conditions": ("surgery planned",)},
    ),
    Person(
        "drives a lorry",
        "C-17", "S2", ("No driving",), who="you", diary={"conditions": ("professional driver",)},
    ),
    Person(
        "slow CYP2D6", "C-18", "S2", ("prescriber",), diary={"conditions": ("slow CYP2D6",)},
    ),
    Person(
        "fast CYP2D6: nothing known", "C-19", "S1", ("pharmacist",),
        diary={"conditions": ("fast cyp2d6",)},
    ),
    Person(
        "Hashimoto's, no TSH", "C-20", "S2", ("TSH",), diary={"conditions": ("hashimoto's",)},
    ),
    Person(
        "prolactinoma", "C-21", "S2", ("prolactin",), diary={"conditions": ("prolactinoma",)},
    ),
    Person(
        "kidney transplant on tacrolimus",
        "C-23", "S4", ("transplant team today", "Blood levels"), who="today",
        diary={"conditions": ("kidney transplant",)},
    ),
    Person(
        "gastroenteritis", "C-25", "S2", ("potassium", "Fainting", "emergency"),
        diary={"conditions": ("gastroenteritis",)},
    ),
    Person(
        "gastroenteritis, not yet using: no word that sounds like later is fine",
        "C-25", "S2", ("Do not use kratom",), ("until you are well",), using=False,
        diary={"conditions": ("gastroenteritis",)},
    ),
    Person(
        "nurse with drug tests at work", "C-26", "S1", ("rules",),
        diary={"conditions": ("drug testing at work",)},
    ),
    Person(
        "restless legs", "C-28", "S2", ("ferritin",), diary={"conditions": ("RLS",)},
    ),
    Person(
        "lives in Louisiana, October 2025 or later",
        "C-27", "S4", ("medical help comes first",), diary={"country": "US-LA"},
    ),
    Person(
        "7-OH tablets, nothing else: help today, nothing ends suddenly, naloxone at home",
        "K-01", "S4",
        ("Call your doctor today.", "Do not add alcohol", "naloxone", *NOT_SUDDENLY),
        ("recommended", "approved for"), "today", diary={"form": "7-oh"},
    ),
    Person(
        "thinks of 7-OH tablets, has not begun",
        "K-01", "S4", ("Do not use a 7-OH product.",), using=False, diary={"form": "7-oh"},
    ),
    Person(
        "gummies without a label count as 7-OH until a label tells more",
        "K-01", "S4", ("today",), diary={"form": "gummy"},
    ),
    # thresholds
    Person(
        "LiverTox case 8332: ALT 126, bilirubin 5.6, ALP 218",
        "T-liver-hy", "S4", ("hospital today", "stop with medical help today; do not restart"),
        ("pause",), "hospital today",
        also=(reading("alt", 126, "U/L"), reading("alp", 218, "U/L"), reading("bilirubin", 5.6, "mg/dL")),
    ),
    Person(
        "ALP 300 alone: the cholestatic kind",
        "T-liver-dili", "S4", ("doctor today", "do not restart"), ("pause",),
        also=(reading("alp", 300, "U/L"),),
    ),
    Person(
        "ALT three to five times, well otherwise",
        "T-liver-watch", "S3", ("within a week",), ("pause",), also=(reading("alt", 150, "U/L"),),
    ),
    Person(
        "PRES pressure: 180/105 with a pulse of 53",
        "T-bp-today", "S4", ("same day", "measure again", "emergency call"),
        also=(
            reading("systolic", 180, "mmHg"), reading("diastolic", 105, "mmHg"),
            reading("heart_rate", 53, "bpm"),
        ),
    ),
    Person(
        "162/98 with lisdexamfetamine",
        "T-bp-stimulant", "S3", ("prescriber today", "emergency call"),
        also=(reading("systolic", 162, "mmHg"), reading("diastolic", 98, "mmHg")),
        diary={"medicines": ["Vyvanse"]},
    ),
    Person(
        "a QTc of 505 ms", "T-qtc-today", "S4", ("same day", "emergency call"),
        also=(reading("qtc", 505, "ms"),),
    ),
    Person(
        "a QTc that rose from 400 to 465 ms", "T-qtc-today", "S4", ("same day",),
        also=(reading("qtc", 400, "ms", 2), reading("qtc", 465, "ms", 40)),
    ),
    # counts
    Person(
        "a benzodiazepine, a gabapentinoid and a sleeping pill: one finding that names three",
        "N-sedatives", "S4", ("Never stop a benzodiazepine", "naloxone", "No alcohol"), who="today",
        diary={"medicines": ["lorazepam", "lyrica", "zopiclone"]},
    ),
    Person(
        "citalopram, low potassium, a woman: the QT time adds up",
        "N-qt", "S4", ("ECG", "emergency"), also=(reading("potassium", 3.2, "mmol/L"),),
        diary={"medicines": ["citalopram"], "sex": "female"},
    ),
    Person(
        "sertraline with sumatriptan",
        "N-serotonin", "S3", ("emergency", "twitching"),
        diary={"medicines": ["sertraline", "sumatriptan"]},
    ),
    # red flags in the diary
    Person(
        "hard to wake last night", "R-01", "S4", ("first", "Give naloxone", "stay"),
        also=(happened("hard to wake"),),
    ),
    Person("a seizure", "R-02", "S4", ("no more kratom until a doctor",), also=(happened("seizure"),)),
    Person("fainted", "R-03", "S4", ("Call",), also=(happened("fainted"),)),
    Person(
        "worst headache ever", "R-04", "S4", ("any blood pressure and any pulse",),
        also=(happened("worst headache"),),
    ),
    Person(
        "fever with twitching", "R-05", "S4", ("Call",), also=(happened("fever with twitching"),),
    ),
    Person(
        "yellow eyes", "R-06", "S4", (RESTART,), ("pause",), also=(happened("yellow eyes"),),
    ),
    Person("mania", "R-07", "S4", ("doctor today",), also=(happened("mania"),)),
    Person("suicidal thoughts", "R-08", "S4", ("doctor now",), also=(happened("suicidal thoughts"),)),
    Person("black stool", "R-09", "S4", ("hospital",), also=(happened("black stool"),)),
    Person(
        "no movement of the child", "R-10", "S4", ("birth clinic",),
        also=(happened("no movement of the child"),),
    ),
    Person(
        "a child swallowed it", "R-11", "S4", ("at once, also without signs",),
        also=(happened("child swallowed it"),),
    ),
    Person("salmonella", "R-12", "S4", ("keep it and report it",), also=(happened("salmonella"),)),
]  # fmt: skip


def seen_by(person):
    entries = [*(doses() if person.using else NOT_YET), *person.also]
    return findings(entries, **person.diary)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.story)
def test_what_is_said(person):
    seen = found(seen_by(person), person.finding)
    assert seen is not None, "no such finding"
    assert seen.severity == person.severity
    for words in person.says:
        assert words in seen.action, seen.action
    for words in person.not_says:
        assert words not in f"{seen.title} {seen.why} {seen.action}"
    assert person.who in seen.who


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.story)
def test_every_finding_has_a_source_and_its_reason(person):
    for finding in seen_by(person):
        assert finding.sources
        assert all(source.cite for source in finding.sources)
        assert finding.because


@pytest.mark.parametrize("form", ["leaf", "extract"])
def test_the_row_on_7_oh_products_is_about_them_alone(form):
    assert found(findings(form=form), "K-01") is None


def test_nobody_without_the_condition_is_warned_of_it():
    plain = findings(conditions=("arthritis",), birth_year=1984, sex="male")
    assert [f for f in plain if f.severity in {"S2", "S3", "S4"}] == []
