"""Archives put together by hand: other documents, with lengths and hashes that fit."""

import io
import zipfile
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import msgspec

from mesocycle.domain.archive.archive import ArchivePart
from mesocycle.formats.documents.archive import MANIFEST, TYPES, part_file

Documents = list[dict[str, Any]]
"""The lines of a part, as they may be changed."""
Change = Callable[[Documents], None]


def forged(archive: bytes, **changes: Change) -> io.BytesIO:
    """Give an archive whose parts (`receipts=…`, with `_` for `-`) were changed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        members = {name: held.read(name) for name in held.namelist()}
    manifest = msgspec.json.decode(members[MANIFEST])
    for name, change in changes.items():
        part = ArchivePart(name.replace("_", "-"))
        documents = [msgspec.json.decode(line) for line in members[part_file(part)].splitlines()]
        change(documents)
        body = b"".join(written(part, each) for each in documents)
        members[part_file(part)] = body
        for each in manifest["parts"]:
            if each["name"] == part:
                each |= {"lines": len(documents), "bytes": len(body), "sha256": sha256(body).hexdigest()}
    members[MANIFEST] = msgspec.json.encode(manifest)
    return packed(members)


def written(part: ArchivePart, document: dict[str, Any]) -> bytes:
    """Write a document as an archive holds it."""
    return msgspec.json.encode(msgspec.json.decode(msgspec.json.encode(document), type=TYPES[part])) + b"\n"


def packed(members: dict[str, bytes]) -> io.BytesIO:
    """Pack files as an archive."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as held:
        for name, body in members.items():
            held.writestr(name, body)
    return to


def each(change: Callable[[dict[str, Any]], None]) -> Change:
    """Change every document of a part alike."""

    def change_all(documents: Documents) -> None:
        for document in documents:
            change(document)

    return change_all
