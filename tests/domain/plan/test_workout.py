"""A workout as a document: thirteen sections, each with fields of its own."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.plan.workout import BasicSection, RunSection, Workout
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import a_section, a_workout


def test_a_section_is_known_by_its_type_and_comes_back_as_what_it_was() -> None:
    run = RunSection(id="run", name="Run", order_index=1, distance=10_000)
    workout = a_workout(sections=(a_section(), run))

    again = read(encode(workout), Workout)

    assert [type(each) for each in again.sections] == [BasicSection, RunSection]
    assert again == workout


def test_what_only_another_section_has_is_refused() -> None:
    spoiled = encode(a_workout()).replace(b'"type":"basic"', b'"type":"basic","workDistance":400')

    with pytest.raises(DocumentNotValid, match="workDistance"):
        read(spoiled, Workout)


def test_a_tempo_has_the_names_that_lifters_know_and_no_others() -> None:
    spelled = encode(a_workout()).replace(b'"setNumber":1', b'"setNumber":1,"tempo":{"eccentricPause":1}')

    with pytest.raises(DocumentNotValid, match="eccentricPause"):
        read(spelled, Workout)
