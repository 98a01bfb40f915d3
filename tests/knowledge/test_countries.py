import pytest

from speciosa.errors import TableError
from speciosa.knowledge import countries
from speciosa.knowledge.countries import country_rows, help_numbers


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


def test_every_country_says_what_was_read_where():
    assert len(country_rows()) > 30
    for code, row in country_rows().items():
        assert row.emergency, code
        assert row.read, code
        assert row.review == "unverified" or row.sources, code
        assert len(row.sources) == len(set(row.sources)), code


def test_a_country_of_the_union_has_the_single_number():
    union = [code for code, row in country_rows().items() if "eu-code2018" in row.sources]
    assert len(union) == 27
    assert {country_rows()[code].emergency for code in union} == {"112"}


def test_the_review_is_that_of_the_numbers_which_are_used():
    assert help_numbers("US").review == "published"
    assert help_numbers("XX").review is None
    assert help_numbers("XX", emergency="144").review is None
    assert help_numbers("US", emergency="1").review == "published"
    assert help_numbers("US", emergency="1", crisis="2", poison="3").review is None
    assert help_numbers("BE", emergency="1").review is None


def test_a_row_without_review_names_its_file(monkeypatch):
    row = {"emergency": "1", "sources": ["speciosa-proposal"], "read": "page"}
    monkeypatch.setattr(countries, "read_toml", lambda _: {"country": {"XX": row}})
    with pytest.raises(TableError, match=r"countries\.toml:1, review"):
        country_rows.__wrapped__()
