from tests.safety.diaries import findings, found

SENTENCE = "No information about this pair. That is not the same as no risk."


def test_an_understood_medicine_without_a_row():
    seen = found(findings(medicines=["ibu 400"]), "no-row:ibuprofen")
    assert seen.severity == "no information"
    assert seen.why == SENTENCE
    assert "ibuprofen" in seen.title


def test_a_name_that_is_not_understood():
    seen = found(findings(medicines=["foozle"]), "no-name:foozle")
    assert seen.title == 'No information about "foozle": the name was not understood'


def test_a_name_that_must_be_asked_lists_what_it_may_be():
    seen = found(findings(medicines=["clonapam"]), "no-name:clonapam")
    assert "clonazepam" in seen.action
    assert "?" in seen.action


def test_a_covered_medicine_has_no_gap():
    assert all(f.severity != "no information" for f in findings(medicines=["sertraline"]))
