"""Lead of the products in a diary, and when a blood test for it is worth it."""

from collections.abc import Iterable, Mapping

from speciosa.diary.certificate import TABLE, lead_ug_per_g
from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.lead import Content, LeadIntake, content, lead_intake
from speciosa.safety.facts import Facts
from speciosa.safety.use import period


def certified_of(facts: Facts) -> dict[str, Content]:
    """Lead content by product key, where a certificate in the head of the diary says it."""
    products = facts.diary.products
    found = {key: lead_ug_per_g(products[key]) for key in facts.kratom_products}
    return {
        key: Content(held, held, certified=True) for key, held in found.items() if held is not None
    }


def lead_of(
    facts: Facts, certified: Mapping[str, Content] | None = None, recent_d: int | None = None
) -> LeadIntake:
    """Lead of the kratom products in a diary, over its last days.

    Args:
        facts: the diary.
        certified: content by product key; by default as the head of the diary says.
        recent_d: how many days count; by default as long as a blood test looks back.
    """
    known = certified_of(facts) if certified is None else certified
    within_d = recent_d or read_toml(TABLE)["blood_test"]["for_d"]
    doses = [dose for dose in facts.doses if facts.recent(facts.day(dose), within_d)]
    days = sum(facts.recent(day, within_d) for day in facts.recorded) or 1
    parts = list[tuple[float | None, Content]]()
    for key in dict.fromkeys(dose.product for dose in doses):
        grams = [dose.product_g for dose in doses if dose.product == key]
        weighed = [amount_g for amount_g in grams if amount_g is not None]
        daily_g = sum(weighed) / days if len(weighed) == len(grams) else None
        parts.append((daily_g, known.get(key, content())))
    return lead_intake(parts)


def certain_ug_per_day(facts: Facts, recent_d: int | None = None) -> tuple[float, tuple[str, ...]]:
    """Lead that is certain, ug a recorded day, with the products that bring it.

    Only doses with a weight, of products with a certificate. What is not known adds nothing here
    and takes nothing away: a product without a certificate never lowers what another one brings.
    """
    within_d = recent_d or read_toml(TABLE)["blood_test"]["for_d"]
    certified = certified_of(facts)
    days = sum(facts.recent(day, within_d) for day in facts.recorded) or 1
    total_ug, keys = 0.0, dict[str, None]()
    for dose in facts.doses:
        held = certified.get(dose.product)
        if held and dose.product_g is not None and facts.recent(facts.day(dose), within_d):
            total_ug += dose.product_g * held.low_ug_per_g
            keys[dose.product] = None
    return total_ug / days, tuple(keys)


def blood_lead_due(facts: Facts, certified: Iterable[str] | None = None) -> str:
    """Why a blood lead test is worth it, or an empty text.

    Args:
        facts: the diary.
        certified: keys of the products whose lead content is known; by default as in the head.
    """
    limits = read_toml(TABLE)["blood_test"]
    if facts.start is None or facts.end is None or not facts.kratom:
        return ""
    known = certified_of(facts) if certified is None else certified
    if not set(facts.kratom_products) <= set(known):
        return "No certificate says how much lead the product holds."
    if certain_ug_per_day(facts)[0] > read_toml(TABLE)["daily_limit"]["ug"]:
        return "The certificate and your doses give more lead a day than a published limit."
    used = period(facts, facts.start, facts.end).amount_g_per_day
    if facts.days >= limits["for_d"] and used and used >= limits["from_g_per_day"]:
        return "Much product, for a long time: lead adds up."
    return ""
