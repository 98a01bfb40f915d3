"""Wrong files: one sentence and an exit code, and the diary's folder is as it was, byte by byte."""

import os
import sys
import zipfile

import pytest

from speciosa.cli.main import run
from tests.diary.folders import contents, folder

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
PAGE = b"<!DOCTYPE html>\n<html><head><title>503</title></head><body>Try again, later</body></html>"
TABLE = "Date,Time,Strain,Amount (g),Notes\n2026-03-01,08:10,green,2.5,\n"
NESTED = b'{"format": "speciosa.diary/1", "entries": ' + b"[" * 200_000
COLUMNS = (
    'format = "speciosa.columns/1"\nname = "mine"\ncolumns = { at = "Date" }\n'
    'fixed = { kind = "note" }\n'
)
FILES = {
    "photo.png": PNG,
    "letter.pdf": PDF,
    "photo.csv": PNG,
    "letter.csv": PDF,
    "empty.csv": b"",
    "blank.csv": b"\n \n",
    "page.csv": PAGE,
    "page.json": PAGE,
    "page.zip": PAGE,
    "wide.csv": TABLE.encode("utf-16"),
    "wide-unmarked.csv": TABLE.encode("utf-16-le"),
    "binary.csv": bytes(range(256)) * 20,
    "latin.csv": TABLE.replace("green", "grün").encode("latin-1"),
    "torn.csv": TABLE.encode() + b'2026-03-02,08:10,"gr',
    "unknown.csv": b"a,b,c\n1,2,3\n",
    "semicolons.csv": TABLE.replace(",", ";").encode(),
    "too-big.csv": TABLE.encode() + b"2026-03-01,08:10,green,2.5,\n" * 800_000,
    "torn.zip": b"PK\x03\x04torn",
    "torn.json": b'{"format": "speciosa.diary/1", ',
    "other.json": b'{"a": [1, 2]}',
    "list.json": b"[1, 2]",
    "nested.json": NESTED,
    "other.xml": b"<other/>",
    "torn.xml": b"<HealthData><Record",
}


def convert(capsys, monkeypatch, *words):
    """Exit code and what is said on both channels."""
    monkeypatch.setattr(sys, "argv", ["speciosa", "convert", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        run()
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def refused(capsys, monkeypatch, tmp_path, path, *more):
    diary = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    before = contents(diary)
    code, out, err = convert(capsys, monkeypatch, path, "-o", diary, *more)
    assert (code, out) == (10, "")
    assert err.startswith("speciosa: ")
    assert err.count("\n") == 1
    assert err.endswith((".\n", '"\n'))
    assert len(err) < 400 + len(str(path))
    assert contents(diary) == before
    return err


@pytest.mark.parametrize("name", FILES)
def test_a_wrong_file_is_one_sentence_and_nothing_is_written(capsys, monkeypatch, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name])
    assert name in refused(capsys, monkeypatch, tmp_path, path)


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("semicolons")])
def test_the_same_holds_where_the_columns_are_told(capsys, monkeypatch, tmp_path, name):
    path, columns = tmp_path / name, tmp_path / "c.toml"
    path.write_bytes(FILES[name])
    columns.write_text(COLUMNS)
    refused(capsys, monkeypatch, tmp_path, path, "--columns", columns)


@pytest.mark.parametrize("name", ["photo.png", "page.csv", "empty.csv", "wide.csv", "nested.json"])
def test_a_wrong_file_about_columns_is_one_sentence(capsys, monkeypatch, tmp_path, name):
    columns, path = tmp_path / name, tmp_path / "x.csv"
    columns.write_bytes(FILES[name])
    path.write_text(TABLE)
    assert name in refused(capsys, monkeypatch, tmp_path, path, "--columns", columns)


def test_a_file_or_columns_that_are_not_there(capsys, monkeypatch, tmp_path):
    path = tmp_path / "x.csv"
    assert "there is no such file" in refused(capsys, monkeypatch, tmp_path, path)
    path.write_text(TABLE)
    told = refused(capsys, monkeypatch, tmp_path, path, "--columns", tmp_path / "c.toml")
    assert "c.toml: cannot be opened" in told


def test_a_folder_of_other_things(capsys, monkeypatch, tmp_path):
    place = tmp_path / "zips"
    place.mkdir()
    assert "a folder without a diary" in refused(capsys, monkeypatch, tmp_path, place)
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(place / name, "w") as archive:
            archive.writestr("export.xml", "<HealthData/>")
    assert "a folder without a diary" in refused(capsys, monkeypatch, tmp_path, place)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_pipe_is_not_waited_for(capsys, monkeypatch, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in refused(capsys, monkeypatch, tmp_path, tmp_path / "pipe")


def test_names_that_cannot_be_opened(capsys, monkeypatch, tmp_path):
    long = tmp_path / ("x" * 300)
    assert "cannot be opened" in refused(capsys, monkeypatch, tmp_path, long)
    path = tmp_path / "x.csv"
    path.write_text(TABLE)
    for target in (long, long.with_suffix(".json"), path / "d", path):
        code, out, err = convert(capsys, monkeypatch, path, "-o", target)
        assert (code, out, err.count("\n")) == (10, "", 1)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x.csv"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open all")
def test_a_file_or_diary_without_permission(capsys, monkeypatch, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text(TABLE)
    path.chmod(0)
    assert "cannot be opened" in refused(capsys, monkeypatch, tmp_path, path)
    path.chmod(0o600)
    entries = tmp_path / "d" / "entries.csv"
    entries.chmod(0o400)
    code, _out, err = convert(capsys, monkeypatch, path, "-o", tmp_path / "d")
    assert (code, err.count("\n")) == (13, 1)
    assert "nothing was added" in err
