"""The strip of the schedule: done, due and missing, told by shape, place and words."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.report.charts.checks import CheckRow, draw_checks, shown_days
from speciosa.report.checks import checks_figure
from tests.report import builder
from tests.report.drawings import labels_of, outside, overlaps, root_of, strayed

TODAY = date(2026, 5, 29)
DUE = builder.SCHEDULE[0]


def due(what="Liver tests", **changes):
    return DUE.model_copy(
        update={"what": what, "due": None, "done": None, "overdue_days": 0} | changes
    )


def squares(figure):
    svg = root_of(figure.wide.svg)
    return [
        (r.get("class"), bool(r.get("stroke-dasharray")), float(r.get("x")))
        for r in svg.iter("rect")
    ]


def test_done_is_filled_due_is_open_and_missing_is_broken():
    figure = checks_figure(
        (
            due("ECG", due=TODAY - timedelta(days=14), overdue_days=14),
            due("Lead in blood"),
            due("Liver tests", due=TODAY + timedelta(days=20)),
            due("Liver tests", due=TODAY - timedelta(days=30), done=TODAY - timedelta(days=30)),
        ),
        TODAY,
    )
    kinds = [(kind, broken) for kind, broken, _ in squares(figure)]
    assert kinds == [
        ("s-danger f-page", True),
        ("s-ink2 f-page", True),
        ("f-ink2", False),
        ("s-ink2 f-page", False),
    ]
    places = [x for _, _, x in squares(figure)]
    assert places[2] < places[0] < places[1] < places[3]
    texts = [label.text for label in labels_of(root_of(figure.wide.svg))]
    assert {"14 days overdue", "baseline due", "due 18 June", "last entry, 29 May"} <= set(texts)


def test_one_check_is_one_row_with_its_words_in_the_table():
    figure = checks_figure(
        (
            due(due=TODAY + timedelta(days=20)),
            due(due=TODAY - timedelta(days=30), done=TODAY - timedelta(days=30)),
        ),
        TODAY,
    )
    (table,) = figure.tables
    assert table.rows == (("Liver tests", "29 April 2026", "18 June 2026", "due 18 June"),)
    assert "0 overdue, 0 without a first value" in figure.wide.desc


def test_a_day_far_away_is_told_but_does_not_stretch_the_strip():
    rows = [CheckRow("X", TODAY - timedelta(days=4000), None, False, False, "done 2015")]
    start, days = shown_days(rows, TODAY)
    assert start == TODAY - timedelta(days=366)
    svg = root_of(draw_checks(rows, TODAY, 672, "k", "Title", "Desc").svg)
    assert days == 366 + 28 + 1
    assert not list(svg.iter("rect"))


days_away = st.one_of(st.none(), st.integers(-5000, 5000))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=120), days_away, days_away, st.booleans(), st.text(max_size=60)),
        min_size=1,
        max_size=20,
    ),
    st.sampled_from((672, 320)),
)
def test_any_schedule_is_drawn_clearly(found, width):
    rows = [
        CheckRow(
            what=" ".join(what.split()),
            done=None if done is None else TODAY + timedelta(days=done),
            due=None if next_ is None else TODAY + timedelta(days=next_),
            missing=late or next_ is None,
            late=late,
            words=" ".join(words.split()),
        )
        for what, done, next_, late, words in found
    ]
    printable = [
        row for row in rows if (row.what + row.words).isprintable() and row.what and row.words
    ]
    if printable:
        svg = root_of(draw_checks(printable, TODAY, width, "k", "Title", "Desc").svg)
        assert overlaps(svg) == []
        assert outside(svg) == []
        assert strayed(svg) == []
