"""Real people's diaries read without a problem, and fast."""

import time

import pytest

from speciosa.diary.quality import quality_of
from speciosa.diary.ratings import ratings_of
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_folder
from tests.diary.folders import SHARED

DIARIES = SHARED / "data" / "diaries"
PATHS = sorted(path.parent for path in DIARIES.glob("**/diary.toml"))
needs_data = pytest.mark.skipif(not PATHS, reason=f"the public diaries are not in {DIARIES}")


@needs_data
def test_every_diary_reads_and_is_written_without_loss(tmp_path):
    assert len(PATHS) == 41
    for number, path in enumerate(PATHS):
        diary = read_diary(path)
        write_folder(diary, tmp_path / str(number))
        assert read_diary(tmp_path / str(number)) == diary
        assert quality_of(diary).doses > 0


@needs_data
def test_the_long_diary_is_complete():
    ratings = ratings_of(read_diary(DIARIES / "venlafaxine-taper"))
    assert len(ratings) == 9
    assert sum(len(r.value_pts) for r in ratings.values()) > 7000


@needs_data
def test_nine_thousand_rows_in_half_a_second():
    seconds = []
    for _ in range(3):
        start = time.process_time()
        assert len(read_diary(DIARIES / "venlafaxine-taper").entries) > 9000
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.5
