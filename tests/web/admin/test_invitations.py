"""Invitations as whole links."""

import html
import re

from tests.api.conftest import Client
from tests.web.admin.sending import sent
from tests.web.visitor import Visitor


def test_an_invitation_is_a_whole_link_that_lets_somebody_sign_up_until_it_is_withdrawn(
    server: Client, adas: Visitor
) -> None:
    page = sent(adas, "/admin/invitations", email="eve@example.org", days="3", athlete="yes").text
    link = html.unescape(re.search(r"data-secret>([^<]+)<", page)[1])  # type: ignore[index]  # it is there
    form = Visitor(server).get(link.removeprefix("http://127.0.0.1:8000")).text
    withdraw = re.search(r'action="(/admin/invitations/[^"]+/withdraw)"', adas.get("/admin/invitations").text)

    assert "eve@example.org" in page
    assert link.partition("secret=")[2] in form
    assert link.partition("secret=")[2] not in adas.get("/admin/invitations").text
    assert withdraw is not None
    assert sent(adas, withdraw[1]).status_code == 303
    assert "/withdraw" not in adas.get("/admin/invitations").text
