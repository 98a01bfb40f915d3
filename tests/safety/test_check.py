import subprocess
import sys
import time

import pytest

from speciosa.diary.person import Product
from speciosa.safety.check import check_safety
from tests.safety.diaries import diary, doses, entry, found

RICH = {
    "medicines": ["elvanse", "xanax", "alcohol", "sertralin", "foozle", "ibu 400"],
    "conditions": ("adhd", "epilepsy", "gribbles"),
    "country": "DE",
}


def test_the_same_diary_gives_the_same_result():
    assert check_safety(diary(**RICH)) == check_safety(diary(**RICH))


def test_the_order_of_entries_does_not_matter():
    entries = [*doses(), entry(5, 9, "reading", "alt", 250, "U/L")]
    assert check_safety(diary(entries, **RICH)) == check_safety(diary(entries[::-1], **RICH))


def test_every_finding_is_complete():
    for finding in check_safety(
        diary([*doses(), entry(5, 9, "reading", "alt", 250, "U/L")], **RICH)
    ).findings:
        assert all((finding.title, finding.why, finding.action, finding.who, finding.because))
        assert finding.sources
        assert "{" not in finding.title + finding.why + finding.action


def test_an_empty_diary_has_red_flags_and_no_crash():
    result = check_safety(diary([]))
    assert len(result.red_flags.items) == 12
    assert result.events == ()


def test_no_kratom_no_statements_and_no_kratom_findings():
    products = {"v": Product(name="v", substance="venlafaxine", form="tablet")}
    result = check_safety(
        diary(doses(product="v", unit="mg"), products=products, conditions=("epilepsy",))
    )
    assert result.findings == result.statements == ()


def test_statements_follow_the_diary():
    pain = {s.id for s in check_safety(diary(conditions=("fibromyalgia",))).statements}
    adhd = {s.id for s in check_safety(diary(conditions=("adhd",))).statements}
    assert "G3" in pain - adhd
    assert "G5" in adhd - pain
    assert {"G9", "G10", "G12"} <= pain & adhd


def test_severity_does_not_fall_when_doses_are_missing():
    kept = [entry(day, 7, "rating", "pain", 5) for day in range(42)]
    with_doses = check_safety(diary(doses(), medicines=["buspirone"])).findings
    without = check_safety(diary(kept, medicines=["buspirone"])).findings
    assert found(without, "I-039").severity == found(with_doses, "I-039").severity == "S3"


def test_fast_on_a_year():
    year = diary(doses(range(365)), **RICH)
    check_safety(year)
    start = time.process_time()  # of this process: other work does not count
    check_safety(year)
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("module", ["scipy", "jinja2", "rich", "rapidfuzz"])
def test_nothing_heavy_is_imported(module):
    code = f"import sys, speciosa.safety.check; print('{module}' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
