"""Numbers that nobody has read are marked on every face, others are not."""

from typing import Any

import pytest

from speciosa.report.html import render_html
from speciosa.report.terminal import render_terminal
from tests.report import builder


def faces(review: Any) -> tuple[str, str]:
    person = builder.person()
    flags = person.red_flags.model_copy(update={"numbers_review": review})
    assessment = person.model_copy(update={"red_flags": flags})
    return render_html(assessment), render_terminal(assessment, 100, colour=False)


def test_unverified_numbers_are_marked():
    page, text = faces("unverified")
    assert "Emergency: 112, number not verified" in page
    assert "number not verified" in text


@pytest.mark.parametrize("review", ["published", None])
def test_other_numbers_carry_no_remark(review):
    assert not any("not verified" in face for face in faces(review))
