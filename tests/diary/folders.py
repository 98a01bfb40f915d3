"""Diary folders written from text, for tests."""

import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from speciosa.diary.diary import Diary
from speciosa.diary.readers import read_diary

HEADER = "at,kind,what,value,unit,note,id"
HEAD = """\
format = "speciosa.diary/1"
timezone = "Europe/Berlin"
[person]
id = "alex"
aims = ["pain", "focus"]
[products.green]
name = "Green leaf, batch 7"
form = "leaf"
[products.green.unit_g]
capsule = 0.5
[products.bup]
name = "buprenorphine"
substance = "buprenorphine"
form = "sublingual"
"""
SHARED = Path(os.environ.get("SPECIOSA_SHARED", Path(__file__).parents[3] / "shared"))


def folder(place: Path, *rows: str, head: str = HEAD, header: str = HEADER) -> Path:
    """A diary folder with these rows."""
    place.mkdir(exist_ok=True)
    (place / "diary.toml").write_text(head, encoding="utf-8")
    (place / "entries.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return place


def diary(place: Path, *rows: str, head: str = HEAD) -> Diary:
    """The diary in such a folder."""
    return read_diary(folder(place, *rows, head=head))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def contents(place: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes: to prove that nothing was written."""
    return {
        str(p.relative_to(place)): p.read_bytes() for p in sorted(place.rglob("*")) if p.is_file()
    }
