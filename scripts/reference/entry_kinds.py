"""What each kind of entry holds, with rows as they stand in `entries.csv`."""

from dataclasses import dataclass
from typing import Final

from speciosa.diary.entries import Kind


@dataclass(frozen=True, slots=True)
class KindOfEntry:
    """One kind: what stands in its columns, and an example of each way to write it."""

    about: str
    what: str
    value: str
    unit: str
    rows: tuple[str, ...]


KINDS: Final = {
    Kind.DOSE: KindOfEntry(
        "Something was taken. An amount of 0 says that nothing was taken.",
        "short name of the product",
        "amount",
        "g, mg, ml, capsules, cups ..., or one of `unit_g`",
        ("2026-03-02T08:10,dose,green,3,g,,", "2026-03-03T08:00,dose,green,0,,,"),
    ),
    Kind.RATING: KindOfEntry(
        "How something is right now.",
        "[outcome](names.md#outcomes)",
        "a number on its scale",
        "",
        ("2026-03-02T08:05,rating,pain,6,,,",),
    ),
    Kind.SCALE: KindOfEntry(
        "A questionnaire: its total, or the answer to one question (`phq9.9`).",
        "[questionnaire](../knowledge/instruments.md)",
        "total or answer",
        "",
        ("2026-03-02T20:00,scale,phq9,8,,,", "2026-03-02T20:00,scale,phq9.9,0,,,"),
    ),
    Kind.READING: KindOfEntry(
        "A laboratory value or vital sign. The upper limit of your laboratory goes into the note.",
        "[reading](names.md#readings)",
        "number",
        "always",
        (
            "2026-03-04T09:30,reading,alt,31,U/L,uln=35,",
            "2026-03-06T18:00,reading,systolic,128,mmHg,,",
        ),
    ),
    Kind.EVENT: KindOfEntry(
        "Something unwanted. The grade is how bad it was: 1 mild, 2 moderate, 3 severe,"
        " 4 life-threatening, 5 fatal.",
        "what happened, in your own words",
        "grade, or empty",
        "grade, or empty",
        ("2026-03-14T21:00,event,nausea,2,grade,after dinner,",),
    ),
    Kind.MEDICINE: KindOfEntry(
        "A medicine begins, changes or ends. Long-term ones can stand in `diary.toml` instead.",
        "name as you would write it",
        "dose, or `stop`",
        "mg, ug, g, ml",
        (
            "2026-04-02T08:00,medicine,sertraline,25,mg,started,",
            "2026-04-10T08:00,medicine,sertraline,stop,,,",
        ),
    ),
    Kind.SLEEP: KindOfEntry(
        "How long you slept. How well you slept is a rating: `sleep`.",
        "empty",
        "time asleep",
        "h or min",
        ("2026-03-03T07:30,sleep,,6.5,h,,",),
    ),
    Kind.CONDITION: KindOfEntry(
        "A condition begins; with `ended` it is over.",
        "name",
        "empty, or `ended`",
        "",
        ("2026-03-20T10:00,condition,long qt,,,,", "2026-03-28T10:00,condition,long qt,ended,,,"),
    ),
    Kind.WISH: KindOfEntry(
        "The moment a dose was wanted, before it was taken or instead of it.",
        "short name of the product, or empty",
        "amount, or empty",
        "as for a dose",
        ("2026-03-02T08:05,wish,green,,,,",),
    ),
    Kind.ALLOCATION: KindOfEntry(
        "What chance decided in a personal test. `speciosa design --next` prints it.",
        "short name of the product",
        "share of the usual amount, or minutes to wait",
        "share or min",
        ("2026-05-04T06:00,allocation,green,0.5,share,,",),
    ),
    Kind.BLOOD: KindOfEntry(
        "A measured level. What it was measured in, and its limit, go into the note.",
        "substance measured",
        "concentration",
        "ng/mL, ug/L, mg/L, ug/mL, pg/mL, nmol/L, umol/L",
        ("2026-03-10T11:00,blood,mitragynine,42,ng/mL,matrix=plasma lloq=1,",),
    ),
    Kind.PROMPT: KindOfEntry(
        "A question that was asked and not answered.",
        "[outcome](names.md#outcomes), or empty for all",
        "empty",
        "",
        ("2026-03-02T20:00,prompt,pain,,,,",),
    ),
    Kind.NOTE: KindOfEntry(
        "A few words. An answer about an event has the key of its question in `what`.",
        "empty, or `answer` and a key",
        "the words",
        "",
        ("2026-03-05T21:00,note,,a long walk,,,",),
    ),
    Kind.PROFILE: KindOfEntry(
        "A change of `diary.toml`; the last one of each field counts, and an empty one clears it.",
        "the field, such as `person.weight_kg`",
        "the new value",
        "",
        ("2026-03-15T08:00,profile,person.weight_kg,70,,,",),
    ),
    Kind.VOID: KindOfEntry(
        "Cancels another entry. Nothing is ever deleted; `speciosa undo` writes this row.",
        "id of the entry, its first 6 signs or more",
        "empty",
        "",
        ("2026-03-05T21:50,dose,green,30,g,,wrong-one", "2026-03-05T21:51,void,wrong-one,,,,"),
    ),
}
