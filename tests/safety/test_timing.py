from speciosa.diary.person import Medicine, Product
from tests.safety.diaries import doses, entry, findings, found, rare_doses


def test_a_medicine_that_began_lately():
    start = entry(35, 8, "medicine", "sertraline", 50, "mg")
    seen = found(findings([*doses(), start]), "M-start")
    assert seen.title == "New medicine in the last two weeks: sertraline"
    assert seen.because == (start.id,)


def test_an_older_start_or_a_new_dose_is_not_a_new_medicine():
    early = entry(3, 8, "medicine", "sertraline", 50, "mg")
    more = entry(35, 8, "medicine", "sertraline", 100, "mg")
    assert found(findings([*doses(), early, more]), "M-start") is None
    assert (
        found(findings(medicines={"sertraline": Medicine(since="2020-01-01")}), "M-start") is None
    )


def test_an_inhibitor_counts_for_two_weeks_after_its_end():
    def ended(day):
        stop = entry(day, 8, "medicine", "clarithromycin", "stop")
        start = entry(day - 7, 8, "medicine", "clarithromycin", 500, "mg")
        return findings([*doses(), start, stop])

    assert found(ended(35), "M-enzyme").severity == "S3"
    assert found(ended(20), "M-enzyme") is None


def test_the_direction_of_an_inhibitor_is_not_told():
    start = entry(35, 8, "medicine", "clarithromycin", 500, "mg")
    seen = found(findings([*doses(), start]), "I-050")
    assert seen.id == "I-050+M-enzyme"
    assert "unpredictable" in seen.why


def test_a_missed_day_of_a_daily_user():
    kept = [entry(30, 9, "rating", "pain", 6)]
    missed = [d for d in doses() if d.at.day != 31]
    seen = found(findings(missed + kept), "M-gap")
    assert seen.title == "A day or more between doses, once in the last four weeks"
    assert "can be withdrawal" in seen.why


def test_a_gap_without_any_entry_is_missing_not_a_missed_dose():
    assert found(findings([d for d in doses() if d.at.day != 31]), "M-gap") is None


def test_rare_use_has_no_missed_days():
    assert found(findings(rare_doses()), "M-gap") is None


def test_early_doses():
    early = [entry(day, 9, "dose", "green", 3, "g") for day in range(36, 42)]
    seen = found(findings(doses() + early), "M-early")
    assert "6 times" in seen.title
    assert len(seen.because) == 6
    assert found(findings(doses() + early[:4]), "M-early") is None


def test_two_kinds_of_product_on_one_day_is_s4_and_two_batches_of_leaf_are_not():
    def both(form):
        products = {"a": Product(name="A", form="leaf"), "b": Product(name="B", form=form)}
        entries = doses(product="a") + doses([40, 41], hours=(10,), product="b", amount=1)
        return findings(entries, products=products)

    seen = found(both("7-oh"), "I-085")
    assert seen.severity == "S4"
    assert "twice" in seen.title
    assert found(both("capsule"), "I-085") is None
