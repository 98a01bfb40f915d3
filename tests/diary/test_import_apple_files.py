"""Apple Health: the zip as the phone saves it, and files made to do harm. All are invented.

Names: the folder is always `apple_health_export`, the file is called after the phone's language,
`export_cda.xml` stands beside it (dogsheep/healthkit-to-sqlite, issue 11: `eksport.xml` and
`exportar.xml`; mganjoo/apple-health-exporter, pull request 7: `vienti.xml`).
"""

import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speciosa.diary import xml_stream
from speciosa.diary.imports import apple_health
from speciosa.errors import InputError, SpeciosaError
from tests.diary.folders import contents, folder
from tests.diary.importing import bring, file, left, look, rows
from tests.diary.test_import_apple_health import ASLEEP, SLEEP, Q, export, record

PRESSURE = record(f"{Q}BloodPressureSystolic", "03 09:00", "03 09:00", 121, "mmHg")
CDA = '<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"/>\n'
READ = [("02-03T09:00", "reading", "systolic", 121.0, "mmHg", "")]
DOSE = "doses of medicines, whose form in this file is not known"


def packed(place, members, packing=zipfile.ZIP_DEFLATED):
    path = place / "export.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "export.xml",
        "Export.xml",
        "exportieren.xml",
        "eksport.xml",
        "vienti.xml",
        "エクスポート.xml",
    ],
)
def test_the_zip_is_read_whatever_the_phone_calls_the_file(tmp_path, name):
    members = {
        "apple_health_export/export_cda.xml": CDA,
        "apple_health_export/workout-routes/route_1.xml": "<gpx/>",
        f"__MACOSX/apple_health_export/._{name}": "x",
        f"apple_health_export/{name}": export(PRESSURE),
    }
    diary, path = folder(tmp_path / "d"), packed(tmp_path, members)
    assert rows(bring(path, diary)) == READ
    plain = look(file(tmp_path, name, export(PRESSURE)), diary)
    assert (plain.new, plain.already) == ((), 1)


def hostile(inside="", declared="", root="HealthData"):
    return f'<?xml version="1.0"?>\n<!DOCTYPE {root} [{declared}]>\n<{root}>{inside}</{root}>\n'


LAUGHS = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (hostile("&c;", LAUGHS), "a file that defines its own signs"),
        (hostile("&x;", OUTSIDE), "a file that defines its own signs"),
        (hostile("&x;", OUTSIDE).replace("HealthData", "Other", 1), "a file that defines its own"),
        (hostile(root="Other"), "a file that is not known"),
        (" " * 2_000_000 + hostile("&c;", LAUGHS), "an empty file|a file that is not known"),
        (
            f"<!-- <HealthData {' ' * 2_000_000} -->{hostile('&c;', LAUGHS).partition('?>')[2]}",
            "a file that defines its own signs",
        ),
        (hostile("&c;"), "a file that is torn"),
        (hostile("<a>" * 60 + "</a>" * 60), "nested too deeply"),
        (hostile("<a>" * 1_000_000), "nested too deeply"),
        (hostile("\x01"), "a file that is torn"),
        (hostile("&#0;"), "a file that is torn"),
        (export(PRESSURE).replace('"121"', '"12'), "a file that is torn"),
        (export(PRESSURE)[:-14], "a file that is torn"),
        (export(PRESSURE).encode()[:-40] + b"\xff\xfe</HealthData>", "a file that is torn"),
        (export(PRESSURE) + "<HealthData/>", "a file that is torn"),
        ("<Other><HealthData/></Other>", "another kind of XML"),
        (hostile('<Record a="' + "x" * 20_000_000 + '"/>'), "one element that is too large"),
        (hostile(f"<!--{'x' * 20_000_000}-->"), "one element that is too large"),
    ],
)
@pytest.mark.parametrize("zipped", [False, True])
def test_a_file_made_to_do_harm_is_refused_and_nothing_written(tmp_path, text, what, zipped):
    text = text.encode() if isinstance(text, str) else text
    diary = folder(tmp_path / "d")
    before = contents(diary)
    # stored: what is packed to a thousandth is refused before it is read
    path = (
        packed(tmp_path, {"e/export.xml": text}, zipfile.ZIP_STORED)
        if zipped
        else file(tmp_path, "export.xml", text)
    )
    with pytest.raises(InputError, match=what) as fault:
        bring(path, diary)
    assert "\n" not in str(fault.value)
    assert fault.value.file in {path.name, ""}
    assert contents(diary) == before


def test_a_zip_that_unpacks_to_far_too_much_is_refused(tmp_path):
    text = export(PRESSURE + " " * 30_000_000)
    path = packed(tmp_path, {"apple_health_export/export.xml": text})
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match=r"unpacks to far too much; found .30 MB"):
        look(path, folder(tmp_path / "d"))


def test_a_text_beyond_any_phone_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(xml_stream, "_MOST_BYTES", 1_500_000)
    with pytest.raises(InputError, match="too large"):
        look(
            file(tmp_path, "export.xml", export(PRESSURE, " " * 3_000_000)), folder(tmp_path / "d")
        )


def test_a_zip_with_a_password_or_another_packing_is_refused(tmp_path):
    path = packed(tmp_path, {"e/export.xml": export(PRESSURE)})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    with pytest.raises(InputError, match="a zip with a password"):
        look(file(tmp_path, "a.zip", bytes(data)), folder(tmp_path / "d"))
    path = packed(tmp_path, {"e/export.xml": export(PRESSURE)}, zipfile.ZIP_LZMA)
    with pytest.raises(InputError, match="not a zip that can be read"):
        look(path, folder(tmp_path / "d"))


@pytest.mark.parametrize("members", [{}, {"a.txt": "x"}, {"e/export_cda.xml": CDA}, {"a.zip": "x"}])
def test_a_zip_of_other_things_is_refused(tmp_path, members):
    with pytest.raises(InputError, match="a file that is not known"):
        look(packed(tmp_path, members), folder(tmp_path / "d"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_damage_to_a_zip_or_its_text_ends_in_a_traceback(tmp_path_factory, data):
    place = tmp_path_factory.mktemp("x")
    diary = folder(place / "d")
    path = packed(place, {"e/export.xml": export(PRESSURE)})
    whole = path.read_bytes() if data.draw(st.booleans()) else export(PRESSURE).encode()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(begin + 6, len(whole))))
    torn = whole[:begin] + data.draw(st.binary(max_size=6)) + whole[end:]
    before = contents(diary)
    try:
        bring(file(place, "export.xml", torn), diary)
    except SpeciosaError:
        assert contents(diary) == before


@pytest.mark.parametrize(
    "made",
    [
        '<MedicationDoseEvent start="x"/>\n',
        '<HKMedicationDoseEvent start="x"><MetadataEntry key="a" value="b"/></HKMedicationDoseEvent>',
        record("HKMedicationDoseEventTypeIdentifierMedicationDoseEvent", "03 09:00", "03 09:00", 1),
    ],
)
def test_doses_of_medicines_are_counted_and_never_guessed(tmp_path, made):
    """No file with such an element was found, so whatever its form: counted and said."""
    found = look(file(tmp_path, "export.xml", export(made, PRESSURE, made)), folder(tmp_path / "d"))
    assert rows(found) == READ
    assert left(found)[DOSE][0] == 2


def test_everything_else_in_the_file_is_counted_by_its_kind(tmp_path):
    text = export(
        '<Workout><WorkoutEvent/><MetadataEntry key="a" value="b"/></Workout>',
        "<ActivitySummary/><ActivitySummary/><ClinicalRecord/><Audiogram><Point/></Audiogram>",
        "<VisionPrescription/><Novelty/>",
        record(f"{Q}StepCount", "03 09:00", "03 09:05", 100, "count"),
        record(f"{Q}HeartRate", "03 09:00", "03 09:05", 100, "count/min"),
        record(SLEEP, "03 23:00", "04 06:00", "HKCategoryValueSleepAnalysisInBed"),
        record(f"{Q}RestingHeartRate", "03 09:00", "02 09:05", 60, "count/min"),
    )
    found = look(file(tmp_path, "export.xml", text), folder(tmp_path / "d"))
    assert {reason: seen[0] for reason, seen in left(found).items()} == {
        "workouts": 1,
        "activity of a day": 2,
        "clinical records": 1,
        "hearing tests": 1,
        "glasses and lenses": 1,
        "parts of a kind that is not known": 1,
        "records of kinds that are not taken (steps ...)": 1,
        "a pulse not marked as measured at rest": 1,
        "time in bed or awake": 1,
        "a record whose times could not be read": 1,
    }


@pytest.mark.parametrize("year", ["0001", "1969", "2200", "9999"])
def test_a_year_that_no_diary_has_is_left_out(tmp_path, year):
    sleep = record(SLEEP, "03 23:00", "04 06:00", ASLEEP).replace("2026", year)
    found = look(file(tmp_path, "export.xml", export(sleep)), folder(tmp_path / "d"))
    assert left(found) == {"a record whose times could not be read": (1, 7)}


def test_a_file_that_would_fill_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(apple_health, "MOST_ROWS", 3)
    naps = [record(SLEEP, f"03 0{hour}:00", f"03 0{hour}:10", ASLEEP) for hour in range(5)]
    with pytest.raises(InputError, match="more rows than a diary can have"):
        look(file(tmp_path, "export.xml", export(*naps)), folder(tmp_path / "d"))
    touching = [record(SLEEP, f"03 0{hour}:00", f"03 0{hour + 1}:00", ASLEEP) for hour in range(5)]
    found = look(file(tmp_path, "export.xml", export(*touching)), folder(tmp_path / "d"))
    assert [row[3] for row in rows(found)] == [300.0]
