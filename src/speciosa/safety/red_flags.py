"""The red flags with the numbers to call: the diary's own, its country's, or words."""

from speciosa.diary.diary import Diary
from speciosa.knowledge.countries import HelpNumbers, help_numbers
from speciosa.knowledge.tables import read_toml
from speciosa.safety.finding import RedFlag, RedFlags
from speciosa.safety.red_flag_table import red_flag_rows


def numbers_of(diary: Diary) -> HelpNumbers:
    """What to call: a number of the diary's own stands before its country's."""
    own = diary.help
    return help_numbers(diary.person.country, own.emergency, own.crisis, own.poison)


def red_flags_of(diary: Diary) -> RedFlags:
    """All twelve, always."""
    numbers = numbers_of(diary)
    call = numbers.model_dump(exclude={"review"})
    items = tuple(
        RedFlag(number=row.number, signs=row.signs, do=row.do.format(**call))
        for row in red_flag_rows()
    )
    review = read_toml("red_flags")["review"]
    return RedFlags(**call, items=items, review=review, numbers_review=numbers.review)
