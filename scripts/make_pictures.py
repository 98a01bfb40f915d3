"""Make the pictures of the documentation: the report on the built-in example, as browsers show it.

Run `make pictures`. The PATH must hold a Chromium and, for the sheet of paper, Poppler (pdftoppm).
The same report, the same programs and the same fonts give the same pictures.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from speciosa import assess, read_diary, write_report

IMAGES: Final = Path(__file__).parents[1] / "docs" / "images"
CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COLOURS: Final = 256
LARGEST_BYTES: Final = 200_000
AROUND_PX: Final = 24  # space around a part of the page
PAPER: Final = "report-paper"  # page one of the PDF


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture of the page.

    Attributes:
        name: of the file.
        width: of the window, px.
        height: of the window, px.
        part: the id of a heading; its whole section is taken. Empty: what the window shows.
        scheme: light or dark.
        audience: who reads.
    """

    name: str
    width: int = 1100
    height: int = 1180
    part: str = ""
    scheme: Literal["light", "dark"] = "light"
    audience: Literal["person", "professional"] = "person"


SHOTS: Final = (
    Shot("report"),
    Shot("report-dark", scheme="dark"),
    Shot("report-phone", 390, 844),
    Shot("report-day", part="day"),
    Shot("report-benefit", part="benefit"),
    Shot("report-timeline", part="timeline"),
    Shot("report-outcome", part="outcome-1"),
    Shot("report-professional", audience="professional"),
)


def main() -> None:
    """Write every picture and say where it is."""
    chromium, rasteriser = _found(*CHROMIUM), _found("pdftoppm")
    assessment = assess(read_diary(str(files("speciosa") / "example")))
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for shot in SHOTS:
            page, *_ = write_report(
                assessment, Path(folder, shot.audience), ["html"], shot.audience
            )
            _write(shot.name, _taken(browser, page, shot))
        browser.close()
        paper, *_ = write_report(assessment, folder, ["pdf"])
        command = [rasteriser, "-png", "-r", "96", "-f", "1", "-l", "1", str(paper)]
        done = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own file
        _write(PAPER, done.stdout)


def _found(*names: str) -> str:
    """A program on the PATH; ends the script in one sentence where there is none."""
    path = next(filter(None, map(shutil.which, names)), None)
    return path or sys.exit(f"no {names[0]} found; expected {' or '.join(names)} on the PATH")


def _taken(browser: Browser, page: Path, shot: Shot) -> bytes:
    """What a browser shows, as PNG."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, color_scheme=shot.scheme
    )
    tab = context.new_page()
    tab.goto(page.as_uri())
    if not shot.part:
        return tab.screenshot()
    box = tab.locator(f"section[aria-labelledby='{shot.part}']").bounding_box()
    if box is None:
        sys.exit(f"the report has no part '{shot.part}'")
    return tab.screenshot(
        full_page=True,
        clip={
            "x": max(box["x"] - AROUND_PX, 0),
            "y": box["y"] - AROUND_PX,
            "width": box["width"] + 2 * AROUND_PX,
            "height": box["height"] + 2 * AROUND_PX,
        },
    )


def _write(name: str, png: bytes) -> None:
    """Keep a picture in as many colours as a small file holds, the rarest of them too.

    A sign of few pixels keeps its colour that way: it is not drawn to a commoner one beside it.
    """
    path = IMAGES / f"{name}.png"
    drawn = Image.open(BytesIO(png)).convert("RGB")
    small = drawn.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        sys.exit(f"{path} has {size} bytes, expected at most {LARGEST_BYTES}")
    print(path, f"{size // 1000} kB")


if __name__ == "__main__":
    main()
