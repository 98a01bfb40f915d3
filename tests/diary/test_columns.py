"""The file about columns: each message with its place and way out, and what a mapping does."""

import pytest

from speciosa.diary.columns import read_columns
from speciosa.errors import InputError
from tests.diary.folders import folder
from tests.diary.importing import bring, file, left, look, rows

START = 'format = "speciosa.columns/1"\nname = "mine"\n'
WHOLE = START + '[columns]\nat = "When"\nvalue = "How"\n[fixed]\nkind = "rating"\nwhat = "pain"\n'


def told(tmp_path, text):
    return file(tmp_path, "c.toml", text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", 'c.toml, format: not a file about columns; expected format = "speciosa.columns/1".'),
        (
            'format = "speciosa.columns/2"\n',
            (
                'c.toml:1, format: not a file about columns; found "speciosa.columns/2", '
                'expected format = "speciosa.columns/1".'
            ),
        ),
        (
            START + "[columns\n",
            (
                "c.toml:3: this line is not TOML; found \"Expected ']' at the end of a table "
                'declaration", expected name = "text", name = 3.5 or [section].'
            ),
        ),
        (
            START + 'seperator = ";"\n',
            (
                'c.toml:3, seperator: a key that is not known; found "seperator", expected format, '
                "name, timezone, separator, decimal, date_format, time, columns, fixed, words. "
                "Try separator."
            ),
        ),
        (
            START + '[columns]\nat = "A"\nwho = "B"\n',
            (
                'c.toml:5, columns.who: a key that is not known; found "who", expected at, kind, what, '
                "value, unit, note."
            ),
        ),
        (
            'format = "speciosa.columns/1"\nname = "two words"\n',
            (
                'c.toml:2, name: a name that cannot be used; found "two words", expected one word for '
                'this kind of table; it stays the same in every later file. Try name = "bearable".'
            ),
        ),
        (
            START + "columns = 3\n",
            'c.toml:3, columns: not a section; found "3", expected [columns].',
        ),
        (
            START + '[columns]\nkind = "K"\n',
            (
                "c.toml:3, columns.at: the time has no column; expected the name of a column. "
                'Try at = "Date" below [columns].'
            ),
        ),
        (
            START + '[columns]\nat = "A"\n',
            (
                "c.toml, fixed.kind: the kind is not told; expected a column, or one kind for all "
                'rows. Try kind = "rating" below [fixed].'
            ),
        ),
        (
            START + '[columns]\nat = "A"\nkind = "K"\n[fixed]\nkind = "dose"\n',
            (
                'c.toml:7, fixed.kind: told twice; found "columns.kind, fixed.kind", '
                "expected one of them."
            ),
        ),
        (
            START + '[columns]\nat = "A"\nkind = true\n',
            'c.toml:5, columns.kind: not a text; found "True", expected a text in quotes.',
        ),
        (
            START + "[columns]\nat = []\n",
            (
                "c.toml:4, columns.at: a column without a name; expected the name of a column, or "
                'several. Try "Date" or ["Date", "Time"].'
            ),
        ),
        (
            WHOLE + '[words]\nvalue = "x"\n',
            (
                'c.toml:10, words.value: not a list of words; found "x", '
                'expected "word in the table" = "word here".'
            ),
        ),
        (
            WHOLE + '[words.value]\nGood = "1"\ngood = "2"\n',
            (
                'c.toml:9, words.value: a word told twice; found "good", '
                "expected each word once, in any letters."
            ),
        ),
        (
            WHOLE + '[words.what]\nx = "pain"\n',
            "c.toml:9, words.what: words for a field without a column; expected a column for what.",
        ),
        (
            START + 'separator = "/"\n' + WHOLE.removeprefix(START),
            "c.toml:3, separator: not possible here; found \"/\", expected ',', ';', '\\t', '|'.",
        ),
        (
            START + 'decimal = "x"\n' + WHOLE.removeprefix(START),
            "c.toml:3, decimal: not possible here; found \"x\", expected '.', ','.",
        ),
        (
            START + 'timezone = "Europe/Berln"\n' + WHOLE.removeprefix(START),
            (
                'c.toml:3, timezone: not a time zone name; found "Europe/Berln", '
                'expected a name such as "Europe/Berlin". Try Europe/Berlin.'
            ),
        ),
        (
            START + 'time = "9 pm"\n' + WHOLE.removeprefix(START),
            'c.toml:3, time: not a time of day; found "9 pm", expected HH:MM. Try time = "21:00".',
        ),
    ],
)
def test_each_fault_is_told_with_its_place_and_a_way_out(tmp_path, text, message):
    with pytest.raises(InputError) as fault:
        read_columns(told(tmp_path, text))
    assert str(fault.value) == message


@pytest.mark.parametrize(
    "form",
    [
        "%d.%m.%Y",  # no time of day
        "%d.%m.%y %H",  # no minutes
        "%d.%m. %H:%M",  # no year
        "%d.%m.%Y %I:%M",  # morning or evening
        "%d.%m.%Y %H:%M %Z",  # a zone's letters, which would not be used
        "%d.%m.%Y %Q %H:%M",  # no such sign
        "%d.%m.%Y %H:%M %",
    ],
)
def test_a_date_format_that_leaves_something_to_a_guess_is_refused(tmp_path, form):
    text = START + f'date_format = "{form}"\n' + WHOLE.removeprefix(START)
    with pytest.raises(InputError, match=r"c.toml:3, date_format: not a whole day and time"):
        read_columns(told(tmp_path, text))


@pytest.mark.parametrize(
    ("form", "typed", "at"),
    [
        ("%d.%m.%Y %H:%M", "01.02.2026 20:05", "02-01T20:05"),
        ("%m/%d/%y %I:%M %p", "02/01/26 08:05 PM", "02-01T20:05"),
        ("%m/%d/%y %I:%M %p", "02/01/26 12:05 am", "02-01T00:05"),
        ("%Y-%m-%dT%H:%M:%S%z", "2026-02-01T20:05:00+0000", "02-01T21:05"),
        ("", "2026-02-01 20:05", "02-01T20:05"),
    ],
)
def test_times_are_read_as_the_format_says(tmp_path, form, typed, at):
    text = START + f'date_format = "{form}"\n' + WHOLE.removeprefix(START)
    path = file(tmp_path, "x.csv", f"When,How\n{typed},4\n")
    found = look(path, folder(tmp_path / "d"), columns=told(tmp_path, text))
    assert rows(found) == [(at, "rating", "pain", 4.0, "", "")]


def test_a_table_of_days_gets_the_time_that_the_file_names(tmp_path):
    text = START + 'time = "21:00"\ndate_format = "%d.%m.%Y"\n' + WHOLE.removeprefix(START)
    path = file(tmp_path, "x.csv", "When,How\n01.02.2026,4\n")
    found = look(path, folder(tmp_path / "d"), columns=told(tmp_path, text))
    assert rows(found) == [("02-01T21:00", "rating", "pain", 4.0, "", "")]


def test_a_day_without_a_time_is_no_time(tmp_path):
    text = START + 'timezone = "UTC"\n' + WHOLE.removeprefix(START)
    path, diary = file(tmp_path, "x.csv", "When,How\n2026-02-01,4\n"), folder(tmp_path / "d")
    for words in (text, WHOLE):
        assert left(look(path, diary, columns=told(tmp_path, words))) == {"not a time": (1, 2)}


def test_a_named_zone_is_used_and_a_clock_change_is_told(tmp_path):
    text = START + 'timezone = "America/New_York"\n' + WHOLE.removeprefix(START)
    path = file(tmp_path, "x.csv", "When,How\n2026-03-08T02:30,4\n2026-02-01T20:05,5\n")
    found = look(path, folder(tmp_path / "d"), columns=told(tmp_path, text))
    assert [row[0] for row in rows(found)] == ["02-02T02:05", "03-08T08:30"]
    assert [said for said in found.says if said.startswith("1 x a time at which clocks change")]


WORDS = START + (
    '[columns]\nat = ["Day", "Time"]\nwhat = "Thing"\nvalue = "How"\n[fixed]\nkind = "rating"\n'
    '[words.what]\n"Back pain" = "pain"\n[words.value]\n"not at all" = "0"\n"a lot" = "7.5"\n'
)


def test_words_of_a_table_become_words_of_the_diary_and_others_are_left_out(tmp_path):
    table = (
        "Day,Time,Thing,How\n2026-02-01,08:00,back PAIN,A lot\n2026-02-01,09:00,Mood,a lot\n"
        "2026-02-01,10:00,Back pain,some\n2026-02-01,11:00, Back pain ,not at all\n"
    )
    found = look(
        file(tmp_path, "x.csv", table), folder(tmp_path / "d"), columns=told(tmp_path, WORDS)
    )
    assert rows(found) == [
        ("02-01T08:00", "rating", "pain", 7.5, "", ""),
        ("02-01T11:00", "rating", "pain", 0.0, "", ""),
    ]
    assert left(found) == {
        'what "Mood", which [words.what] does not name': (1, 3),
        'value "some", which [words.value] does not name': (1, 4),
    }


def test_a_saved_mapping_reads_a_later_table_and_adds_only_the_rest(tmp_path):
    """Columns may come in another order, and other columns may be there."""
    saved, diary = told(tmp_path, WHOLE), folder(tmp_path / "d")
    first = file(tmp_path, "a.csv", "When,How\n2026-02-01T08:00,4\n2026-02-01T09:00,5\n")
    assert len(bring(first, diary, columns=saved).new) == 2
    later = "How,When\n4,2026-02-01T08:00\n5,2026-02-01T09:00\n6,2026-02-01T10:00\n"
    second = bring(file(tmp_path, "b.csv", later), diary, columns=saved)
    assert (len(second.new), second.already) == (1, 2)


def test_a_mapping_under_another_name_is_another_source(tmp_path):
    diary = folder(tmp_path / "d")
    path = file(tmp_path, "a.csv", "When,How\n2026-02-01T08:00,4\n")
    bring(path, diary, columns=told(tmp_path, WHOLE))
    other = told(tmp_path, WHOLE.replace('"mine"', '"other"'))
    assert len(look(path, diary, columns=other).new) == 1


@pytest.mark.parametrize(
    ("typed", "value", "reason"),
    [
        ("4,5", 4.5, ""),
        ("4", 4.0, ""),
        ("4.5", None, "a number with a point, where decimal is a comma"),
        ("1.000", None, "a number with a point, where decimal is a comma"),
        ("1.000,5", None, "a rating that is not a number"),
    ],
)
def test_a_decimal_comma_is_never_taken_for_a_point(tmp_path, typed, value, reason):
    text = START + 'separator = ";"\ndecimal = ","\n' + WHOLE.removeprefix(START)
    path = file(tmp_path, "x.csv", f"When;How\n2026-02-01T08:00;{typed}\n")
    found = look(path, folder(tmp_path / "d"), columns=told(tmp_path, text))
    assert [row[3] for row in rows(found)] == ([] if value is None else [value])
    assert list(left(found)) == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (
            "Then,How\n",
            'x.csv:1, columns.at: no column when for at; found "then,how", expected then, how.',
        ),
        (
            "When,How,how\n",
            (
                'x.csv:1, columns.value: two columns how; found "how", '
                "expected one column of this name."
            ),
        ),
        (
            'When,How\n2026-02-01T08:00,"4\n',
            'x.csv: a table that is torn; found "unexpected end of data", expected the whole file.',
        ),
    ],
)
def test_a_table_that_does_not_fit_the_mapping_is_refused(tmp_path, table, message):
    with pytest.raises(InputError) as fault:
        look(file(tmp_path, "x.csv", table), folder(tmp_path / "d"), columns=told(tmp_path, WHOLE))
    assert str(fault.value) == message


def test_doses_need_a_product_of_the_diary(tmp_path):
    text = START + (
        '[columns]\nat = "When"\nwhat = "Leaf"\nvalue = "How"\n[fixed]\nkind = "dose"\nunit = "g"\n'
    )
    path = file(tmp_path, "x.csv", "When,Leaf,How\n2026-02-01T08:00,Red Bali,4\n")
    diary, saved = folder(tmp_path / "d"), told(tmp_path, text)
    assert left(look(path, diary, columns=saved)) == {
        "a product that diary.toml does not name": (1, 2)
    }
    told_too = look(path, diary, columns=saved, products={"Red Bali": "green"})
    assert rows(told_too) == [("02-01T08:00", "dose", "green", 4.0, "g", "")]
