"""What a phone keeps."""

import msgspec

from mesocycle.domain.document import encode
from mesocycle.domain.people.user import Units
from mesocycle.domain.player.kept import Advice, DoneBefore, Kept, LastTime


def test_what_a_phone_keeps_says_which_feed_and_moment_it_is_of_and_reads_back_whole() -> None:
    kept = Kept(
        user_id="ann",
        units=Units.METRIC,
        time_zone="Europe/Berlin",
        now="2026-01-05T09:00:00.000Z",
        today="2026-01-05",
        epoch="epoch",
        seq=36,
        plays=(),
        last_time=(LastTime(exercise_variant_id="squat", day="2026-01-01", sets=(DoneBefore(reps=5, load_kg=100),)),),
        advice=(Advice(line_id="exercise-1", why="All sets were met."),),
        bests=(),
    )

    sent = encode(kept)

    assert msgspec.json.decode(sent, type=Kept) == kept
    assert msgspec.json.decode(sent)["lastTime"][0]["sets"] == [{"reps": 5, "loadKg": 100}]
