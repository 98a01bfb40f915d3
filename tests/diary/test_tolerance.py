"""What people write that is not quite the format, and is understood."""

from datetime import date

from tests.diary.folders import HEAD, diary

USE = """\
[use]
first = 2021-03
daily_since = 2023-05-01
[medicines.lisdexamfetamine]
dose = "50 mg"
since = 2025   # a year
"""


def test_a_month_without_quotes_a_day_and_a_year(tmp_path):
    d = diary(tmp_path / "d", head=HEAD + USE)
    assert (d.use.first, d.use.daily_since) == ("2021-03", "2023-05-01")
    assert d.medicines["lisdexamfetamine"].since == "2025"


def test_the_day_of_earlier_use_as_day_or_text(tmp_path):
    for n, since in enumerate(("2023-05-01", '"2023-05-01"')):
        before = f'[products.green.before]\nsince = {since}\ndoses_per_day = 3\namount = "3 g"\n'
        d = diary(tmp_path / str(n), head=HEAD + before)
        assert d.products["green"].before.since == date(2023, 5, 1)


def test_kinds_and_units_in_any_case(tmp_path):
    entry = diary(tmp_path / "d", "2026-03-01T08:10, Dose , green ,3, Grams ,,").entries[0]
    assert (entry.kind, entry.what, entry.unit) == ("dose", "green", "g")


def test_how_a_row_is_spelled_does_not_change_its_id(tmp_path):
    rows = ("2026-03-01T08:10,dose,green,3.0,g,,", "2026-03-01T07:10Z,dose,green,3,grams,,")
    ids = {diary(tmp_path / str(n), row).entries[0].id for n, row in enumerate(rows)}
    assert len(ids) == 1
