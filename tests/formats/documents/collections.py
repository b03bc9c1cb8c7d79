"""What the tests of documents share."""

from hypothesis import strategies as st

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.sessions import SessionDocument, read_sessions

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


def taken(body: bytes) -> list[SessionDocument | Reject]:
    return list(read_sessions(body))
