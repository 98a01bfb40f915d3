"""One product or batch after another: how each aim differs between their days."""

from itertools import pairwise
from typing import Final

from speciosa.assessment.use import main_substance
from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.ratings import ratings_of
from speciosa.response.compare.arms import ProductArm
from speciosa.response.compare.build import compare
from speciosa.response.compare.comparison import Comparison

MOST_AIMS: Final = 6
MOST_STEPS: Final = 6  # back in time, so that a diary of many batches stays quick


def periods_of(diary: Diary) -> tuple[Comparison, ...]:
    """One comparison for each rated aim: the later product against the one just before it.

    Of all products of the main substance that followed each other, the latest two with enough
    rated days on both sides are compared. Nothing is listed where no two have them.
    """
    steps = list(pairwise(_in_order_of_use(diary)))[::-1][:MOST_STEPS]
    if not steps:
        return ()
    rated = ratings_of(diary)
    aims = [aim for aim in dict.fromkeys(diary.person.aims) if aim in rated][:MOST_AIMS]
    found = (_latest(diary, aim, steps) for aim in aims)
    return tuple(one for one in found if one is not None)


def _latest(diary: Diary, aim: str, steps: list[tuple[str, str]]) -> Comparison | None:
    """The latest step that can be told; those with too little cost nothing but counting."""
    for before, after in steps:
        found = compare(diary, aim, a=ProductArm(after), b=ProductArm(before))
        if found.difference is not None:
            return found
    return None


def _in_order_of_use(diary: Diary) -> list[str]:
    """Products of the main substance that were taken, by their first dose."""
    main = main_substance(diary)
    taken = sorted((d for d in doses_of(diary) if d.amount > 0.0), key=lambda d: d.time_h)
    products = dict.fromkeys(d.product for d in taken)
    return [key for key in products if diary.products[key].substance == main]
