"""Same input, same bytes: in another process, with another hash seed, on another day."""

import os
import subprocess
import sys
from hashlib import sha256
from importlib.resources import files

EXAMPLE = str(files("speciosa") / "example")


def digests(out, hash_seed, fake_day):
    """Write the report in a fresh process that believes in another day."""
    code = (
        "import time, datetime, sys\n"
        f"shift = {fake_day} * 86400.0\n"
        "real = time.time\n"
        "time.time = lambda: real() + shift\n"
        "from speciosa.cli.main import run\n"
        f"sys.argv = ['speciosa', 'report', {EXAMPLE!r}, '-o', {str(out)!r},"
        " '--format', 'html,json', '--quiet']\n"
        "run()\n"
    )
    env = os.environ | {"PYTHONHASHSEED": hash_seed}
    subprocess.run([sys.executable, "-c", code], check=True, env=env, timeout=120)
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir())}


def test_json_and_html_are_identical_bytes(tmp_path):
    one = digests(tmp_path / "one", "0", 0)
    two = digests(tmp_path / "two", "12345", 400)
    assert set(one) == {"report.html", "report.json"}
    assert one == two
