"""The set notation: what it says, what it refuses and where, and that writing it is undone by reading it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.plan import notation
from mesocycle.domain.plan.workout import MiniSets, Tempo
from mesocycle.domain.refusal import NotationNotUnderstood
from tests.domain.plan.notation.texts import (
    GROUPS,
    a_set,
)


@pytest.mark.parametrize(
    ("amount", "fields"),
    [
        ("5", {"reps": 5}),
        ("8-12", {"rep_type": "range", "reps_min": 8, "reps_max": 12}),
        ("8–12", {"rep_type": "range", "reps_min": 8, "reps_max": 12}),
        ("5+", {"rep_type": "max", "reps_min": 5}),
        ("AMRAP", {"rep_type": "max"}),
        ("amrap", {"rep_type": "max"}),
        ("30s", {"rep_type": "time", "duration": 30}),
        ("1:30", {"rep_type": "time", "duration": 90}),
        ("2min", {"rep_type": "time", "duration": 120}),
        ("2min 30s", {"rep_type": "time", "duration": 150}),
        ("PT1M30S", {"rep_type": "time", "duration": 90}),
        ("max hold", {"rep_type": "time"}),
        ("hold max/side", {"rep_type": "time", "per_side": True}),
        ("40 m", {"rep_type": "distance", "distance": 40}),
        ("40m", {"rep_type": "distance", "distance": 40}),
        ("1.5 km", {"rep_type": "distance", "distance": 1500}),
        ("1 mi", {"rep_type": "distance", "distance": 1609.344}),
        ("15 cal", {"rep_type": "calories", "calories": 15}),
        ("8/side", {"reps": 8, "per_side": True}),
        ("8-12/side", {"rep_type": "range", "reps_min": 8, "reps_max": 12, "per_side": True}),
        ("5+/side", {"rep_type": "max", "reps_min": 5, "per_side": True}),
        ("AMRAP/side", {"rep_type": "max", "per_side": True}),
        ("30s/side", {"rep_type": "time", "duration": 30, "per_side": True}),
        ("40 m /side", {"rep_type": "distance", "distance": 40, "per_side": True}),
        ("15 cal/side", {"rep_type": "calories", "calories": 15, "per_side": True}),
        ("40\u00a0m", {"rep_type": "distance", "distance": 40}),
        ("5 warmup", {"set_type": "warmup"}),
        ("5 drop", {"set_type": "drop"}),
        ("AMRAP failure", {"set_type": "failure", "rep_type": "max"}),
        ("5 @ 100 kg", {"weight": 100, "weight_unit": "kg"}),
        ("5@102.5kg", {"weight": 102.5, "weight_unit": "kg"}),
        ("5 @ 225 lb", {"weight": 225, "weight_unit": "lb"}),
        ("5 @ 100-110 kg", {"weight": 100, "weight_max": 110, "weight_unit": "kg"}),
        ("5 @ +20 kg", {"weight": 20, "weight_unit": "kg"}),
        ("5 @ BW+20 kg", {"weight": 20, "weight_unit": "kg"}),
        ("5 @ BW-20 kg", {"weight": -20, "weight_unit": "kg"}),
        ("5 @ 2x24 kg", {"weight": 24, "weight_unit": "kg"}),
        ("5 @ +10-20 kg", {"weight": 10, "weight_max": 20, "weight_unit": "kg"}),
        ("5 @ -20 kg", {"weight": -20, "weight_unit": "kg"}),
        ("5 @ −20 kg", {"weight": -20, "weight_unit": "kg"}),
        ("5 @ -20--10 kg", {"weight": -20, "weight_max": -10, "weight_unit": "kg"}),
        ("5 @ -20-+10 kg", {"weight": -20, "weight_max": 10, "weight_unit": "kg"}),
        ("5 @ BW", {"weight": 0}),
        ("5 @ 85%", {"percent_of_1rm": 85}),
        ("5 @ 85% 1RM", {"percent_of_1rm": 85}),
        ("5 @ 85% TM", {"percent_of_training_max": 85}),
        ("5 @ 90% top", {"percent_of_top_set": 90}),
        ("5 @ 80% prev", {"percent_of_previous_set": 80}),
        ("5 @ 70-75% TM", {"percent_of_training_max": 70, "percent_max": 75}),
        ("5 @ 62.5%", {"percent_of_1rm": 62.5}),
        ("5 @ RPE 8", {"rpe": 8}),
        ("5 @ RPE 7-8", {"rpe": 7, "rpe_max": 8}),
        ("5 @ RPE 7.5", {"rpe": 7.5}),
        ("5 @ 2 RIR", {"rir": 2}),
        ("5 @ 1-2 RIR", {"rir": 1, "rir_max": 2}),
        ("5 @ 100 kg RPE 8 2 RIR", {"weight": 100, "weight_unit": "kg", "rpe": 8, "rir": 2}),
        ("5 rest 90s", {"rest_after": "90s"}),
        ("5 rest 2m", {"rest_after": "2m"}),
        ("5 rest 2-3min", {"rest_after": "2-3min"}),
        ("5 rest 20 seconds", {"rest_after": "20 seconds"}),
        ("5 rest 1:30", {"rest_after": "1:30"}),
        (
            "5 tempo 3-1-X-0",
            {"tempo": Tempo(eccentric=3, eccentric_pause=1, concentric="X", concentric_pause=0)},
        ),
        ("(2+2+2) mini 20s", {"reps": None, "mini_sets": MiniSets(count=3, reps=2, rest="20s")}),
        (
            "12-15 myo 5x3-5 mini 15s",
            {
                "rep_type": "range",
                "reps_min": 12,
                "reps_max": 15,
                "mini_sets": MiniSets(count=5, reps=3, reps_max=5, rest="15s"),
            },
        ),
        (
            "AMRAP myo 3-5x4 mini 15s",
            {"rep_type": "max", "mini_sets": MiniSets(count=3, count_max=5, reps=4, rest="15s")},
        ),
    ],
)
def test_each_form_becomes_the_fields_it_stands_for(amount: str, fields: dict[str, Any]) -> None:
    assert notation.parse(f"1x{amount}") == (a_set(**fields),)


@pytest.mark.parametrize(
    "text", ["3x5", "3X5", "3×5", " 3 x 5 ", "3x5;", "1x5; 2x5", "1x5\n2x5", "1x5, 2x5", "\n3x5\r\n"]
)
def test_groups_are_written_out_as_sets_numbered_through(text: str) -> None:
    assert notation.parse(text) == (a_set(1), a_set(2), a_set(3))


def test_groups_keep_their_own_targets() -> None:
    wave = notation.parse("1x5 @ 65% TM, 1x5 @ 75% TM, 1x5+ @ 85% TM")

    assert wave == (
        a_set(1, percent_of_training_max=65),
        a_set(2, percent_of_training_max=75),
        a_set(3, rep_type="max", reps_min=5, percent_of_training_max=85),
    )


def test_clauses_may_stand_in_any_order() -> None:
    one = notation.parse("2x8 tempo 3-1-1-0 rest 2m @ 100 kg drop")
    other = notation.parse("2x8 drop @ 100 kg rest 2m tempo 3-1-1-0")

    assert one == other


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "there are no sets"),
        (" ;\n", 1, "there are no sets"),
        ("squat", 1, "a group begins with its number of sets"),
        ("5 @ 100 kg", 3, "belongs x and the amount"),
        ("0x5", 1, "the number of sets is a whole number from 1 on"),
        ("2.5x5", 1, "the number of sets is a whole number from 1 on"),
        ("501x5", 1, "more than 500 sets"),
        ("3x5; 498x5", 6, "more than 500 sets"),
        ("3x", 3, "here belongs the amount"),
        ("3x @ 100 kg", 4, "here belongs the amount"),
        ("3x0", 3, "a number of repetitions is a whole number from 1 on"),
        ("3x5.5", 3, "a number of repetitions is a whole number from 1 on"),
        ("3x12-8", 3, "the range begins with its higher end"),
        ("3x8 - 12", 5, "a range is written without blanks"),
        ("3x0s", 3, "the amount is nothing"),
        ("3x0 cal", 3, "the amount is nothing"),
        ("3x30-45s", 3, "only repetitions can be a range"),
        ("3x2m30s", 4, "m is metres here"),
        ("3x1:75", 3, "after a colon stand 00 to 59"),
        ("3x10/leg", 5, "only /side can follow here"),
        ("3x(2+2+3) mini 20s", 4, "the parts of a cluster differ"),
        ("3x(2++2) mini 20s", 4, "numbers joined by +"),
        ("3x(2+2+2)", 3, "lack the rest between them"),
        ("3x12 myo 3x5", 6, "lack the rest between them"),
        ("3x12 myo 3", 10, "after myo belong the small sets"),
        ("3x12 myo 3x5-3 mini 9s", 12, "the range begins with its higher end"),
        ("3x(2+2) myo 3x5 mini 9s", 9, "a cluster has no myo-reps"),
        ("3x5 mini 20s", 5, "mini is the rest inside"),
        ("3x5 @", 6, "after @ belongs a target"),
        ("3x5 @ heavy", 7, "after @ belongs a target"),
        ("3x5 @ 100", 7, "a number needs its unit"),
        ("3x5 @ 100 kg 8", 14, "a number needs its unit"),
        ("3x5 @8", 6, "a number needs its unit"),
        ("3x5 @ 102,5 kg", 10, "a comma stands between digits"),
        ("3x5,3x5", 4, "a comma stands between digits"),
        ("3x5 @ 9 kg,3x5", 11, "only with a blank after it"),
        ("3x5 @ 110-100 kg", 7, "the range begins with its higher end"),
        ("3x5 @ -20-10 kg", 11, "whether this number is below 0 too"),
        ("3x5 @ -85%", 7, "only a weight has a sign"),
        ("3x5 @ 85% of TM", 11, "follows without of"),
        ("3x5 @ 85% 90% TM", 11, "this kind of target is there already"),
        ("3x5 @ 100 kg BW", 14, "this kind of target is there already"),
        ("3x5 @ RPE", 7, "RPE needs its number"),
        ("3x5 @ RPE 11", 11, "RPE goes from 1 to 10 in halves"),
        ("3x5 @ RPE 7.3", 11, "RPE goes from 1 to 10 in halves"),
        ("3x5 @ RPE 8-7", 11, "the range begins with its higher end"),
        ("3x5 @ RIR 2", 7, "RIR needs its number before it"),
        ("3x5 @ 100 kg @ RPE 8", 14, "there is a second @"),
        ("3x5 100 kg", 5, "a target stands after @ only"),
        ("3x5x100", 4, "there is a second x"),
        ("3x5 warmup drop", 12, "there is a second kind"),
        ("3x5 rest 2m rest 3m", 13, "rest is said twice"),
        ("3x5 rest", 9, "here belongs a rest"),
        ("3x5 rest 90", 10, "a rest needs its unit"),
        ("3x5 rest 3-2min", 10, "begins with its longer end"),
        ("3x5 tempo 3110", 11, "a tempo has four parts"),
        ("3x5 tempo 3-1-1-0-1", 11, "a tempo has four parts"),
        ("3x5 slowly", 5, "this can't stand here"),
        ("3x5 @ " + "9" * 25, 7, "this number is too long"),
        ("3x5 @ 9-" + "9" * 25 + " kg", 9, "this number is too long"),
    ],
)
def test_a_slip_is_refused_with_a_caret_under_it(text: str, column: int, reason: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        notation.parse(text)

    assert reason in refused.value.sentence.splitlines()[0]
    assert refused.value.sentence.splitlines()[-1] == " " * (column - 1) + "^"
    assert refused.value.facts == {"line": 1, "column": column}


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("3x5 @ 8", "Write what it is: 8 kg, 8 lb, 8%, RPE 8 or 8 RIR."),
        ("3x5 @ 100", "Write what it is: 100 kg, 100 lb, 100%."),
        ("3x5 @ +20", "Write +20 kg or +20 lb."),
        ("3x5 @ 102,5 kg", "Write a decimal point, like 102.5; a comma with a blank after it parts groups."),
        ("3x12-8", "Write 8-12."),
        ("3x2m30s", "Write minutes as min, or with a colon: 2:30."),
        ("3x5 rest 90", "Write the rest with its unit: 90s, 2m, 1:30 or 2-3min."),
        ("3x5 100 kg", "Write @ before the first target: 3x5 @ 100 kg RPE 8."),
    ],
)
def test_the_remedy_says_what_to_write_instead(text: str, remedy: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        notation.parse(text)

    assert refused.value.remedy == remedy


def test_in_several_lines_the_caret_stands_under_the_line_with_the_slip() -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        notation.parse("1x5 warmup @ 60 kg\n3x5 @ 100\n1xAMRAP")

    assert refused.value.sentence == (
        "The sets can't be read at line 2, character 7: a number needs its unit.\n3x5 @ 100\n      ^"
    )


def test_of_a_long_line_only_what_surrounds_the_slip_is_shown() -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        notation.parse("1x5; " * 40 + "3x5 @ 100; " + "1x5; " * 40)

    _, line, caret = refused.value.sentence.splitlines()
    assert len(line) < 90
    assert line[caret.index("^") :].startswith("100; ")


def test_what_a_terminal_would_act_on_is_not_repeated_in_the_refusal() -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        notation.parse("3x5 \x1b[2J\x07")

    assert all(line.isprintable() for line in refused.value.sentence.splitlines())


WORDS = [
    "3x5",
    "8-12",
    "5+",
    "AMRAP",
    "30s",
    "2m",
    ":30",
    " m",
    "/side",
    "drop",
    "@",
    "kg",
    "BW",
    "+20",
    "-20",
]


CLAUSES = ["85%", "TM", "RPE", "RIR", "rest", "2-3min", "tempo", "myo", "mini", "(2+2)"]


PIECES = st.sampled_from([*WORDS, *CLAUSES, *"x();,.-–−09²٣ſ\u212a\u00a0 \t\n\r\x00\ud800"])


@st.composite
def slips(draw: st.DrawFn) -> str:
    """Give printed sets in which something is cut out and something put in."""
    texts = [notation.print_sets([a_set(**fields)]) or "" for _, fields in draw(GROUPS)]
    text = ", ".join(texts)
    place = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 3))
    return text[:place] + draw(st.just("") | PIECES) + text[place + cut :]


@given(slips() | st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_reads_and_prints_again_or_is_refused_and_never_another_error(text: str) -> None:
    try:
        sets = notation.parse(text)
    except NotationNotUnderstood as refused:
        encode(refused.document)  # so no half of a character gets out either
    else:
        assert notation.parse(notation.print_sets(sets) or "") == sets


@given(slips(), st.integers(0, 30))
def test_a_text_with_a_foreign_character_in_it_is_refused(text: str, place: int) -> None:
    with pytest.raises(NotationNotUnderstood):
        notation.parse(f"{text[:place]}?{text[place:]}")
