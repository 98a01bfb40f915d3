"""What a command prints in the place of amounts and effects that must not be shown."""

from speciosa.diary.diary import Diary


def hidden_part(diary: Diary) -> str:
    """One line that says why; empty where everything may be shown."""
    from speciosa.report.words import hidden_line  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.safety.check import check_safety  # noqa: PLC0415

    found = check_safety(diary)
    return hidden_line(found.restrictions, found.law_as_of)
