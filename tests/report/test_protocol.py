"""Protocol and result page: whole, escaped, every part there, red flags always, no advice."""

import re
from functools import cache

import pytest

from speciosa.assessment.protocol import Wanted, protocol_of, result_of
from speciosa.report.protocol import protocol_text, render_protocol, render_result, result_text
from speciosa.response.design import power
from speciosa.response.simulate import Plan
from tests.report.test_html import Reader
from tests.response.design.people import block_plan, diary_of, wait_plan

HOSTILE = 'heat <b>pad</b> & "x"'
WANTED = (
    Wanted("wait", pairs=5),
    Wanted("blocks", pairs=6),
    Wanted("versus", pairs=5, other=HOSTILE),
)
TESTS = (wait_plan(-4.0, days=21), block_plan(-4.0), wait_plan(days=4))
FORBIDDEN = re.compile(
    r"\bsafe\b|we recommend|you should take|start(ing)? to (take|use)", re.IGNORECASE
)


@cache
def sheet_of(wanted):
    repeats, power.REPEATS = power.REPEATS, 16
    try:
        return protocol_of(diary_of(Plan(days=28)), wanted)[0]
    finally:
        power.REPEATS = repeats


def checked(page):
    reader = Reader()
    reader.feed(page)
    assert reader.problems == []
    assert reader.open == []
    assert len(set(reader.ids)) == len(reader.ids)
    for link in reader.links:
        assert link[1:] in reader.ids
    assert "script" not in reader.tags
    return reader


@pytest.mark.parametrize("wanted", WANTED, ids=lambda w: w.kind)
def test_the_protocol_page_is_whole_and_has_every_part(wanted):
    page = render_protocol(sheet_of(wanted))
    checked(page)
    titles = re.findall(r"<h2[^>]*>\s*(\d+) ", page)
    assert titles == [str(number) for number in range(1, 17)]
    assert "SPENT 2019" in page
    assert "<b>pad" not in page
    assert 'id="flags"' in page
    assert "simulated" in page.lower()


@pytest.mark.parametrize("wanted", WANTED, ids=lambda w: w.kind)
def test_page_and_text_say_the_same_and_never_advise(wanted):
    sheet = sheet_of(wanted)
    text = protocol_text(sheet)
    assert sheet.protocol.commitment.sha256 in text
    assert not FORBIDDEN.search(text)
    assert "not advice to use" in " ".join(text.split())
    amounts = re.findall(r"\d[\d.]* g\b", text)
    assert set(amounts) == {"3.0 g"}  # the person's own usual amount, as recorded


def test_the_order_of_the_arms_is_not_told():
    sheet = sheet_of(WANTED[1])
    text = protocol_text(sheet)
    table = text[text.index("Pairs and their days") : text.index("9 What to expect")]
    assert "%" not in table


@pytest.mark.parametrize("plan", TESTS)
def test_the_result_page_is_whole_with_or_without_an_answer(plan):
    sheet = result_of(diary_of(plan))
    page, text = render_result(sheet), result_text(sheet)
    checked(page)
    assert re.findall(r"<h2[^>]*>\s*(\d+) ", page) == [str(number) for number in range(1, 12)]
    assert "CENT 2015" in page
    assert not FORBIDDEN.search(text)
    (result,) = sheet.results
    assert ("cannot tell" in text) == (result.estimate is None)
    assert "against not using it" in " ".join(text.split())


def test_a_lower_rating_reads_as_lower_and_as_better():
    text = " ".join(result_text(result_of(diary_of(wait_plan(-4.0, days=21)))).split())
    assert re.search(
        r"Pain is [\d.]+ points lower \([^)]*\) at your higher than at your lower levels", text
    )


def test_an_end_at_the_scale_is_said_to_be_open():
    sheet = result_of(diary_of(wait_plan(-4.0, days=21)))
    (result,) = sheet.results
    wide = result.estimate.model_copy(update={"low": -10.0, "high": -0.4})
    other = sheet.model_copy(update={"results": (result.model_copy(update={"estimate": wide}),)})
    assert "0.4 lower or more" in result_text(other)
    wider = result.estimate.model_copy(update={"low": -10.0, "high": 0.4})
    other = sheet.model_copy(update={"results": (result.model_copy(update={"estimate": wider}),)})
    assert "any amount lower to 0.4 higher" in result_text(other)


def test_every_rated_pair_is_a_dot():
    sheet = result_of(diary_of(block_plan(-4.0)))
    (result,) = sheet.results
    page = render_result(sheet)
    picture = page[page.index('aria-labelledby="pairs-0-672-t') : page.index("pairs-0-320")]
    assert picture.count("<circle") == result.complete_pairs


def test_unverified_numbers_are_said_to_be_so():
    sheet = sheet_of(WANTED[0])
    known = sheet.red_flags.model_copy(update={"numbers_review": None})
    unsure = sheet.red_flags.model_copy(update={"numbers_review": "unverified"})
    assert "verified" in render_protocol(sheet.model_copy(update={"red_flags": unsure}))
    assert "verified" not in render_protocol(sheet.model_copy(update={"red_flags": known}))
