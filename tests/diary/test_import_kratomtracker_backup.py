"""KratomTracker's backup. Rows are invented.

The keys are those of BareTread/KratomTracker: `lib/providers/kratom_provider.dart` (exportData),
`lib/data/backup_codec.dart` with its tests (a bare list of doses, `pain_relief`, an amount as text)
and `lib/services/backup_service.dart` (everything the app stores, each list as a text of JSON).
"""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speciosa.errors import InputError, SpeciosaError
from tests.diary.folders import contents, folder
from tests.diary.importing import bring, file, left, look, rows

STRAINS = [{"id": "s1", "name": "Green", "code": "GM", "color": 1, "icon": "leaf"}]
DOSES = [
    {"id": "d1", "strainId": "s1", "amount": 2.5, "timestamp": "2026-03-01T08:10:00.000"},
    {"id": "d2", "strainId": "s1", "amount": "3", "timestamp": "2026-07-01T06:10:00.000Z"},
]
EFFECT = {
    "id": "e1", "dosageId": "d1", "timestamp": "2026-03-01T09:40:12.345", "mood": 4, "energy": 3,
    "pain_relief": 5, "anxiety": None, "focus": None, "notes": "calm", "duration": 90,
}  # fmt: skip
FELT = (
    "felt later, saved 2026-03-01T09:40: mood 4 of 5, energy 3 of 5, pain relief 5 of 5, "
    "for 90 min, calm"
)
LOOK_BACK = "effects as ratings, as they look back at a whole dose (kept as a note)"


def backup(**more):
    return {"version": 1, "timestamp": "x", "strains": STRAINS, "dosages": DOSES} | more


def stored(data):
    """The app's first form: every list and the settings as a text of JSON."""
    return {key: json.dumps(item) for key, item in data.items() if isinstance(item, list | dict)}


@pytest.mark.parametrize("form", [dict, stored])
@pytest.mark.parametrize("relief", ["pain_relief", "painRelief"])
def test_a_backup_gives_the_doses_with_effects_as_their_note(tmp_path, form, relief):
    effect = {relief if key == "pain_relief" else key: item for key, item in EFFECT.items()}
    data = form(backup(effects=[effect], settings={"measurementUnit": "g"}))
    found = look(file(tmp_path, "b.json", json.dumps(data)), folder(tmp_path / "d"))
    assert rows(found) == [
        ("03-01T08:10", "dose", "green", 2.5, "g", FELT),
        ("07-01T08:10", "dose", "green", 3.0, "g", ""),
    ]
    assert left(found) == {LOOK_BACK: (1, 0)}


def test_a_dose_that_a_table_brought_is_not_brought_by_the_backup_again(tmp_path):
    diary = folder(tmp_path / "d")
    table = (
        "date,time,iso_timestamp,strain_code,strain_name,amount_g,notes\n"
        "2026-03-01,08:10,2026-03-01T08:10:00.000,GM,Green,2.50,\n"
    )
    bring(file(tmp_path, "a.csv", table), diary)
    path = file(tmp_path, "b.json", json.dumps(backup()))
    found = bring(path, diary)
    assert (len(found.new), found.already) == (1, 1)
    assert (bring(path, diary).new, bring(path, diary).already) == ((), 2)


@pytest.mark.parametrize(
    ("data", "reason", "count"),
    [
        (backup(strains=[]), "a dose of a strain that the backup does not name", 2),
        (DOSES, "a dose of a strain that the backup does not name", 2),
        (backup(dosages=[1, *DOSES]), "a part of the dosages that could not be read", 1),
        (backup(effects="{}"), "effects of the backup, as they are no list", 1),
        (
            backup(effects=[EFFECT | {"dosageId": "lost"}]),
            "effects of a dose that the backup does not hold",
            1,
        ),
        (backup(dosages=[DOSES[0] | {"timestamp": "then"}]), "not a time", 1),
        (backup(dosages=[DOSES[0] | {"amount": True}]), "an amount is missing", 1),
        (backup(dosages=[DOSES[0] | {"notes": "\ud800"}]), "an unprintable sign", 1),
    ],
)
def test_what_is_left_out_of_a_backup_is_counted(tmp_path, data, reason, count):
    found = look(file(tmp_path, "b.json", json.dumps(data)), folder(tmp_path / "d"))
    assert left(found)[reason] == (count, 0)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (json.dumps(backup(version=2)), "a backup of another version"),
        (json.dumps(backup(settings={"measurementUnit": "oz"})), "amounts in another unit"),
        (json.dumps(stored(backup(settings={"measurementUnit": "oz"}))), "amounts in another unit"),
        (json.dumps({"strains": STRAINS}), "a backup without doses"),
        (json.dumps(backup())[:-9], "a backup that is torn"),
        (json.dumps(backup(dosages="[")), "a backup that is torn"),
        ('{"dosages": ' + "[" * 100_000, "a backup that cannot be read"),
        ('{"dosages": ' + "9" * 5000 + "}", "a backup that cannot be read"),
    ],
)
def test_a_backup_that_cannot_be_used_is_refused(tmp_path, text, what):
    with pytest.raises(InputError, match=what):
        look(file(tmp_path, "b.json", text), folder(tmp_path / "d"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from((*DOSES[0], *STRAINS[0], *EFFECT)), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.dictionaries(st.sampled_from(sorted(backup(effects=0, settings=0))), anything))
def test_no_content_of_a_backup_ends_in_a_traceback(tmp_path_factory, parts):
    place = tmp_path_factory.mktemp("x")
    diary = folder(place / "d")
    before = contents(diary)
    try:
        found = bring(file(place, "b.json", json.dumps(backup() | parts)), diary)
    except SpeciosaError:
        assert contents(diary) == before
        return
    assert bring(place / "b.json", diary).already == len(found.new) + found.already
