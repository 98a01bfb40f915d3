"""Each kind of bad input: one clear message, and everything wrong is told at once."""

import io
import time
import zipfile

import numpy as np
import pytest

from speciosa.diary.readers import inspect, read_diary
from speciosa.errors import DiaryError
from tests.diary.folders import HEAD, HEADER, folder

DOSE = "2026-03-01T08:10,dose,green,3.0,g,,"


def only_problem(path):
    problems = inspect(path).problems
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


# row; column; what; expected holds; example
ROWS = {
    "comma in a number": ('2026-03-01T08:10,dose,green,"2,5",g,,', "value", "an amount that is not a number", "a number with a point", "2.5"),
    "no number": ("2026-03-01T08:10,dose,green,some,g,,", "value", "an amount that is not a number", "point", ""),
    "no amount": ("2026-03-01T08:10,dose,green,,g,,", "value", "an amount is missing", "point", ""),
    "not finite": ("2026-03-01T08:10,dose,green,inf,g,,", "value", "an amount that is not a number", "point", ""),
    "too large to be finite": ("2026-03-01T08:10,dose,green,1e999,g,,", "value", "an amount that is not a number", "point", ""),
    "negative": ("2026-03-01T08:10,dose,green,-3,g,,", "value", "a negative amount", "zero or more", ""),
    "unknown unit": ("2026-03-01T08:10,dose,green,3,furlong,,", "unit", "a unit that is not known", "g, mg, kg, ml", ""),
    "no unit": ("2026-03-01T08:10,dose,green,3,,,", "unit", "an amount without its unit", "g, mg", ""),
    "unit of another substance": ("2026-03-01T08:10,dose,bup,8,mg mitragynine,,", "unit", "a unit that is not known", "mg, ug, g", ""),
    "unknown product": ("2026-03-01T08:10,dose,geren,3,g,,", "what", "a product that diary.toml does not name", "green, bup", "green"),
    "unknown kind": ("2026-03-01T08:10,does,green,3,g,,", "kind", "a kind of entry that is not known", "dose, rating", "dose"),
    "rating outside its scale": ("2026-03-01T08:10,rating,pain,12,,,", "value", "a rating outside its scale", "0 to 10", ""),
    "answer that a questionnaire does not have": ("2026-03-01T08:10,scale,phq9.3,7,,,", "phq9.3", "an answer that PHQ-9 does not have", "0, 1, 2, 3", ""),
    "total that a questionnaire does not have": ("2026-03-01T08:10,scale,ldq,45,,,", "ldq", "a total that Leeds Dependence Questionnaire does not have", "0 to 30", ""),
    "score outside its scale": ("2026-03-01T08:10,scale,gad7,22,,,", "value", "a score outside its scale", "0 to 21", ""),
    "rating of nothing": ("2026-03-01T08:10,rating,,5,,,", "what", "the outcome is missing", "its name", ""),
    "no such day": ("2026-02-30T08:10,dose,green,3,g,,", "at", "a day that does not exist", "YYYY-MM-DDThh:mm", ""),
    "no such time": ("2026-02-03T25:10,dose,green,3,g,,", "at", "a time of day that does not exist", "YYYY-MM-DDThh:mm", ""),
    "no time at all": ("1 March,dose,green,3,g,,", "at", "not a time", "YYYY-MM-DDThh:mm", "2026-03-01T08:10"),
    "a year that nobody means": ("0026-03-01T08:10,dose,green,3,g,,", "at", "a year that cannot be meant", "1970", ""),
    "unit of a reading": ("2026-03-01T08:10,reading,alt,41,mmol/L,,", "unit", "a unit that is not known", "U/L, ukat/L", ""),
    "reading without unit": ("2026-03-01T08:10,reading,alt,41,,,", "unit", "a reading without its unit", "U/L", ""),
    "unknown reading without unit": ("2026-03-01T08:10,reading,ferritin,41,,,", "unit", "a reading without its unit", "laboratory", ""),
    "negative reading": ("2026-03-01T08:10,reading,alt,-41,U/L,,", "value", "a negative reading", "zero or more", ""),
    "grade": ("2026-03-01T08:10,event,nausea,7,grade,,", "value", "a grade outside 1 to 5", "1 mild", ""),
    "half a grade": ("2026-03-01T08:10,event,nausea,1.5,grade,,", "value", "a grade outside 1 to 5", "1 mild", ""),
    "medicine without unit": ("2026-03-01T08:10,medicine,sertraline,50,,,", "unit", "a dose without its unit", "mg", ""),
    "sleep": ("2026-03-01T08:10,sleep,,25,h,,", "value", "more than a day asleep", "0 to 24 h", ""),
    "allocation": ("2026-03-01T00:00,allocation,green,0.5,percent,,", "unit", "a unit that is not known", "share, min", ""),
    "blood without unit": ("2026-03-01T08:10,blood,mitragynine,30,,,", "unit", "the unit is missing", "ng/mL", ""),
    "an answered prompt": ("2026-03-01T08:10,prompt,pain,5,,,", "value", "an answer in a prompt", "rating", ""),
    "a void of nothing": ("2026-03-01T08:10,void,,,,,", "what", "the id is missing", "id", ""),
    "unknown profile field": ("2026-03-01T08:10,profile,person.wieght_kg,70,,,", "what", "a field that is not known", "weight_kg", "person.weight_kg"),
    "unusable profile value": ("2026-03-01T08:10,profile,person.weight_kg,much,,,", "value", "a change that cannot be used", "hold", ""),
    "an escape sign": ("2026-03-01T08:10,note,,,,\x1b[31m,", "note", "an unprintable sign", "readable", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_one_bad_row_is_one_problem_with_its_place(tmp_path, case):
    row, column, what, expected, example = ROWS[case]
    problem = only_problem(folder(tmp_path / "d", DOSE, row))
    assert (problem.file, problem.row, problem.field) == ("entries.csv", 3, column)
    assert problem.what == what
    assert expected in problem.expected
    assert problem.example == example


@pytest.mark.parametrize(
    ("row", "what"),
    [("2026-03-01T08:10,dose,green", "too few fields: 3"), (DOSE + ",,", "too many fields: 9")],
)
def test_the_number_of_fields(tmp_path, row, what):
    problem = only_problem(folder(tmp_path / "d", DOSE, row))
    assert (problem.row, problem.what) == (3, what)
    assert HEADER in problem.expected


def test_a_row_with_three_faults_tells_all_three(tmp_path):
    problems = inspect(folder(tmp_path / "d", '2026-02-30T08:10,dose,geren,"3,5",g,,')).problems
    assert [problem.field for problem in problems] == ["at", "what", "value"]


def test_the_line_of_a_row_after_a_note_of_two_lines(tmp_path):
    rows = ('2026-03-01T08:10,note,,,,"two\nlines",', "2026-03-01T08:10,dose,geren,3,g,,")
    assert only_problem(folder(tmp_path / "d", *rows)).row == 4


HEADS = {
    "unknown zone": (("Europe/Berlin", "Berlin"), 2, "timezone", "not a time zone name", "Europe/Berlin"),
    "mistyped zone": (("Europe/Berlin", "Europe/Berln"), 2, "timezone", "not a time zone name", "Europe/Berlin"),
    "zone that leaves its folder": (("Europe/Berlin", "../../etc/passwd"), 2, "timezone", "not a time zone name", ""),
    "zone missing": (('timezone = "Europe/Berlin"', ""), 0, "timezone", "the time zone is missing", ""),
    "format": (("diary/1", "diary/9"), 1, "format", "a format that is not known", ""),
    "unknown key": (("aims =", "amis ="), 5, "person.amis", "a key that is not known", "aims"),
    "unknown section": (("[products.bup]", "[product.bup]"), 11, "product", "a key that is not known", "products"),
    "wrong type": (('form = "leaf"', "form = 5"), 8, "products.green.form", "not a text", ""),
    "text for a number": (("capsule = 0.5", 'capsule = "half"'), 10, "products.green.unit_g.capsule", "not a number", ""),
    "comma in a number": (("capsule = 0.5", 'capsule = "0,5"'), 10, "products.green.unit_g.capsule", "not a number", "0.5"),
    "text for a list": (('aims = ["pain", "focus"]', 'aims = "pain"'), 5, "person.aims", "not a list", ""),
    "zero weight": (("capsule = 0.5", "capsule = 0"), 10, "products.green.unit_g.capsule", "not a weight", ""),
    "infinite": (("capsule = 0.5", "capsule = inf"), 10, "products.green.unit_g.capsule", "not a number", ""),
    "milligram redefined": (("capsule = 0.5", "mg = 0.5"), 10, "products.green.unit_g.mg", "a unit of weight", ""),
    "name missing": (('name = "buprenorphine"', ""), 11, "products.bup.name", "a key is missing", ""),
    "empty id": (('id = "alex"', 'id = ""'), 4, "person.id", "empty", "alex"),
    "choice": (('id = "alex"', 'id = "alex"\nsex = "f"'), 5, "person.sex", "not one of the choices", ""),
    "birth year": (('id = "alex"', 'id = "alex"\nbirth_year = 84'), 5, "person.birth_year", "not a year of birth", ""),
    "weight": (('id = "alex"', 'id = "alex"\nweight_kg = -71'), 5, "person.weight_kg", "not a weight", ""),
    "country": (('id = "alex"', 'id = "alex"\ncountry = "Germany"'), 5, "person.country", "not a country code", ""),
    "simulated": (("[person]", 'simulated = "yes"\n[person]'), 3, "simulated", "not true or false", ""),
    "not TOML": (("[products.green]", "[products.green"), 6, "", "this line is not TOML", ""),
    "range": (("[products.bup]", "[outcomes.pain]\nlow = 5\nhigh = 5\n[products.bup]"), 13, "outcomes.pain.high", "not a range", ""),
    "day": (("[products.bup]", '[use]\nfirst = "2021-13"\n[products.bup]'), 12, "use.first", "not a day", ""),
    "before": (('form = "leaf"', 'form = "leaf"\nbefore = {since = 2020-01-01, doses_per_day = 3, amount = "3 lots"}'), 9, "products.green.before.amount", "a unit that is not known", ""),
    "before, no day": (('form = "leaf"', 'form = "leaf"\nbefore = {since = "last year", doses_per_day = 3, amount = "3 g"}'), 9, "products.green.before.since", "not a day", ""),
    "before, unknown key": (('form = "leaf"', 'form = "leaf"\nbefore = {since = 2020-01-01, doses_per_dy = 2, doses_per_day = 3, amount = "3 g"}'), 9, "products.green.before.doses_per_dy", "a key that is not known", "doses_per_day"),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
def test_one_fault_in_the_head_is_one_problem_with_its_line(tmp_path, case):
    (old, new), line, field, what, example = HEADS[case]
    assert old in HEAD
    problem = only_problem(folder(tmp_path / "d", head=HEAD.replace(old, new)))
    assert (problem.file, problem.row, problem.field) == ("diary.toml", line, field)
    assert problem.what == what
    assert problem.example == example


def test_head_and_entries_are_told_together_and_the_head_comes_first(tmp_path):
    rows = ("2026-03-01T08:10,dose,geren,3,g,,",)
    problems = inspect(folder(tmp_path / "d", *rows, head=HEAD.replace("Berlin", "Berln"))).problems
    assert [problem.place for problem in problems] == ["diary.toml:2", "entries.csv:2"]


def test_the_same_id_with_other_content(tmp_path):
    rows = ("2026-03-01T08:10,dose,green,3,g,,x1", "2026-03-01T08:10,dose,green,4,g,,x1")
    problem = only_problem(folder(tmp_path / "d", *rows))
    assert problem.what == "the same id as row 2, with different content"
    assert (problem.row, problem.found) == (3, "x1")


def test_an_exact_repetition_counts_once_and_two_equal_rows_without_id_count_twice(tmp_path):
    row = "2026-03-01T08:10,dose,green,3,g,,"
    assert len(read_diary(folder(tmp_path / "a", row + "x1", row + "x1")).entries) == 1
    entries = read_diary(folder(tmp_path / "b", row, row)).entries
    assert len({entry.id for entry in entries}) == 2


def test_a_hand_written_row_equal_to_a_written_one_is_its_own_entry(tmp_path):
    first = read_diary(folder(tmp_path / "a", DOSE)).entries[0]
    rows = (DOSE, DOSE + first.id)
    assert len(read_diary(folder(tmp_path / "b", *rows)).entries) == 2


FILES = {
    "semicolons": (b"at;kind;what;value\n", "columns not separated by commas"),
    "no header": (b"2026-03-01T08:10,dose,green,3\n", "not a table of entries"),
    "missing column": (b"at,kind,what,unit\n", "column missing: value"),
    "column twice": (b"at,kind,what,value,value\n", "column given twice: value"),
    "unknown column": (b"at,kind,what,value,comment\n", "a column that is not known"),
    "empty": (b"", "no header"),
    "UTF-16": ("at,kind,what,value\n".encode("utf-16"), "not text in UTF-8"),
    "old Windows text": ("at,kind,what,value\n2026-03-01T08:10,note,müde,\n".encode("latin-1"), "not text in UTF-8"),
    "zero bytes": (b"at,kind,what,value\n2026\0\n", "not a text file"),
    "open quote": (b'at,kind,what,value\n2026-03-01T08:10,note,"open,\n', "a quotation mark that is not closed, or a field that is too long"),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_table_is_one_problem(tmp_path, case):
    data, what = FILES[case]
    path = folder(tmp_path / "d")
    (path / "entries.csv").write_bytes(data)
    problem = only_problem(path)
    assert problem.file == "entries.csv"
    assert problem.what == what


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    path = folder(tmp_path / "d")
    (path / "diary.toml").write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    (path / "entries.csv").write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{DOSE}\r\n".encode())
    assert len(read_diary(path).entries) == 1


def test_optional_columns_may_be_missing_and_in_any_order(tmp_path):
    rows = ("dose,2026-03-01T08:10,3,green,g",)
    path = folder(tmp_path / "d", *rows, header="kind,at,value,what,unit")
    assert read_diary(path).entries[0].value == 3.0


def test_missing_things(tmp_path):
    assert only_problem(tmp_path / "nowhere").what == "there is no such diary"
    (tmp_path / "empty").mkdir()
    assert only_problem(tmp_path / "empty").what == "no diary here"
    for name in ("diary.toml", "entries.csv"):
        path = folder(tmp_path / "d")
        (path / name).unlink()
        assert only_problem(path).what == f"{name} is missing"
    (tmp_path / "d.txt").write_text("x")
    assert only_problem(tmp_path / "d.txt").what == "not a format of diaries"


def test_a_thousand_problems_are_enough(tmp_path):
    rows = ["2026-03-01T08:10,dose,geren,3,g,,"] * 1500
    problems = inspect(folder(tmp_path / "d", *rows)).problems
    assert len(problems) == 1001
    assert problems[-1].what == "more than 1000 problems, the rest was not read"


def test_fifty_megabytes_of_noise_are_refused_at_once(tmp_path):
    path = folder(tmp_path / "d")
    with (path / "entries.csv").open("wb") as stream:
        stream.truncate(50_000_000)
    start = time.perf_counter()
    problem = only_problem(path)
    assert time.perf_counter() - start < 1.0
    assert problem.what == "too large for a diary"
    assert problem.found == "50 MB"


def test_noise_below_the_limit_is_one_problem(tmp_path):
    path = folder(tmp_path / "d")
    (path / "entries.csv").write_bytes(np.random.default_rng(1).bytes(2_000_000))
    assert only_problem(path).what == "not text in UTF-8"


def test_millions_of_empty_rows_are_one_problem_among_the_first_thousand(tmp_path):
    path = folder(tmp_path / "d")
    (path / "entries.csv").write_bytes(HEADER.encode() + b"\n" + b",,,,,,\n" * 2_500_000)
    start = time.process_time()
    whats = {problem.what for problem in inspect(path).problems}
    assert "more rows than a diary can have" in whats
    assert time.process_time() - start < 8.0


def zipped(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


GOOD = {"diary.toml": HEAD, "entries.csv": f"{HEADER}\n{DOSE}\n"}
ZIPS = {
    "dots": ({**GOOD, "../evil": "x"}, "a name that leaves its folder"),
    "dots of Windows": ({**GOOD, "a\\..\\..\\evil": "x"}, "a name that leaves its folder"),
    "absolute": ({**GOOD, "/etc/passwd": "x"}, "a name that leaves its folder"),
    "drive": ({**GOOD, "C:/x": "x"}, "a name that leaves its folder"),
    "bomb": ({**GOOD, "entries.csv": b"0" * 200_000_000}, "a zip that unpacks to far more than a diary"),
    "bomb beside": ({**GOOD, "other.bin": b"0" * 100_000_000}, "a zip that unpacks to far more than a diary"),
    "too many": ({**GOOD, **{f"f{n}": "" for n in range(1001)}}, "too many files in the zip"),
    "no head": ({"entries.csv": HEADER}, "diary.toml is missing"),
    "nothing": ({}, "no diary here"),
}  # fmt: skip


@pytest.mark.parametrize("case", ZIPS)
def test_a_zip_that_is_not_trusted(tmp_path, case):
    members, what = ZIPS[case]
    assert only_problem(zipped(tmp_path / "d.zip", members)).what == what


def test_a_zip_that_lies_about_its_size(tmp_path):
    path = zipped(tmp_path / "d.zip", {**GOOD, "entries.csv": b"0" * 30_000_000})
    data = bytearray(path.read_bytes())
    true_size = (30_000_000).to_bytes(4, "little")
    path.write_bytes(data.replace(true_size, (500_000).to_bytes(4, "little")))
    assert only_problem(path).what in {"not a zip that can be read", "too large for a diary"}


def test_a_zip_with_a_password(tmp_path):
    path = zipped(tmp_path / "d.zip", GOOD)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert only_problem(path).what == "a zip with a password"


def test_a_broken_zip_and_a_good_one_in_a_folder(tmp_path):
    (tmp_path / "broken.zip").write_bytes(b"PK nothing")
    assert only_problem(tmp_path / "broken.zip").what == "not a zip that can be read"
    nested = {f"alex/{name}": data for name, data in GOOD.items()} | {"__MACOSX/._diary.toml": "x"}
    assert len(read_diary(zipped(tmp_path / "d.zip", nested)).entries) == 1
    data = io.BytesIO((tmp_path / "d.zip").read_bytes()).getvalue()
    (tmp_path / "cut.zip").write_bytes(data[: len(data) // 2])
    assert only_problem(tmp_path / "cut.zip").what == "not a zip that can be read"


JSONS = {
    "no JSON": ("{", "not JSON"),
    "not a number": ('{"format": NaN}', "not JSON"),
    "a list": ("[]", "not a diary"),
    "entries": ('{"entries": 5}', "not a list"),
    "deep": ("[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("case", JSONS)
def test_a_json_that_is_no_diary(tmp_path, case):
    text, what = JSONS[case]
    (tmp_path / "d.json").write_text(text)
    assert only_problem(tmp_path / "d.json").what == what


def test_bad_entries_in_a_json_are_told_by_their_position(tmp_path):
    head = '"format": "speciosa.diary/1", "timezone": "UTC", "person": {"id": "a"}'
    entries = '[5, {"at": "2026-03-01T08:10", "kind": "note", "hm": 1}, {"at": 5, "kind": "note"}, {"at": "2026-03-01T08:10", "kind": "rating", "what": "pain", "value": true}]'
    (tmp_path / "d.json").write_text(f'{{{head}, "entries": {entries}}}')
    problems = inspect(tmp_path / "d.json").problems
    assert [(problem.row, problem.what) for problem in problems] == [
        (1, "not an entry"),
        (2, "a key that is not known"),
        (3, "not a text"),
        (4, "not a value"),
    ]


def test_the_error_carries_every_problem_and_the_exit_code(tmp_path):
    path = folder(tmp_path / "d", "2026-03-01T08:10,dose,geren,3,g,,", "x,dose,green,3,g,,")
    with pytest.raises(DiaryError) as caught:
        read_diary(path)
    assert len(caught.value.exceptions) == 2
    assert caught.value.exit_code == 10
    assert "2 problems" in str(caught.value)
