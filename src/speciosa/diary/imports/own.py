"""Another diary of speciosa: folder, `.zip` or `.json`."""

from zoneinfo import ZoneInfo

from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import entry_cells


@importers.add("speciosa")
def read(export: Export, _wishes: Wishes) -> Harvest | None:
    """Every entry with its own id; None for any other file. The head is not taken over."""
    if not export.is_diary:
        return None
    diary = read_diary(export.path)
    harvest = Harvest("speciosa", "speciosa")
    zone = ZoneInfo(diary.timezone)
    for number, entry in enumerate(diary.entries, start=1):
        _at, kind, what, value, unit, note, id_ = entry_cells(entry, zone)
        at = entry.at.isoformat()
        harvest.add(number, id_, at, kind, what, value=value, unit=unit, note=note, id=id_)
    harvest.says.append("Only entries are taken; diary.toml stays as it is.")
    return harvest
