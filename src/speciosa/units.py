"""Units: how people spell them, and conversion between them. The only place that converts."""

from typing import Final

# Lower-case spelling -> the one spelling used inside. What is not here is left as typed.
_SPELLINGS: Final = {
    "g": "g gr gram grams gramm gramme",
    "mg": "mg milligram milligrams",
    "ug": "ug mcg microgram micrograms",
    "kg": "kg kilo kilos kilogram kilograms",
    "lb": "lb lbs pound pounds",
    "ml": "ml milliliter milliliters millilitre millilitres",
    "h": "h hr hrs hour hours",
    "min": "min mins minute minutes",
    "ms": "ms msec",
    "s": "s sec",
    "U/L": "u/l iu/l units/l",
    "ukat/L": "ukat/l",
    "nkat/L": "nkat/l",
    "mg/dL": "mg/dl",
    "g/dL": "g/dl",
    "g/L": "g/l",
    "mg/L": "mg/l",
    "ug/L": "ug/l mcg/l",
    "ug/dL": "ug/dl mcg/dl",
    "ug/mL": "ug/ml mcg/ml",
    "ng/mL": "ng/ml",
    "ng/L": "ng/l",
    "pg/mL": "pg/ml",
    "mol/L": "mol/l",
    "mmol/L": "mmol/l",
    "umol/L": "umol/l",
    "nmol/L": "nmol/l",
    "mEq/L": "meq/l",
    "mU/L": "mu/l miu/l uu/ml uiu/ml",  # 1/1000 unit in a litre is 1/1,000,000 in a millilitre
    # a laboratory that prints an eGFR in mL/min means it for 1.73 m2 too
    "mL/min/1.73 m2": "ml/min/1.73m2 ml/min/1.73m² ml/min/1.73m^2 ml/min/1,73m2 "
    "ml/min/1,73m² ml/min",
    "mmHg": "mmhg mm_hg torr",
    "kPa": "kpa",
    "bpm": "bpm /min 1/min beats/min",
    "%": "% percent",
    "C": "c °c degc celsius",
    "F": "f °f degf fahrenheit",
    "share": "share",
    "capsule": "capsule capsules cap caps",
    "tablet": "tablet tablets tab tabs pill pills",
    "cup": "cup cups",
    "glass": "glass glasses",
    "bottle": "bottle bottles",
    "shot": "shot shots",
    "teaspoon": "teaspoon teaspoons tsp",
    "tablespoon": "tablespoon tablespoons tbsp",
    "spoon": "spoon spoons",
    "scoop": "scoop scoops",
    "sachet": "sachet sachets",
    "bag": "bag bags",
    "gummy": "gummy gummies",
    "drop": "drop drops",
    "piece": "piece pieces",
    "leaf": "leaf leaves",
    "film": "film films",
    "patch": "patch patches",
    "injection": "injection injections",
    "puff": "puff puffs",
}
_CANONICAL: Final = {typed: unit for unit, all_ in _SPELLINGS.items() for typed in all_.split()}

# Things that are counted; their content is known only where a product states it.
COUNTABLE: Final = tuple(list(_SPELLINGS)[list(_SPELLINGS).index("capsule") :])

# Unit -> (what it measures, how many base units it is). Bases: g, s, g/L, mol/L, U/L, mmHg.
_SCALE: Final = {
    "kg": ("mass", 1e3),
    "g": ("mass", 1.0),
    "mg": ("mass", 1e-3),
    "ug": ("mass", 1e-6),
    "lb": ("mass", 453.59237),
    "h": ("time", 3600.0),
    "min": ("time", 60.0),
    "s": ("time", 1.0),
    "ms": ("time", 1e-3),
    "g/L": ("mass per volume", 1.0),
    "g/dL": ("mass per volume", 10.0),
    "mg/dL": ("mass per volume", 1e-2),
    "mg/L": ("mass per volume", 1e-3),
    "ug/mL": ("mass per volume", 1e-3),
    "ug/dL": ("mass per volume", 1e-5),
    "ug/L": ("mass per volume", 1e-6),
    "ng/mL": ("mass per volume", 1e-6),
    "ng/L": ("mass per volume", 1e-9),
    "pg/mL": ("mass per volume", 1e-9),
    "mol/L": ("substance per volume", 1.0),
    "mmol/L": ("substance per volume", 1e-3),
    "umol/L": ("substance per volume", 1e-6),
    "nmol/L": ("substance per volume", 1e-9),
    "mEq/L": ("charge per volume", 1e-3),
    "U/L": ("enzyme activity", 1.0),
    "ukat/L": ("enzyme activity", 60.0),
    "nkat/L": ("enzyme activity", 0.06),
    "mmHg": ("pressure", 1.0),
    "kPa": ("pressure", 7.500617),
}


def tidy_unit(text: str) -> str:
    """The spelling used inside; an unknown unit comes back as typed, without outer blanks.

    >>> tidy_unit("µmol/l"), tidy_unit("Capsules"), tidy_unit("IU/L"), tidy_unit("furlong")
    ('umol/L', 'capsule', 'U/L', 'furlong')
    """
    typed = text.strip()
    plain = " ".join(typed.replace("µ", "u").replace("μ", "u").split()).lower()
    return _CANONICAL.get(plain) or _CANONICAL.get(plain.replace(" ", "")) or typed


def convert(
    value: float,
    unit: str,
    into: str,
    molar_mass_g_per_mol: float | None = None,
    charge: int = 1,
) -> float | None:
    """The value in another unit, or None where the two do not measure the same thing.

    Args:
        value: the number in `unit`.
        unit: a tidy unit.
        into: the tidy unit wanted.
        molar_mass_g_per_mol: g / mol, to go between mass and substance per volume.
        charge: charges of one ion, for mEq/L.

    >>> round(convert(1.0, "ukat/L", "U/L"), 6)
    60.0
    >>> round(convert(88.4, "umol/L", "mg/dL", 113.12), 3)
    1.0
    >>> convert(98.6, "F", "C")
    37.0
    """
    if unit == into:
        return value
    if {unit, into} == {"F", "C"}:
        return round((value - 32) / 1.8, 9) if unit == "F" else value * 1.8 + 32
    factor = _factor(unit, into, molar_mass_g_per_mol, charge)
    return None if factor is None else value * factor


def _factor(unit: str, into: str, molar_mass: float | None, charge: int) -> float | None:
    if unit not in _SCALE or into not in _SCALE:
        return None
    (kind, size), (kind_into, size_into) = _SCALE[unit], _SCALE[into]
    if kind == kind_into:
        return size / size_into
    per_mol = {
        "substance per volume": 1.0,
        "charge per volume": 1.0 / charge,
        "mass per volume": None if molar_mass is None else 1.0 / molar_mass,
    }
    to_mol, from_mol = per_mol.get(kind), per_mol.get(kind_into)
    if to_mol is None or from_mol is None:
        return None
    return size * to_mol / (size_into * from_mol)
