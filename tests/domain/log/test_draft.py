"""A log opened for many entries."""

from mesocycle.domain.log.draft import Draft
from mesocycle.domain.log.editing import EMPTY
from mesocycle.domain.log.entry import Place
from tests.domain.logs import LINES, performed

SQUAT = Place("main", "squat")


def a_draft(*ids: str) -> Draft:
    draft = Draft(EMPTY, LINES)
    for number, id_ in enumerate(ids, 1):
        draft.swap_set((), SQUAT, performed(id_, set_id=f"squat-{number}"))
    return draft


def test_an_entry_is_found_by_its_id_and_by_what_it_is_of() -> None:
    draft = a_draft("a", "b")

    assert draft.holds_set(SQUAT, performed("a", set_id="squat-1"))
    assert [one.id for one in draft.same_sets(SQUAT, performed("other", set_id="squat-2"))] == ["b"]
    assert draft.same_sets(SQUAT, performed("other", set_id="squat-3")) == ()
    assert (draft.names_set("a"), draft.names_set("z")) == (True, False)


def test_what_takes_the_place_of_another_stands_there_alone_and_counts_once() -> None:
    draft = a_draft("a")
    (old,) = draft.same_sets(SQUAT, performed("new", set_id="squat-1"))

    draft.swap_set([old], SQUAT, performed("new", set_id="squat-1"))

    (section,) = draft.close().sections
    assert [one.id for one in section.exercises[0].sets] == ["new"]
    assert draft.entries == 1


def test_with_the_last_entry_goes_what_held_it() -> None:
    draft = a_draft("a")

    taken = draft.take(["a", "nowhere"])

    assert [one.id for one in taken] == ["a"]
    assert draft.close().sections == ()


def test_whatever_order_entries_come_in_the_log_is_in_the_order_of_the_plan() -> None:
    draft = Draft(EMPTY, LINES)
    for number in (3, 1, 2):
        draft.swap_set((), SQUAT, performed(f"s{number}", set_id=f"squat-{number}"))

    (section,) = draft.close().sections
    assert [one.set_id for one in section.exercises[0].sets] == ["squat-1", "squat-2", "squat-3"]
