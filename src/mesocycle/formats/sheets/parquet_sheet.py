"""Flat rows as Parquet, for notebooks; what writes it is an extra, since few need it and it is large."""

from collections.abc import Iterable, Sequence
from typing import IO, Any, get_args, get_type_hints

import msgspec

from mesocycle.domain.history.sheet import SheetRow
from mesocycle.domain.refusal import Refusal, RefusalKind


class ExtraNotInstalled(Refusal):
    """What is asked for needs a package that is not installed with mesocycle itself."""

    kind = RefusalKind.INVALID


def write_parquet(to: IO[bytes], kind: type[SheetRow], batches: Iterable[Sequence[SheetRow]]) -> int:
    """Write a row group per batch and give the number of rows; refuses where pyarrow is missing."""
    try:
        import pyarrow as pa  # noqa: PLC0415  # slow to load, and perhaps not there
        from pyarrow import parquet  # noqa: PLC0415  # the same
    except ImportError:
        raise ExtraNotInstalled(
            "Parquet needs the package pyarrow, which is not installed.",
            "Install it beside mesocycle: pip install 'mesocycle[parquet]'; or take CSV.",
        ) from None
    kinds = {str: pa.string(), int: pa.int32(), float: pa.float64(), bool: pa.bool_()}
    hints = get_type_hints(kind)
    schema = pa.schema([(name, kinds[_plain(hints[name])]) for name in kind.__struct_fields__])
    written = 0
    with parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        for batch in batches:
            rows = [msgspec.structs.asdict(row) for row in batch]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


def _plain(hint: Any) -> Any:  # noqa: ANN401  # a type, or a type that may be absent
    return next((part for part in get_args(hint) if part is not type(None)), hint)
