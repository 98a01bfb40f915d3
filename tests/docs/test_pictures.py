"""Pictures of the documentation: each is made by the script, is shown somewhere, and is small."""

import re
from pathlib import Path

from PIL import Image

from scripts.make_pictures import IMAGES, LARGEST_BYTES, PAPER, SHOTS

ROOT = Path(__file__).parents[2]
SHOWN = re.compile(r"!\[([^\]]+)\]\((\S+\.png)\)")


def shown():
    """Every picture in a page with its words."""
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    return [
        (words, (page.parent / target).resolve())
        for page in pages
        for words, target in SHOWN.findall(page.read_text(encoding="utf-8"))
    ]


def test_every_picture_is_made_by_the_script_and_shown_on_a_page():
    made = {IMAGES / f"{name}.png" for name in (*(shot.name for shot in SHOTS), PAPER)}
    assert set(IMAGES.glob("*.png")) == made
    assert {path for _, path in shown()} == made


def test_every_picture_is_small_and_has_the_width_of_its_window():
    for shot in SHOTS:
        path = IMAGES / f"{shot.name}.png"
        assert path.stat().st_size <= LARGEST_BYTES
        with Image.open(path) as picture:
            assert picture.width == shot.width if not shot.part else picture.width <= shot.width
