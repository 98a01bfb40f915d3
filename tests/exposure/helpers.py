"""Random linear models as data and as matrices, so that engines can be compared."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Person, Product
from speciosa.exposure.kinetics import Array, Exponentials, Term, exponentials

BERLIN = ZoneInfo("Europe/Berlin")


class FourStates:
    """Absorption, two compartments and a metabolite, written by its micro-constants (1/h)."""

    def __init__(
        self,
        absorption: float,
        fast: float,
        slow: float,
        back: float,
        metabolite: float,
        formation: float = 0.01,
        per_mg: float = 5.0,
        presystemic: float = 0.6,
    ) -> None:
        # any fast > back > slow > 0 is a two-compartment model with these two exponents
        out = fast * slow / back
        over = fast + slow - out - back
        self.rates = np.array([[absorption, fast, slow, metabolite]])
        self.back, self.formation = back, formation
        self.per_mg, self.presystemic = per_mg, presystemic
        self.matrix = np.array([
            [-absorption, 0.0, 0.0, 0.0],
            [absorption * per_mg, -out - over, back, 0.0],
            [0.0, over, -back, 0.0],
            [absorption * presystemic, formation, 0.0, -metabolite],
        ])  # fmt: skip

    @property
    def curve(self) -> Exponentials:
        absorption, back = self.rates[:, 0], np.array([self.back])
        central = absorption * self.per_mg
        terms = (
            Term(0, central, (back,), (0, 1, 2)),
            Term(1, absorption * self.presystemic, (), (0, 3)),
            Term(1, central * self.formation, (back,), (0, 1, 2, 3)),
        )
        return exponentials(self.rates, terms, 2)

    def start(self, dose_mg: float) -> Array:
        return np.array([dose_mg, 0.0, 0.0, 0.0])


def diary_of(
    products: dict[str, Product], *doses: tuple[float, str, float, str], **more: object
) -> Diary:
    """A diary whose doses are (hours after 1 March 2026 midnight in Berlin, product, amount, unit)."""
    start = datetime(2026, 3, 1, tzinfo=BERLIN).astimezone(ZoneInfo("UTC"))
    entries = tuple(
        Entry(
            at=(start + timedelta(hours=hour)).astimezone(BERLIN),
            kind=Kind.DOSE,
            what=product,
            value=amount,
            unit=unit,
            id=f"d{i:04d}",
        )
        for i, (hour, product, amount, unit) in enumerate(doses)
    )
    return Diary(
        timezone="Europe/Berlin",
        person=Person(id="somebody"),
        products=products,
        entries=entries,
        **more,
    )
