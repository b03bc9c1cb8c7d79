"""What the decoder says, in the words of the wire."""

import pytest

from tests.domain.reading.spoiled import SET, changed, paths, refused


def test_an_unknown_field_is_refused_with_its_path_and_the_nearest_known_name() -> None:
    no = refused(changed(SET, {"rep": 5}))

    assert paths(no) == [f"{SET}.rep"]
    assert no.sentence.startswith(f"{SET}.rep is not a known field")
    assert "`reps`" in no.remedy


def test_an_unknown_field_that_looks_like_none_is_to_be_left_out() -> None:
    assert refused(changed(SET, {"xyzzy": 5})).remedy == "Leave `xyzzy` out."


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("5", "is text, but must be a whole number"),
        (5.5, "is a number, but must be a whole number"),
        (True, "is true or false, but must be a whole number"),
        ([5], "is a list, but must be a whole number"),
        ({}, "is an object, but must be a whole number"),
    ],
)
def test_a_wrong_type_is_refused_in_the_words_of_the_wire(value: object, message: str) -> None:
    no = refused(changed(SET, {"reps": value}))

    assert no.sentence == f"{SET}.reps {message}."


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [
        ({"restAfter": 90}, "Write a duration with its unit: 90s, 10m (minutes), 2m30s or 1:30."),
        ({"weeks": "1-3"}, "Write a list, like [1, 2]."),
        ({"weight": "100 kg"}, "Write a number, without quotes and without a unit."),
        ({"tempo": "3-1-1-0"}, "Write an object with fields like `eccentric`, `eccentric_pause`, `concentric`."),
    ],
)
def test_a_wrong_type_gets_a_remedy_that_shows_what_to_write(fields: dict[str, object], remedy: str) -> None:
    assert refused(changed(SET, fields)).remedy == remedy


def test_a_missing_field_is_named_with_the_slip_that_stands_beside_it() -> None:
    body = changed(SET, {"setTyp": "working"}).replace(b'"setType": "working", ', b"")

    no = refused(body)

    assert paths(no) == [f"{SET}.setType"]
    assert no.remedy == "Write `setType` instead of `setTyp`."


def test_a_value_that_is_none_of_the_choices_gets_all_of_them_and_the_nearest() -> None:
    no = refused(changed(SET, {"setType": "dropp"}))

    assert paths(no) == [f"{SET}.setType"]
    assert no.remedy == "Did you mean `drop`? Write one of drop, failure, warmup, working."


def test_an_unknown_section_type_gets_all_thirteen() -> None:
    no = refused(changed("workouts[0].sections[0]", {"type": "bassic"}))

    assert paths(no) == ["workouts[0].sections[0].type"]
    assert no.remedy.startswith("Did you mean `basic`? Write one of warmup, cooldown, basic, emom, tabata, circuit,")
