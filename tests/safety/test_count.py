from tests.safety.diaries import doses, entry, findings, found


def test_three_sedatives_are_one_finding_that_names_three():
    result = findings(medicines=["lorazepam", "pregabalin", "zopiclone"])
    seen = found(result, "N-sedatives")
    assert seen.id == "I-023+I-024+I-025+N-sedatives"
    assert seen.severity == "S4"
    assert all(name in seen.title for name in ("lorazepam", "pregabalin", "zopiclone"))
    assert [f.rank for f in result].count("breathing") == 2  # with the naloxone advice


def test_one_sedative_is_no_count():
    assert found(findings(medicines=["zopiclone"]), "N-sedatives") is None


def test_apnoea_counts_as_one():
    assert found(findings(medicines=["zopiclone"], conditions=("sleep apnoea",)), "N-sedatives")


def test_the_same_medicine_twice_counts_once():
    assert found(findings(medicines=["zopiclone", "imovane"]), "N-sedatives") is None


def test_qt_points_need_a_medicine():
    low = entry(5, 9, "reading", "potassium", 3.4, "mmol/L")
    assert found(findings([*doses(), low], sex="female", birth_year=1950), "N-qt") is None
    seen = found(findings([*doses(), low], sex="female", medicines=["ondansetron"]), "N-qt")
    assert seen.severity == "S4"
    alone = found(findings(sex="female", medicines=["citalopram"]), "N-qt")
    assert alone.severity == "S3"
    assert found(findings(sex="male", medicines=["citalopram"]), "N-qt") is None


def test_serotonergic_load_needs_two():
    assert found(findings(medicines=["sertraline"]), "N-serotonin") is None
    seen = found(findings(medicines=["sertraline", "sumatriptan"]), "N-serotonin")
    assert seen.id == "I-034+I-097+N-serotonin"
    assert seen.severity == "S3"
