import pytest

from speciosa.knowledge.medicines import ingredients, understand, understand_all


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Elvanse 50", ("lisdexamfetamine",)),
        ("elvanse 50mg", ("lisdexamfetamine",)),
        ("sertralin", ("sertraline",)),
        ("ibu 400", ("ibuprofen",)),
        ("Venlafaxine XR 75 mg", ("venlafaxine",)),
        ("methylphenidate hydrochloride", ("methylphenidate",)),
        ("sodium oxybate", ("sodium-oxybate",)),
        ("Sodium_Oxybate", ("sodium-oxybate",)),
        ("5-htp", ("tryptophan",)),
        ("Suboxone 8 mg", ("buprenorphine",)),
        ("percocet", ("oxycodone", "paracetamol")),
        ("lisdexamfetmine", ("lisdexamfetamine",)),
        ("quetiapne", ("quetiapine",)),
        ("St John's wort", ("st-johns-wort",)),
    ],
)
def test_understood(typed, expected):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients) == ("understood", expected)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("clonapam", "clonazepam"),
        ("chloroquine", "hydroxychloroquine"),
        ("oxycontn x", "oxycodone"),
    ],
)
def test_unsure_asks_and_never_guesses(typed, meant):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients) == ("ask", ())
    assert meant in meaning.suggestions
    assert meaning.classes == frozenset()


@pytest.mark.parametrize("typed", ["foozle", "", "50 mg", "vitamin d", "zzz"])
def test_unknown(typed):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients) == ("unknown", ())


@pytest.mark.parametrize(
    "typed", ["hydralazine", "chloroquine", "dexamethasone", "prednisolone", "quinine", "clobazam"]
)
def test_a_different_real_medicine_is_not_taken_for_a_similar_one(typed):
    assert understand(typed).status != "understood"


def test_several_names_in_one_text_are_all_kept():
    parts = understand_all("tramadol + foozle")
    assert [part.status for part in parts] == ["understood", "unknown"]
    assert [part.ingredients for part in understand_all("oxycodone/naloxone")] == [
        ("oxycodone",),
        ("naloxone",),
    ]


def test_the_table_is_large_enough_and_names_are_unique():
    assert len(ingredients()) >= 80
    names = [name for key, item in ingredients().items() for name in (key, *item.names)]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)
