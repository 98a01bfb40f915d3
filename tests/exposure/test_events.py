"""NONMEM's event definitions: against NONMEM 7.4.3's printed output, and against each other.

The data set `nmtest-events.csv` (nlmixr2/nlmixr2data at f7bd1f7b, made by Kyle Baron) holds 26
people, one compartment with oral absorption, CL 1.1 L/h, V 20 L, KA 1.5 /h, five printed digits.
"""

import csv
from collections import defaultdict
from math import inf
from pathlib import Path

import numpy as np
import pytest

from speciosa.errors import InputError
from speciosa.exposure.events import Record, concentration_of_records
from speciosa.exposure.kinetics import Term, exponentials

DATA = Path(__file__).resolve().parents[3] / "shared/data/kinetics/nmtest-events.csv"
STEADY = ("no", "reset", "add")

# The printed output is that of a run without these columns: with the availability and lag that
# the file lists it would be lower and later, with 1 and 0 every reading agrees.
COLUMNS_NOT_USED_IN_THE_RUN = {
    20: "availability 0.61 and 0.5 listed, 1 used",
    23: "availability 0.61 listed, 1 used",
    24: "availability 0.61 and lag 10 h listed, 1 and 0 used",
}

RATES = np.array([[1.5, 1.1 / 20.0]])
PER_MG = np.array([1000.0 / 20.0])
CURVES = {
    "1": exponentials(RATES, (Term(0, PER_MG * 1.5, (), (0, 1)),), 1),
    "2": exponentials(RATES[:, 1:], (Term(0, PER_MG, (), (0,)),), 1),
}


def rows_by_id() -> dict[int, list[dict[str, str]]]:
    found = defaultdict(list)
    if DATA.exists():
        with DATA.open(newline="") as file:
            for row in csv.DictReader(file):
                found[int(row["id"])].append(row)
    return dict(found)


PEOPLE = rows_by_id()
needs_data = pytest.mark.skipif(not PEOPLE, reason="the public data are not beside the repository")


def record_of(row: dict[str, str]) -> Record:
    """One dosing row; RATE -2 takes the modelled duration."""
    rate = float(row["rate"])
    return Record(
        time_h=float(row["time"]),
        amount_mg=float(row["amt"]),
        into=row["cmt"],
        rate_mg_per_h=max(rate, 0.0),
        duration_h=float(row["dur2"]) if rate == -2 else 0.0,
        lag_h=float(row["lagt"]),
        availability_ratio=float(row["bioav"]),
        additional=int(row["addl"]),
        interval_h=float(row["ii"]),
        steady=STEADY[int(row["ss"])],
        reset=row["evid"] in ("3", "4"),
    )


def off_by_digits(rows: list[dict[str, str]]) -> np.ndarray:
    """Distance from the printed readings in units of half their last printed digit."""
    records = [record_of(row) for row in rows if row["evid"] != "0"]
    readings = [row for row in rows if row["evid"] == "0"]
    printed = np.array([float(row["cp"]) for row in readings])
    mine = conc(records, [float(row["time"]) for row in readings])
    last_digit = 10.0 ** (np.floor(np.log10(np.maximum(printed, 1e-3))) - 4)
    return np.abs(mine - printed) / (last_digit / 2.0)


def conc(records: list[Record], at_h) -> np.ndarray:
    return concentration_of_records(records, CURVES, np.array(at_h, float))[0, 0]


@needs_data
@pytest.mark.parametrize("person", sorted(set(range(1, 27)) - set(COLUMNS_NOT_USED_IN_THE_RUN)))
def test_nonmem_agrees_to_every_printed_digit(person):
    """Tolerance: half the last digit, and 0.1 % of it for readings that lie on the half."""
    assert off_by_digits(PEOPLE[person]).max() <= 1.001


@needs_data
@pytest.mark.parametrize("person", COLUMNS_NOT_USED_IN_THE_RUN)
def test_people_whose_listed_columns_were_not_used(person):
    assert off_by_digits(PEOPLE[person]).max() > 1000.0
    used = [row | {"bioav": "1", "lagt": "0"} for row in PEOPLE[person]]
    assert off_by_digits(used).max() <= 1.001


AT_H = [0.0, 0.5, 3.0, 11.9, 12.0, 30.0, 71.3]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"lag_h": 2.5},
        {"rate_mg_per_h": 20.0},
        {"duration_h": 30.0},
        {"lag_h": 3.0, "duration_h": 11.0},
    ],
)
@pytest.mark.parametrize("into", ["1", "2"])
def test_steady_state_is_a_long_past_of_the_same_doses(more, into):
    steady = Record(0.0, 100.0, into, interval_h=12.0, additional=2, steady="reset", **more)
    past = Record(-12.0 * 200, 100.0, into, interval_h=12.0, additional=202, **more)
    np.testing.assert_allclose(conc([steady], AT_H), conc([past], AT_H), rtol=1e-10)


def test_a_constant_infusion_reaches_rate_over_clearance_and_then_ends():
    constant = Record(0.0, 0.0, "2", rate_mg_per_h=100.0, steady="reset")
    level = 100.0 / 1.1 * 1000.0
    expected = level * np.exp(-1.1 / 20.0 * np.array(AT_H))
    np.testing.assert_allclose(conc([constant], AT_H), expected, rtol=1e-12)


def test_adding_a_steady_state_keeps_what_was_there_and_replacing_does_not():
    first = Record(0.0, 50.0, "1")
    second = {"time_h": 5.0, "amount_mg": 80.0, "into": "1", "interval_h": 8.0}
    alone = conc([Record(**second, steady="reset")], AT_H)
    added = conc([first, Record(**second, steady="add")], AT_H)
    replaced = conc([first, Record(**second, steady="reset")], AT_H)
    np.testing.assert_allclose(added, conc([first], AT_H) + alone, rtol=1e-12)
    late = np.array(AT_H) >= 5.0
    np.testing.assert_allclose(replaced[late], alone[late], rtol=1e-12)
    np.testing.assert_allclose(replaced[~late], conc([first], AT_H)[~late], rtol=1e-12)


def test_a_reset_cancels_running_infusions_and_pending_doses():
    first = Record(0.0, 100.0, "2", duration_h=20.0, additional=5, interval_h=24.0)
    empty = conc([first, Record(10.0, 0.0, "1", reset=True)], [9.9, 10.0, 30.0, 60.0])
    assert empty[0] > 0.0
    np.testing.assert_array_equal(empty[1:], 0.0)


def test_rate_and_duration_of_the_same_infusion_differ_when_availability_does():
    by_rate = Record(0.0, 100.0, "2", rate_mg_per_h=10.0, availability_ratio=0.5)
    by_duration = Record(0.0, 100.0, "2", duration_h=10.0, availability_ratio=0.5)
    assert (by_rate.over_h, by_duration.over_h) == (5.0, 10.0)
    assert by_rate.absorbed_mg == by_duration.absorbed_mg == 50.0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount_mg": -1.0}, "amount_mg"),
        ({"lag_h": inf}, "lag_h"),
        ({"additional": 2}, "interval_h"),
        ({"steady": "reset"}, "interval_h"),
        ({"steady": "reset", "interval_h": 8.0, "lag_h": 8.0}, "lag_h"),
        ({"rate_mg_per_h": 5.0, "duration_h": 2.0}, "duration_h"),
    ],
)
def test_records_that_mean_nothing_are_refused(wrong, field):
    with pytest.raises(InputError, match=field):
        Record(**{"time_h": 0.0, "amount_mg": 10.0, "into": "1"} | wrong)
