"""The performance log as a document: what is not known is not said, and 0 is not the same as unknown."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import Effort, Performance, PerformedSet, Suggestion, WorkoutPerformanceLog
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid


def test_an_unknown_amount_is_absent_and_nothing_is_0() -> None:
    assert encode(Performance()) == b"{}"
    assert encode(Performance(weight=0, weight_unit="kg")) == b'{"weight":0,"weightUnit":"kg"}'


def test_a_set_without_id_can_be_neither_sent_again_nor_corrected_and_is_refused() -> None:
    with pytest.raises(DocumentNotValid, match="_id"):
        read(b'{"setNumber":1,"setType":"working","performance":{}}', PerformedSet)


def test_a_number_keeps_the_form_it_was_written_in() -> None:
    body = b'{"reps":5,"weight":62.5,"weightUnit":"kg","distance":400}'

    assert encode(read(body, Performance)) == body


def test_a_suggestion_has_its_reason() -> None:
    with pytest.raises(DocumentNotValid, match="why"):
        read(b'{"weight":85}', Suggestion)


def test_a_lap_names_no_step_and_an_empty_log_is_a_log() -> None:
    lap = Effort(id="lap", round=1, phase="active", performance=Performance(distance=1000))

    assert b"stepId" not in encode(lap)
    assert read(b'{"sections":[]}', WorkoutPerformanceLog) == WorkoutPerformanceLog(sections=())
