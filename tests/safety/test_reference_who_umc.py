"""WHO-UMC categories against the criteria of the centre.

F1000Research 2018;7:243 box 2 and Cureus 2024;16:e59975 table 2 print the same table. The order in
which the categories are tried is a proposal of this project; each case below meets every criterion
of its category as the table words it.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.errors import InputError
from speciosa.safety.calculators.who_umc import category, criteria, who_umc

CASES = [  # category, record, time, other, withdrawal, proof
    ("certain", "enough", "fits", "ruled out", "improved", "yes"),
    ("probable", "enough", "fits", "unlikely", "improved", "no"),
    ("probable", "enough", "fits", "unlikely", "improved", "yes"),
    ("possible", "enough", "fits", "could explain", "improved", "no"),
    ("possible", "enough", "fits", "could explain", "unclear", "no"),
    ("possible", "enough", "fits", "unlikely", "unclear", "no"),
    ("unlikely", "enough", "improbable", "could explain", "unclear", "no"),
    ("conditional", "enough", "improbable", "ruled out", "improved", "no"),
    ("unassessable", "not enough", "fits", "ruled out", "improved", "yes"),
]
NAMES = ("record", "time", "other", "withdrawal", "proof")


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_a_complete_case_has_the_category_of_the_table(case):
    name, *values = case
    assert category(dict(zip(NAMES, values, strict=True))) == name
    found = who_umc({key: [value] for key, value in zip(NAMES, values, strict=True)})
    assert (found.today, found.possible, found.open_criteria) == (name, (name,), ())


def test_certain_needs_a_rechallenge_otherwise_probable_is_the_ceiling():
    found = who_umc({"record": ["enough"], "proof": ["no"]})
    assert "certain" not in found.possible
    assert "probable" in found.possible


def test_while_questions_are_open_the_case_is_conditional():
    found = who_umc({"record": ["enough"], "time": ["fits"], "withdrawal": ["improved"]})
    assert found.today == "conditional"
    assert set(found.possible) == {"certain", "probable", "possible"}
    assert set(found.open_criteria) == {"other", "proof"}


def test_a_wrong_value_is_one_clear_sentence():
    with pytest.raises(InputError, match=r"time.*soon.*fits, improbable"):
        who_umc({"time": ["soon"]})


possible = st.fixed_dictionaries(
    {}, optional={k: st.sets(st.sampled_from(v), min_size=1) for k, v in criteria().items()}
)


@settings(max_examples=100, deadline=None)
@given(possible, st.data())
def test_an_answer_never_adds_a_category(answers, data):
    key = data.draw(st.sampled_from(sorted(criteria())))
    value = data.draw(st.sampled_from(sorted(answers.get(key, criteria()[key]))))
    before, after = who_umc(answers), who_umc(answers | {key: {value}})
    assert set(after.possible) <= set(before.possible)
    assert after.possible
