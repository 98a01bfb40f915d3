"""`questions.toml`: hides and reorders on pages; what is wrong in it costs one sentence each."""

from speciosa.cli.questions_file import as_wished, problems_of, read_wishes
from tests.report import builder

WHOLE = builder.person()


def wishes(place, text):
    (place / "questions.toml").write_text(text, encoding="utf-8")
    return read_wishes(place)


def test_hidden_and_first(tmp_path):
    found = wishes(tmp_path, 'hide = ["ask-tests"]\nfirst = ["alex-nausea"]\n')
    shown = as_wished(WHOLE, found).questions
    assert shown[0].id == "alex-nausea"
    assert [one.id for one in shown if one.hidden] == ["ask-tests"]
    assert not any(one.hidden for one in WHOLE.questions)
    assert list(problems_of(found, WHOLE.questions)) == []


def test_without_a_file_it_is_the_same_object(tmp_path):
    assert as_wished(WHOLE, read_wishes(tmp_path)) is WHOLE


def test_an_s4_stays_in_front_and_says_so(tmp_path):
    top = WHOLE.questions[0].model_copy(update={"place": "S4"})
    whole = WHOLE.model_copy(update={"questions": (top, *WHOLE.questions[1:])})
    found = wishes(tmp_path, 'hide = ["ask-seizure"]\nfirst = ["ask-tests"]\n')
    shown = as_wished(whole, found).questions
    assert [one.id for one in shown[:2]] == ["ask-seizure", "ask-tests"]
    assert not shown[0].hidden
    (problem,) = problems_of(found, whole.questions)
    assert "stays" in str(problem)


def test_an_unknown_id_a_wrong_kind_and_no_toml_are_one_sentence_each(tmp_path):
    (problem,) = problems_of(wishes(tmp_path, 'hide = ["ask-testz"]'), WHOLE.questions)
    assert "no such question" in str(problem)
    assert str(problem).endswith("Try ask-tests.")
    for text in ("hide = 3", "hidden = []", "hide = ["):
        assert len(list(problems_of(wishes(tmp_path, text), WHOLE.questions))) == 1
