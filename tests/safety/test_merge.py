from datetime import date

import pytest

from speciosa.safety.draft import Draft
from speciosa.safety.merge import merge
from tests.safety.diaries import findings

BASE = {
    "row_id": "I-1",
    "cause": "a",
    "severity": "S3",
    "rank": "liver",
    "evidence": "L5",
    "review": "published",
    "title": "t",
    "names": (),
    "why": "w.",
    "action": "Call this week. Do not stop suddenly.",
    "who": "you",
    "sources": ("tanna2023",),
    "because": ("e1",),
}


def draft(**changes):
    return Draft(**BASE | changes)


def test_one_finding_per_cause_with_all_ids_and_the_highest_severity():
    (seen,) = merge(
        [
            draft(row_id="N-2", because=("e2",)),
            draft(row_id="I-1", severity="S4", evidence="L2", action="Call today."),
        ]
    )
    assert (seen.id, seen.severity, seen.evidence) == ("I-1+N-2", "S4", "L2")
    assert seen.because == ("e1", "e2")
    assert seen.action == "Call today. Do not stop suddenly."


def test_a_milder_draft_keeps_what_must_not_be_lost():
    (seen,) = merge(
        [
            draft(severity="S4", action="Call today."),
            draft(row_id="I-2", action="Tell your prescriber. A seizure is an emergency."),
        ]
    )
    assert seen.action == "Call today. A seizure is an emergency."


def test_the_weakest_mark_of_the_most_severe_drafts_is_shown():
    (seen,) = merge(
        [
            draft(),
            draft(row_id="I-2", review="unverified"),
            draft(row_id="I-3", severity="S2", review="expert proposal"),
        ]
    )
    assert (seen.severity, seen.review) == ("S3", "unverified")


def test_order_is_severity_then_rank_then_newest():
    ranks = [
        "breathing",
        "seizure",
        "heart rhythm",
        "liver",
        "serotonin",
        "blood pressure",
        "metals",
        "drug levels",
        "law",
    ]
    drafts = [
        draft(row_id=f"r{n}", cause=rank, rank=rank) for n, rank in enumerate(reversed(ranks))
    ]
    drafts.append(draft(row_id="top", cause="top", severity="S4", rank="law"))
    drafts += [
        draft(row_id="new", cause="new", severity="S2", since=date(2026, 3, 2)),
        draft(row_id="old", cause="old", severity="S2", since=date(2026, 3, 1)),
    ]
    drafts += [
        draft(row_id="none", cause="none", severity="no information"),
        draft(row_id="p", cause="p", severity="P"),
        draft(row_id="s1", cause="s1", severity="S1"),
    ]
    seen = merge(drafts)
    assert [f.id for f in seen[:1]] == ["top"]
    assert [f.rank for f in seen[1:10]] == ranks
    assert [f.id for f in seen[10:]] == ["new", "old", "s1", "none", "p"]


def test_the_order_of_drafts_does_not_matter():
    drafts = [draft(row_id="N-2"), draft(severity="S4"), draft(cause="b", row_id="I-9")]
    assert merge(drafts) == merge(reversed(drafts))


@pytest.mark.parametrize("names", [["sertraline"], ["sertraline", "sumatriptan"]])
def test_titles_of_pairs(names):
    title = next(f.title for f in findings(medicines=names) if f.rank == "serotonin")
    word = "and" if len(names) == 1 else "with"
    assert title == f"Kratom {word} {' and '.join(names)} on the same day, 42 of 42 days"


def test_of_equal_drafts_the_title_with_the_persons_own_numbers_is_shown():
    own = draft(row_id="T-1", evidence="diary", title="QTc 485 ms")
    (seen,) = merge([draft(row_id="C-1", title="a condition"), own])
    assert (seen.id, seen.title) == ("C-1+T-1", "QTc 485 ms")
    (seen,) = merge([draft(row_id="C-1", title="a condition", severity="S4"), own])
    assert seen.title == "a condition"


def test_nothing_is_quiet_until_somebody_says_so():
    (seen,) = merge([draft()])
    assert not seen.quiet
