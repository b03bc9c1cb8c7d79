"""What the tests of plan share."""

from typing import Any

from hypothesis import strategies as st

from mesocycle.domain.plan.workout import ExerciseSet, MiniSets, Tempo

SETS = {"set_type": "working", "rep_type": "fixed"}


def a_set(number: int = 1, **fields: Any) -> ExerciseSet:  # noqa: ANN401  any field of a set
    """Make a working set of five repetitions, changed by the fields given."""
    if "rep_type" not in fields and "reps" not in fields:
        fields["reps"] = 5
    return ExerciseSet(id=str(number), set_number=number, **{**SETS, **fields})


COUNTS = st.integers(1, 60)


NUMBERS = st.integers(0, 100_000) | st.decimals(0, 2000, places=3).map(float)


ABOVE_NOTHING = NUMBERS.filter(lambda number: number > 0)


RESTS = st.sampled_from(
    [
        "90s",
        "2m",
        "2 min",
        "2m30s",
        "1:30",
        "1:02:30",
        "PT90S",
        "2-3min",
        "60 – 90 s",
        "1m-90s",
        "0s",
        "20 seconds",
    ]
)


PHASES = st.just("X") | st.integers(0, 10) | st.sampled_from([0.5, 1.5])


def ends(low: str, high: str, numbers: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Give one number under the first name, or a rising range under both."""
    ranges = st.tuples(numbers, numbers).map(sorted).map(lambda pair: {low: pair[0], high: pair[1]})
    return numbers.map(lambda number: {low: number}) | ranges


def all_of(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Give the fields of all parts together."""
    return st.tuples(*parts).map(lambda found: {name: value for part in found for name, value in part.items()})


def maybe(part: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    """Give the part's fields, or none."""
    return st.just({}) | part


def mini_sets() -> st.SearchStrategy[dict[str, Any]]:
    """Give small sets after the set's own repetitions."""
    fields = all_of(
        ends("count", "count_max", COUNTS),
        ends("reps", "reps_max", COUNTS),
        st.fixed_dictionaries({"rest": RESTS}),
    )
    return fields.map(lambda found: {"mini_sets": MiniSets(**found)})


CLUSTERS = st.builds(MiniSets, count=COUNTS, reps=COUNTS, rest=RESTS)


AMOUNTS = st.one_of(
    st.fixed_dictionaries({"rep_type": st.just("fixed"), "reps": COUNTS}),
    st.tuples(COUNTS, COUNTS).map(sorted).map(lambda r: {"rep_type": "range", "reps_min": r[0], "reps_max": r[1]}),
    st.fixed_dictionaries({"rep_type": st.just("max")}, optional={"reps_min": COUNTS}),
    st.fixed_dictionaries({"rep_type": st.just("time"), "duration": ABOVE_NOTHING}),
    st.fixed_dictionaries({"rep_type": st.just("distance"), "distance": ABOVE_NOTHING}),
    st.fixed_dictionaries({"rep_type": st.just("calories"), "calories": ABOVE_NOTHING}),
)


LOADS = all_of(
    ends("weight", "weight_max", NUMBERS | NUMBERS.map(lambda number: -number)),
    st.fixed_dictionaries({"weight_unit": st.sampled_from(["kg", "lb"])}),
)


PERCENTAGES = st.sampled_from(
    ["percent_of_1rm", "percent_of_training_max", "percent_of_top_set", "percent_of_previous_set"]
).flatmap(lambda field: ends(field, "percent_max", NUMBERS))


FIELDS = all_of(
    all_of(AMOUNTS, maybe(mini_sets())) | CLUSTERS.map(lambda mini: {"rep_type": "fixed", "mini_sets": mini}),
    st.fixed_dictionaries(
        {"set_type": st.sampled_from(["working", "warmup", "drop", "failure"])},
        optional={
            "per_side": st.sampled_from([True]),
            "rest_after": RESTS,
            "tempo": st.builds(
                Tempo, eccentric=PHASES, eccentric_pause=PHASES, concentric=PHASES, concentric_pause=PHASES
            ),
        },
    ),
    maybe(st.just({"weight": 0}) | LOADS),
    maybe(PERCENTAGES),
    maybe(ends("rpe", "rpe_max", st.integers(2, 20).map(lambda halves: halves / 2))),
    maybe(ends("rir", "rir_max", st.integers(0, 10))),
)


GROUPS = st.lists(st.tuples(st.integers(1, 4), FIELDS), min_size=1, max_size=4)
