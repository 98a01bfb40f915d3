import pytest

from speciosa.knowledge.countries import help_numbers
from speciosa.knowledge.tables import read_toml


@pytest.mark.parametrize(
    ("country", "number"),
    [("DE", "112"), ("de", "112"), ("US", "911"), ("US-LA", "911"), ("GB", "999"), ("AU", "000")],
)
def test_emergency_numbers(country, number):
    assert help_numbers(country).emergency == number


@pytest.mark.parametrize("country", ["", "XX", "ZZ-1"])
def test_an_unknown_country_gets_words(country):
    numbers = help_numbers(country)
    assert numbers.emergency == "your local emergency number"
    assert numbers.crisis == "a local crisis line"
    assert numbers.poison == "a local poison centre"


def test_a_crisis_or_poison_line_says_what_was_read():
    for code, row in read_toml("countries")["country"].items():
        if row.get("crisis") or row.get("poison"):
            assert row["read"], code
        assert help_numbers(code).emergency == row["emergency"]
