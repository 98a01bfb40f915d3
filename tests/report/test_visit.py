"""The section of questions for the visit, on the page and in the terminal."""

from speciosa.report.section import View
from speciosa.report.sections.visit import visit
from speciosa.report.terminal_visit import visit_lines, visit_note
from speciosa.report.words.visit import shown_questions
from tests.report import builder


def section_of(assessment):
    (found,) = visit(View(assessment, "person"))
    return found


def test_each_question_says_whom_to_ask_and_where_it_comes_from():
    rows = section_of(builder.person()).blocks[1].rows
    assert [row.lead for row in rows] == [one.text for one in builder.QUESTIONS]
    assert all(row.key == "Your doctor" for row in rows)
    assert "D-liver" in rows[2].more[0]


def test_at_most_eight_are_shown_and_the_rest_is_counted():
    section = section_of(builder.huge())
    assert len(section.blocks[1].rows) == 8
    assert section.note[0].text == "8 questions, 22 more"


def test_a_late_s4_is_shown_all_the_same():
    whole = builder.huge()
    last = whole.questions[-1].model_copy(update={"place": "S4", "about": "finding"})
    changed = whole.model_copy(update={"questions": (*whole.questions[:-1], last)})
    assert shown_questions(changed)[-1] == last
    assert len(shown_questions(changed)) == 9


def test_hidden_ones_are_counted_and_effects_are_not_asked_for_under_18():
    first = builder.QUESTIONS[0].model_copy(update={"hidden": True})
    changed = builder.person(questions=(first, *builder.QUESTIONS[1:]))
    assert section_of(changed).note[0].text == "4 questions, 1 hidden by you"
    assert "grade" not in {one.about for one in shown_questions(builder.minor())}


def test_without_questions_the_part_says_so():
    assert section_of(builder.empty()).blocks[0].role == "empty"
    assert visit_lines(builder.empty(), 80) == []


def test_the_terminal_shows_three():
    assert visit_note(builder.person()) == "3 questions, 2 more"
    assert sum("?   " in line for line in visit_lines(builder.person(), 100)) == 3
