"""Word patterns: beginnings, gaps, lists."""

import pytest

from speciosa.appraise.phrases import Phrases, tokens

KEY = ("list", "words", 0)


def found(patterns, text, lists=None):
    phrases = Phrases(lists or {})
    phrases.add(KEY, patterns)
    words = tokens(text)
    return [" ".join(words[hit.start : hit.end]) for hit in phrases.find(words).get(KEY, [])]


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        ("pain", "Painful pain", ["pain"]),
        ("pain*", "Painful pain", ["painful", "pain"]),
        (
            "lead* to ~ dependence",
            "leads to a physical dependence",
            ["leads to a physical dependence"],
        ),
        ("lead* to ~ dependence", "leads to a very strong physical dependence", []),
        ("non addictive", "a non-addictive herb", ["non addictive"]),
        ("not ~ proven", "it isn’t really proven", ["not really proven"]),
        ("7 oh", "7-OH tablets", ["7 oh"]),
    ],
)
def test_a_pattern_finds_what_it_says(pattern, text, hits):
    assert found([pattern], text) == hits


def test_a_list_stands_for_its_entries_alone_and_inside():
    lists = {"addiction": ["addict*", "habit forming"]}
    assert found(["@addiction"], "addicted, habit-forming", lists) == ["addicted", "habit forming"]
    assert found(["less @addiction"], "less habit-forming", lists) == ["less habit forming"]


def test_contractions_hold_their_not():
    assert tokens("can't won't isn't doesn’t cannot") == (
        ["can", "not", "will", "not", "is", "not", "does", "not", "can", "not"]
    )
