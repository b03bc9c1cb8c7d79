"""What the entries of a zip may not do: name the same bytes, so that a small file unpacks without end."""

import zipfile
from itertools import pairwise

_LOCAL_HEADER = 30
"""Bytes before an entry's name and content, at least."""


def overlap(archive: zipfile.ZipFile) -> bool:
    """Tell whether two entries of a zip name the same bytes, or one of them bytes that are none of its entries'."""
    taken = sorted(
        (entry.header_offset, entry.header_offset + _LOCAL_HEADER + entry.compress_size) for entry in archive.infolist()
    )
    taken.append((archive.start_dir, archive.start_dir))
    return any(later < end for (_, end), (later, _) in pairwise(taken))
