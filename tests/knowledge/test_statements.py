from speciosa.knowledge.sources import sources
from speciosa.knowledge.statements import statements


def test_g1_to_g15_once_each_with_sources():
    assert [row.id for row in statements()] == [f"G{number}" for number in range(1, 16)]
    assert all(set(row.sources) <= set(sources()) for row in statements())


def test_no_benefit_is_more_than_low():
    benefit = [
        row
        for row in statements()
        if set(row.topics) & {"pain", "fibromyalgia", "adhd", "mood", "opioids"}
    ]
    assert benefit
    assert all(row.certainty in {"low", "very low"} for row in benefit)
