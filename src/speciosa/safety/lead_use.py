"""Lead of the products in a diary, and when a blood test for it is worth it."""

from collections.abc import Iterable, Mapping

from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.lead import TABLE, Content, LeadIntake, content, lead_intake
from speciosa.safety.facts import Facts
from speciosa.safety.use import period


def lead_of(
    facts: Facts, certified: Mapping[str, Content], recent_d: int | None = None
) -> LeadIntake:
    """Lead of the kratom products in a diary, over its last days.

    Args:
        facts: the diary.
        certified: content by product key, where a certificate says it.
        recent_d: how many days count; by default as long as a blood test looks back.
    """
    within_d = recent_d or read_toml(TABLE)["blood_test"]["for_d"]
    doses = [dose for dose in facts.doses if facts.recent(facts.day(dose), within_d)]
    days = sum(facts.recent(day, within_d) for day in facts.recorded) or 1
    parts = list[tuple[float | None, Content]]()
    for key in dict.fromkeys(dose.product for dose in doses):
        grams = [dose.product_g for dose in doses if dose.product == key]
        known = [amount_g for amount_g in grams if amount_g is not None]
        daily_g = sum(known) / days if len(known) == len(grams) else None
        parts.append((daily_g, certified.get(key, content())))
    return lead_intake(parts)


def blood_lead_due(facts: Facts, certified: Iterable[str] = ()) -> str:
    """Why a blood lead test is worth it, or an empty text.

    Args:
        facts: the diary.
        certified: keys of the products whose lead content a certificate says.
    """
    limits = read_toml(TABLE)["blood_test"]
    if facts.start is None or facts.end is None or not facts.kratom:
        return ""
    if not set(facts.kratom_products) <= set(certified):
        return "No certificate says how much lead the product holds."
    used = period(facts, facts.start, facts.end).amount_g_per_day
    if facts.days >= limits["for_d"] and used and used >= limits["from_g_per_day"]:
        return "Much product, for a long time: lead adds up."
    return ""
