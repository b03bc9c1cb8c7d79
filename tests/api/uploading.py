"""Files sent to `/imports`, and what came of them."""

import time
from typing import Any, NamedTuple

import httpx

from tests.api.conftest import SignedClient

_ENDS_WITHIN_S = 60


class Uploaded(NamedTuple):
    """An import that has ended, with all of its items."""

    document: dict[str, Any]
    items: list[dict[str, Any]]

    @property
    def id(self) -> str:
        return str(self.document["_id"])

    @property
    def progress(self) -> dict[str, Any]:
        return dict(self.document["progress"])

    @property
    def outcomes(self) -> list[str]:
        return [item["outcome"] for item in self.items]

    @property
    def item(self) -> dict[str, Any]:
        (only,) = self.items
        return only


def sent(client: SignedClient, body: bytes, **query: object) -> httpx.Response:
    """Send a file, and give the answer that comes at once."""
    return client.post("/imports", content=body, params=query)


def ended(client: SignedClient, import_id: str, **query: object) -> Uploaded:
    """Wait until an import has ended, and give what came of it."""
    until = time.monotonic() + _ENDS_WITHIN_S
    while True:
        document = client.get(f"/imports/{import_id}", params=query).json()
        if document["progress"]["status"] not in {"waiting", "running"}:
            break
        assert time.monotonic() < until, document
        time.sleep(0.01)
    items = client.get(f"/imports/{import_id}/items", params={**query, "limit": 500}).json()["items"]
    return Uploaded(document, items)


def imported(client: SignedClient, body: bytes, **query: object) -> Uploaded:
    """Send a file, and wait until it is imported."""
    answer = sent(client, body, **query)
    assert answer.status_code == 202, answer.text
    whose = {name: value for name, value in query.items() if name == "userId"}
    return ended(client, answer.json()["_id"], **whose)
