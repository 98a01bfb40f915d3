"""Two periods side by side on every face: differences of days, never a cause."""

from datetime import date

import pytest

from speciosa.report.blocks import Bullets, Pairs, Table
from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words.two_periods import (
    days_difference,
    period_words,
    side_rows,
    two_periods_line,
)
from tests.report import builder
from tests.report.compared import LOWER, TWO_PERIODS, UNCLEAR

CAUSES = ("because", "caused", "due to", "thanks to", "led to", "effect of", "made you")


def section_of(assessment, audience="person"):
    found = [s for s in all_sections(View(assessment, audience)) if s.key == "two-periods"]
    return found[0] if found else None


def compared(**changes):
    return builder.person(two_periods=TWO_PERIODS, **changes)


def blocks(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def test_nothing_stands_where_nothing_was_asked_for():
    assert section_of(builder.person()) is None
    assert two_periods_line(builder.person()) == ""
    assert "Two periods" not in render_html(builder.person())


def test_each_fact_is_one_row_with_both_sides():
    rows = {what: (was, now) for what, was, now in side_rows(TWO_PERIODS, hidden=False)}
    assert rows["Days with entries"] == ("26 of 28", "26 of 28")
    assert rows["Doses a day"] == ("3.0", "2.0")
    assert rows["Amount a day"] == ("9.0 g", "6.0 g")
    assert rows["Longest time without a recorded dose"] == ("20 h", "20 h")
    assert rows["Doses rated in the 30 min before"] == ("64 %", "64 %")
    assert rows["Mitragynine, predicted: mean of the middle day"] == (
        "45 ng/mL (20 to 150)",
        "30 ng/mL (20 to 150)",
    )
    assert rows["Pain, median and middle half"] == (
        "5.5 (4 to 6), 61 ratings",
        "4 (3 to 5.2), 63 ratings",
    )
    assert rows["Sleep, median and middle half"] == ("5.5 (4 to 6), 61 ratings", "0 ratings")
    assert rows["Events"] == (
        "nausea, 3 times, worst grade 2 of 5; fall, grade not recorded",
        "none recorded",
    )


@pytest.mark.parametrize(("share", "said"), [(None, "no doses"), (0.5, "not known")])
def test_an_amount_that_is_not_there_says_why(share, said):
    less = {"amount_per_day": None, "amount_unit": "", "share_rated_before": share}
    use = TWO_PERIODS.later.use.model_copy(update=less)
    later = TWO_PERIODS.later.model_copy(update={"use": use})
    found = TWO_PERIODS.model_copy(update={"later": later})
    rows = {what: now for what, _, now in side_rows(found, hidden=False)}
    assert rows["Amount a day"] == said


def test_the_table_names_both_periods_and_is_open():
    (table,) = blocks(section_of(compared()), Table)
    assert table.head == ("What", "Earlier: 5 April to 2 May", "Later: 3–30 May")
    assert table.open


def test_what_else_differed_stands_before_the_difference():
    section = section_of(compared())
    order = [type(block) for block in section.blocks]
    assert order.index(Bullets) < order.index(Pairs)
    said = {row.key: row.value for row in blocks(section, Pairs)[0].rows}
    assert said["Pain"] == "1.2 points lower in the later period (0.6 to 1.8)."
    assert said["Focus"].startswith("No clear difference between the periods (0.6")
    assert said["Sleep"].startswith("Cannot tell. The later period: 0 days with 0 ratings")


def test_no_face_names_a_cause_and_levels_are_called_a_prediction():
    section = section_of(compared())
    text = str(section).casefold()
    assert not [word for word in CAUSES if word in text]
    assert "a prediction for people in general, not a measurement" in text


def test_a_professional_reads_signs_and_an_interval():
    rows = {
        row.key: row.value for row in blocks(section_of(compared(), "professional"), Pairs)[0].rows
    }
    assert rows["Pain"] == "Later minus earlier: −1.2 points (95 % CrI −1.8 to −0.6)."
    assert rows["Sleep"].startswith("Cannot tell.")


@pytest.mark.parametrize("reason", ["minor", "jurisdiction", "age unknown"])
def test_a_restriction_leaves_days_and_events_even_in_a_record_that_was_not_emptied(reason):
    hidden = compared(restrictions=(reason,))
    section = section_of(hidden)
    (table,) = blocks(section, Table)
    assert [row[0] for row in table.rows] == ["Days with entries", "Events"]
    assert not blocks(section, Pairs)
    assert not blocks(section, Bullets)
    assert two_periods_line(hidden).endswith("see the report.")
    assert "1.2" not in two_periods_line(hidden)


def test_the_terminal_says_the_first_outcome_in_one_line():
    page = " ".join(render_terminal(compared(), 100, colour=False).split())
    assert "Two periods, 3-30 May against 5 April to 2 May. Pain: 1.2 points lower" in page
    assert "2 more outcomes in the report." in page


def test_the_direction_in_words_follows_the_sign():
    scale = builder.SCALE
    higher = LOWER.model_copy(update={"mean": 1.2, "low": 0.6, "high": 1.8})
    said = days_difference(higher, scale, (), "products")
    assert said.startswith("1.2 points higher on days with the later one")
    assert days_difference(UNCLEAR, scale, (), "products").startswith("No clear difference")
    assert days_difference(None, scale, ("too few.",), "products") == "Cannot tell. Too few."


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2026, 5, 3), date(2026, 5, 30), "3–30 May"),
        (date(2025, 11, 3), date(2025, 11, 30), "3–30 November 2025"),
        (date(2025, 12, 20), date(2026, 1, 16), "20 December 2025 to 16 January 2026"),
    ],
)
def test_another_year_is_named(start, end, said):
    side = TWO_PERIODS.later.model_copy(update={"start": start, "end": end})
    assert period_words(side, 2026) == said
