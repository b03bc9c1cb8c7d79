"""What a group may be called, and who can be in it."""

import pytest

from mesocycle.domain.people.group import GroupChange, NewAthleteGroup, check_group, check_group_change
from mesocycle.domain.refusal import DocumentNotValid


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_has_a_letter_and_not_too_many(name: str) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_group(NewAthleteGroup(name=name))

    assert [each.path for each in no.value.errors or ()] == ["name"]


def test_ids_that_can_be_nobody_s_are_named_where_they_stand() -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_group_change(GroupChange(add=("ann", "no body"), remove=("",)))

    assert [each.path for each in no.value.errors or ()] == ["add[1]", "remove[0]"]


def test_a_change_that_says_no_name_leaves_it() -> None:
    check_group_change(GroupChange(add=("ann",)))
