"""Forms brought by the person: read, shown with their notice, never trusted. All texts made up."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.readers.questionnaire import read_questionnaire
from speciosa.errors import InputError

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


def coded(text, code, value):
    ordinal = {"url": ORDINAL, "valueDecimal": value}
    return {"valueCoding": {"code": code, "display": text, "extension": [ordinal]}}


ANSWERS = [coded("Never", "A", 0), coded("Now and then", "B", 1), coded("Always", "C", 2)]


def form(**changes):
    base = {
        "resourceType": "Questionnaire",
        "url": "http://example.org/Questionnaire/weather",
        "version": "1.2",
        "status": "active",
        "language": "en",
        "title": "Weather feelings",
        "copyright": "© Weather Office. Ask before use.",
        "item": [
            {"linkId": "0", "type": "display", "text": "About last week"},
            {
                "linkId": "g",
                "type": "group",
                "text": "Rain",
                "item": [
                    {"linkId": "1", "type": "choice", "text": "Wet?", "answerOption": ANSWERS},
                    {"linkId": "2", "type": "choice", "text": "Cold?", "required": True},
                ],
            },
            {"linkId": "t", "type": "decimal", "text": "Sum", "extension": [{"url": CALCULATED}]},
        ],
    }
    return base | changes


def write(folder, data):
    path = folder / "form.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_a_form_with_groups_answers_and_its_notice(tmp_path):
    found = read_questionnaire(write(tmp_path, form()))
    assert (found.title, found.version, found.file) == ("Weather feelings", "1.2", "form.json")
    assert found.copyright == "© Weather Office. Ask before use."
    assert [(q.link_id, q.depth, q.number) for q in found.questions] == [
        ("0", 0, None), ("g", 0, None), ("1", 1, 1), ("2", 1, 2), ("t", 0, None),
    ]  # fmt: skip
    assert [q.text for q in found.answered] == ["Wet?", "Cold?"]
    assert [(o.text, o.code, o.value) for o in found.answered[0].options] == [
        ("Never", "A", 0), ("Now and then", "B", 1), ("Always", "C", 2),
    ]  # fmt: skip
    assert found.answered[1].required
    assert found.notes == ()


def test_a_form_without_a_notice_says_so(tmp_path):
    data = form()
    del data["copyright"]
    found = read_questionnaire(write(tmp_path, data))
    assert found.copyright == ""
    assert "ask the owner" in found.notes[0]


def test_ordinal_beside_the_coding_plain_values_and_contained_answers(tmp_path):
    ordinal = {"url": ORDINAL, "valueDecimal": 3}
    beside = {"extension": [ordinal], "valueCoding": {"code": "X", "display": "Storm"}}
    concepts = [{"code": "Y", "display": "Sun", "extension": [ordinal]}, {"code": "N"}]
    inside = {
        "resourceType": "ValueSet",
        "id": "sky",
        "compose": {"include": [{"concept": concepts}]},
    }
    items = [
        {"linkId": "1", "type": "choice", "answerOption": [beside]},
        {"linkId": "2", "type": "choice", "answerValueSet": "#sky"},
        {
            "linkId": "3",
            "type": "choice",
            "answerOption": [{"valueInteger": 4}, {"valueString": "so"}],
        },
        {"linkId": "4", "type": "choice", "answerValueSet": "http://example.org/elsewhere"},
    ]
    found = read_questionnaire(write(tmp_path, form(contained=[inside], item=items)))
    options = [[(o.text, o.value) for o in q.options] for q in found.answered]
    assert options == [
        [("Storm", 3)], [("Sun", 3), ("N", None)], [("4", 4), ("so", None)], [],
    ]  # fmt: skip
    assert found.notes == ("The answers of 4 are in another file and are not shown.",)


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"code": [{"system": "http://loinc.org", "code": "44249-1"}]}, "phq9"),
        ({"code": [{"system": "http://loinc.org", "code": "70274-6"}]}, "gad7"),
        ({"title": "Insomnia Severity Index"}, "isi"),
        ({"title": "SDS"}, ""),  # a name of two
        ({"title": "Weather"}, ""),
        ({"title": "", "name": "ASRS-18"}, "asrs18"),
    ],
)
def test_the_instrument_is_known_by_code_or_by_a_name_of_one(tmp_path, changes, key):
    assert read_questionnaire(write(tmp_path, form(**changes))).instrument == key


def nested(depth):
    item = {"linkId": "x", "type": "choice"}
    for level in range(depth):
        item = {"linkId": f"{level}", "type": "group", "item": [item]}
    return form(item=[item])


BAD = {
    "empty": ("", "not JSON"),
    "not JSON": ("<xml/>", "not JSON"),
    "a list": ("[]", "not a FHIR resource"),
    "a number": ("3", "not a FHIR resource"),
    "no type": ({}, "not a Questionnaire"),
    "wrong type": ({"resourceType": "Patient"}, 'found "Patient", expected Questionnaire'),
    "type is a list": ({"resourceType": ["Questionnaire"]}, "not a Questionnaire"),
    "an answer sheet": ({"resourceType": "QuestionnaireResponse"}, "not a Questionnaire"),
    "no items": (form(item=[]), "no question"),
    "only texts": (form(item=[{"linkId": "1", "type": "display"}]), "no question"),
    "items are a text": (form(item="all"), "not a list"),
    "an item is a text": (form(item=["one"]), "not an object"),
    "no linkId": (form(item=[{"type": "choice"}]), "without its linkId"),
    "linkId twice": (form(item=[{"linkId": "1", "type": "choice"}] * 2), "stands twice"),
    "linkId a number": (form(item=[{"linkId": 1, "type": "choice"}]), "not a text"),
    "title an object": (form(title={"a": 1}), "not a text"),
    "deep groups": (nested(11), "nested too deeply"),
    "deep JSON": ("[" * 100_000, "not JSON"),
    "many items": (form(item=[{"linkId": str(n), "type": "choice"} for n in range(501)]), "too many items"),
    "many answers": (
        form(item=[{"linkId": "1", "type": "choice", "answerOption": [{"valueInteger": 1}] * 201}]),
        "too many answers",
    ),
    "a value that is no number": (
        form(item=[{"linkId": "1", "type": "choice", "answerOption": [coded("a", "b", "much")]}]),
        "not a number",
    ),
    "a value that is not finite": (
        json.dumps(form(item=[{"linkId": "1", "type": "choice", "answerOption": [coded("a", "b", 1)]}]))
        .replace('"valueDecimal": 1', '"valueDecimal": NaN'),
        "not a number",
    ),
    "a huge number": ('{"resourceType": ' + "9" * 5000 + "}", "not JSON that can be read"),
    "a huge text": (form(title="x" * 20_001), "too long"),
    "a control sign": (form(title="a\u0007b"), "unprintable"),
    "contained is a text": (form(contained="x"), "not a list"),
    "an option is a text": (
        form(item=[{"linkId": "1", "type": "choice", "answerOption": ["x"]}]), "not an object",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_sentence_with_its_name(tmp_path, name):
    data, message = BAD[name]
    with pytest.raises(InputError, match=message) as caught:
        read_questionnaire(write(tmp_path, data))
    assert caught.value.file == "form.json"
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_binary_or_huge(tmp_path):
    with pytest.raises(InputError, match="cannot be opened"):
        read_questionnaire(tmp_path / "none.json")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_questionnaire(binary)
    huge = tmp_path / "huge.json"
    huge.write_bytes(b" " * 2_000_001)
    with pytest.raises(InputError, match="too large"):
        read_questionnaire(huge)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["item", "linkId", "type", "answerOption", "extension", "url", "code",
                         "valueCoding", "contained", "compose", "include", "concept"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(["item", "contained", "title", "code", "copyright"]), JSON))
def test_whatever_the_file_holds_it_is_read_or_refused_in_one_sentence(tmp_path_factory, parts):
    path = write(tmp_path_factory.mktemp("forms"), {"resourceType": "Questionnaire"} | parts)
    try:
        found = read_questionnaire(path)
    except InputError as fault:
        told = fault
    else:
        assert found.answered
        return
    assert (told.file, str(told).count("\n")) == ("form.json", 0)


def test_the_package_holds_no_form():
    """No FHIR form lies in the package, nor a line of the questionnaires that are scored."""
    package = Path(__file__).parents[2] / "src" / "speciosa"
    lines = ("little interest or pleasure", "feeling nervous, anxious", "difficulty falling asleep")
    files = [p for p in package.rglob("*") if p.suffix in {".toml", ".json", ".py", ".csv"}]
    assert len(files) > 100
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not any(line in text.casefold() for line in lines), path
        assert path.suffix != ".json" or '"Questionnaire"' not in text, path
