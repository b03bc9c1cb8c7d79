"""What holds for every request: keys, conditions, problems, methods, rates."""

import pytest

from mesocycle.domain.people.user import User
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.arrange import a_user


class TestALimitedServer:
    """A server that allows three requests a minute."""

    @pytest.fixture
    def server_settings(self) -> ServerSettings:
        """Allow little."""
        return ServerSettings(threads=4, requests_per_minute=3)

    def test_who_asks_too_often_is_told_when_to_go_on(self, ann: User, client_of: ClientOf) -> None:
        client = client_of(ann)
        answers = [client.get("/receipts") for _ in range(4)]

        assert [each.status_code for each in answers] == [200, 200, 200, 429]
        assert [each.headers["ratelimit-remaining"] for each in answers] == ["2", "1", "0", "0"]
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60

    def test_others_are_not_held_up_by_it(self, db: Database, ann: User, client_of: ClientOf) -> None:
        for _ in range(4):
            client_of(ann).get("/receipts")

        assert client_of(a_user(db, "bob")).get("/receipts").status_code == 200
