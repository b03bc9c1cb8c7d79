"""What the tests of activity share."""

from math import cos, nan, radians, sin

from mesocycle.domain.activity.raw_track import RawTrack, Sample
from mesocycle.domain.activity.sound_track import sound
from mesocycle.domain.log.performance import Performance

START = 1_795_194_000.0


DAY_S = 86_400.0


M_OF_DEGREE = 111_195.0


def a_run(count: int = 400, step: float = 5.0, speed: float = 3.0, *, told: bool = False) -> list[Sample]:
    """Run in a wide circle over two hills; `told` is by a device that counts metres itself."""
    samples = []
    for number in range(count):
        metres = number * step * speed
        angle = metres / 800
        samples.append(
            Sample(
                at=START + number * step,
                distance=metres if told else nan,
                altitude=300 + 40 * sin(metres / 400),
                heart_rate=150 + 10 * sin(number / 40),
                latitude=52 + 800 * sin(angle) / M_OF_DEGREE,
                longitude=13 + 800 * cos(angle) / M_OF_DEGREE / cos(radians(52)),
            )
        )
    return samples


def a_recording(samples: list[Sample], breaks: tuple[int, ...] = ()) -> RawTrack:
    raw = RawTrack()
    for number, each in enumerate(samples):
        if number in breaks:
            raw.begin_stretch()
        raw.add(each)
    return raw


def sums(samples: list[Sample], breaks: tuple[int, ...] = ()) -> Performance:
    return sound(a_recording(samples, breaks), "run").performance()


def is_near(one: float | None, other: float | None, within: float = 0.02, least: float = 0.0) -> bool:
    assert one is not None
    assert other is not None
    return abs(one - other) <= max(within * max(abs(one), abs(other)), least)
