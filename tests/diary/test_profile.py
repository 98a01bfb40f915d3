"""Changes of the head that came as entries."""

from speciosa.diary.profile import projected
from tests.diary.folders import HEAD, diary

ROWS = (
    "2026-03-02T08:00,profile,person.weight_kg,72,,,b",
    "2026-03-01T08:00,profile,person.weight_kg,80,,,a",
    '2026-03-01T08:00,profile,person.conditions,"fibromyalgia, adhd",,,c',
    "2026-03-01T08:00,profile,products.red.form,tea,,,d",
    '2026-03-01T08:00,profile,products.green.unit_g,"{""capsule"": 0.6}",,,e',
    "2026-03-01T08:00,profile,medicines.sertraline.dose,50 mg,,,f",
    "2026-03-03T08:00,profile,person.weight_kg,99,,,g",
    "2026-03-03T09:00,void,g,,,,h",
)


def test_the_last_change_of_each_field_counts(tmp_path):
    d = projected(diary(tmp_path / "d", *ROWS))
    assert d.person.weight_kg == 72
    assert d.person.conditions == ("fibromyalgia", "adhd")
    assert d.products["red"].form == "tea"
    assert d.products["red"].name == "red"
    assert d.products["green"].unit_g == {"capsule": 0.6}
    assert d.products["green"].name == "Green leaf, batch 7"
    assert d.medicines["sertraline"].dose == "50 mg"


def test_an_empty_value_clears_the_field_and_no_change_is_no_copy(tmp_path):
    head = HEAD.replace('id = "alex"', 'id = "alex"\ncountry = "DE"')
    d = diary(tmp_path / "a", "2026-03-01T08:00,profile,person.country,,,,", head=head)
    assert d.person.country == "DE"
    assert projected(d).person.country == ""
    plain = diary(tmp_path / "b")
    assert projected(plain) is plain


def test_projecting_twice_changes_nothing(tmp_path):
    once = projected(diary(tmp_path / "d", *ROWS))
    assert projected(once) == once
