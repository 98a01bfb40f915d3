"""Cases as a line list and as sentences, and whatever a diary may hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Product
from speciosa.safety.cases.answers import allowed_answers
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.line_list import _CELLS, columns, plain_cell
from speciosa.safety.cases.sentences import case_sentences
from speciosa.safety.facts import build_facts
from tests.safety.case_diaries import (
    ANSWERABLE,
    L1,
    L1_MEDICINES,
    L1_PERSON,
    keys,
    l1,
    rows,
    s1,
)
from tests.safety.diaries import diary, doses, entry


def test_the_line_list_names_the_elements_of_the_guide():
    assert {column.element for column in columns()} == set(_CELLS)
    assert len(columns()) == len(_CELLS)
    a_diary = diary(L1, medicines=L1_MEDICINES, country="DE", **L1_PERSON)
    head, row = rows(cases_of(build_facts(a_diary)), a_diary)
    cells = {name.split(" ")[0]: cell for name, cell in zip(head, row, strict=True)}
    assert head[1] == "D.1 Patient (name or initials)"
    expected = {
        "D.1": "alex", "D.5": "1", "E.i.1.1a": "jaundice", "E.i.4": "2026-03-26", "E.i.7": "2", "E.i.9": "DE",
        "G.k.1": "1", "G.k.2.2": "Green", "G.k.4.r.4": "2026-03-01", "G.k.4.r.5": "2026-03-26", "G.k.8": "1",
        "G.k.9.i.3.1a": "25", "G.k.9.i.3.2a": "0", "G.k.9.i.4": "4", "E.i.3.2a": "", "E.i.3.2c": "", "E.i.3.2f": "true",
    }  # fmt: skip
    assert {element: cells[element] for element in expected} == expected
    assert "RUCAM 2016: from -1 to 7" in cells["G.k.9.i.2.r.3"]
    assert "ALT 126 U/L (limit 35)" in cells["F.r"]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", " =1+1"])
def test_no_cell_is_a_formula(text):
    assert plain_cell(text).startswith("'")
    evil = entry(5, 9, "event", text, None, "", text)
    a_diary = diary(
        [*doses(range(20)), evil], id=text, products={"green": Product(name=text, form="leaf")}
    )
    for row in rows(cases_of(build_facts(a_diary)), a_diary)[1:]:
        assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_the_line_list_holds_nothing_the_diary_does_not_say():
    """An event alone: no age, no country, no dates of use, no seriousness that nobody gave."""
    a_diary = diary([entry(5, 9, "event", "blue hands")], birth_year=None)
    head, row = rows(cases_of(build_facts(a_diary)), a_diary)
    cells = {name.split(" ")[0]: cell for name, cell in zip(head, row, strict=True)}
    empty = (
        "D.2.2a",
        "D.2.2b",
        "E.i.9",
        "F.r",
        "G.k.4.r.4",
        "G.k.4.r.5",
        "G.k.9.i.3.1a",
        "G.k.9.i.3.2a",
        "H.1",
    )
    assert all(cells[element] == "" for element in empty)
    assert cells["G.k.8"] == "0"
    assert "unassessable" in cells["G.k.9.i.2.r.3"]


def test_l1_in_sentences():
    told = case_sentences(l1())
    assert told[0] == "It began 25 days after the first use of kratom, on a day of use."
    assert "At onset R was 2.15, a mixed pattern; that of onset counts." in told
    assert (
        "ALT was highest on 4 April 2026: 10.3 times its limit, half way down after 8 days." in told
    )
    assert "venlafaxine was taken again from 29 April 2026: it did not come back." in told
    assert "Do not take it again to find out." in told
    assert "Naranjo 4 to 9, possible to definite." in told
    assert "RUCAM -1 to 7, excluded to probable (unverified in part)." in told
    assert "WHO-UMC: conditional today; still possible: probable and possible." in told
    assert any("Hy's law" in text and "unverified" in text for text in told)


def test_a_reported_grade_is_never_called_a_ctcae_grade():
    told = case_sentences(s1())
    assert "Reported as grade 4, life-threatening; that is not a CTCAE grade." in told
    assert not any(text.startswith("Highest CTCAE") for text in told)


EVENTS = [
    "jaundice",
    "itching",
    "seizure",
    "nausea",
    "tremor",
    "fit",
    "overdose",
    "withdrawal",
    "palpitations",
]


LABS = ["alt", "ast", "alp", "bilirubin", "qtc", "ggt"]


LAB_UNITS = {"bilirubin": "mg/dL", "qtc": "ms"}


any_entry = st.one_of(
    st.builds(lambda d, a: ("dose", "green", float(a), "g", d), st.integers(0, 90), st.integers(0, 4)),
    st.builds(lambda d, w, g: ("event", w, g, "", d), st.integers(0, 90), st.sampled_from(EVENTS), st.none() | st.integers(1, 5).map(float)),
    st.builds(lambda d, n, v: ("reading", n, v, LAB_UNITS.get(n, "U/L"), d), st.integers(0, 90), st.sampled_from(LABS), st.floats(5, 900)),
    st.builds(lambda d, n, v: ("medicine", n, v, "", d), st.integers(0, 90), st.sampled_from(["duloxetine", "sertraline", "zzz"]), st.sampled_from([None, "stop"])),
    st.builds(lambda d, k: ("note", f"answer {k}", allowed_answers()[k][0], "", d), st.integers(0, 90), st.sampled_from(ANSWERABLE)),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(any_entry, max_size=25))
def test_every_diary_gives_cases_that_hold_together(parts):
    entries = [
        entry(day, 1 + n / 2, kind, what, value, unit)
        for n, (kind, what, value, unit, day) in enumerate(parts)
    ]
    a_diary = diary(entries)
    found = cases_of(build_facts(a_diary))
    assert len({one.kind for one in found}) == len(found)
    events = [e.id for e in a_diary.entries if e.kind == "event"]
    assert set(events) <= {entry_id for one in found for entry_id in one.entries}
    for one in found:
        for score in filter(None, (one.naranjo, one.rucam)):
            assert score.low <= score.high
            assert set(score.open_items) - {"causes"} <= keys(one)
        assert one.who_umc.possible
        assert case_sentences(one)
        assert keys(one) <= allowed_answers().keys()
    assert len(rows(found, a_diary)) == len(found) + 1
