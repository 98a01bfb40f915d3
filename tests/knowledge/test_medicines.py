import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from speciosa.errors import TableError
from speciosa.knowledge.ingredients import Ingredient, ambiguous, names, review_of
from speciosa.knowledge.medicines import ingredients, understand, understand_all
from speciosa.knowledge.sources import sources
from speciosa.knowledge.tables import table_names, typed_row
from speciosa.knowledge.typed_names import sounded, tidy

LONG = sorted(name for name in names() if len(name) >= 8 and name.isascii() and name.isalpha())
LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
        ("Contrave", ("bupropion", "naltrexone")),
        ("Lybalvi 10/10", ("olanzapine", "samidorphan")),
        ("vitamin d", ("vitamin-d",)),
        ("Suboxone 8mg/2mg", ("buprenorphine",)),
        ("Tilidin 50/4 mg 1-0-1", ("tilidine",)),
    ],
)
def test_understood(typed, expected):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients) == ("understood", expected)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("clonapam", "clonazepam"),
        ("oxycontn x", "oxycodone"),
        ("sertralin foozle", "sertraline"),
        ("not tramadol", "tramadol"),
        ("venla", "venlafaxine"),
        ("meth", "methadone"),
        ("meth", "methamphetamine"),
        ("gaba", "gabapentin"),
        ("Benadryl", "diphenhydramine"),
        ("Benadryl", "cetirizine"),
        ("benzos", "lorazepam"),
        ("buspropion", "bupropion"),
        ("hydroxizine or hydralazine", "hydralazine"),
    ],
)
def test_unsure_asks_and_never_guesses(typed, meant):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients) == ("ask", ())
    assert meant in meaning.suggestions
    assert meaning.classes == frozenset()


@pytest.mark.parametrize("typed", ["foozle", "", "50 mg", "1-0-1", "tablets", "zzz", "12"])
def test_unknown(typed):
    meaning = understand(typed)
    assert (meaning.status, meaning.ingredients, meaning.score) == ("unknown", (), 0)


# Pairs that lists of confused medicine names warn about.
LOOK_ALIKE = [
    ("hydroxyzine", "hydralazine"),
    ("lamotrigine", "lamivudine"),
    ("clonidine", "clonazepam"),
    ("bupropion", "buspirone"),
    ("chloroquine", "hydroxychloroquine"),
    ("prednisone", "prednisolone"),
    ("quinine", "quinidine"),
    ("tramadol", "trazodone"),
    ("oxycodone", "hydrocodone"),
    ("morphine", "hydromorphone"),
    ("methadone", "methylphenidate"),
    ("citalopram", "escitalopram"),
    ("omeprazole", "esomeprazole"),
    ("clobazam", "clonazepam"),
    ("diazepam", "lorazepam"),
    ("fluoxetine", "fluvoxamine"),
    ("duloxetine", "fluoxetine"),
    ("sumatriptan", "zolmitriptan"),
    ("naloxone", "naltrexone"),
    ("carbamazepine", "oxcarbazepine"),
    ("metformin", "metronidazole"),
    ("amlodipine", "amiloride"),
    ("cetirizine", "levocetirizine"),
    ("tizanidine", "tiagabine"),
    ("baclofen", "ibuprofen"),
    ("zolpidem", "zopiclone"),
    ("penicillamine", "penicillin-v"),
    ("dexamethasone", "dexmethylphenidate"),
    ("sulfasalazine", "sulpiride"),
    ("ketamine", "ketorolac"),
]


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_look_alikes_are_never_confused(one, other):
    """Neither the names, nor what is left of them when any one letter is missing."""
    for right, wrong in ((one, other), (other, one)):
        typos = {right[:i] + right[i + 1 :] for i in range(len(right))}
        for typed in (right, *typos):
            assert wrong not in understand(typed).ingredients, typed


@pytest.mark.parametrize("typed", ["somo", "kavo", "seroquip", "xanux", "zolaft", "riteline"])
def test_a_short_name_with_another_letter_is_asked(typed):
    assert understand(typed).status != "understood"


@pytest.mark.parametrize("opioid", ["oxycodone", "tilidine", "buprenorphine"])
def test_naloxone_inside_a_tablet_is_no_rescue_medicine(opioid):
    for text in (f"{opioid}/naloxone", f"{opioid}/naloxone 10/5 mg"):
        assert [part.ingredients for part in understand_all(text)] == [(opioid,)]
    both = [part.ingredients for part in understand_all(f"{opioid}, naloxone spray")]
    assert both == [(opioid,), ("naloxone",)]


def test_several_names_in_one_text_are_all_kept():
    parts = understand_all("tramadol + foozle")
    assert [part.status for part in parts] == ["understood", "unknown"]
    assert [part.ingredients for part in understand_all("oxycodone/ibuprofen")] == [
        ("oxycodone",),
        ("ibuprofen",),
    ]
    assert [part.ingredients for part in understand_all("lorazepam zopiclone 7,5")] == [
        ("lorazepam",),
        ("zopiclone",),
    ]
    assert [part.status for part in understand_all("clonapam, sertraline")] == ["ask", "understood"]
    assert [p.ingredients for p in understand_all("vitamin e und magnesium\n- zink 25")] == [
        ("vitamin-e",),
        ("magnesium",),
        ("zinc",),
    ]


def test_the_score_says_how_alike():
    assert understand("sertraline").score == 100
    assert 90 < understand("sertralina").score <= 100
    assert 80 < understand("quetiapne").score < 95
    assert understand("clonapam").score < 100


@given(
    st.sampled_from(sorted(names())),
    st.sampled_from(["{}", "{} 50", "{} 75mg", "{}  37,5 mg", "{} 1-0-1", "{} 100 mg 1-0-1-0"]),
    st.sampled_from([str.upper, str.title, str.casefold, lambda text: f"  {text}\t"]),
)
@settings(max_examples=100, deadline=None)
def test_strength_case_and_spaces_never_change_the_answer(name, shape, case):
    typed = case(shape.format(name))
    assert (understand(typed).status, understand(typed).ingredients) == (
        understand(name).status,
        understand(name).ingredients,
    )


@given(st.sampled_from(LONG), st.integers(0, 30), st.sampled_from(LETTERS), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_one_typing_error_never_makes_another_medicine(name, place, letter, kind):
    at = place % len(name)
    typed = [
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at:],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
    ][kind]
    if typed not in names():
        assert understand(typed).ingredients in {(), names()[name]}, typed


def test_no_two_long_names_of_different_medicines_are_one_error_apart():
    """So that a typed name is never both itself and an error in another."""
    close = [
        (one, other)
        for i, one in enumerate(LONG)
        for other, _, _ in extract(
            one, LONG[i + 1 :], scorer=OSA.distance, limit=None, score_cutoff=1
        )
        if names()[one] != names()[other] and not {one, other} <= set(ambiguous())
    ]
    assert close == []


def test_names_that_sound_like_those_of_another_medicine_are_asked():
    """Vyvanse and Vivanza: each as written is itself, anything between them is asked."""
    heard = {}
    for name, keys in names().items():
        heard.setdefault(sounded(tidy(name)), set()).add(keys)
    shared = {name for name, keys in heard.items() if len(keys) > 1}
    assert sounded("vyvanse") in shared
    for name in shared - set(names()):
        assert understand(name).status != "understood", name
    assert understand("Vivanza").ingredients == ("vardenafil",)
    assert understand("Vivanse").status == "ask"
    assert understand("Thyrosin").status == "ask"  # thyroxin or tyrosine


def test_the_table_is_large_enough_and_names_are_unique():
    assert len(ingredients()) >= 400
    typed = [name for key, item in ingredients().items() for name in (key, *item.typed_names)]
    assert len(typed) == len(set(typed))
    assert all(name == tidy(name) for item in ingredients().values() for name in item.names)
    assert sum(len(group) for i in ingredients().values() for group in i.brands.values()) >= 1000


def test_every_brand_has_a_source_and_every_ambiguous_word_two_meanings():
    assert {key for item in ingredients().values() for key in item.brands} <= set(sources())
    assert all(len(set(keys)) > 1 for keys in ambiguous().values())


def test_nothing_taken_from_general_pharmacology_looks_published():
    assert {review_of(key) for key in ingredients()} == {"unverified"}


def test_classes_that_a_life_can_hang_on():
    """Written from the clinical texts, not from the table."""
    auvelity = understand("Auvelity").classes
    assert {"dextromethorphan", "bupropion", "seizure", "serotonergic"} <= auvelity
    members = {
        "opioid": {"morphine", "hydromorphone", "pethidine", "tilidine", "heroin"},
        "opioid-3a": {"oxycodone", "hydrocodone"},
        "opioid-patch": {"fentanyl", "sufentanil"},
        "naltrexone": {"naltrexone", "nalmefene", "samidorphan"},
        "mixed-opioid": {"nalbuphine", "butorphanol", "pentazocine"},
        "benzodiazepine-3a": {"alprazolam", "midazolam", "triazolam", "diazepam", "clonazepam"},
        "benzodiazepine": {"lorazepam", "oxazepam", "temazepam", "lormetazepam"},
        "barbiturate": {"phenobarbital", "primidone", "butalbital"},
        "gabapentinoid": {"gabapentin", "pregabalin"},
        "maoi": {"phenelzine", "tranylcypromine", "selegiline", "rasagiline", "linezolid"},
        "transplant": {"tacrolimus", "ciclosporin", "sirolimus", "everolimus"},
        "antiarrhythmic": {"amiodarone", "dofetilide", "sotalol", "flecainide", "quinidine"},
        "ergot": {"ergotamine", "dihydroergotamine"},
        "cyp3a-inhibitor": {"ketoconazole", "itraconazole", "clarithromycin", "ritonavir"},
        "cyp3a-inducer": {"carbamazepine", "phenytoin", "rifampicin", "st-johns-wort"},
        "qt-known": {"methadone", "citalopram", "haloperidol", "domperidone", "ondansetron"},
        "warfarin": {"warfarin", "phenprocoumon", "acenocoumarol"},
        "doac": {"apixaban", "rivaroxaban", "edoxaban", "dabigatran"},
    }
    for name, keys in members.items():
        assert keys <= {key for key, item in ingredients().items() if name in item.classes}, name


def test_codes_are_those_of_the_verified_lists():
    codes = {"methylphenidate": "6901", "warfarin": "11289", "naloxone": "7242"}
    assert {key: ingredients()[key].rxnorm for key in codes} == codes
    assert ingredients()["pregabalin"].atc == ("N02BF02",)
    assert ingredients()["gabapentin"].atc == ("N02BF01",)
    assert ingredients()["clonidine"].atc == ("C02AC01", "N02CX02")
    assert ingredients()["midazolam"].rxnorm == ""  # never confirmed, so left out


def test_a_broken_row_is_named_by_file_row_and_field():
    with pytest.raises(TableError) as caught:
        typed_row("medicines/pain", 3, Ingredient, {"classes": "nsaid", "clases": "x"})
    assert (caught.value.file, caught.value.row, caught.value.field) == (
        "medicines/pain.toml",
        3,
        "clases",
    )


def test_the_table_loads_fast():
    """The whole table within 40 ms of work; three times that here, for a busy machine."""
    used = []
    for _ in range(3):
        read = [cached for cached in (ingredients, names) if cached.cache_clear() is None]
        started = time.process_time()
        for load in read:
            load()
        used.append(time.process_time() - started)
    assert min(used) < 0.12
    assert len(table_names("medicines")) >= 15
