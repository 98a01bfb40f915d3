"""What changed since an earlier report, on every face; nothing hidden leaks through it."""

import pytest

from speciosa.report.blocks import Entries, Pairs, Paragraph
from speciosa.report.html import render_html
from speciosa.report.pdf import render_pdf
from speciosa.report.section import View, all_sections
from speciosa.report.terminal import render_terminal
from speciosa.report.words import plain_text
from speciosa.report.words.since import finding_words, since_lede, since_line
from speciosa.texts import say
from tests.report import builder
from tests.report.compared import SINCE

NOTHING = {
    "findings": (),
    "outcomes": (),
    "events": (),
    "events_gone": (),
    "checks": (),
    "taken": (),
}


def assessed(since=SINCE, **changes):
    return builder.person(since=since, **changes)


def section_of(assessment, audience="person"):
    found = [s for s in all_sections(View(assessment, audience)) if s.key == "since"]
    return found[0] if found else None


def lines_of(assessment):
    pairs = [block for block in section_of(assessment).blocks if isinstance(block, Pairs)]
    return {row.key: (row.value, *row.more) for block in pairs for row in block.rows}


def test_nothing_stands_where_no_report_was_given():
    assert section_of(builder.person()) is None
    assert since_line(builder.person()) == ""
    assert "Since the last report" not in render_html(builder.person())


def test_each_kind_of_finding_has_its_sentence():
    said = [finding_words(change) for change in SINCE.findings]
    assert said == [
        "New: severity 3 of 4.",
        "Now severity 3 of 4, before severity 2 of 4.",
        "Before: New: other.",
        "Before severity 2 of 4. The diary shows it no longer. That is not the same as no risk.",
    ]


def test_every_change_is_one_line():
    assert lines_of(assessed()) == {
        "Pain": ("Now better, B adjusted; before cannot tell, D not enough.",),
        "Mood": ("Now not assessed; before no clear difference, C observed.",),
        "New event": ("Rash, grade 2 of 5, 9 May 2026, 09:00",),
        "Event cancelled": ("Fever, grade not recorded, 9 April 2026, 09:00",),
        "Check done": ("Liver test: done 21 May",),
        "New check": ("Lead in blood: due 20 May",),
        "Newly overdue": ("Blood pressure: 10 days overdue",),
        "No longer listed": ("Old check",),
        "Medicine began": ("drug 5 mg, 5 May",),
        "Medicine ended": ("pill 1 mg, 6 May",),
        "New product": ("Red leaf, 7 May",),
        "Doses a day": ("Now 3.4 in the last 4 weeks; before 2.6 in the last 4 weeks.",),
        "Amount a dose, median": ("Now 3.0 g; before 3.5 g.",),
    }


def test_the_lede_names_the_report_its_days_and_other_rules():
    text = since_lede(assessed(), SINCE)
    assert "as of 30 April 2026, 20:15" in text
    assert "held 55 days with entries" in text
    assert say("since_words.other_rules") in text
    same = SINCE.model_copy(update={"same_rules": True})
    assert say("since_words.other_rules") not in since_lede(assessed(same), same)


def test_no_change_is_said_and_use_still_stands():
    still = assessed(SINCE.model_copy(update=NOTHING))
    texts = [
        plain_text(block.parts)
        for block in section_of(still).blocks
        if isinstance(block, Paragraph)
    ]
    assert any(text.startswith("Nothing else") for text in texts)
    assert set(lines_of(still)) == {"Doses a day", "Amount a dose, median"}
    assert since_line(still).endswith("no finding, event or check has changed.")


@pytest.mark.parametrize("reason", ["minor", "jurisdiction", "age unknown"])
def test_a_restriction_hides_answers_use_and_products(reason):
    hidden = assessed(restrictions=(reason,))
    assert not set(lines_of(hidden)) & {"Pain", "Mood", "New product", "Doses a day"}
    assert "New event" in lines_of(hidden)
    text = str(section_of(hidden))
    assert "Not shown" in text
    assert "Red leaf" not in text
    assert "3.5 g" not in text


def test_a_professional_sees_the_rule():
    def asides(audience):
        blocks = section_of(assessed(), audience).blocks
        rows = next(block for block in blocks if isinstance(block, Entries)).rows
        return [row.aside for row in rows]

    assert asides("professional")[0] == ("I-001",)
    assert asides("person")[0] == ()


def test_the_terminal_counts_in_one_line():
    page = " ".join(render_terminal(assessed(), 100, colour=False).split())
    counts = "1 finding new, 1 finding gone, 2 findings changed, 1 event new and 4 checks changed"
    assert f"Since the report as of 30 April 2026, 20:15: {counts}; see the report." in page


def test_paper_holds_it_too():
    assert render_pdf(assessed())[:5] == b"%PDF-"
