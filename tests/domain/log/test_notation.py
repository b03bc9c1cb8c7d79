"""The notation for what was done: what it says, where it refuses, and that writing it is undone by reading it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.log.notation import SaidLine, SaidSet, read_done, write_done
from mesocycle.domain.log.notation.writing import unplaced
from mesocycle.domain.log.performance import Performance, PerformedMiniSet, SectionResult
from mesocycle.domain.refusal import NotationNotUnderstood


def said(text: str) -> list[Performance]:
    return [one.performance for one in read_done(f"Row: {text}")[0].sets]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("8,7,6", [Performance(reps=8), Performance(reps=7), Performance(reps=6)]),
        ("2x10", [Performance(reps=10)] * 2),
        ("2x10, 8", [Performance(reps=10)] * 2 + [Performance(reps=8)]),
        ("0", [Performance(reps=0)]),
        ("8/side", [Performance(reps=8)]),
        ("5 @ 100 kg", [Performance(reps=5, weight=100, weight_unit="kg")]),
        ("5 @ 60", [Performance(reps=5, weight=60)]),
        ("5 @ BW", [Performance(reps=5, weight=0)]),
        ("5 @ BW+10 kg", [Performance(reps=5, weight=10, weight_unit="kg")]),
        ("5 @ -20 lb", [Performance(reps=5, weight=-20, weight_unit="lb")]),
        ("5,4 @ 60 RPE 9", [Performance(reps=5, weight=60, rpe=9), Performance(reps=4, weight=60, rpe=9)]),
        ("5 @ RPE 8.5", [Performance(reps=5, rpe=8.5)]),
        ("5 @ 60 2 RIR", [Performance(reps=5, weight=60, rir=2)]),
        ("5 @ 60, 3 @ 70", [Performance(reps=5, weight=60), Performance(reps=3, weight=70)]),
        ("45s", [Performance(duration=45)]),
        ("1:30,1:15", [Performance(duration=90), Performance(duration=75)]),
        ("40 m @ 60 kg", [Performance(distance=40, weight=60, weight_unit="kg")]),
        ("15 cal", [Performance(calories=15)]),
        ("5.2 km in 28:30", [Performance(distance=5200, duration=1710)]),
        ("1 km in 3:58,3:57", [Performance(distance=1000, duration=238), Performance(distance=1000, duration=237)]),
        ("10 km at 5:10/km", [Performance(distance=10_000, duration=3100)]),
        ("10 km @ 5:10/km", [Performance(distance=10_000, duration=3100)]),
        ("5 km HR 150/172", [Performance(distance=5000, average_heart_rate=150, max_heart_rate=172)]),
        ("5 km climb 120 m descent 80 m", [Performance(distance=5000, elevation_gain=120, elevation_loss=80)]),
        ("5 km incline 4%", [Performance(distance=5000, elevation_gain=200)]),
        ("20min 210 W cadence 88", [Performance(duration=1200, average_power=210, average_cadence=88)]),
        ("12+4+3", [Performance(reps=12, mini_sets=(PerformedMiniSet(reps=4), PerformedMiniSet(reps=3)))]),
        ("(2+2) mini 20s", [Performance(mini_sets=(PerformedMiniSet(reps=2, rest=20),) * 2)]),
    ],
)
def test_a_line_says_what_was_done(text: str, done: list[Performance]) -> None:
    assert said(text) == done


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("Row", SaidLine(name="Row")),
        ("+ Face pull", SaidLine(name="Face pull", added=True)),
        ("Row [Main lift]", SaidLine(name="Row", section="Main lift")),
        ("Goblet squat instead of Back squat", SaidLine(name="Goblet squat", instead_of="Back squat")),
        ("EMOM 10:00", SaidLine(name="EMOM 10:00")),
    ],
)
def test_a_head_says_which_exercise_it_was(head: str, line: SaidLine) -> None:
    (read,) = read_done(f"{head}: 5")

    assert unplaced(read) == SaidLine(
        name=line.name,
        section=line.section,
        added=line.added,
        instead_of=line.instead_of,
        sets=(SaidSet(performance=Performance(reps=5)),),
    )


def test_the_same_exercise_goes_on_where_no_name_follows() -> None:
    (line,) = read_done("Row: 5 @ 60; 3 @ 70\n2 @ 80")

    assert [one.performance.weight for one in line.sets] == [60, 70, 80]


def test_a_score_is_said_in_rounds() -> None:
    (line,) = read_done("Finisher: 6 rounds + 12")

    assert line.result == SectionResult(rounds=6, reps=12)


def test_a_skipped_exercise_says_why() -> None:
    (line,) = read_done("Row: skipped no machine")

    assert line.skipped == "no machine"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ("8,7,6", 1),
        ("Row: ", 6),
        ("Row: 8-12", 6),
        ("Row: AMRAP", 6),
        ("Row: 5+", 6),
        ("Row: 5 80 kg", 8),
        ("Row: 5 @ 80%", 10),
        ("Row: 5 @ 102,5 kg", 13),
        ("Row: 5 @ 100 kg, 5", 18),
        ("Row: 5 RPE 11", 12),
        ("Row: 5 RPE 8 RPE 9", 14),
        ("Row: 5 at 5:10/km", 8),
        ("Row: 5 incline 4%", 8),
        ("Row: 5 mini 20s", 8),
        ("Row: 5 @ 3x24 kg", 10),
        ("Row: 5; Squat: 3 foo", 18),
        ("Row: 5\nSquat: 3 foo", 10),
        ("+ Row instead of Squat: 5", 1),
        ("Row: 6 rounds 5", 15),
        ("Row: 9999x5", 6),
        ("Row: skipped; 5", 15),
    ],
)
def test_what_is_no_notation_is_refused_at_its_character(text: str, column: int) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        read_done(text)

    assert refused.value.facts is not None
    assert refused.value.facts["column"] == column


numbers = st.integers(0, 500)
positive = st.integers(1, 5000)
decimals = st.one_of(positive, st.integers(1, 9999).map(lambda n: n / 4))
words = st.text(st.sampled_from("abcdefg XYZ'-"), min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def performances(draw: st.DrawFn) -> Performance:
    """Make what one set may come to."""
    kind = draw(st.sampled_from(["reps", "minis", "both", "time", "way", "timed way", "calories"]))
    minis = draw(st.lists(numbers, min_size=1, max_size=4))
    rest = draw(st.one_of(st.none(), st.integers(5, 90)))
    small = tuple(PerformedMiniSet(reps=reps, rest=rest) for reps in minis)
    optional = {
        name: draw(st.one_of(st.none(), values))
        for name, values in (
            ("weight", st.one_of(st.integers(-90, 400), decimals)),
            ("rpe", st.integers(2, 20).map(lambda half: half / 2)),
            ("rir", st.integers(0, 9)),
            ("average_heart_rate", st.integers(60, 190)),
            ("elevation_gain", positive),
            ("elevation_loss", positive),
            ("average_power", positive),
            ("average_cadence", positive),
        )
    }
    unit = None if optional["weight"] is None else draw(st.sampled_from(["kg", "lb"]))
    amount = {
        "reps": {"reps": draw(numbers)},
        "minis": {"mini_sets": small},
        "both": {"reps": draw(numbers), "mini_sets": small},
        "time": {"duration": draw(decimals)},
        "way": {"distance": draw(decimals)},
        "timed way": {"distance": draw(decimals), "duration": draw(decimals)},
        "calories": {"calories": draw(decimals)},
    }[kind]
    return Performance(**optional, weight_unit=unit, **amount)  # type: ignore[arg-type]  # drawn field by field


sets = st.builds(
    SaidSet,
    performance=performances(),
    set_type=st.sampled_from([None, "warmup", "drop", "failure"]),
    side=st.sampled_from([None, "left", "right"]),
    round=st.one_of(st.none(), st.integers(1, 20)),
    notes=st.one_of(st.none(), words),
)
lines = st.builds(
    SaidLine,
    name=words.filter(lambda name: " instead of " not in name),
    section=st.one_of(st.none(), words),
    added=st.booleans(),
    sets=st.lists(sets, min_size=1, max_size=5).map(tuple),
)


@given(st.lists(lines, min_size=1, max_size=4))
def test_what_is_written_is_read_back_as_the_same(told: list[SaidLine]) -> None:
    text = write_done(told)

    assert text is None or tuple(map(unplaced, read_done(text))) == tuple(map(unplaced, told))


@given(st.lists(lines, min_size=1, max_size=4))
def test_what_says_its_load_at_every_set_can_be_written(told: list[SaidLine]) -> None:
    plain = [
        SaidLine(
            name=" ".join(line.name.split()),
            sets=tuple(one for one in line.sets if one.performance.weight is not None),
        )
        for line in told
    ]
    spoken = [line for line in plain if line.sets]

    assert not spoken or write_done(spoken) is not None


@given(st.text(st.sampled_from('Row: 8x,@kg+-;\n[]()"RPEHminstead of3.%/'), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = read_done(text)
    except NotationNotUnderstood:
        return
    assert read
