"""Where a form leads: always to an address of our own, which no input can turn into another."""

import re
from urllib.parse import quote, urlencode

from mesocycle.http.answers import Answer

HOME = "/today"
_OWN = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1500}")


def own_path(wish: str | None, otherwise: str = HOME) -> str:
    """Give the wish where it is a path on this server, else something that is."""
    return wish if wish is not None and _OWN.fullmatch(wish) else otherwise


def going_to(path: str, *, cookies: tuple[str, ...] = (), **asked: str | None) -> Answer:
    """Answer a form: look there now. `asked` is put behind the `?`."""
    said = urlencode({name: value for name, value in asked.items() if value is not None}, quote_via=quote)
    address = own_path(path)
    if said:
        address += ("&" if "?" in address else "?") + said
    headers = {"location": address, "content-type": "text/plain"}
    if cookies:
        headers["set-cookie"] = cookies[0]
    return Answer(303, headers, b"")


def to_sign_in(path: str) -> Answer:
    """Ask whoever is not known to sign in, and come back."""
    back = own_path(path)
    return going_to("/sign-in", next=None if back in {HOME, "/"} else back)
