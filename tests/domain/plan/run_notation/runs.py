"""Steps and blocks of all sorts that the run notation has words for."""

from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from mesocycle.domain.plan.run_notation.targets import PERCENT_WORDS, UNITS
from mesocycle.domain.plan.targets import ZONES_OF
from mesocycle.domain.plan.workout import Block, Goal, Step, Target

AMOUNTS = st.integers(1, 100_000) | st.decimals("0.1", 2000, places=1).map(float)
_GOALS = st.one_of(
    *(
        st.builds(Goal, **{name: AMOUNTS})
        for name in (
            *("duration", "distance", "elevation_gain", "elevation_loss"),
            *("calories", "heart_rate_below", "heart_rate_above"),
        )
    ),
    st.builds(Goal, repetitions=st.integers(1, 1000)),
    st.just(Goal(open=True)),
)
_NUMBERS = st.integers(0, 999) | st.decimals(0, 400, places=1).map(float)


def _between(numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Give a range, one number as both ends, a cap or a floor."""
    return st.one_of(
        st.tuples(numbers, numbers).map(sorted).map(lambda pair: {"low": pair[0], "high": pair[1]}),
        numbers.map(lambda number: {"low": number, "high": number}),
        numbers.map(lambda number: {"high": number}),
        numbers.map(lambda number: {"low": number}),
    )


def _aimed(numbers: st.SearchStrategy[Any], **fields: Any) -> st.SearchStrategy[Target]:  # noqa: ANN401  # any field of a target
    return _between(numbers).map(lambda ends: Target(**ends, **fields))


_TARGETS = st.one_of(
    *(_aimed(st.integers(1, 3599), metric="pace", unit=unit, basis="absolute") for unit in ("s/km", "s/mile")),
    *(_aimed(_NUMBERS, metric=metric, unit=unit, basis="absolute") for metric, unit in UNITS.values()),
    _aimed(_NUMBERS, metric="grade", unit="percent", basis="absolute"),
    _aimed(st.integers(2, 20).map(lambda halves: halves / 2), metric="rpe", unit="rpe", basis="absolute"),
    *(_aimed(_NUMBERS, metric=metric, unit="percent", basis="percent", of=of) for metric, of in PERCENT_WORDS),
    *(_aimed(st.integers(1, 9), metric=metric, unit="zone", basis="zone", of=of) for metric, of in ZONES_OF.items()),
)
_NAMES = st.sampled_from(["Easy", "Over the bridge", "Kilometre 1", "so; or so", "4x(400 m"])


@st.composite
def steps(draw: st.DrawFn) -> Step:
    """Give one step."""
    targets = draw(st.none() | st.lists(_TARGETS, min_size=1, max_size=3, unique_by=lambda each: each.metric))
    return Step(
        id="",
        goal=draw(_GOALS),
        phase=draw(st.sampled_from(["warmup", "active", "recovery", "rest", "cooldown"])),
        movement=draw(st.none() | st.sampled_from(["run", "walk", "hike", "bike", "row", "swim", "other"])),
        terrain=draw(st.none() | st.sampled_from(["road", "track", "trail", "mountain", "mixed"])),
        targets=None if targets is None else tuple(targets),
        name=draw(st.none() | _NAMES),
    )


BLOCKS = st.builds(
    Block, id=st.just(""), rounds=st.integers(1, 30), steps=st.lists(steps(), min_size=1, max_size=4).map(tuple)
)
PARTS = steps() | BLOCKS


@st.composite
def runs(draw: st.DrawFn) -> tuple[Step | Block, ...]:
    """Give a run, in which some stretch may stand several times in a row, as repeats of repeats do."""
    before, inner, after = (draw(st.lists(PARTS, max_size=3)) for _ in range(3))
    whole = [*before, *inner * draw(st.integers(1, 4)), *after]
    return tuple(whole or [draw(PARTS)])


def numbered(parts: tuple[Step | Block, ...]) -> tuple[Step | Block, ...]:
    """Give parts the ids that reading gives them."""
    found: list[Step | Block] = []
    last = 0
    for part in parts:
        last += 1
        own = str(last)
        if isinstance(part, Block):
            inner = [structs.replace(each, id=str(last + place)) for place, each in enumerate(part.steps, 1)]
            last += len(inner)
            found.append(structs.replace(part, id=own, steps=tuple(inner)))
        else:
            found.append(structs.replace(part, id=own))
    return tuple(found)
