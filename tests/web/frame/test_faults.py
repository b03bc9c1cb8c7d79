"""What is wrong with a routine is said in the reader's language, from codes and values."""

import ast
import string
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

import mesocycle.domain
from mesocycle.actions.plans.library import shipped
from mesocycle.analytics.guidance.attempt import Attempt
from mesocycle.analytics.guidance.progression import guide
from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.publishing.complete import read_workout
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.refusal import Phrase
from mesocycle.web.frame.faults import FOLDER, ShownFault, advice_in, fault_words, shown_faults
from tests.analytics.guidance.attempts import KG, a_line, an_attempt

DOMAIN = Path(mesocycle.domain.__file__).parent
FORMATS = DOMAIN.parent / "formats"
GUIDANCE = DOMAIN.parent / "analytics" / "guidance"
OTHERS = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OF_NO_CODE = {"kinds", "or", "advice"}
WITH_A_REASON = {"remedy"}
"""What is added where a reason stands inside another sentence."""


def _told() -> Iterator[tuple[str, set[str]]]:
    """Give each code that is told somewhere, with the names of its values there."""
    for path in (*DOMAIN.rglob("*.py"), *FORMATS.rglob("*.py")):
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


def _advised() -> dict[str, str]:
    """Give each sentence of a progression's advice that is written whole, by its code."""
    found: dict[str, str] = {}
    for path in GUIDANCE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pair: list[ast.expr] = []
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Phrase":
                pair = node.args[:2]
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                pair = node.elts
            if len(pair) == 2 and isinstance(pair[0], ast.Constant) and isinstance(pair[0].value, str):
                text = pair[1].value if isinstance(pair[1], ast.Constant) else ""
                found[pair[0].value] = str(text)
    return found


@pytest.mark.parametrize("lang", OTHERS)
def test_all_advice_has_words_in_every_other_language_that_name_the_same_values(lang: str) -> None:
    def values(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    words, told = fault_words(lang)["advice"], _advised()

    assert len(told) > 25
    assert sorted(told.keys() - words.keys()) == []
    assert [code for code, text in told.items() if text and values(text) != values(words[code])] == []


def test_advice_is_given_in_german_and_in_english_as_ever() -> None:
    line = a_line("linear", "3x5 @ 100 kg", increment=5, increment_unit="kg", failures_before_reset=3)
    failed, done = an_attempt(line, 5, 5, 4), an_attempt(line, 5, 5, 5)

    def why(lang: str, *attempts: Attempt) -> str:
        found = guide(line, attempts, KG, advice_in(lang))
        assert found is not None
        assert type(found.suggestion.why) is str
        return found.suggestion.why

    assert why("de", done) == "Alle geplanten Sätze sind geschafft, also nimm 5 kg dazu."
    assert why("de", failed) == (
        "Nicht jeder Satz kam auf 5 Wiederholungen mit der gemeinten Last (einmal, 3 sind erlaubt), "
        "also mach dasselbe noch einmal."
    )
    assert why("es") == "Todavía no se ha hecho nada de esto, así que hazlo como está escrito."
    assert why("en", done) == "All planned sets were met, so add 5 kg."
