"""What is asked of the messages of a FIT file."""

from mesocycle.formats.activities.fit_messages import FitFile, field_text, first_number, known_instant, several


def test_the_first_of_several_fields_that_is_a_number_is_given() -> None:
    assert first_number({"power": "much", "speed": 3, "pace": 4}, "power", "speed", "pace") == 3.0
    assert first_number({"speed": 1e300}, "speed") is None


def test_a_text_is_printable_and_an_enumeration_without_a_name_its_number() -> None:
    assert field_text({"name": " Ru\0n "}, "name") == "Run"
    assert field_text({"sport": 254}, "sport") == "254"
    assert field_text({"sport": [1]}, "sport") is None


def test_a_field_of_one_value_is_several_of_one() -> None:
    assert several({"category": "squat"}, "category") == ("squat",)
    assert several({"category": [3, None]}, "category") == (3, None)
    assert several({}, "category") == (None,)


def test_a_clock_that_was_not_set_knows_no_instant() -> None:
    assert known_instant(1000) is None
    assert known_instant(1_100_000_000) == "2024-11-08T11:33:20.000Z"


def test_a_message_that_is_not_there_is_empty() -> None:
    assert FitFile().first("session") == {}
