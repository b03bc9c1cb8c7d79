"""Tags."""

import pytest

from mesocycle.domain.plan.tags import has_tag, normal_tags
from mesocycle.domain.refusal import DocumentNotValid


def test_tags_are_told_once_by_name_whatever_their_case_and_blanks() -> None:
    assert normal_tags([" Knee  friendly ", "home", "HOME"]) == ("home", "Knee friendly")


@pytest.mark.parametrize("wrong", [[""], ["a, b"], ["x" * 41], [f"tag {each}" for each in range(21)]])
def test_what_is_no_tag_is_refused(wrong: list[str]) -> None:
    with pytest.raises(DocumentNotValid):
        normal_tags(wrong)


def test_a_tag_is_found_whatever_its_case() -> None:
    assert has_tag(["Knee friendly"], "knee FRIENDLY")
    assert not has_tag(["Knee"], "knee friendly")
