"""Heavy libraries stay out of the start: what an import pulls in, in a fresh process."""

import subprocess
import sys

# Web, database, PDF, plotting and statistics: none of them may wait at the door.
HEAVY = {
    "fastapi", "starlette", "sqlalchemy", "sqlite3", "typst", "matplotlib", "pandas", "plotly",
    "duckdb", "dask", "httpx",
}  # fmt: skip

SLOW_PARTS = {"scipy.stats", "scipy.optimize"}  # most of a second each


def modules_after(statement):
    code = f"{statement}\nimport sys\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    names = done.stdout.split()
    return {name.partition(".")[0] for name in names} | (set(names) & SLOW_PARTS)


def test_import_speciosa_is_almost_free():
    heavy = HEAVY | {"numpy", "scipy", "pydantic", "jinja2", "rich", "typer"}
    assert not heavy & modules_after("import speciosa")


def test_help_needs_no_floor():
    statement = (
        "from typer.testing import CliRunner\n"
        "from speciosa.cli.main import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0"
    )
    assert not (HEAVY | {"numpy", "scipy", "pydantic", "jinja2"}) & modules_after(statement)


def test_the_main_job_needs_no_web_database_pdf_or_plotting(tmp_path):
    job = (
        "import speciosa\n"
        "from importlib.resources import files\n"
        "diary = speciosa.read_diary(files('speciosa') / 'example')\n"
        f"speciosa.write_report(speciosa.assess(diary), {str(tmp_path)!r})"
    )
    loaded = modules_after(job)
    assert not (HEAVY | SLOW_PARTS) & loaded
    assert (tmp_path / "report.html").exists()
