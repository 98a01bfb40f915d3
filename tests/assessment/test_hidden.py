"""Where amounts and effects must not be shown, `assess` itself leaves them out."""

from importlib.resources import files

import pytest

from speciosa.assessment.build import assess
from speciosa.assessment.levels import levels_of
from speciosa.assessment.protocol import result_of
from speciosa.diary.readers import read_diary
from speciosa.errors import InputError
from speciosa.report.html import render_html
from speciosa.report.terminal import render_terminal
from speciosa.report.words import hidden_line, hidden_note, hidden_words, plain_words
from speciosa.texts import say
from tests.assessment.test_personal_tests import WAITS
from tests.report import builder
from tests.report.drawings import SAFETY, drawn_parts

EXAMPLE = read_diary(files("speciosa") / "example")
REASONS = {
    "age unknown": {"birth_year": None},
    "minor": {"birth_year": 2010},
    "jurisdiction": {"country": "US-LA"},
}
SAID = {
    "age unknown": "year of birth",
    "minor": "Under 18",
    "jurisdiction": "controlled by law",
}


def of(diary, **person):
    return diary.model_copy(update={"person": diary.person.model_copy(update=person)})


@pytest.fixture(scope="module", params=REASONS)
def hidden(request):
    return request.param, assess(of(EXAMPLE, **REASONS[request.param]))


def test_the_example_and_its_numbers_are_not_restricted():
    assert levels_of(EXAMPLE) is not None
    assert EXAMPLE.person.birth_year is not None


def test_no_amount_and_no_effect_is_left_in_the_record(hidden):
    reason, found = hidden
    assert found.restrictions == (reason,)
    assert found.responses == found.tests == found.periods == ()
    assert found.exposure.analytes == found.exposure.daily == ()
    assert found.timeline.doses == found.timeline.products == ()
    assert found.day_profile.panels == ()
    assert found.watch.alerts == found.watch.watched == ()
    assert found.use.amount_median is None
    assert found.use.doses_per_day is None
    assert found.criteria is None
    assert found.taper is None


def test_safety_and_help_stay(hidden):
    _, found = hidden
    assert found.findings
    assert found.schedule
    assert found.qt_factors is not None
    assert len(found.red_flags.items) == 12


def test_every_face_says_why(hidden):
    reason, found = hidden
    assert SAID[reason].casefold() in plain_words(found).text.casefold()
    terminal = " ".join(render_terminal(found, 100, colour=False).split())
    assert terminal.count(" ".join(hidden_note(found).split())) == 2
    page = render_html(found)
    assert {"checks"} <= drawn_parts(page) <= SAFETY
    assert page.count(SAID[reason]) >= 5


def test_a_law_is_dated_and_never_advice():
    found = assess(of(EXAMPLE, country="IT"))
    assert found.law_as_of is not None
    for text in (hidden_words(found), hidden_note(found)):
        assert "November 2026" in text
        assert "not legal advice" in text


def test_a_missing_year_of_birth_says_how_to_enter_it():
    assert "birth_year = 1984" in say("hidden.age_unknown")
    assert "speciosa log FOLDER profile person.birth_year 1984" in say("hidden.age_unknown")


def test_the_reason_that_nobody_can_mend_comes_first():
    both = assess(of(EXAMPLE, birth_year=None, country="US-LA"))
    assert set(both.restrictions) == {"age unknown", "jurisdiction"}
    assert "birth_year" not in hidden_words(both)
    assert hidden_line(("jurisdiction", "minor"), None).startswith("Not shown for people under 18")
    assert hidden_line((), None) == ""


def test_a_state_that_was_not_confirmed_or_is_not_known_hides_nothing():
    for place in ("US-AL", "US-CA", "US-ZZ", "DE-BY"):
        found = of(EXAMPLE, country=place)
        assert levels_of(found) is not None, place


def test_levels_and_results_obey_too():
    for reason, person in REASONS.items():
        assert levels_of(of(EXAMPLE, **person)) is None, reason
        with pytest.raises(InputError, match="nothing about benefit is shown"):
            result_of(of(WAITS, **person))


def test_a_pattern_of_nobody_has_no_age_to_ask_for():
    assert levels_of(of(EXAMPLE, birth_year=None), made_up=True) is not None


def test_a_face_obeys_even_when_the_record_was_not_emptied():
    for reason in ("age unknown", "jurisdiction"):
        page = render_html(builder.person(restrictions=(reason,)))
        assert drawn_parts(page) <= SAFETY
        assert say("hidden.under_18") not in page
