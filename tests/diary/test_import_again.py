"""Bringing a file in again, and all or nothing."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speciosa.diary import whole_lines
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_json, write_zip
from speciosa.errors import InputError, StoreError
from tests.diary.folders import contents, diary, folder
from tests.diary.importing import bring, file, left, look

HEADER = "Date,Time,Strain,Amount (g),Notes"
OURS = (
    "2026-03-01T08:10,dose,green,3.0,g,,d1",
    '2026-03-01T08:05,rating,pain,6,,"a ""b"",\nc",r1',
    "2026-03-02T21:00,event,nausea,2,grade,after dinner,",
    "2026-03-03T09:30,reading,alt,41,U/L,uln=35,",
    "2026-03-10T08:00,medicine,sertraline,stop,,,",
    "2026-10-25T02:30+01:00,rating,pain,5,,,",
    "2026-03-12T08:00,void,d1,,,typing error,",
)
LINES = st.lists(
    st.builds(
        "2026-03-{:02}T{:02}:00,{}".format,
        st.integers(1, 9),
        st.integers(0, 2),
        st.sampled_from(["1.00", "2.00"]),
    ),
    max_size=8,
)


def table(lines):
    cells = (line.replace("T", ",", 1).rsplit(",", 1) for line in lines)
    return "\n".join([HEADER, *(f"{at},green,{amount}," for at, amount in cells)]) + "\n"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=LINES, more=LINES)
def test_a_longer_export_adds_exactly_the_rest_in_any_order(tmp_path_factory, first, more):
    """Equal rows are as many entries; what the first export held is never there twice."""
    place = tmp_path_factory.mktemp("x")
    path = folder(place / "d")
    bring(file(place, "a.csv", table(first)), path)
    second = bring(file(place, "b.csv", table([*more, *first])), path)
    assert len(second.new) == len(more)
    assert second.already == len(first)
    third = bring(file(place, "b.csv", table([*first, *more])), path)
    assert (third.new, third.already) == ((), len(first) + len(more))
    amounts = sorted(line.rsplit(",", 1)[1] for line in [*first, *more])
    assert sorted(f"{e.value:.2f}" for e in read_diary(path).entries) == amounts


def test_an_entry_that_was_cancelled_does_not_come_back(tmp_path):
    path, export = folder(tmp_path / "d"), file(tmp_path, "a.csv", table(["2026-03-01T08:00,1.00"]))
    id_ = bring(export, path).new[0].id
    with (path / "entries.csv").open("a") as stream:
        stream.write(f"2026-03-02T08:00,void,{id_},,,,v1\n")
    assert bring(export, path).new == ()


@pytest.mark.parametrize("ending", ["json", "zip"])
def test_our_own_diary_goes_in_whole_with_its_ids(tmp_path, ending):
    old = diary(tmp_path / "old", *OURS)
    export = tmp_path / f"old.{ending}"
    if ending == "json":
        export.write_text(write_json(old), encoding="utf-8")
    else:
        write_zip(old, export)
    path = folder(tmp_path / "d")
    assert bring(export, path).left == {}
    assert sorted(read_diary(path).entries, key=lambda e: e.id) == sorted(
        old.entries, key=lambda e: e.id
    )
    again = bring(export, path)
    assert (again.new, again.already) == ((), len(OURS))


def test_the_same_id_with_other_content_is_kept_as_it_is_and_told(tmp_path):
    old = diary(tmp_path / "old", "2026-03-01T08:05,rating,pain,6,,,r1")
    export = file(tmp_path, "old.json", write_json(old))
    path = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,3,,,r1")
    found = bring(export, path)
    assert left(found) == {"an id that an entry with other content has": (1, 1)}
    assert [e.value for e in read_diary(path).entries] == [3.0]


def test_a_product_that_only_the_other_diary_names_is_left_out(tmp_path):
    head = (tmp_path / "x", "2026-03-01T08:05,dose,red,3,g,,r1")
    text = 'format = "speciosa.diary/1"\ntimezone = "UTC"\n[person]\nid = "a"\n[products.red]\n'
    old = diary(*head, head=f'{text}name = "Red"\n')
    found = look(file(tmp_path, "old.json", write_json(old)), folder(tmp_path / "d"))
    assert left(found) == {"a product that diary.toml does not name": (1, 1)}


def test_a_full_disk_leaves_the_diary_as_it_was(tmp_path, monkeypatch):
    path = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    export = file(tmp_path, "a.csv", table([f"2026-03-0{day}T08:00,1.00" for day in range(1, 9)]))
    before = contents(path)
    write = os.write
    monkeypatch.setattr(whole_lines, "_write_all", lambda handle, data: _full(write, handle, data))
    with pytest.raises(StoreError, match=r"nothing was added.*full"):
        bring(export, path)
    assert contents(path) == before


def _full(write, handle, data):
    write(handle, data[: len(data) // 2])
    raise OSError(28, "full")


def test_more_than_a_diary_can_hold_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    path = folder(tmp_path / "d")
    before = contents(path)
    export = file(tmp_path, "a.csv", table([f"2026-03-0{day}T08:00,1.00" for day in range(1, 9)]))
    monkeypatch.setitem(
        __import__("speciosa.diary.append", fromlist=["x"]).MOST_BYTES, "entries.csv", 300
    )
    with pytest.raises(InputError, match="too large for a diary"):
        bring(export, path)
    assert contents(path) == before


def test_times_where_clocks_change_are_told(tmp_path):
    found = look(
        file(tmp_path, "a.csv", table(["2026-03-29T02:30,1.00", "2026-03-28T02:30,1.00"])),
        folder(tmp_path / "d"),
    )
    assert [said for said in found.says if said.startswith("1 x a time at which clocks change")]
