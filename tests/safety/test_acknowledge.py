from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from speciosa.safety.acknowledge import (
    Acknowledgement,
    acknowledge,
    acknowledged,
    digest_of,
    seen_digests,
    sight_of,
    take_back,
)
from tests.safety.diaries import doses, entry, findings, found

AT = datetime(2026, 4, 12, 9, tzinfo=UTC)
SEEN = findings(medicines=["sertraline", "ritalin"], conditions=("epilepsy",))


def quiet(result):
    return {finding.id for finding in result if finding.quiet}


def test_what_one_account_has_seen_is_quiet_for_it_alone_and_stays_in_its_place():
    first = SEEN[0]
    done = [acknowledge(first, "alex", AT)]
    mine = acknowledged(SEEN, done, "alex")
    assert quiet(mine) == {first.id}
    assert [f.id for f in mine] == [f.id for f in SEEN]
    assert mine[0].model_copy(update={"quiet": False}) == first
    assert quiet(acknowledged(SEEN, done, "dr brown")) == set()


def test_quiet_of_another_look_is_never_carried_over():
    mine = acknowledged(SEEN, [acknowledge(f, "alex", AT) for f in SEEN], "alex")
    assert all(f.quiet for f in mine)
    assert (
        quiet(acknowledged(mine, [acknowledge(f, "alex", AT) for f in SEEN], "dr brown")) == set()
    )


def test_a_higher_severity_wakes_it():
    leaf, strong = (findings(form=form, conditions=("copd",)) for form in ("leaf", "7-oh"))
    done = [acknowledge(found(leaf, "C-14"), "alex", AT)]
    assert quiet(acknowledged(leaf, done, "alex")) == {"C-14"}
    assert found(strong, "C-14").severity == "S4"
    assert quiet(acknowledged(strong, done, "alex")) == set()


def test_another_trigger_wakes_it():
    def raised(*days):
        taken = [entry(day, 9, "reading", "systolic", 150, "mmHg") for day in days]
        return findings([*doses(), *taken])

    done = [acknowledge(found(raised(30), "T-bp-review"), "alex", AT)]
    assert quiet(acknowledged(raised(30), done, "alex")) == {"T-bp-review"}
    assert quiet(acknowledged(raised(30, 35), done, "alex")) == set()


def test_wording_and_order_do_not_wake_it():
    first = SEEN[0].model_copy(update={"because": ("b", "a")})
    other = first.model_copy(update={"because": ("a", "b"), "why": "Said better.", "sources": ()})
    assert digest_of(first) == digest_of(other)


def test_a_merged_finding_with_one_more_row_is_another_finding():
    one = found(findings(medicines=["sertraline"]), "I-034")
    two = findings(medicines=["sertraline", "sumatriptan"])
    assert quiet(acknowledged(two, [acknowledge(one, "alex", AT)], "alex")) == set()


@given(st.permutations(range(len(SEEN))))
def test_the_order_of_acknowledgements_does_not_matter(order):
    done = [acknowledge(SEEN[place], "alex", AT) for place in order[:2]]
    assert acknowledged(SEEN, done, "alex") == acknowledged(SEEN, done[::-1], "alex")


@pytest.mark.parametrize("digest", ["", "abc", "G" * 64])
def test_a_record_needs_a_whole_digest_and_an_aware_time(digest):
    with pytest.raises(ValidationError):
        Acknowledgement(finding="C-04", digest=digest, account="alex", at=AT)
    with pytest.raises(ValidationError):
        Acknowledgement(finding="C-04", digest="0" * 64, account="alex", at=datetime(2026, 4, 12))  # noqa: DTZ001


def test_an_s4_is_still_there_after_it_was_seen():
    done = [acknowledge(f, "alex", AT) for f in SEEN]
    assert [f.severity for f in acknowledged(SEEN, done, "alex")] == [f.severity for f in SEEN]
    assert SEEN[0].severity == "S4"


def test_taking_back_makes_it_loud_again_for_that_account_only_and_it_can_be_seen_anew():
    first = SEEN[0]
    both = [acknowledge(first, "alex", AT), acknowledge(first, "dr brown", AT)]
    undone = [*both, take_back(first.id, "alex", AT)]
    assert quiet(acknowledged(SEEN, undone, "alex")) == set()
    assert quiet(acknowledged(SEEN, undone, "dr brown")) == {first.id}
    anew = [*undone, acknowledge(first, "alex", AT)]
    assert quiet(acknowledged(SEEN, anew, "alex")) == {first.id}


def test_a_finding_is_new_seen_or_changed_since():
    first = SEEN[0]
    other = first.model_copy(update={"because": (*first.because, "one more")})
    seen = seen_digests([acknowledge(first, "alex", AT)], "alex")
    assert [sight_of(f, seen) for f in (first, other, SEEN[1])] == ["seen", "changed", "new"]


MARKS = st.lists(
    st.tuples(
        st.integers(0, len(SEEN) - 1),
        st.sampled_from(["alex", "dr brown"]),
        st.sampled_from(["seen", "older", "undone"]),
    ),
    max_size=12,
)


def mark(place, account, what):
    finding = SEEN[place]
    if what == "undone":
        return take_back(finding.id, account, AT)
    changed = {"because": ("another time",)} if what == "older" else {}
    return acknowledge(finding.model_copy(update=changed), account, AT)


@given(MARKS, st.sampled_from(["alex", "dr brown", "nobody"]))
def test_no_mark_removes_a_finding_or_moves_it_or_changes_anything_but_quiet(marks, account):
    done = [mark(*one) for one in marks]
    mine = acknowledged(SEEN, done, account)
    assert [f.model_copy(update={"quiet": False}) for f in mine] == list(SEEN)
    assert [f.severity for f in mine] == [f.severity for f in SEEN]
    assert account != "nobody" or not quiet(mine)


@given(MARKS, MARKS)
def test_marks_of_another_account_change_nothing(mine, theirs):
    own = [mark(place, "alex", what) for place, _, what in mine]
    other = [mark(place, "dr brown", what) for place, _, what in theirs]
    mixed = [one for pair in zip(own, other, strict=False) for one in pair]
    mixed += own[len(other) :] + other[len(own) :]
    assert acknowledged(SEEN, mixed, "alex") == acknowledged(SEEN, own, "alex")
