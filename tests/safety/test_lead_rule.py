"""Lead by certificate: grams a day x ppm against 5 and 12.5 ug a day.

The cases are worked out by hand from the clinical text, section 2.4: "lead_ug_day = grams/day x ppm
lead; flag > 5 (PDE), red > 12.5; blood lead if long > 10 g/day or no certificate". The limits are
those of the White group, Clin Toxicol 2024;62:651-660, doi 10.1080/15563650.2024.2395552.
"""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.build import assess
from speciosa.assessment.digest import diary_digest
from speciosa.diary.person import Product
from speciosa.diary.profile import check_change
from speciosa.diary.readers import inspect, read_diary
from speciosa.report.html import render_html
from speciosa.safety.check import check_safety
from speciosa.safety.facts import build_facts
from speciosa.safety.lead_use import blood_lead_due
from speciosa.safety.rows import step
from tests.diary.folders import HEAD, folder
from tests.safety.diaries import diary, doses, found

DAYS = range(30)


def green(lead=None, unit="", **more):
    return Product(name="Green", form="leaf", lead=lead, lead_unit=unit, **more)


def seen(lead=None, unit="", amount=3, entries=None, **more):
    """The finding for three doses a day of `amount` grams."""
    taken = doses(DAYS, amount=amount) if entries is None else entries
    result = check_safety(diary(taken, products={"green": green(lead, unit)} | more))
    return found(result.findings, "M-lead")


@pytest.mark.parametrize(
    ("lead", "unit", "severity"),
    [
        (0.5, "ppm", None),  # 9 g a day: 4.5 ug
        (0.56, "ppm", "S2"),  # 5.04 ug
        (1.38, "ug/g", "S2"),  # 12.42 ug
        (1.4, "mg/kg", "S3"),  # 12.6 ug
        (1400, "ppb", "S3"),
        (1400, "µg/kg", "S3"),
        (0, "ppm", None),
        (None, "", None),
    ],
)
def test_grams_times_content_against_both_limits(lead, unit, severity):
    told = seen(lead, unit)
    assert (told.severity if told else None) == severity


def test_it_says_the_number_the_limit_and_the_product_and_names_no_dose():
    told = seen(1.4, "ppm")
    assert (
        told.title == "Lead from the product: 12.6 ug a day, above the reference level for adults"
    )
    assert "12.5 ug a day" in told.why
    assert told.because == ("product: green",)
    assert "Do not stop daily kratom suddenly" in told.action
    assert " g " not in told.action


def test_without_a_certificate_or_a_weight_there_is_no_number():
    assert seen() is None
    assert seen(5, "ppm", entries=doses(DAYS, unit="cup")) is None
    assert check_safety(diary()).lead is None


def test_a_second_product_about_which_nothing_is_known_takes_nothing_away():
    taken = [*doses(DAYS), *doses(DAYS, hours=(10,), product="other", unit="cup", amount=1)]
    other = Product(name="Other", form="leaf")
    assert seen(1.4, "ppm", entries=taken, other=other).severity == "S3"


@settings(deadline=None, max_examples=20)
@given(st.floats(0, 3), st.floats(0, 3), st.lists(st.integers(0, 29), min_size=1, max_size=10))
def test_more_lead_never_lowers_the_severity_and_lost_entries_never_raise_to_a_number(
    lead, more, days
):
    def severity(ppm, over=DAYS):
        told = seen(ppm, "ppm", entries=doses(over))
        return step(told.severity) if told else -1

    assert severity(lead + more) >= severity(lead)
    assert severity(lead, sorted(set(days))) == severity(lead)  # a missing day is not a zero


def test_a_blood_test_is_due_without_a_certificate_and_above_the_limit():
    def due(product):
        return blood_lead_due(build_facts(diary(doses(DAYS), products={"green": product})))

    assert "No certificate" in due(green())
    assert due(green(0.1, "ppm")) == ""
    assert "published limit" in due(green(1, "ppm"))
    names = [d.what for d in check_safety(diary(products={"green": green(0.1, "ppm")})).schedule]
    assert "Lead in blood" not in names
    assert "Lead in blood" in [d.what for d in check_safety(diary()).schedule]


def test_the_assessment_and_the_page_show_it():
    made = assess(diary(doses(DAYS), products={"green": green(1.4, "ppm")}))
    assert made.lead.high_ug_per_day == pytest.approx(12.6)
    assert made.lead.text in render_html(made)


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("lead = 0.5", "lead without its unit"),
        ('lead = 0.5\nlead_unit = "ppt"', "a unit that is not known"),
        ('lead_unit = "ppm"', "a unit without its lead"),
        ('lead = -1\nlead_unit = "ppm"', "too small"),
        ('lead = "much"\nlead_unit = "ppm"', "not a number"),
    ],
)
def test_a_bad_certificate_is_one_sentence(tmp_path, lines, what):
    head = HEAD.replace('form = "leaf"', f'form = "leaf"\n{lines}')
    (problem,) = inspect(folder(tmp_path / "d", head=head)).problems
    assert problem.what == what
    assert problem.field.startswith("products.green.lead")


def test_a_diary_that_says_nothing_of_lead_keeps_its_digest_and_so_its_numbers():
    """The digest of the example before products could have a certificate of lead."""
    example = read_diary(files("speciosa") / "example")
    assert diary_digest(example).startswith("752976ea7f0442e7")
    plain, told = (
        diary_digest(diary(products={"green": green(*lead)})) for lead in ((), (0.5, "ppm"))
    )
    assert plain != told


def test_it_is_read_and_can_be_changed_later(tmp_path):
    head = HEAD.replace('form = "leaf"', 'form = "leaf"\nlead = 0.5\nlead_unit = "ppm"')
    diary_ = inspect(folder(tmp_path / "d", head=head)).diary
    assert (diary_.products["green"].lead, diary_.products["green"].lead_unit) == (0.5, "ppm")
    check_change("products.green.lead", "0.7")
    check_change("products.green.lead_unit", "ug/g")
