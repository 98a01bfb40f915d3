"""Writing: whole files or none, the formats asked for, nothing heavy imported without need."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from speciosa.assessment.schema import Assessment
from speciosa.errors import InputError
from speciosa.report import write_report
from speciosa.report.html import render_html
from tests.report import builder

ROOT = Path(__file__).parents[2]


def test_every_format_is_written_under_its_name_in_the_order_asked(tmp_path):
    paths = write_report(builder.person(), tmp_path / "new" / "out", ("json", "html", "text"))
    assert [p.name for p in paths] == ["report.json", "report.html", "report.txt"]
    assert sorted(p.name for p in (tmp_path / "new" / "out").iterdir()) == sorted(
        p.name for p in paths
    )
    assert paths[1].read_text("utf-8").startswith("<!doctype html>")
    assert paths[2].read_text("utf-8").startswith("Simulated example")


def test_the_json_is_the_assessment(tmp_path):
    whole = builder.person()
    (path,) = write_report(whole, tmp_path, ("json",))
    assert path.read_text("utf-8") == whole.to_json()
    assert Assessment(**json.loads(path.read_text("utf-8"))).to_json() == whole.to_json()


def test_html_from_the_stored_json_is_the_same_page():
    whole = builder.person()
    assert render_html(Assessment.model_validate_json(whole.to_json())) == render_html(whole)


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(InputError, match="docx"):
        write_report(builder.person(), tmp_path / "out", ("html", "docx"))
    assert not (tmp_path / "out").exists()


def test_a_face_that_fails_leaves_the_old_report_alone(tmp_path, monkeypatch):
    write_report(builder.person(), tmp_path, ("html",))
    before = (tmp_path / "report.html").read_bytes()

    def broken(_, __):
        raise RuntimeError

    faces = sys.modules["speciosa.report"].FACES
    monkeypatch.setitem(faces, "text", replace(faces["text"], render=broken))
    with pytest.raises(RuntimeError):
        write_report(builder.urgent(), tmp_path, ("html", "text"))
    assert (tmp_path / "report.html").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


def test_writing_json_imports_no_template_engine():
    code = (
        "import sys; import speciosa.report; "
        "assert not {'jinja2', 'rich', 'scipy'} & set(sys.modules), 'too much'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_page_does_not_depend_on_the_order_of_sets():
    code = (
        "from hashlib import sha256; from speciosa.report.html import render_html; "
        "from tests.report import builder; "
        "print(sha256(render_html(builder.person()).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(found) == 1
