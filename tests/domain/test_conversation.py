"""What can be read is named on the wire as it is stored."""

import msgspec

from mesocycle.domain.conversation import NewReadMark, ReadSubject
from mesocycle.domain.document import encode


def test_a_mark_names_its_subject_as_the_wire_does() -> None:
    new = NewReadMark(subject=ReadSubject.FEEDBACK, subject_id="s1")

    assert msgspec.json.decode(encode(new)) == {"subject": "feedback", "subjectId": "s1"}
