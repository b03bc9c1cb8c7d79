"""An answer sent without any application."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from mesocycle.http.answers import Answer
from mesocycle.server.sending import send_answer


@pytest.mark.parametrize(("head", "body"), [(False, b"busy"), (True, b"")])
def test_head_is_told_the_length_of_what_get_would_be_sent(head: bool, body: bytes) -> None:
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    asyncio.run(send_answer(send, Answer(503, {"retry-after": "1"}, b"busy"), head=head))

    start, rest = sent
    assert (start["status"], rest["body"]) == (503, body)
    assert {(b"content-length", b"4"), (b"retry-after", b"1"), (b"cache-control", b"no-store")} <= set(start["headers"])
