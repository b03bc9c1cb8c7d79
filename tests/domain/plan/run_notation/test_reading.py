"""Runs as a coach types them: what each form becomes, and what is refused where."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.plan.run_notation import parse_run, print_run
from mesocycle.domain.plan.workout import Block, Goal, Step, Target
from mesocycle.domain.refusal import NotationNotUnderstood
from tests.domain.plan.run_notation.runs import runs


def _step(number: int = 1, **fields: Any) -> Step:  # noqa: ANN401  # any field of a step
    return Step(id=str(number), **{"phase": "active", "goal": Goal(distance=800), **fields})


def test_the_line_on_the_whiteboard_becomes_a_block_of_work_and_recovery() -> None:
    work = _step(2, targets=(Target(metric="pace", low=240, high=250, unit="s/km", basis="absolute"),))
    jog = Step(id="3", phase="recovery", goal=Goal(distance=400), movement="run")

    assert parse_run("6x800 m @ 4:00-4:10/km rest 400 m jog") == (Block(id="1", rounds=6, steps=(work, jog)),)


def test_a_repeat_that_holds_repeats_is_written_out() -> None:
    names = [type(each).__name__ for each in parse_run("2x(4x400 m rest 1min; 3min jog); 1 km")]

    assert names == ["Block", "Step", "Block", "Step", "Step"]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("800 m", {}),
        ("1.5 km", {"goal": Goal(distance=1500)}),
        ("1 mi", {"goal": Goal(distance=1609.344)}),
        ("40 metres", {"goal": Goal(distance=40)}),
        ("90s", {"goal": Goal(duration=90)}),
        ("1:30", {"goal": Goal(duration=90)}),
        ("10min", {"goal": Goal(duration=600)}),
        ("1h", {"goal": Goal(duration=3600)}),
        ("10 m up", {"goal": Goal(elevation_gain=10)}),
        ("300 m down", {"goal": Goal(elevation_loss=300)}),
        ("15 cal", {"goal": Goal(calories=15)}),
        ("20 reps", {"goal": Goal(repetitions=20)}),
        ("until HR < 120", {"goal": Goal(heart_rate_below=120)}),
        ("until HR above 150", {"goal": Goal(heart_rate_above=150)}),
        ("open", {"goal": Goal(open=True)}),
        ("800 m warmup", {"phase": "warmup"}),
        ("800 m rest", {"phase": "rest"}),
        ("800 m jog", {"phase": "recovery", "movement": "run"}),
        ("800 m cooldown jog", {"phase": "cooldown", "movement": "run"}),
        ("800 m walk", {"movement": "walk"}),
        ("800 m on track", {"terrain": "track"}),
        ('800 m "Over the bridge"', {"name": "Over the bridge"}),
    ],
)  # fmt: skip
def test_each_form_becomes_the_fields_it_stands_for(text: str, fields: dict[str, Any]) -> None:
    assert parse_run(text) == (_step(**fields),)


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "there is no step"),
        (" ;\n", 1, "there is no step"),
        ("easy", 1, "here belongs the amount of a step"),
        ("6x", 3, "here belongs the amount of a step"),
        ("6x rest 2min", 4, "here belongs the amount of a step"),
        ("800", 1, "here belongs the amount of a step"),
        ("10m", 3, "metres or as minutes"),
        ("800 m rest 2m", 13, "metres or as minutes"),
        ("2m30s", 2, "m is metres here"),
        ("0 km", 1, "the amount is nothing"),
        ("0 m up", 1, "the amount is nothing"),
        ("1:75", 1, "after a colon stand 00 to 59"),
        ("2-3min", 1, "here belongs the amount of a step"),
        ("400 m-800 m", 6, "a step ends by one amount"),
        ("until tired", 1, "until needs a heart rate"),
        ("0x800 m", 1, "the number of repetitions is a whole number from 1 on"),
        ("1001x800 m", 1, "more than 1000 times"),
        ("3x4x400 m", 3, "there is a second x"),
        ("3x(4x400 m", 3, "this bracket is not closed"),
        ("800 m)", 6, "nothing was opened that this closes"),
        ("3x()", 3, "no step in the bracket"),
        ("200x(3x400 m; 1 km)", 1, "more than 200 steps"),
        ("2x(" * 9 + "400 m" + ")" * 9, 27, "too deep in each other"),
        ("800 m fast", 7, "this can't stand here"),
        ("800 m 4:00/km", 7, "a target stands after @ only"),
        ("800 m zone 2", 7, "a target stands after @ only"),
        ("800 m warmup cooldown", 14, "there is a second phase"),
        ("800 m jog walk", 11, "there is a second movement"),
        ("800 m rest 400 m easy", 18, "this can't stand here"),
        ("1,5 km", 2, "a comma stands between digits"),
        ("800 m,400 m", 6, "only with a blank after it"),
    ],
)
def test_a_slip_is_refused_with_a_caret_under_it(text: str, column: int, reason: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        parse_run(text)

    assert reason in refused.value.sentence.splitlines()[0]
    assert refused.value.sentence.startswith("The run can't be read at ")
    assert refused.value.sentence.splitlines()[-1] == " " * (column - 1) + "^"
    assert refused.value.facts == {"line": 1, "column": column}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("10m", "Write 10 metres, or 10min."),
        ("3x4x400 m", "Put the inner repeat in brackets: 3x(4x …)."),
        ("800 m 4:00/km", "Write @ before the first target: 800 m @ 4:00/km RPE 8."),
        ("3x(400 m", "Write ) after its last step."),
    ],
)
def test_the_remedy_says_what_to_write_instead(text: str, remedy: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        parse_run(text)

    assert refused.value.remedy == remedy


_PIECES = st.sampled_from(
    [
        *("6x", "800 m", "10min", "m", "(", ")", "rest", "jog", "walk", "@", "4:00", "/km", "zone", "2", "HR", "%"),
        *("up to", "until", "open", "on trail", "warmup", '"', ";", ", ", "\n", " ", "\x00", "\ud800", "²", "x"),
    ]
)


@st.composite
def _slips(draw: st.DrawFn) -> str:
    """Give a printed run in which something is cut out and something put in."""
    text = print_run(draw(runs())) or ""
    place, cut = draw(st.integers(0, len(text))), draw(st.integers(0, 3))
    return text[:place] + draw(st.just("") | _PIECES) + text[place + cut :]


@given(_slips() | st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_reads_and_prints_again_or_is_refused_and_never_another_error(text: str) -> None:
    try:
        found = parse_run(text)
    except NotationNotUnderstood as refused:
        encode(refused.document)  # so no half of a character gets out either
    else:
        assert parse_run(print_run(found) or "") == found
