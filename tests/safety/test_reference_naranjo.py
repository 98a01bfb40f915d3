"""Naranjo scale against published cases.

Scores of the items: Naranjo et al. 1981, Clin Pharmacol Ther 30:239 (PMC5774610 table 2).
N1 PMC6136411 table 1 (scores printed, called probable); N2 J Med Case Rep 2019;13, s13256-019-2244-z
table 2 (levothyroxine); N3 World J Clin Cases 2024;12:1371 table 1; N4 Korean J Clin Pharm 2019;29:56
table 1 (total printed); N5 J Med Cases 2013;4:262 table 1 (Echinacea, total printed); N6 World J
Transl Med 2013;2:13 table 3 (total printed); N7 World J Gastrointest Endosc 2013;5:180 table 2;
N8, N9 Case Rep Med 2009:918156 table 5, cases 1 and 2 (black cohosh, totals printed, nine questions).
Where a table prints only scores, a 0 is fed as "unknown": the total is the same.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.errors import InputError
from speciosa.safety.calculators.naranjo import naranjo, naranjo_items

WORDS = {"Y": "yes", "N": "no", "U": "unknown"}
VECTORS = [  # id, answers 1 to 10, scores of the items, total, band
    ("N1", "UYYUNUUUUY", (0, 2, 1, 0, 2, 0, 0, 0, 0, 1), 6, "probable"),
    ("N2", "YYYYNUUUUU", (1, 2, 1, 2, 2, 0, 0, 0, 0, 0), 8, "probable"),
    ("N3", "YYUUYUUUUY", (1, 2, 0, 0, -1, 0, 0, 0, 0, 1), 3, "possible"),
    ("N4", "YYYUUUUUNU", (1, 2, 1, 0, 0, 0, 0, 0, 0, 0), 4, "possible"),
    ("N5", "UYUUNUUUUU", (0, 2, 0, 0, 2, 0, 0, 0, 0, 0), 4, "possible"),
    ("N6", "UYYYNNNNYY", (0, 2, 1, 2, 2, 1, 0, 0, 1, 1), 10, "definite"),
    ("N7", "UYYUNNUUUY", (0, 2, 1, 0, 2, 1, 0, 0, 0, 1), 7, "probable"),
    ("N8", "UYYUYUUYUU", (0, 2, 1, 0, -1, 0, 0, 1, 0, 0), 3, "possible"),
    ("N9", "UYYUYUUYUU", (0, 2, 1, 0, -1, 0, 0, 1, 0, 0), 3, "possible"),
]
KEYS = [item.key for item in naranjo_items()]


def answered(letters):
    return {key: [WORDS[letter]] for key, letter in zip(KEYS, letters, strict=True)}


@pytest.mark.parametrize(("key", "letters", "scores", "total", "band"), VECTORS)
def test_published_cases(key, letters, scores, total, band):
    found = naranjo(answered(letters))
    assert tuple(item.low for item in found.items) == scores, key
    assert (found.low, found.high) == (total, total), key
    assert found.bands == (band,), key
    assert found.open_items == ()


@pytest.mark.parametrize(
    ("total", "band"),
    [(-4, "doubtful"), (0, "doubtful"), (1, "possible"), (4, "possible"), (5, "probable"), (8, "probable"), (9, "definite"), (13, "definite")],
)  # fmt: skip
def test_bands_at_their_edges(total, band):
    """Answers are chosen one by one until the total is met."""
    letters = {
        -4: "UNUNYYUUUU",
        0: "UUUUUUUUUU",
        1: "YUUUUUUUUU",
        4: "YYYUUUUUUU",
        5: "YYYUUUUUYU",
        8: "YYYYNUUUUU",
        9: "YYYYNUUUUY",
        13: "YYYYNNYYYY",
    }[total]
    found = naranjo(answered(letters))
    assert (found.low, found.bands) == (total, (band,))


def test_without_any_answer_everything_is_possible():
    found = naranjo()
    assert (found.low, found.high) == (-4, 13)
    assert found.bands == ("doubtful", "possible", "probable", "definite")
    assert set(found.open_items) == set(KEYS)


def test_a_wrong_answer_is_one_clear_sentence():
    with pytest.raises(InputError, match=r"after.*maybe.*yes, no, unknown"):
        naranjo({"after": ["maybe"]})


possible = st.fixed_dictionaries(
    {}, optional={key: st.sets(st.sampled_from(sorted(WORDS.values())), min_size=1) for key in KEYS}
)


@settings(max_examples=100, deadline=None)
@given(possible, st.sampled_from(KEYS), st.sampled_from(sorted(WORDS.values())))
def test_an_answer_never_widens_the_range(answers, key, word):
    before = naranjo(answers)
    if word not in answers.get(key, WORDS.values()):
        return
    after = naranjo(answers | {key: {word}})
    assert before.low <= after.low <= after.high <= before.high
    assert set(after.bands) <= set(before.bands)


@settings(max_examples=100, deadline=None)
@given(possible)
def test_the_total_is_the_sum_of_the_items(answers):
    found = naranjo(answers)
    assert found.low == sum(item.low for item in found.items)
    assert found.high == sum(item.high for item in found.items)
    assert -4 <= found.low <= found.high <= 13


@settings(max_examples=50, deadline=None)
@given(possible)
def test_no_other_cause_never_scores_less_than_another_cause(answers):
    def total(word):
        return naranjo(answers | {"other_causes": {word}})

    assert total("no").low > total("unknown").low > total("yes").low
