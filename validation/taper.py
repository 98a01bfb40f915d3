"""One real person's antidepressant, reduced week by week: what is said, beside what was published.

`python -m validation.taper PATH` assesses the diary folder and writes `docs/validation/taper.md`.
The diary is public and not part of this repository (Kossakowski et al. 2017, doi 10.5334/jopd.29).
"""

import sys
import time
from pathlib import Path
from typing import Final

from speciosa.diary.readers import read_diary
from validation.taper_assessed import Taper, taper_of
from validation.taper_page import page

PAGE: Final = Path(__file__).parents[1] / "docs" / "validation" / "taper.md"


def main(path: Path) -> None:
    """Assess the diary in a folder and write the page."""
    started_s = time.process_time()
    taper = taper_of(read_diary(path), started_s)
    PAGE.write_text(page(taper).rstrip("\n") + "\n", encoding="utf-8")


__all__ = ["Taper", "main", "page", "taper_of"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
