"""What progressions suggest, as a document."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.guidance import AcceptedSuggestions, Guidance, SessionGuidance
from tests.builders import a_session

LINE = Guidance(
    line_id="exercise-1",
    exercise_id="squat",
    exercise_variant_id="back-squat",
    name="Back squat",
    method="linear",
    applies_to="load",
    suggestion=Suggestion(weight=102.5, weight_unit="kg", why="All sets were met."),
)


def test_the_plan_itself_is_no_part_of_what_is_suggested_for_it() -> None:
    told = encode(SessionGuidance(session_id="session-1", lines=(LINE,)))

    assert b"workoutSnapshot" not in told
    assert read(told, SessionGuidance).lines == (LINE,)


def test_what_was_accepted_names_the_session_that_stands_now_also_where_no_line_was_left() -> None:
    told = encode(AcceptedSuggestions(session=a_session(id="new"), lines=(), reference_values=()))

    assert b'"_id":"new"' in told
    assert told.endswith(b'"lines":[],"referenceValues":[]}')


def test_a_suggestion_for_no_line_is_none() -> None:
    with pytest.raises(DocumentNotValid, match="lineId"):
        read(encode(LINE).replace(b'"lineId"', b'"line"'), Guidance)
