"""How an admin sends a form."""

import httpx

from tests.web.visitor import Visitor


def sent(visitor: Visitor, path: str, **fields: str) -> httpx.Response:
    """Send a form."""
    return visitor.send(path, dict(fields))
