"""What makes a curve less certain widens it, keeps its middle and says why without a direction."""

from datetime import date, datetime

import numpy as np
import pytest

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Medicine, Person, Product
from speciosa.exposure.curve import expose
from speciosa.exposure.library import substances
from speciosa.exposure.modifiers import Modifier, modifier_notes, modifiers_of, widened
from speciosa.knowledge.medicines import ingredients
from speciosa.knowledge.tables import read_toml
from tests.exposure.helpers import BERLIN, diary_of

LEAF = Product(name="Green", form="leaf")
DOSES = [(8.0 + 24.0 * i, "green", 25.0, "mg mitragynine") for i in range(5)]
AT_H = np.array([9.0, 40.0, 104.0])
DIRECTION = (
    "higher",
    "lower",
    "more kratom",
    "less",
    "raise",
    "increase",
    "decrease",
    "stronger",
    "weaker",
)
TABLE = read_toml("modifiers")


def diary(*medicines, conditions=(), form="leaf", entries=(), doses=None):
    found = diary_of(
        {"green": LEAF.model_copy(update={"form": form})}, *(DOSES if doses is None else doses)
    )
    return found.model_copy(
        update={
            "person": Person(id="a", conditions=tuple(conditions)),
            "medicines": {name: Medicine(dose="1 mg") for name in medicines},
            "entries": (*found.entries, *entries),
        }
    )


def logs(of):
    return np.log(expose(of, 2048, np.random.default_rng(3))["kratom"].conc_ng_per_ml(AT_H))


def medicine_entry(day, value, what="clarithromycin"):
    at = datetime(2026, 3, day, 12, tzinfo=BERLIN)
    return Entry(at=at, kind=Kind.MEDICINE, what=what, value=value, unit="", id=f"m{day}")


WIDER = [
    diary("clarithromycin"),
    diary("Biaxin"),
    diary("diltiazem"),
    diary("grapefruit"),
    diary("carbamazepine"),
    diary("St. John's wort".replace("St.", "St")),
    diary(conditions=["fatty liver"]),
    diary(entries=[Entry(at=datetime(2026, 3, 2, tzinfo=BERLIN), kind=Kind.CONDITION, what="hepatitis", id="c")]),
    diary(entries=[medicine_entry(3, 250.0)]),
    diary(form="unknown"),
]  # fmt: skip


@pytest.mark.parametrize("of", WIDER)
def test_the_band_is_wider_around_the_same_middle(of):
    plain, wide = logs(diary()), logs(of)
    assert (wide.std(axis=0) > 1.02 * plain.std(axis=0)).all()
    np.testing.assert_allclose(np.median(wide, axis=0), np.median(plain, axis=0), atol=0.06)


@pytest.mark.parametrize("of", WIDER)
def test_a_note_says_why_and_names_no_direction(of):
    (note,) = modifier_notes(of)
    assert "wider" in note
    assert not [word for word in DIRECTION if word in note.lower()]


@pytest.mark.parametrize(
    "of",
    [
        diary(),
        diary("sertraline", "lisdexamfetamine"),
        diary("something nobody knows"),
        diary(conditions=["fibromyalgia", "adhd"]),
        diary(form="tea"),
    ],
)
def test_other_medicines_and_conditions_change_nothing(of):
    assert modifier_notes(of) == ()
    assert modifiers_of(of, "kratom") == ()


def test_a_medicine_that_ended_before_the_diary_does_not_count():
    ended = diary().model_copy(
        update={"medicines": {"ritonavir": Medicine(since="2025-01", until="2025-02-01")}}
    )
    assert modifier_notes(ended) == ()
    during = diary(entries=[medicine_entry(2, 250.0), medicine_entry(4, "stop")])
    assert len(modifier_notes(during)) == 1


def test_two_reasons_add_up_as_variances_and_two_medicines_of_a_row_count_once():
    one = widened(substances()["kratom"], modifiers_of(diary("ritonavir"), "kratom"))
    same = widened(
        substances()["kratom"], modifiers_of(diary("ritonavir", "itraconazole"), "kratom")
    )
    both = diary("ritonavir", conditions=["cirrhosis"])
    two = widened(substances()["kratom"], modifiers_of(both, "kratom"))
    assert same == one
    sd = {row.key: row.log_sd for row in two.spread}
    assert sd["clearance"] == pytest.approx((0.38**2 + 0.4**2 + 0.4**2) ** 0.5)
    assert "Itraconazole and ritonavir" in modifier_notes(diary("ritonavir", "itraconazole"))[0]


def test_a_figure_without_a_spread_of_its_own_gets_one():
    substance = substances()["kratom"]
    wide = widened(substance, [Modifier("kratom", {"exchange": 0.3, "nothing": 0.5}, "why")])
    assert [row.key for row in wide.spread] == [*(row.key for row in substance.spread), "exchange"]
    assert wide.figures["exchange"].spread == ("volume", "exchange")
    assert wide.figures["exchange"].value == substance.figures["exchange"].value


def test_the_table_fits_the_files_and_the_medicines():
    classes = {name for item in ingredients().values() for name in item.classes}
    rows = [*TABLE["medicine"], *TABLE["condition"]]
    for row in TABLE["medicine"]:
        assert set(row["classes"]) <= classes
    for row in rows:
        assert "medicine}" not in row["why"] or row in TABLE["medicine"]
        for key in set(row["substances"]) & set(substances()):
            there = {s.key for s in substances()[key].spread} | set(substances()[key].figures)
            assert set(row["widens"]) & there, (row["key"], key)


def test_another_substance_followed_as_a_product_counts_as_a_medicine():
    products = {"green": LEAF, "c": Product(name="C", substance="carbamazepine")}
    of = diary_of(products, *DOSES, (9.0, "c", 200.0, "mg"))
    assert "Carbamazepine" in modifier_notes(of)[0]


def test_no_note_about_what_is_not_modelled():
    shot = diary("ritonavir", form="7-oh", doses=[(8.0, "green", 1.0, "tablet")])
    assert modifier_notes(shot) == ()
    assert date(2026, 3, 1) == shot.entries[0].at.date()
