"""Pictures for tests."""

import io
from typing import Any

from PIL import Image


def a_picture(*, form: str = "JPEG", size: tuple[int, int] = (120, 80), **saved: Any) -> bytes:  # noqa: ANN401  # as Pillow takes them
    """Paint a picture and give its bytes."""
    to = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").resize(size).save(to, form, **saved)
    return to.getvalue()


def points_of(body: bytes) -> tuple[int, int]:
    """Give how wide and high a picture is."""
    with Image.open(io.BytesIO(body)) as picture:
        return picture.size
