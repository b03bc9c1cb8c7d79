"""One vocabulary for the words of all programs."""

import pytest

from mesocycle.formats.activities.sports import sport_of


@pytest.mark.parametrize(
    ("words", "sport"),
    [
        ("running", "running"),
        ("Laufbandtraining", "running"),
        ("Hardloopsessie", "running"),
        ("Běh", "running"),
        ("Бег", "running"),
        ("ランニング", "running"),
        ("室内跑步", "running"),
        ("fitness_equipment treadmill", "running"),
        ("walking treadmill", "walking"),
        ("running trail", "trail running"),
        ("TRAIL-RUNNING", "trail running"),
        ("Løb terræn", "trail running"),
        ("Trail Ride", "cycling"),
        ("Bikram Yoga", "yoga"),
        ("Horseback Ride", "horseback riding"),
        ("training strength_training", "strength training"),
        ("training", "workout"),
        ("Utförsåkning i pist", "alpine skiing"),
    ],
)
def test_a_word_means_the_same_sport_however_it_is_written(words: str, sport: str) -> None:
    found = sport_of(words)

    assert found is not None
    assert found.name == sport


@pytest.mark.parametrize("words", ["", "generic", "Other", "unknown", "Throwing", "Run and Ride"])
def test_a_word_that_is_not_known_or_means_two_sports_means_none(words: str) -> None:
    assert sport_of(words) is None
