"""Watched statements and one product after another: what is said, what never is."""

import re

import pytest

from speciosa.report.html import render_html
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words.watch import evidence_sentence
from speciosa.texts import say
from tests.report import builder

JOINT = builder.joint()


def section_of(assessment, key):
    return next(s for s in all_sections(View(assessment)) if s.key == key)


def texts(section):
    found = []
    for block in section.blocks:
        if block.kind == "paragraph":
            found.append("".join(part.text for part in block.parts))
        elif block.kind == "bullets":
            found += block.items
        elif block.kind == "heading":
            found.append(block.text)
        elif block.kind == "pairs":
            found += [f"{row.key}: {row.value}" for row in block.rows]
        elif block.kind == "entries":
            found += [f"{row.what} {row.do}" for row in block.rows]
            found += [f"{fact.key}: {fact.value}" for row in block.rows for fact in row.facts]
    return found


def with_watch(watch, **changes):
    return JOINT.model_copy(update={"watch": watch} | changes)


def test_an_alert_says_what_since_when_on_what_evidence_and_what_it_rests_on():
    said = texts(section_of(JOINT, "watch"))
    assert any(
        t.startswith("Doses of kratom a day are rising. Seen since 3 May 2026.") for t in said
    )
    (sure,) = [t for t in said if t.startswith("How sure")]
    assert "it says what is seen, not why" in sure
    assert "Evidence 31, 52 at its highest; an alert needs 40 (9 blocks of four weeks)." in sure
    assert any(t.startswith("Rests on: While the habit is steady") for t in said)


def test_what_raised_no_alert_is_never_said_as_a_fact():
    said = texts(section_of(JOINT, "watch"))
    assert (
        "Not shown that restlessness is worse at higher predicted levels of kratom. Evidence 4.1; "
        "an alert needs 40 (9 blocks of four weeks). While the habit is steady, no four weeks are "
        "more likely to be high ones."
    ) in said
    assert not [t for t in said if t.startswith("Restlessness is worse")]
    assert not [t for t in said if "Not shown that doses" in t]
    assert said[-2:] == [
        "Not watched",
        "Mood was first rated after the first four weeks: not watched.",
    ]


@pytest.mark.parametrize(
    ("used", "counted", "said"),
    [
        (1, "blocks of four weeks", "(1 block of four weeks)"),
        (1, "pairs", "(1 pair)"),
        (19, "pairs of days", "(19 pairs of days)"),
        (0, "pairs", "(nothing counted yet)"),
    ],
)
def test_what_was_counted_is_counted(used, counted, said):
    one = builder.RESTLESS.model_copy(update={"used": used, "counted": counted})
    assert said in evidence_sentence(one)


def test_without_an_alert_it_is_quiet():
    quiet = with_watch(builder.WATCH.model_copy(update={"alerts": ()}))
    section = section_of(quiet, "watch")
    assert not [block for block in section.blocks if block.kind == "entries"]
    assert "No statement has raised an alert." in " ".join(texts(section))
    assert "raised an alert:" not in render_html(quiet)
    assert " W   " not in render_terminal(quiet, 100, colour=False)


def test_the_first_page_leads_to_an_alert_and_the_terminal_says_it():
    act = re.search(r'<section class="act.*?</section>', render_html(JOINT), re.DOTALL)[0]
    assert "1 watched statement raised an alert: " in act
    assert 'href="#watch"' in act
    text = render_terminal(JOINT, 100, colour=False)
    assert " W   Watched: Doses of kratom a day are rising. Seen since 3 May 2026." in text
    none = JOINT.model_copy(update={"findings": ()})
    assert " W   Watched: Doses" in render_terminal(none, 100, colour=False)


def test_what_was_allotted_is_watched_beside_what_was_observed():
    fields = builder.RISING.model_dump() | {"basis": "assigned", "key": "test pain", "used": 8}
    alert = builder.Alert(**(fields | {"statement": "Pain is lower after the usual amount."}))
    assigned = builder.Watch(alerts=(alert,), watched=(), not_watched=())
    both = JOINT.model_copy(update={"watch_assigned": assigned})
    said = " ".join(texts(section_of(both, "watch")))
    assert "Allotted by chance." in said
    assert "Doses of kratom a day are rising." in said


@pytest.mark.parametrize("key", ["watch", "periods"])
def test_under_18_nothing_of_it_is_shown(key):
    section = section_of(JOINT.model_copy(update={"restrictions": ("minor",)}), key)
    assert texts(section) == [say("hidden.under_18")]
    page = render_html(JOINT.model_copy(update={"restrictions": ("minor",)}))
    assert "raised an alert" not in page


@pytest.mark.parametrize(
    ("key", "why"), [("watch", "Nothing is watched yet"), ("periods", "Nothing is compared")]
)
def test_an_empty_part_says_why(key, why):
    (said,) = texts(section_of(builder.person(), key))
    assert said.startswith(why)


def test_what_else_differed_comes_before_any_difference():
    said = texts(section_of(JOINT, "periods"))
    order = [
        next(i for i, t in enumerate(said) if t.startswith(start))
        for start in (
            "Green leaf, batch 8 against",
            "What else differed",
            "They lie apart",
            "Pain:",
        )
    ]
    assert order == sorted(order)
    assert "Pain: No clear difference between the days (1.6 points lower to 0.8 higher)." in said
    assert "Focus: 0.8 points higher on days with the later one (0.3 to 1.3)." in said


def test_a_difference_between_days_is_never_called_an_effect_or_better():
    said = " ".join(texts(section_of(JOINT, "periods")))
    assert not re.search(r"\b(effects?|better|worse|helps?|works?|because)\b", said)
    assert "it says nothing about what the product does" in said


def test_the_table_holds_both_sides():
    section = section_of(JOINT, "periods")
    (table,) = [block for block in section.blocks if block.kind == "table"]
    assert len(table.rows) == 4
    assert table.rows[0][:3] == ("Pain", "Green leaf, batch 8", "41")


def test_a_comparison_that_cannot_be_told_says_why():
    one = builder.comparison("pain", "lower", -0.4, 1.2)
    none = one.model_copy(update={"difference": None, "reasons": ("batch 8: 2 days.",)})
    said = texts(section_of(JOINT.model_copy(update={"periods": (none,)}), "periods"))
    assert "Pain: Cannot tell. Batch 8: 2 days." in said
