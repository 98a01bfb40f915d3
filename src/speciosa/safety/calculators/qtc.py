"""The rate-corrected QT time, four ways, with what can make it misleading."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Final, Literal

from speciosa.diary.readings import Reading, reading_kinds
from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Number, Record
from speciosa.safety.calculators.ctcae import ctcae_grade

TABLE: Final = "calculators/qtc"
Formula = Literal["fridericia", "bazett", "framingham", "hodges"]
FORMULAS: Final[tuple[Formula, ...]] = ("fridericia", "bazett", "framingham", "hodges")
_MINUTE_S: Final = 60
_MS: Final = 1000


class _Formulas(Record):
    framingham_ms_per_s: float
    hodges_ms_per_bpm: float


class _Rate(Record):
    slow_below_bpm: float
    fast_above_bpm: float


class _Qrs(Record):
    wide_from_ms: float


class _Pair(Record):
    within_min: float


class _Range(Record):
    qt_ms: tuple[float, float]
    rr_ms: tuple[float, float]
    heart_rate_bpm: tuple[float, float]
    qrs_ms: tuple[float, float]


class _Numbers(Record):
    """The table without its sources, which are checked when it is read."""

    formulas: _Formulas
    rate: _Rate
    qrs: _Qrs
    pair: _Pair
    range: _Range


_ABOUT: Final = frozenset({"review", "sources", "place"})


@cache
def numbers() -> _Numbers:
    """The coefficients and limits; every section must name its sources."""
    sections = read_toml(TABLE)
    for place, (name, section) in enumerate(sections.items(), start=1):
        check_keys(section.get("sources", ()), f"{TABLE} [{name}]", place)
    plain = {
        name: {key: value for key, value in section.items() if key not in _ABOUT}
        for name, section in sections.items()
    }
    return typed_row(TABLE, 1, _Numbers, plain)


class Qtc(Record):
    """One ECG: all four corrections, which of them to print, a grade and warnings."""

    qt_ms: Number
    heart_rate_bpm: Number
    qrs_ms: Number | None
    fridericia_ms: Number
    bazett_ms: Number
    framingham_ms: Number
    hodges_ms: Number
    shown: tuple[Formula, ...]
    grade: int | None  # by Fridericia; None where the QRS is too wide to read it
    warnings: tuple[str, ...]

    def value_ms(self, formula: Formula) -> float:
        """QTc by one formula."""
        return float(getattr(self, f"{formula}_ms"))

    @property
    def text(self) -> str:
        """What is printed, always with the name of the formula.

        >>> qtc(360, heart_rate_bpm=100).text
        'QTc 427 ms (Fridericia)'
        >>> qtc(360, heart_rate_bpm=101).text
        'QTc 428 ms (Fridericia), 467 ms (Bazett)'
        """
        parts = (f"{self.value_ms(name):.0f} ms ({name.capitalize()})" for name in self.shown)
        return "QTc " + ", ".join(parts)


def qtc(
    qt_ms: float,
    *,
    heart_rate_bpm: float | None = None,
    rr_ms: float | None = None,
    qrs_ms: float | None = None,
    baseline_ms: float | None = None,
) -> Qtc:
    """Correct a QT time for the rate, from exactly one of heart rate and RR.

    Args:
        qt_ms: measured QT.
        heart_rate_bpm: beats a minute of the same ECG.
        rr_ms: time between two beats, instead of the heart rate.
        qrs_ms: width of the QRS complex, where it was measured.
        baseline_ms: the person's own earlier QTc by Fridericia, for the rise.

    Raises InputError for a value that cannot be meant.
    """
    rate_bpm = _rate(heart_rate_bpm, rr_ms)
    _check("qt_ms", qt_ms)
    if qrs_ms is not None:
        _check("qrs_ms", qrs_ms)
    values = corrected_ms(qt_ms, rate_bpm)
    wide = qrs_ms is not None and qrs_ms >= numbers().qrs.wide_from_ms
    rise_ms = None if baseline_ms is None else values["fridericia"] - baseline_ms
    outside = _outside(rate_bpm)
    return Qtc(
        qt_ms=qt_ms,
        heart_rate_bpm=rate_bpm,
        qrs_ms=qrs_ms,
        fridericia_ms=values["fridericia"],
        bazett_ms=values["bazett"],
        framingham_ms=values["framingham"],
        hodges_ms=values["hodges"],
        shown=("fridericia", "bazett") if outside else ("fridericia",),
        grade=None if wide else qtc_grade(values["fridericia"], rise_ms),
        warnings=tuple(_warnings(rate_bpm, qrs_ms, wide=wide, outside=outside)),
    )


def corrected_ms(qt_ms: float, heart_rate_bpm: float) -> dict[Formula, float]:
    """QTc by all four formulas, in ms.

    >>> set(corrected_ms(400, 60).values())
    {400.0}
    """
    rr_s = _MINUTE_S / heart_rate_bpm
    slopes = numbers().formulas
    return {
        "fridericia": float(qt_ms / rr_s ** (1 / 3)),
        "bazett": float(qt_ms / rr_s**0.5),
        "framingham": float(qt_ms + slopes.framingham_ms_per_s * (1 - rr_s)),
        "hodges": float(qt_ms + slopes.hodges_ms_per_bpm * (heart_rate_bpm - _MINUTE_S)),
    }


def qtc_grade(qtc_ms: float, rise_ms: float | None = None) -> int:
    """Grade 0 to 3 by CTCAE 5.0; grade 4 is an arrhythmia, which no number shows.

    Args:
        qtc_ms: rounded to whole milliseconds before it is compared.
        rise_ms: above the person's own baseline, if one is known.

    >>> [qtc_grade(value) for value in (449, 450, 480, 481, 500, 501)]
    [0, 1, 1, 2, 2, 3]
    >>> qtc_grade(465, 60), qtc_grade(465, 61)
    (1, 3)
    """
    whole = _whole(qtc_ms)
    baseline = None if rise_ms is None else whole - _whole(rise_ms)
    found = ctcae_grade("qtc", whole, baseline=baseline)
    return found.grade if found else 0


def _whole(value: float) -> int:
    return int(value + 0.5) if value >= 0 else -int(0.5 - value)


def _rate(heart_rate_bpm: float | None, rr_ms: float | None) -> float:
    if (heart_rate_bpm is None) == (rr_ms is None):
        what = "QTc needs exactly one of heart rate and RR"
        raise InputError(what, "heart_rate_bpm", heart_rate_bpm, "one of the two", "72")
    if rr_ms is not None:
        _check("rr_ms", rr_ms)
        return _MINUTE_S * _MS / rr_ms
    rate_bpm = heart_rate_bpm or 0.0
    _check("heart_rate_bpm", rate_bpm)
    return rate_bpm


def _check(field: str, value: float) -> None:
    low, high = getattr(numbers().range, field)
    if not low <= value <= high:
        unit = field.rpartition("_")[2]
        expected = f"{low:.0f} to {high:.0f} {unit}"
        raise InputError("a value that cannot be meant", field, f"{value:g}", expected)


def _outside(rate_bpm: float) -> bool:
    limits = numbers().rate
    return rate_bpm < limits.slow_below_bpm or rate_bpm > limits.fast_above_bpm


def _warnings(rate_bpm: float, qrs_ms: float | None, *, wide: bool, outside: bool) -> Sequence[str]:
    found = list[str]()
    limits = numbers()
    if wide:
        found.append(
            f"QRS {qrs_ms:.0f} ms: from {limits.qrs.wide_from_ms:.0f} ms on the QT also holds slow "
            "conduction, so this QTc reads too long. A cardiologist should judge it."
        )
    if outside:
        over = "over" if rate_bpm > limits.rate.fast_above_bpm else "under"
        found.append(
            f"At {rate_bpm:.0f} beats a minute Bazett's formula {over}-corrects; both are printed."
        )
    if qrs_ms is None:
        found.append("The QRS width is not known; check that it is narrow.")
    return found


def computed_qtc(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """QTc by Fridericia as readings, from QT and pulse taken together; typed QTc goes first.

    Args:
        readings: all readings of a diary, by time.
    """
    typed = {reading.taken_at for reading in readings if reading.name == "qtc"}
    found = list[Reading]()
    for reading in readings:
        if reading.name != "qt" or reading.taken_at in typed:
            continue
        one = qtc_of(reading, readings)
        if one is not None:  # also with a wide QRS: it reads too long, never too short
            found.append(_reading(reading, one))
    return tuple(found)


def qtc_of(qt: Reading, readings: Sequence[Reading]) -> Qtc | None:
    """All four corrections of one QT reading; None without RR or the pulse of the same ECG."""
    rr, pulse = _near(qt, "rr_interval", readings), _near(qt, "heart_rate", readings)
    qrs = _near(qt, "qrs", readings)
    qrs_ms = qrs.value if qrs else None
    try:
        if rr is not None:
            return qtc(qt.value, rr_ms=rr.value, qrs_ms=qrs_ms)
        if pulse is not None:
            return qtc(qt.value, heart_rate_bpm=pulse.value, qrs_ms=qrs_ms)
    except InputError:  # a typing error is reported where the diary is read
        return None
    return None


def computed_words(reading: Reading, readings: Sequence[Reading]) -> str:
    """How a QTc came about that nobody typed, with its warnings; empty for every other reading."""
    if reading.name != "qtc":
        return ""
    mine = (one for one in readings if one.name == "qt" and one.entry_id == reading.entry_id)
    found = next((qtc_of(one, readings) for one in mine), None)
    if found is None:
        return ""
    return " ".join(("Computed from QT and pulse by Fridericia's formula.", *found.warnings))


def _near(qt: Reading, name: str, readings: Sequence[Reading]) -> Reading | None:
    most = timedelta(minutes=numbers().pair.within_min)
    near = [r for r in readings if r.name == name and abs(r.taken_at - qt.taken_at) <= most]
    return min(near, key=lambda r: abs(r.taken_at - qt.taken_at), default=None)


def _reading(qt: Reading, found: Qtc) -> Reading:
    """Rounded to whole milliseconds, as limits and grades are."""
    limit, value = reading_kinds()["qtc"].upper_limit, float(_whole(found.fridericia_ms))
    return Reading(qt.entry_id, qt.taken_at, "qtc", value, "ms", value, "ms", limit)
