"""Words explained to readers, and what was looked for and not found."""

import re

from speciosa.knowledge.not_found import not_found
from speciosa.knowledge.terms import terms

ASKED_FOR = {
    "half-life", "withdrawal", "qtc", "r-ratio", "interval", "rechallenge",
    "smallest-important-change", "naranjo", "rucam", "tolerance", "confounder",
}  # fmt: skip
LONGEST_WORDS = 30
COMMENDED = re.compile(r"\bsafe|—|recommend", re.IGNORECASE)


def test_the_words_a_report_rests_on_are_explained():
    assert set(terms()) >= ASKED_FOR
    assert len(terms()) >= 40


def test_a_meaning_is_one_short_plain_sentence():
    for term in terms().values():
        assert len(term.meaning.split()) <= LONGEST_WORDS, term.key
        assert not re.search(r"\.\s+[A-Z]", term.meaning), term.key
        assert not COMMENDED.search(term.meaning), term.key
        first = term.meaning.casefold().split(";", maxsplit=1)[0]
        assert term.term.casefold() not in first.split(), term.key


def test_what_is_missing_is_dated_and_says_what_is_done_instead():
    rows = not_found()
    assert len(rows) >= 20
    assert [row.id for row in rows] == [f"NF-{n:02d}" for n in range(1, len(rows) + 1)]
    assert {"RUCAM 2016, items 5 to 7", "Countries of trade names"} <= {r.subject for r in rows}
