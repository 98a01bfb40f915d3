"""Classes of product and what they do to a severity: it rises with strength, it never falls."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from speciosa.diary.person import Product
from speciosa.knowledge.tables import read_toml
from speciosa.safety.finding import Severity
from speciosa.safety.rows import KratomRow, Row
from speciosa.safety.words import sentences

ProductClass = Literal["leaf", "extract", "7-oh"]
CLASSES: Final[tuple[ProductClass, ...]] = ("leaf", "extract", "7-oh")
_GRADES: Final[tuple[Severity, ...]] = ("S1", "S2", "S3", "S4")
_WORDS: Final = {
    "leaf": "leaf",
    "extract": "an extract, or a product of unknown strength,",
    "7-oh": "a 7-OH product, or one without a label,",
}


def is_kratom(product: Product) -> bool:
    """Whether a product is kratom or one of its concentrated alkaloids."""
    table = read_toml("product_classes")
    substance = product.substance.casefold().strip()
    return substance in table["kratom_substances"] or substance in table["strong_substances"]


def class_of(product: Product) -> ProductClass:
    """The class of one kratom product; unknown counts as extract.

    >>> class_of(Product(name="x", form="leaf"))
    'leaf'
    >>> class_of(Product(name="x", form="shot"))
    '7-oh'
    """
    table = read_toml("product_classes")
    form = product.form.casefold().strip()
    if product.substance.casefold().strip() in table["strong_substances"]:
        return "7-oh"
    strength = product.mitragynine_mg_per_g
    if form in table["strong_without_label"] and strength is None:
        return "7-oh"
    found = _form_classes().get(form, "extract")
    of_form: ProductClass = found if found in CLASSES else "extract"
    rich = strength is not None and strength >= table["extract_from_mg_per_g"]
    return strictest([of_form, "extract"]) if rich else of_form


@cache
def _form_classes() -> dict[str, ProductClass]:
    return {row["key"]: row["class"] for row in read_toml("forms")["form"]}


def strictest(classes: Iterable[ProductClass]) -> ProductClass:
    """The strictest of several classes; leaf when there is none."""
    return max(classes, key=CLASSES.index, default="leaf")


def stepped(severity: Severity, tags: Iterable[str], product: ProductClass) -> Severity:
    """What a product class makes of a severity.

    >>> stepped("S2", ["qt"], "extract"), stepped("S2", ["opioid"], "7-oh")
    ('S3', 'S4')
    """
    if severity not in _GRADES or product == "leaf":
        return severity
    steps, marks = read_toml("product_classes")["steps"], set(tags)
    if product == "7-oh" and marks & set(steps["strongest"]):
        return "S4"
    rises = bool(marks & set(steps["extract"]))
    return _GRADES[min(_GRADES.index(severity) + rises, len(_GRADES) - 1)]


@dataclass(frozen=True, slots=True)
class Raised:
    """What a product class makes of a row: its severity, and words that fit it."""

    severity: Severity
    why: str
    action: str
    who: str


def raised(
    row: KratomRow, product: ProductClass, about: Literal["pair", "condition"], *, in_use: bool
) -> Raised:
    """A row's severity and texts for a product class; unchanged where the severity stays.

    Args:
        row: the rule, as written for leaf.
        product: the strictest class in use.
        about: a medicine beside kratom, or the person's condition.
        in_use: whether kratom is used already.
    """
    action = row.action_if_already if in_use else row.action_if_new
    return raised_action(row, row.tags, action, product, about, in_use=in_use)


def raised_action(
    row: Row,
    tags: Iterable[str],
    action: str,
    product: ProductClass,
    about: Literal["pair", "condition"],
    *,
    in_use: bool,
) -> Raised:
    """As `raised`, for any row with its tags and the action that applies."""
    higher = stepped(row.severity, tags, product)
    table = read_toml("product_classes")["raised"]
    if higher == row.severity or higher not in table:
        return Raised(higher, row.why, action, row.who)
    words = table[higher]
    first, *rest = sentences(action)
    kept = rest if first.startswith(tuple(table["replaces"])) else [first, *rest]
    lead = words[f"{about}_already" if in_use else f"{about}_new"]
    return Raised(
        higher,
        f"{row.why} Stricter than for leaf, because {_WORDS[product]} is in use.",
        " ".join(dict.fromkeys((lead, *kept))),
        row.who if row.who == "you" or row.who.endswith("today") else f"{row.who} {words['when']}",
    )
