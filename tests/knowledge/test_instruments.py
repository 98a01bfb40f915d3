"""The table of instruments: complete, consistent, and without a text that is not ours."""

from itertools import pairwise

import pytest
from pydantic import ValidationError

from speciosa.errors import InputError
from speciosa.knowledge.instruments import (
    Instrument,
    check_answer,
    check_total,
    instruments,
    keys_named,
    named,
)
from speciosa.knowledge.sources import sources

ALL = sorted(instruments())

# From the notes on instruments, section 2: every row of its four tables.
EXPECTED = {
    "nrs", "pgic", "peg", "bpi-severity", "bpi-interference", "fiq", "fiqr", "fibro2016", "womac",
    "koos-pain", "koos-symptoms", "koos-adl", "koos-sport", "koos-qol", "hoos", "haq-di", "odi",
    "rmdq", "promis-pain-interference", "pdi", "asrs6", "asrs18", "asrs5", "aisrs", "adhd-rs",
    "wfirs-s", "aaqol", "sheehan", "phq9", "phq2", "gad7", "gad2", "isi", "cssrs", "asrm",
    "dsm5-kud", "sds-dep", "ldq", "sows16", "sows10", "cows", "ort", "ort-oud", "dast10",
    "audit-c", "assist", "soapp-r", "comm",
}  # fmt: skip


def test_every_row_of_the_notes_is_there_and_the_unreadable_scale_is_not():
    assert set(ALL) >= EXPECTED
    assert keys_named("KDS") == ()
    assert keys_named("ketum dependence scale") == ()


# Key, range of the total, better direction, recall in days, bands that may be printed.
FACTS = [
    ("phq9", 0, 27, "lower", 14, [0, 5, 10, 15, 20]),
    ("gad7", 0, 21, "lower", 14, [0, 5, 10, 15]),
    ("isi", 0, 28, "lower", 14, [0, 8, 15, 22]),
    ("cows", 0, 48, "lower", 0, [0, 5, 13, 25, 37]),
    ("sows16", 0, 64, "lower", 0, []),
    ("sows10", 0, 30, "lower", 1, []),
    ("sds-dep", 0, 15, "lower", 365, []),
    ("sheehan", 0, 30, "lower", None, []),
    ("peg", 0, 10, "lower", 7, []),
    ("fiqr", 0, 100, "lower", 7, [0, 24, 41, 64, 83]),
    ("fibro2016", 0, 31, "lower", 7, []),
    ("koos-pain", 0, 100, "higher", 7, []),
    ("odi", 0, 100, "lower", 1, []),
    ("rmdq", 0, 24, "lower", 1, [0]),
    ("asrs6", 0, 24, "lower", 182, [0, 4]),
    ("asrs5", 0, 24, "lower", 182, []),
    ("ldq", 0, 30, "lower", 30, [0, 11, 21]),
    ("dast10", 0, 10, "lower", 365, [0, 1, 3, 6, 9]),
    ("ort", 0, 26, "lower", None, [0, 4, 8]),
    ("ort-oud", 0, 9, "lower", None, []),
    ("assist", 0, 39, "lower", 91, []),
    ("dsm5-kud", 0, 11, "lower", 365, [0, 2, 4, 6]),
    ("asrm", 0, 20, "lower", 7, [0, 6]),
]


@pytest.mark.parametrize(("key", "low", "high", "better", "recall_d", "bands"), FACTS)
def test_ranges_direction_recall_and_printed_bands(key, low, high, better, recall_d, bands):
    row = instruments()[key]
    assert (row.total_low, row.total_high, row.better) == (low, high, better)
    assert row.recall_d == recall_d
    assert [band.low for band in row.band if band.printed] == bands


STEPS = [
    ("phq9", "important", 5),
    ("gad7", "important", 4),
    ("gad7", "reliable", 6),
    ("isi", "important", 6),
    ("nrs", "important", 2),
    ("peg", "important", 1),
    ("bpi-interference", "important", 1),
    ("sheehan", "important", 3),
    ("ldq", "reliable", 4),
    ("haq-di", "important", 0.22),
]


@pytest.mark.parametrize(("key", "kind", "points"), STEPS)
def test_how_large_a_change_matters(key, kind, points):
    steps = [step for step in instruments()[key].step if step.printed and step.kind == kind]
    assert steps[0].points == points


@pytest.mark.parametrize("key", ["asrs6", "asrs18", "asrs5", "fiqr", "sows16", "sds-dep"])
def test_no_change_is_published_for_these(key):
    assert not [step for step in instruments()[key].step if step.printed]


@pytest.mark.parametrize("key", ALL)
def test_the_range_of_the_total_follows_from_the_answers(key):
    row = instruments()[key]
    if row.scoring in {"entered", "branches"}:
        return
    lows = [min(row.answers(n)) for n in range(1, row.items + 1)]
    highs = [max(row.answers(n)) for n in range(1, row.items + 1)]
    if row.scoring == "sum":
        by_sex = [
            [(row.item_row(n).weight_male if male else None) for n in range(1, row.items + 1)]
            for male in (False, True)
        ]
        for own in by_sex:
            weights = [
                row.item_row(n).weight if w is None else w for n, w in enumerate(own, start=1)
            ]
            assert sum(w * h for w, h in zip(weights, highs, strict=True)) == row.total_high
            assert sum(w * low for w, low in zip(weights, lows, strict=True)) == row.total_low
    elif row.scoring == "parts":
        assert sum(len(p.items) * row.item_high / p.divide for p in row.part) == row.total_high
    else:
        high = row.item_high if row.scoring == "mean" else 100
        assert (row.total_low, row.total_high) == (0, high)


@pytest.mark.parametrize("key", ALL)
def test_bands_lie_in_the_range_and_do_not_overlap(key):
    row = instruments()[key]
    groups = {(band.on, band.sex) for band in row.band}
    for on, sex in groups:
        bands = [band for band in row.band if (band.on, band.sex) == (on, sex)]
        high = row.total_high if on == "total" else sum(bool(i.positive_from) for i in row.item)
        assert all(a.high < b.low for a, b in pairwise(bands))
        assert bands[-1].high <= high
        assert bands[0].low >= (row.total_low if on == "total" else 0)


def test_nothing_from_memory_or_from_secondary_accounts_is_printed():
    facts = [
        fact
        for row in instruments().values()
        for fact in (*row.band, *row.step, *row.branch)
        if "memory" in fact.place or "secondary" in fact.place or "not used" in fact.note
    ]
    assert len(facts) > 20
    assert not any(fact.printed for fact in facts)


@pytest.mark.parametrize("key", ALL)
def test_every_instrument_says_its_licence_and_its_source_says_what_was_read(key):
    row = instruments()[key]
    assert row.licence.read
    assert sources()[row.source].read
    assert (row.licence.status == "own") == (row.licence.shipped == "own items")


def test_only_own_short_questions_are_worded():
    """Elsewhere an item may have a few words that say what it is about, never a question."""
    for row in instruments().values():
        for item in row.item:
            if row.licence.status != "own":
                assert "?" not in item.label
                assert len(item.label) < 50


def test_codes_are_those_that_were_verified():
    codes = {(row.key, c.of): c.code for row in instruments().values() for c in row.code}
    assert codes["phq9", "total"] == "44261-6"
    assert codes["gad7", "total"] == "70274-6"
    assert codes["audit-c", "total"] == "75626-2"
    without = {"peg", "asrs6", "cows", "isi", "sows16", "sds-dep", "dast10"}
    assert not without & {key for key, _ in codes}


def test_names_that_two_scales_share_are_asked():
    assert set(keys_named("SDS")) == {"sds-dep", "sheehan"}
    assert set(keys_named("sows")) == {"sows16", "sows10"}
    assert keys_named("SOWS-16") == ("sows16",)
    assert keys_named("Sheehan") == ("sheehan",)


@pytest.mark.parametrize(
    ("typed", "key", "item"),
    [
        ("PHQ-9", "phq9", None),
        ("phq9.9", "phq9", 9),
        ("phq-9.9", "phq9", 9),
        ("phq9_9", "phq9", 9),
        ("bpi_interference", "bpi-interference", None),
        ("gad_7", "gad7", None),
        ("asrs", "asrs6", None),
        ("asrs.6", "asrs6", 6),
        ("ASRS-18", "asrs18", None),
        ("Oswestry", "odi", None),
    ],
)
def test_names_as_they_are_typed(typed, key, item):
    (found,) = named(typed)
    assert (found.key, found.item) == (key, item)


@pytest.mark.parametrize("typed", ["pain", "hair", "", ".", "9", "x.9", "phq9.x"])
def test_other_names_mean_no_instrument(typed):
    assert named(typed) == ()


def test_an_impossible_answer_question_or_total_is_one_sentence():
    with pytest.raises(InputError, match=r'phq9\.3: .* found "4", expected 0, 1, 2, 3'):
        check_answer("phq9", 3, 4)
    with pytest.raises(InputError, match="expected 0, 1, 2, 4"):
        check_answer("cows", 1, 3)
    with pytest.raises(InputError, match="a question from 1 to 9"):
        check_answer("phq9", 10, 1)
    with pytest.raises(InputError, match="its total"):
        check_answer("aaqol", 1, 1)
    with pytest.raises(InputError, match="0 to 48"):
        check_total("cows", 55)
    with pytest.raises(InputError, match="has no total"):
        check_total("cssrs", 1)


def test_a_row_that_contradicts_itself_is_refused():
    row = instruments()["phq2"].model_dump()
    with pytest.raises(ValidationError, match="total_low"):
        Instrument.model_validate(row | {"total_low": 9})
    with pytest.raises(ValidationError, match="items have numbers from 1 to 1"):
        Instrument.model_validate(row | {"items": 1, "item": [{"number": 2}]})
    step = {"kind": "important", "source": "x", "place": "y", "review": "published"}
    with pytest.raises(ValidationError, match="either points or share"):
        Instrument.model_validate(row | {"step": [step]})
