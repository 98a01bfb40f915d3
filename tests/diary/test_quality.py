"""How complete a diary is."""

from datetime import date

import pytest

from speciosa.diary.quality import quality_of
from tests.diary.folders import HEAD, diary


def test_counts_gaps_and_the_share_rated_before(tmp_path):
    quality = quality_of(
        diary(
            tmp_path / "d",
            "2026-03-01T08:00,dose,green,3,g,,",
            "2026-03-01T07:30,rating,pain,5,,,",  # exactly 30 min before
            "2026-03-01T12:00,dose,green,3,g,,",
            "2026-03-01T12:00,rating,pain,5,,,",  # at the dose itself
            "2026-03-01T16:00,dose,green,3,g,,",
            "2026-03-01T15:50,rating,focus,5,,,",  # another outcome than the first aim
            "2026-03-05T08:00,dose,green,3,g,,",
            "2026-03-05T07:29,rating,pain,5,,,",  # a minute too early
            "2026-03-07T08:00,dose,green,0,g,,",
        )
    )
    assert quality.doses == 4
    assert quality.share_of_doses_with_rating_before == 0.5
    assert quality.ratings == {"pain": 3, "focus": 1}
    assert quality.rating_moments == 4
    assert quality.days_with_entries == 3
    assert [(g.start, g.end, g.days) for g in quality.gaps] == [
        (date(2026, 3, 2), date(2026, 3, 4), 3),
        (date(2026, 3, 6), date(2026, 3, 6), 1),
    ]


def test_without_the_aim_any_outcome_counts_and_without_doses_there_is_no_share(tmp_path):
    rows = ("2026-03-01T08:00,dose,green,3,g,,", "2026-03-01T07:50,rating,mood,5,,,")
    assert quality_of(diary(tmp_path / "a", *rows)).share_of_doses_with_rating_before == 1.0
    assert quality_of(diary(tmp_path / "b", rows[1])).share_of_doses_with_rating_before is None
    assert quality_of(diary(tmp_path / "c")).days_with_entries == 0


def test_the_notes_say_what_the_reader_must_know(tmp_path):
    rows = (
        "2026-03-01T08:00,dose,green,2,cups,,a1",
        "2026-03-01T08:00,rating,pain,2,,,b1",
        "2026-03-01T09:00,void,b1,,,,v1",
        "2026-03-01T09:00,prompt,pain,,,,",
        "2026-03-01T09:00,reading,ferritin,50,ng/mL,,",
    )
    assert quality_of(diary(tmp_path / "d", *rows)).notes == (
        "1 entry cancelled by the person.",
        "1 prompt not answered.",
        "Readings that no rule knows: ferritin.",
        "Amount in grams not known: 1 dose; the usual content of one use is assumed.",
    )


def day(n, *rows):
    return [f"2026-03-{n:02}T{row}" for row in rows]


FULL = (
    "08:00,rating,pain,5,,,",
    "08:00,rating,sleep,5,,,",
    "08:05,dose,green,3,g,,",
    "12:00,rating,focus,5,,,",
)
STRONG = HEAD.replace('form = "leaf"', 'form = "leaf"\nmitragynine_mg_per_g = 14')


@pytest.mark.parametrize(
    ("rows", "head", "said"),
    [
        (day(1, "08:00,dose,green,3,g,,"), HEAD, "rate pain or another aim"),
        (day(1, "08:00,rating,pain,3,,,"), HEAD, "record each dose"),
        (
            day(1, "08:00,dose,green,3,g,,", "12:00,rating,pain,3,,,"),
            HEAD,
            "rate pain before each dose",
        ),
        (
            day(1, "08:00,dose,green,3,g,,", "08:00,rating,pain,3,,,"),
            HEAD,
            "rate sleep each morning",
        ),
        ([*day(1, *FULL), *day(2, *FULL), *day(3, *FULL[:2])], HEAD, "days without a dose as 0"),
        (day(1, *FULL), HEAD, "rate pain more often"),
        ([r for n in range(1, 21) for r in day(n, *FULL)], HEAD, "certificate of your batch"),
        (
            [r for n in range(1, 21) for r in day(n, *FULL)],
            STRONG,
            "go on recording in the same way",
        ),
    ],
)
def test_what_to_record_next_comes_from_what_is_lacking(tmp_path, rows, head, said):
    assert said in quality_of(diary(tmp_path / "d", *rows, head=head)).learn_more
