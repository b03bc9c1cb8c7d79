"""What is wrong with a routine is said in the reader's language, from codes and values."""

import ast
import string
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

import mesocycle.domain
from mesocycle.actions.plans.library import shipped
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.publishing.complete import read_workout
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.refusal import Phrase
from mesocycle.web.frame.faults import FOLDER, ShownFault, fault_words, shown_faults

DOMAIN = Path(mesocycle.domain.__file__).parent
OTHERS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OF_NO_CODE = {"kinds", "or"}
WITH_A_REASON = {"remedy"}
"""What is added where a reason stands inside another sentence."""


def _told() -> Iterator[tuple[str, set[str]]]:
    """Give each code that is told somewhere, with the names of its values there."""
    for path in DOMAIN.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
                names = {each.arg for each in node.keywords if each.arg} | _unpacked(node)
                for code in ast.walk(node.args[0]):
                    if isinstance(code, ast.Constant) and isinstance(code.value, str) and " " not in code.value:
                        yield code.value, names


def _unpacked(node: ast.Call) -> set[str]:
    return {"got", "right", "got_kind", "kinds"} if any(each.arg is None for each in node.keywords) else set()


CODES = sorted({code for code, _ in _told()} - {"\n"})


def test_there_are_languages_beside_english() -> None:
    assert OTHERS == ["de", "es"]
    assert fault_words("en") == {}


@pytest.mark.parametrize("lang", OTHERS)
def test_every_code_that_is_told_has_words_and_what_to_do_in_every_other_language(lang: str) -> None:
    assert sorted(fault_words(lang).keys() - OF_NO_CODE) == CODES


@pytest.mark.parametrize("lang", OTHERS)
def test_words_name_only_values_that_are_told_wherever_the_code_is(lang: str) -> None:
    wrong = [
        (code, name)
        for code, names in _told()
        if code in CODES
        for text in fault_words(lang)[code]
        for _, name, _, _ in string.Formatter().parse(text)
        if name and name not in names | WITH_A_REASON
    ]

    assert wrong == []


def _ids() -> Iterator[str]:
    return (f"made-{number}" for number in count())


def _faults(lang: str, exercise: str, sets: str, **more: object) -> dict[str, ShownFault]:
    line = {"name": exercise, "sets": sets, **more}
    run = {"name": "Run", "steps": "10m warmup"}
    sections = [{"name": "Main", "type": "basic", "exercises": [line]}, run]
    raw = {"name": "", "type": "strength", "sections": sections}
    library = Library(shipped())
    _, faults = read_workout(raw, duration=4, library=library, units=Units.METRIC, new_id=_ids().__next__)
    return {each.path: each for each in shown_faults(faults, lang)}


def test_the_refusal_under_the_character_is_in_german() -> None:
    found = _faults("de", "Back squat", "3x5 @ 80 kq")

    sets = found["sections[0].exercises[0].sets"]
    assert sets.message == "Nicht lesbar bei Zeichen 7: eine Zahl braucht ihre Einheit.\n3x5 @ 80 kq\n      ^"
    assert (sets.remedy, sets.lang) == ("Schreib kg, lb, %, RPE oder RIR dazu.", "de")
    assert found["sections[1].steps"].remedy == "Schreib 10 metres, oder 10min."


def test_names_that_the_library_lacks_and_fields_that_are_wrong_are_told_in_spanish() -> None:
    found = _faults("es", "Back sqat", "3x5", restBetweenSets=5, unknown="x")

    assert found["sections[0].exercises[0].name"].message.startswith("nombra el ejercicio 'Back sqat'")
    assert found["sections[0].exercises[0].restBetweenSets"].message == "es un número entero, pero debe ser un texto"
    assert {each.lang for each in found.values()} == {"es"}


def test_english_stays_as_it_is_told_and_what_has_no_words_is_marked_as_english() -> None:
    english = _faults("en", "Back squat", "3x5 @ 80 kq")["sections[0].exercises[0].sets"]
    (bare,) = shown_faults([Fault("x", "is odd", "Mend it.")], "de")
    (newer,) = shown_faults([Fault("x", Phrase("of-tomorrow", "is odd"), "Mend it.")], "de")

    assert english.message.startswith("The sets can't be read at character 7: a number needs its unit.")
    assert bare == newer == ShownFault(path="x", message="is odd", remedy="Mend it.", lang="en")
