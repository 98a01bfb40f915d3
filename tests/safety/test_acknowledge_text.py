"""Acknowledgements as lines: the same back, and a broken line spoils no other."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.errors import InputError
from speciosa.safety.acknowledge import UNDONE, Acknowledgement
from speciosa.safety.acknowledge_text import HEADER, line_of, read_account, read_lines

AT = datetime(2026, 4, 12, 9, tzinfo=UTC)
GOOD = f"2026-04-12T09:00:00Z,person,I-001,{'0' * 64}"


def is_account(text):
    try:
        return read_account(text) == text
    except InputError:
        return False


RECORDS = st.builds(
    Acknowledgement,
    finding=st.from_regex(r"[A-Z]-[a-z0-9]{1,6}(\+[A-Z]-[0-9]{2}){0,2}", fullmatch=True),
    digest=st.one_of(st.from_regex(r"[0-9a-f]{64}", fullmatch=True), st.just(UNDONE)),
    account=st.one_of(
        st.sampled_from(["person", 'dr "x", brown', "møller"]), st.text().filter(is_account)
    ),
    at=st.datetimes(
        min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - the zone comes from the strategy
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001
        timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
    ),
)


@given(st.lists(RECORDS, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_records_come_back_as_they_were(records, end):
    text = end.join([HEADER, *map(line_of, records), ""])
    assert read_lines(text) == (tuple(records), ())


@given(st.lists(RECORDS, min_size=1, max_size=3), st.data())
def test_a_file_torn_anywhere_loses_no_whole_line(records, data):
    text = "\n".join([HEADER, *map(line_of, records)]) + "\n"
    torn = text[: data.draw(st.integers(0, len(text)))]
    whole = max(torn.count("\n") - 1, 0)
    good, problems = read_lines(torn)
    assert good[:whole] == tuple(records[:whole])
    assert len(good) + len(problems) <= whole + 1
    good, problems = read_lines(f"{torn}\n{line_of(records[0])}\n")
    assert good[-1] == records[0]
    assert len(problems) <= 1


@given(st.text())
def test_no_text_is_a_crash(text):
    good, problems = read_lines(text)
    assert len(good) + len(problems) <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("line", "field", "what"),
    [
        ("2026-04-12T09:00:00Z,person,I-001,abc", "digest", "not a digest"),
        (f"2026-04-12T09:00:00Z,person,I-001,{'A' * 64}", "digest", "not a digest"),
        (f"yesterday,person,I-001,{UNDONE}", "at", "not a time"),
        (f"2026-04-12T09:00:00,person,I-001,{UNDONE}", "at", "a time without an offset"),
        (f"2026-04-12T09:00:00Z,,I-001,{UNDONE}", "account", "not a name of an account"),
        (f"2026-04-12T09:00:00Z,person,,{UNDONE}", "finding", "not an id of a finding"),
        ("2026-04-12T09:00:00Z,person,I-0", "digest", "the line ends too early"),
        ("2026-04-12T0", "account", "the line ends too early"),
        (f"{GOOD},more", "", "too many fields: 5"),
        ('2026-04-12T09:00:00Z,"dr brown', "", "a quotation mark out of place"),
        (f"2026-04-12T09:00:00Z,per\ufffdson,I-001,{UNDONE}", "account", "not a name"),
        (f"2026-04-12T09:00:00Z,person,I-\ufffd,{UNDONE}", "finding", "not an id"),
    ],
)
def test_a_bad_line_is_one_sentence_and_the_others_still_count(line, field, what):
    good, problems = read_lines(f"{HEADER}\n{GOOD}\n{line}\n{GOOD}\n")
    assert [one.finding for one in good] == ["I-001", "I-001"]
    (problem,) = problems
    assert (problem.file, problem.row, problem.field) == ("acknowledged.csv", 3, field)
    assert what in problem.what
    assert problem.expected
    assert problem.example
    assert len(str(problem).splitlines()) == 1


def test_a_missing_header_loses_no_line():
    good, problems = read_lines(f"{GOOD}\n\n{GOOD}")
    assert (len(good), problems) == (2, ())


@pytest.mark.parametrize("typed", ["", "  ", "a" * 61, "a\x1b[31m", "a\ufffd"])
def test_what_cannot_be_an_account(typed):
    with pytest.raises(InputError, match="not a name of an account"):
        read_account(typed, "--account")


def test_an_account_has_one_spelling():
    assert {read_account(t) for t in ("Dr Brown", " dr  brown ", "DR BROWN")} == {"dr brown"}
