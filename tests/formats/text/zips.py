"""What the tests of text share."""

import io
import zipfile

from mesocycle.formats.text.packed import BadMember, Member, members


def a_zip(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files:
            archive.writestr(name, body)
    return stream.getvalue()


def members_of(body: bytes) -> list[Member | BadMember]:
    return list(members("in", io.BytesIO(body)))


def the_refusal(body: bytes) -> str:
    (only,) = members_of(body)
    assert isinstance(only, BadMember)
    return only.reject.reason
