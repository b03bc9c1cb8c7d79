"""What people say of sessions: what is unsaid is absent, and no command names more than it can take."""

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.session.inputs import MOST_AT_ONCE, CancelSeveral, Completion, Correction, Skip


@pytest.mark.parametrize(
    ("correction", "says"),
    [
        (Correction(notes="Cold.", feedback=Feedback(feeling=3)), False),
        (Correction(duration_minutes=60), True),
        (Correction(performed_date="2026-01-05"), True),
    ],
)
def test_notes_and_feedback_are_no_times(correction: Correction, says: bool) -> None:
    assert correction.says_times is says


@pytest.mark.parametrize("many", [0, MOST_AT_ONCE + 1])
def test_a_command_names_at_least_one_session_and_at_most_so_many(many: int) -> None:
    body = encode({"sessionIds": [f"s{number}" for number in range(many)]})

    with pytest.raises(DocumentNotValid, match="sessionIds"):
        read(body, CancelSeveral)
    assert len(read(encode({"sessionIds": ["s"] * MOST_AT_ONCE}), CancelSeveral).session_ids) == MOST_AT_ONCE


def test_a_skip_has_one_of_the_reasons_and_a_completion_needs_no_word() -> None:
    with pytest.raises(DocumentNotValid, match="reason"):
        read(b'{"reason":"lazy"}', Skip)

    assert encode(read(b"{}", Completion)) == b"{}"
