"""`/health/live`, `/health/ready` and `/metrics`, on real databases."""

import pytest

from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.server.asgi import asked
from tests.server.machines import operations

TOKEN = "0123456789abcdef"  # noqa: S105  # a test's own


REMOTE = "203.0.113.9"


def test_head_gets_what_get_would_without_the_body_and_other_methods_are_refused(db: Database) -> None:
    with operations(db) as app:
        head, post = asked(app, "/health/live", method="HEAD"), asked(app, "/health/live", method="POST")

    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", "17")
    assert (post.status, post.headers["allow"]) == (405, "GET, HEAD")


def test_any_other_path_is_for_the_application(db: Database) -> None:
    with operations(db) as app:
        told = [asked(app, path).status for path in ("/", "/health", "/health/live/x", "/metrics/x")]

    assert told == [299] * 4


@pytest.mark.parametrize(
    ("client", "headers", "status"),
    [
        ("127.0.0.1", [], 200),
        (REMOTE, [], 403),
        (REMOTE, [(b"authorization", f"Bearer {TOKEN}".encode())], 200),
        (REMOTE, [(b"authorization", b"Bearer 0123456789abcdeX")], 403),
        ("127.0.0.1", [(b"x-forwarded-for", REMOTE.encode())], 403),
        (REMOTE, [(b"x-forwarded-for", b"127.0.0.1")], 403),
    ],
)
def test_figures_are_for_this_machine_and_for_whoever_has_the_token(
    db: Database, client: str, headers: list[tuple[bytes, bytes]], status: int
) -> None:
    with operations(db, ServerSettings(metrics_token=TOKEN)) as app:
        answer = asked(app, "/metrics", client=client, headers=headers)

    assert answer.status == status
    assert (b"mesocycle_" in answer.body) is (status == 200)


def test_without_a_token_in_the_settings_no_token_opens_the_figures(db: Database) -> None:
    with operations(db) as app:
        told = [
            asked(app, "/metrics", client=REMOTE, headers=[(b"authorization", each)]).status
            for each in (b"", b"Bearer", b"Bearer ", b"Bearer None")
        ]

    assert told == [403] * 4


def test_where_figures_are_switched_off_there_is_no_such_page(db: Database) -> None:
    with operations(db, ServerSettings(metrics=False)) as app:
        assert asked(app, "/metrics").status == 299
