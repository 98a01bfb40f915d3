"""What is wrong with a PDF, as a list of sentences; every text is measured where it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from speciosa.assessment.schema import Assessment
from tests.report.constructed_reading import LEAK
from tests.report.test_pdf import letters_of, opened, page_text

Matrix = tuple[float, float, float, float, float, float]
PLACING = "q Q cm BT Tf Tm TJ Tj"
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
HEIGHT = 0.45  # of the letters without their ascenders, of the font size
SLACK_PT = 1.5
MOST_PAGES = 120


@dataclass(frozen=True)
class Run:
    """Letters set in one go, and where."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class Letters:
    """Widths and meanings of the letters of one font."""

    def __init__(self, font: pikepdf.Object) -> None:
        self.says = letters_of(font.ToUnicode.read_bytes().decode())
        self.widths = dict(_widths(list(font.DescendantFonts[0].W)))

    def text_and_width(self, parts: list[pikepdf.Object]) -> tuple[str, float]:
        """What a run says, and how wide it is at size 1."""
        said, width = "", 0.0
        for part in parts:
            if not isinstance(part, pikepdf.String):
                width -= float(part) / 1000
                continue
            codes = bytes(part)
            for n in range(0, len(codes), 2):
                said += self.says.get(codes[n : n + 2].hex(), "")
                width += self.widths.get(int.from_bytes(codes[n : n + 2], "big"), 0.0) / 1000
        return said, width


def _widths(array: list[pikepdf.Object]) -> Iterator[tuple[int, float]]:
    """Code and width of each letter: `first [widths]` or `first last width`."""
    while array:
        first, second = int(array.pop(0)), array.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + i, float(width)) for i, width in enumerate(second))
        else:
            width = float(array.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


class Pen:
    """Where the next letters are set, and in which font."""

    def __init__(self) -> None:
        self.font, self.size = "", 0.0
        self._text, self._now, self._kept = SAME, SAME, list[Matrix]()

    @property
    def at(self) -> Matrix:
        """From the units of a line of text to points of the sheet."""
        return _times(self._text, self._now)

    def moved(self, operator: str, operands: list[pikepdf.Object]) -> None:
        """Follow one operator that sets no letters."""
        match operator:
            case "q":
                self._kept.append(self._now)
            case "Q":
                self._now = self._kept.pop()
            case "cm":
                self._now = _times(_matrix(operands), self._now)
            case "BT":
                self._text = SAME
            case "Tf":
                self.font, self.size = str(operands[0]), float(operands[1])
            case "Tm":
                self._text = _matrix(operands)


def runs_of(page: pikepdf.Page) -> Iterator[Run]:
    """Every run of letters of a page with its box in points."""
    fonts = {str(name): Letters(font) for name, font in page.Resources.Font.items()}
    pen = Pen()
    for operands, operator in pikepdf.parse_content_stream(page, PLACING):
        if str(operator) in {"TJ", "Tj"}:
            parts = list(operands[0]) if isinstance(operands[0], pikepdf.Array) else operands
            yield _run(fonts[pen.font], parts, pen.size, pen.at)
        else:
            pen.moved(str(operator), operands)


def _run(letters: Letters, parts: list[pikepdf.Object], size: float, at: Matrix) -> Run:
    said, width = letters.text_and_width(parts)
    a, b, c, d, e, f = at
    ends = [(e, f), (e + a * width * size, f + b * width * size)]
    ends.append((e + c * HEIGHT * size, f + d * HEIGHT * size))
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    return Run(said, min(xs), max(xs), min(ys), max(ys))


def _matrix(operands: list[pikepdf.Object]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    k, m, n, p, x, y = then
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + x,
        e * m + f * p + y,
    )


def problems_of_paper(content: bytes, assessment: Assessment, *, plain: bool) -> list[str]:
    """All that is wrong with a PDF.

    Args:
        content: the file.
        assessment: what it shows.
        plain: whether all names are short, so that the first sheet holds the red flags.
    """
    pdf = opened(content)
    found = [f"{len(pdf.pages)} pages"] * (len(pdf.pages) > MOST_PAGES)
    for number, page in enumerate(pdf.pages, start=1):
        found += [f"page {number}: {problem}" for problem in _on_page(page)]
    found += [f"{hit[0]!r} on page 1" for hit in LEAK.finditer(page_text(pdf))]
    return found + (_first_sheet(pdf, assessment) if plain else [])


def _on_page(page: pikepdf.Page) -> list[str]:
    width, height = (float(value) for value in list(page.MediaBox)[2:])
    runs = [run for run in runs_of(page) if run.text.strip(" \u200b\xa0")]
    found = [
        f"{run.text!r} leaves the sheet"
        for run in runs
        if run.left < 0 or run.right > width or run.bottom < 0 or run.top > height
    ]
    return found + [f"{a.text!r} over {b.text!r}" for a, b in _overlapping(runs)]


def _overlapping(runs: list[Run]) -> Iterator[tuple[Run, Run]]:
    """Pairs that touch in both directions, from the lowest upwards."""
    near: list[Run] = []
    for run in sorted(runs, key=lambda one: one.bottom):
        near = [one for one in near if one.top - SLACK_PT > run.bottom]
        for one in near:
            wide = min(one.right, run.right) - max(one.left, run.left)
            if wide > SLACK_PT and min(one.top, run.top) - run.bottom > SLACK_PT:
                yield one, run
        near.append(run)


def _first_sheet(pdf: pikepdf.Pdf, assessment: Assessment) -> list[str]:
    said = page_text(pdf).replace(" ", "").replace("\u200b", "")
    flags = [flag.signs.replace(" ", "")[:30] for flag in assessment.red_flags.items]
    missing = [flag for flag in ("Redflags", "page1of", *flags) if flag not in said]
    return [f"not on the first sheet: {flag}" for flag in missing]
