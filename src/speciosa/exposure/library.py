"""All substances with a kinetics file, loaded once and checked against what is published."""

from functools import cache
from math import log
from typing import Final

from speciosa.errors import TableError
from speciosa.exposure.draws import typical_values
from speciosa.exposure.kinetics import Exponentials
from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.substance import Published, Substance
from speciosa.knowledge.tables import read_toml, table_names, typed_row

FOLDER: Final = "substances"


@cache
def substances() -> dict[str, Substance]:
    """Every substance by key."""
    return {name.rpartition("/")[2]: load_substance(name) for name in table_names(FOLDER)}


def find_substance(key: str) -> Substance | None:
    """One substance by key, or None; reads only its own file, for the start of a report counts."""
    name = f"{FOLDER}/{key}"
    return load_substance(name) if name in table_names(FOLDER) else None


@cache
def load_substance(name: str) -> Substance:
    """One file; raises TableError when its numbers contradict each other.

    Args:
        name: its path below the data folder, e.g. `substances/kratom`.
    """
    substance = typed_row(name, 0, Substance, read_toml(name))
    if name.rpartition("/")[2] != substance.key:
        raise TableError("a file under another name", "key", substance.key, name, file=name)
    check(substance)
    return substance


def check(substance: Substance) -> None:
    """Clearance, volume and half-life of one file agree within the factor it states.

    The half-life that follows from clearances, volumes and release is compared with every
    published half-life of the file; raises TableError where they do not agree.
    """
    for published in substance.published:
        if published.statistic == "half-life":
            found_h = half_life_h(typical_curve(substance, published.release), substance, published)
            if abs(log(found_h / published.value)) > log(published.within):
                expected = f"within {published.within}-fold of {published.value} h"
                what = "clearance and volume give another half-life than is published"
                file = f"{FOLDER}/{substance.key}.toml"
                raise TableError(what, published.analyte, f"{found_h:.3g} h", expected, file=file)


def typical_curve(substance: Substance, release: str) -> Exponentials:
    """The median person's curve after 1 mg.

    Args:
        substance: its file.
        release: key of one of its releases.
    """
    found = next(r for r in substance.release if r.key == release)
    return one_mg_curve(substance, found, typical_values(substance))


def half_life_h(curve: Exponentials, substance: Substance, of: Published) -> float:
    """Terminal half-life of an analyte in the median person, h."""
    analyte = [a.key for a in substance.analyte].index(of.analyte)
    return log(2.0) / float(curve.slowest_per_h[0, analyte])
