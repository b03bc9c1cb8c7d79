"""The picture in the README; that it shows what the demo prints is tested with the demo."""

from tests.docs.picture import PICTURE


def test_the_picture_fetches_nothing_from_elsewhere() -> None:
    assert "url(http" not in PICTURE.read_text(encoding="utf-8")
