"""What the tests of exports share."""

from lxml import html


def texts(body: bytes, path: str) -> list[str]:
    return [each.text_content() for each in html.fromstring(body.decode()).xpath(path)]
