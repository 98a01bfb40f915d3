"""Write the generated documents; a test keeps the committed copies fresh."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from scripts.knowledge.pages import knowledge_texts
from scripts.reference.pages import reference_texts
from speciosa.assessment.schema import Assessment
from speciosa.diary.schema import diary_schema
from speciosa.exposure.published import Measured, measured, measured_sources, measured_spreads
from speciosa.exposure.validation import (
    HOW,
    PEOPLE,
    Reproduced,
    ReproducedSpread,
    reproduced,
    reproduced_spreads,
)
from speciosa.report.charts.signs import leaf

HEAD = (
    "Form", "Dose, mg", "Doses", "Analyte", "Summary", "Unit", "Published", "Model", "Fold",
    "Source",
)  # fmt: skip
DOCS = Path(__file__).parents[1] / "docs"


def texts() -> dict[str, str]:
    """Path below `docs` to content of every generated document."""
    schemas = {
        "schema/assessment-1.json": Assessment.model_json_schema(
            by_alias=True, mode="serialization"
        ),
        "schema/diary-1.json": diary_schema(),
    }
    found = {name: json.dumps(schema, indent=1) + "\n" for name, schema in schemas.items()}
    found["images/leaf.svg"] = _icon()
    found["validation/exposure.md"] = "\n".join(_exposure_page()) + "\n"
    return found | knowledge_texts() | reference_texts()


def _icon() -> str:
    """The sign of the report as the icon of the site."""
    drawn = leaf().replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return drawn.replace("currentColor", "#14607A") + "\n"


def stale(names: Collection[str]) -> list[Path]:
    """Pages of knowledge and of the reference on disk that are generated no longer.

    Args:
        names: paths below `docs` of what is generated.
    """
    folders = (DOCS / "knowledge", DOCS / "reference")
    pages = sorted(page for folder in folders for page in folder.rglob("*.md"))
    return [page for page in pages if page.relative_to(DOCS).as_posix() not in names]


def _exposure_page() -> Iterator[str]:
    rows, (spreads, together) = reproduced(), reproduced_spreads()
    near = sum(row.fold <= 1.5 for row in rows)  # noqa: PLR2004
    yield "# Kratom: predicted and published levels"
    yield ""
    yield "Written by `make docs` from `knowledge/data/validation/kratom.toml` and the model."
    yield "The model was fitted to these summaries, so this shows how well it describes them;"
    yield "it is no test on new data. Predictions are for people in general, not for one person."
    yield ""
    yield f"**{near} of {len(rows)}** summaries are within 1.5-fold, all within"
    yield f"{max(row.fold for row in rows):.2f}-fold. The largest misfit is the area of mitragynine"
    yield "after tea (5 people, published range 129 to 542 ng h/mL)."
    yield ""
    yield f"| {' | '.join(HEAD)} |"
    yield "|---" * len(HEAD) + "|"
    yield from map(_summary_row, rows)
    yield ""
    yield "Fold: model / published. Means are turned into medians by mean / sqrt(1 + CV^2)."
    yield 'Rows marked "unverified" were read in a catalogue record of the abstract only.'
    yield ""
    yield from _spreads(spreads, together)
    yield from _how()
    yield from _sources()


def _summary_row(row: Reproduced) -> str:
    published = row.published
    mark = "" if published.confidence == "published" else f", {published.confidence}"
    cells = (
        published.form,
        "-" if published.dose_mg is None else f"{published.dose_mg:g}",
        "1" if published.days == 1 else f"{published.days} daily",
        published.analyte,
        published.statistic,
        published.unit,
        _value(published),
        f"{row.computed:.3g}",
        f"{row.ratio:.2f}",
        f"{published.source}: {published.place}{mark}",
    )
    return f"| {' | '.join(cells)} |"


def _value(published: Measured) -> str:
    if published.low is None or published.high is None:
        return f"{published.value:g}"
    return f"{published.value:g} ({published.low:g} to {published.high:g})"


def _spreads(spreads: tuple[ReproducedSpread, ...], together: float) -> Iterator[str]:
    yield "## How far people differ"
    yield ""
    yield f"Log standard deviations over {PEOPLE} drawn people after one dose of known content;"
    yield "product content and form come on top of it in a diary."
    yield ""
    yield "| Analyte | Summary | Published, pooled | Model | Difference |"
    yield "|---|---|---|---|---|"
    for row in spreads:
        published = row.published
        yield (
            f"| {published.analyte} | {published.statistic} | {published.log_sd:.3f} "
            f"| {row.computed_log_sd:.3f} | {100 * row.off:+.0f} % |"
        )
    yield ""
    yield f"The peaks of both analytes go together: correlation of their logarithms {together:.2f}."
    yield ""


def _how() -> Iterator[str]:
    yield "## How each is computed"
    yield ""
    yield "The dose is multiplied by the relative bioavailability of its form (tea 0.30, extract 1;"
    yield "leaf rows do not depend on it)."
    yield ""
    used = {row.statistic for row in (*measured(), *measured_spreads())}
    yield from (f"- {name}: {how}" for name, how in HOW.items() if name in used)
    yield ""


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield ""
    for key, source in measured_sources().items():
        ids = (f"doi {source.doi}" if source.doi else "", f"PMID {source.pmid}" * bool(source.pmid))
        more = "".join(f", {text}" for text in ids if text)
        yield f"- {key}: {source.cite}{more}. Read: {source.read}."


if __name__ == "__main__":
    written = texts()
    for page in stale(written):
        page.unlink()
    for name, text in written.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path)
