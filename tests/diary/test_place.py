"""Places: countries and their parts, as ISO 3166-1 and 3166-2 write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.diary.place import is_place, read_place
from speciosa.diary.readers import inspect
from speciosa.errors import InputError
from speciosa.knowledge.countries import help_numbers
from speciosa.safety.check import check_safety
from tests.diary.folders import HEAD, folder
from tests.safety.diaries import diary

ROW = "2026-03-01T08:00,rating,pain,4,,,"


@pytest.mark.parametrize("place", ["DE", "us", "US-AL", "us-la", "AU-NSW", "FR-2A", "GB-ENG"])
def test_a_country_with_or_without_its_part_is_read(tmp_path, place):
    head = HEAD.replace('id = "alex"', f'id = "alex"\ncountry = "{place}"')
    found = inspect(folder(tmp_path / "d", ROW, head=head))
    assert found.problems == ()
    assert found.diary.person.country == place


@pytest.mark.parametrize("place", ["Germany", "D", "US-", "US-CALI", "US_AL", "USAL", "U1"])
def test_anything_else_is_one_sentence(place):
    assert not is_place(place)
    with pytest.raises(InputError, match="not a country code"):
        read_place(place, "--country")


@given(st.sampled_from(("DE", "US", "GB", "FR")), st.from_regex(r"[A-Z0-9]{1,3}", fullmatch=True))
def test_a_part_has_the_numbers_of_its_country(country, part):
    assert help_numbers(f"{country}-{part}") == help_numbers(country)


def test_a_controlled_state_restricts_a_not_confirmed_or_unknown_one_does_not():
    assert check_safety(diary(country="US-LA")).restrictions == ("jurisdiction",)
    assert check_safety(diary(country="us-la")).restrictions == ("jurisdiction",)
    for place in ("US-AL", "US-RI", "US-ZZ", "US"):
        assert check_safety(diary(country=place)).restrictions == (), place
    unknown = {f.id for f in check_safety(diary(country="US-ZZ")).findings}
    assert "C-27" not in unknown
