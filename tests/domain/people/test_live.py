"""What an open stream says."""

from mesocycle.domain.document import encode
from mesocycle.domain.people.live import FeedPosition


def test_only_whoever_sees_a_part_is_told_of_messages_beside_it() -> None:
    assert encode(FeedPosition(user_id="ann", epoch="e", seq=3)) == b'{"userId":"ann","epoch":"e","seq":3}'
    assert encode(FeedPosition(user_id="ann", epoch="e", seq=3, messages=0)) == (
        b'{"userId":"ann","epoch":"e","seq":3,"messages":0}'
    )
