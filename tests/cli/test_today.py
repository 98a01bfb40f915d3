"""`speciosa today`: what is logged, what is not rated, and what is due, at one moment."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from speciosa.cli import today as module
from speciosa.cli.main import app
from speciosa.cli.today_facts import today_of
from speciosa.cli.today_text import today_text
from speciosa.errors import DiaryError, InputError
from speciosa.texts import say
from tests.diary.folders import HEAD, contents, folder

EXAMPLE_PATH = Path(str(files("speciosa") / "example"))
EXAMPLE = str(EXAMPLE_PATH)
NOW = datetime(2026, 5, 29, 13, 6, 40, tzinfo=UTC)  # 15:06 in Berlin
ADULT = HEAD.replace("[products.green]", "birth_year = 1984\n[products.green]", 1)
ROWS = (
    "2026-05-28T23:50,rating,pain,7,,,",
    "2026-05-29T08:00,rating,pain,6,,,",
    "2026-05-29T08:10,dose,green,2.5,g,,",
    "2026-05-29T09:00,event,nausea,2,grade,,",
    "2026-05-29T09:00,medicine,sertraline,50,mg,,",
    "2026-05-29T09:30,note,,,,slept badly,",
    "2026-05-29T13:37,dose,green,3,g,,",
    "2026-05-29T23:00,rating,focus,2,,,",  # later than now
)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(module, "now", lambda: NOW)


def run(path, *words):
    return CliRunner().invoke(app, ["today", str(path), *words])


def told(place, *rows, head=ADULT, at=()):
    done = run(folder(place / "d", *rows, head=head), *at)
    assert done.exit_code == 0, done.exception
    return done.output


def part(text, title):
    """The lines below one heading."""
    return text.partition(f"{title}\n")[2].partition("\n\n")[0].splitlines()


def test_the_whole_answer(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "alex", *ROWS, head=ADULT)
    text = run("alex").output
    assert text.startswith("Friday 29 May 2026, 15:06   alex\n\nLOGGED TODAY\n")
    assert part(text, "LOGGED TODAY") == [
        "08:00  rating: pain 6",
        "08:10  dose: 2.5 g green leaf, batch 7",
        "09:00  event: nausea grade 2",
        "09:00  medicine: sertraline 50 mg",
        "13:37  dose: 3.0 g green leaf, batch 7",
        "Besides: 1 note.",
        "2 kratom doses, 5.5 g.",
    ]
    assert part(text, "NOT RATED TODAY") == [
        "focus.",
        "To rate: speciosa log alex/ rating focus N",
    ]
    assert part(text, "LAST DOSE") == [
        "13:37  1 h 29 min ago: green leaf, batch 7.",
        "Rated at the wish: nothing.",
        "Rating 1.5 h after: due at 15:07.",
        "Rate now: speciosa log alex/ rating pain N focus N",
    ]


@pytest.mark.parametrize(
    ("at", "rows", "lines"),
    [
        ("14:00", [], ["Rated at the wish: nothing.", "Rating 1.5 h after: due at 15:20.", "Rate now"]),
        ("14:00", ["13:50,rating,pain,6"],
         ["Rated at the wish: pain.", "Rating 1.5 h after: due at 15:20."]),
        ("14:49", ["13:50,rating,pain,6"],
         ["Rated at the wish: pain.", "Rating 1.5 h after: due at 15:20."]),
        ("14:50", ["13:50,rating,pain,6"],
         ["Rated at the wish: pain.", "Rating 1.5 h after: due at 15:20.", "Rate now"]),
        ("15:20", ["13:50,rating,pain,6", "15:15,rating,focus,2"],
         ["Rated at the wish: pain.", "Rated 1.5 h after: focus."]),
        ("15:51", [], ["Rated at the wish: nothing.", "Rated 1.5 h after: nothing."]),
    ],
)  # fmt: skip
def test_a_wish_without_a_dose_asks_for_its_two_ratings(tmp_path, at, rows, lines):
    wish = "2026-05-29T13:50,wish,green,,,,"
    earlier = "2026-05-29T08:10,dose,green,2.5,g,,"
    more = [f"2026-05-29T{row},,," for row in rows]
    text = told(tmp_path, earlier, wish, *more, at=("--at", at))
    found = part(text, "LAST WISH, NO DOSE YET")
    assert found[0].endswith("ago: green leaf, batch 7.")
    assert [line[: len(said)] for line, said in zip(found[1:], lines, strict=False)] == lines
    assert ("Rate now" in text) == ("Rate now" in lines)


def test_after_four_hours_or_a_dose_a_wish_asks_for_nothing(tmp_path):
    wish = "2026-05-29T13:50,wish,green,,,,"
    assert "LAST WISH" in told(tmp_path, wish, at=("--at", "17:50"))
    assert "LAST" not in told(tmp_path, wish, at=("--at", "17:51"))
    dose = "2026-05-29T14:00,dose,green,2,g,,"
    assert "LAST WISH" not in told(tmp_path, wish, dose, at=("--at", "15:00"))


@pytest.mark.parametrize(
    ("rows", "at", "wish", "after"),
    [
        # rated up to 30 min before a dose, also in the same minute
        (["13:07,rating,pain,5"], "15:06", "pain", "due at 15:07"),
        (["13:06,rating,pain,5"], "15:06", "nothing", "due at 15:07"),
        (["13:37,rating,pain,5"], "15:06", "pain", "due at 15:07"),
        # the second one counts from 1 to 2 h after
        (["14:36,rating,pain,5"], "15:06", "nothing", "due at 15:07"),
        (["14:37,rating,pain,5"], "15:06", "nothing", "pain"),
        (["15:37,rating,focus,5", "15:00,rating,pain,5"], "16:00", "nothing", "pain, focus"),
        ([], "15:37", "nothing", "due at 15:07"),
        ([], "15:38", "nothing", "nothing"),
        # a dose that had to wait was wished earlier; the rating belongs to the wish
        (["12:00,wish,green,", "11:50,rating,pain,5"], "15:00", "pain", "due at 15:07"),
        (["12:00,wish,green,", "12:40,rating,pain,5"], "15:00", "nothing", "due at 15:07"),
        (["09:30,wish,green,", "09:30,rating,pain,5"], "15:00", "nothing", "due at 15:07"),
        (["12:00,wish,green,", "12:30,dose,green,1", "12:00,rating,pain,5"], "15:00", "nothing",
         "due at 15:07"),
    ],
)  # fmt: skip
def test_the_two_ratings_of_the_last_dose(tmp_path, rows, at, wish, after):
    units = {"dose": "g", "wish": "", "rating": ""}
    lines = [f"2026-05-29T{row},{units[row.split(',')[1]]},," for row in rows]
    day = "2026-05-29T13:37,dose,green,3,g,,"
    found = part(told(tmp_path, day, *lines, at=("--at", f"2026-05-29T{at}")), "LAST DOSE")
    assert found[1] == f"Rated at the wish: {wish}."
    assert found[2].endswith(f": {after}.")


def test_a_dose_on_a_schedule_or_of_the_day_before_yesterday_asks_for_nothing(tmp_path):
    assert "LAST DOSE" not in told(tmp_path, "2026-05-29T13:00,dose,bup,8,mg,,")
    assert "LAST DOSE" not in told(tmp_path, "2026-05-28T13:00,dose,green,3,g,,")
    assert "LAST DOSE" not in told(tmp_path, "2026-05-29T13:00,dose,green,0,g,,")
    assert "yesterday" in "".join(part(told(tmp_path, "2026-05-28T23:00,dose,green,3,g,,"),
                                       "LAST DOSE"))  # fmt: skip


def test_questionnaires_are_not_asked_for_every_day(tmp_path):
    head = ADULT.replace('"focus"', '"focus", "peg"')
    text = told(tmp_path, "2026-05-28T08:00,rating,mood,6,,,", head=head)
    assert part(text, "NOT RATED TODAY")[0] == "pain, focus, mood."
    text = told(tmp_path, "2026-05-10T08:00,rating,mood,6,,,", head=head)
    assert part(text, "NOT RATED TODAY")[0] == "pain, focus."


def test_checks_overdue_and_within_a_week_only():
    """Every day that is told is the one of the report's own schedule."""
    early = part(run(EXAMPLE, "--at", "2026-03-20").output, "CHECKS")
    late = part(run(EXAMPLE, "--at", "2026-04-12").output, "CHECKS")
    assert not any("overdue" in line or line.startswith("Due") for line in early)
    assert early[0].startswith("Nothing is due")
    assert late[0] == "14 days overdue: Blood pressure and pulse."
    soon = part(run(EXAMPLE, "--at", "2026-03-22").output, "CHECKS")
    assert soon[0] == "Due Sun 29 March: Blood pressure and pulse."
    on_day = part(run(EXAMPLE, "--at", "2026-03-29").output, "CHECKS")
    assert on_day[0] == "Due today: Blood pressure and pulse."
    assert not any("Liver" in line for line in late)  # due in June


@pytest.mark.parametrize("born", ["", "birth_year = 2012\n"])
def test_amounts_are_hidden_where_they_must_be(tmp_path, born):
    head = HEAD.replace("[products.green]", f"{born}[products.green]", 1)
    text = told(tmp_path, *ROWS, "2026-05-29T13:36,wish,green,3.5,g,,", head=head)
    assert "Not shown" in text
    assert "13:37  dose: green leaf, batch 7" in text
    assert not re.search(r"\d g\b", text)
    assert "doses" not in text
    assert "Rat" not in "".join(part(text, "LAST DOSE"))
    assert "medicine: sertraline 50 mg" in text


def test_voided_entries_do_not_count(tmp_path):
    row = "2026-05-29T08:00,rating,pain,6,,,abcdef0123"
    text = told(tmp_path, row, "2026-05-29T09:00,void,abcdef0123,,,,")
    assert part(text, "LOGGED TODAY") == ["Nothing yet."]
    assert "pain" in part(text, "NOT RATED TODAY")[0]


def test_an_empty_diary(tmp_path):
    text = told(tmp_path)
    assert part(text, "LOGGED TODAY") == ["Nothing yet."]
    assert "CHECKS" in text


@pytest.mark.parametrize("width", [32, 40, 80, 100])
def test_it_is_as_narrow_as_the_terminal(tmp_path, width):
    path = folder(tmp_path / "d", *ROWS, head=HEAD)
    text = today_text(today_of(path, "", NOW), "alex/", width, colour=False)
    assert max(map(len, text.splitlines())) <= width
    for at in ("2026-04-12", "2026-03-22"):
        text = today_text(today_of(EXAMPLE_PATH, at, NOW), "alex/", width, colour=False)
        assert max(map(len, text.splitlines())) <= width


def test_colour_marks_headings_only_and_plain_is_ascii(tmp_path):
    path = folder(tmp_path / "d", *ROWS, head=ADULT.replace("Green leaf", "Grün"))
    found = today_of(path, "", NOW)
    with_colour = today_text(found, "d/", 80, colour=True)
    assert "\x1b[1mLOGGED TODAY\x1b[0m" in with_colour
    bare = with_colour.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert bare == today_text(found, "d/", 80, colour=False)
    assert run(path, "--plain").output.isascii()


def test_the_example_says_that_it_is_invented():
    assert say("words.simulated") in run(EXAMPLE, "--at", "2026-04-12").output


@pytest.mark.parametrize("at", ["08:30", "2026-05-29T08:30", "2026-05-29T08:30+02:00"])
def test_at_another_time(tmp_path, at):
    text = told(tmp_path, *ROWS, at=("--at", at))
    assert text.startswith("Friday 29 May 2026, 08:30")
    assert "event" not in text


def test_a_day_means_the_whole_day(tmp_path):
    assert "focus 2" in told(tmp_path, *ROWS, at=("--at", "2026-05-29"))


@pytest.mark.parametrize("at", ["yesterday", "25:00", "2026-13-01"])
def test_what_is_no_time(tmp_path, at):
    error = run(folder(tmp_path / "d", *ROWS), "--at", at).exception
    assert isinstance(error, InputError | DiaryError)
    assert error.exit_code == 10


def test_a_broken_diary_is_told_as_elsewhere_and_nothing_is_written(tmp_path):
    path = folder(tmp_path / "d", "2026-05-29T08:10,dose,geren,3,g,,")
    before = contents(path)
    assert isinstance(run(path).exception, DiaryError)
    assert contents(path) == before
    assert isinstance(run(tmp_path / "nowhere").exception, DiaryError)


def test_no_praise_no_blame_no_advice(tmp_path):
    text = told(tmp_path, *ROWS).lower()
    assert not re.search(r"well done|great|good|sorry|fail|forgot|streak|should|take ", text)


def test_it_needs_no_response_floor_and_no_page():
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from speciosa.cli.main import app\n"
        f"assert CliRunner().invoke(app, ['today', {EXAMPLE!r}]).exit_code == 0\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"scipy", "jinja2", "rich.progress", "speciosa.assessment.schema"}
