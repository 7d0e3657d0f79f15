"""Rows of one call type, drawn by chance so that anyone can draw the same ones again; and its codes."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from leaptui.calls.bases import selection
from leaptui.calls.counting import as_text
from leaptui.domain.measured import BaseName, Period

if TYPE_CHECKING:
    from leaptui.calls.loaded import LoadedDataset


def draw(
    loaded: LoadedDataset, name: str, base: BaseName, seed: int, days: Period | None = None
) -> list[int]:
    """The numbers of all rows of a type in an order drawn by chance.

    The first 50 are a sample of 50, and the first 80 hold that sample. The order depends on the
    seed, the type's rows and nothing else.

    Args:
        loaded: The calls.
        name: The type.
        base: The population.
        seed: Any whole number.
        days: The whole days to draw from; nothing for all.
    """
    rows = selection(base, days).within("CAST(type AS VARCHAR) = ?", name)
    numbers = [number for (number,) in loaded.rows(rows.query("SELECT row", "ORDER BY row"), rows.parameters)]
    Random(seed).shuffle(numbers)  # noqa: S311 - to be drawn again, not to be secret
    return numbers


def rows_numbered(loaded: LoadedDataset, numbers: Sequence[int]) -> list[dict[str, str]]:
    """These rows as text, every column that was kept of the export, in the order asked."""
    frame = loaded.frame(
        "SELECT * FROM read_parquet(?) WHERE row IN (SELECT unnest(?))", [loaded.parts, list(numbers)]
    )
    found = {row["row"]: as_text(row) for row in frame.to_dict("records")}
    return [found[number] for number in numbers if number in found]


def codes_of(loaded: LoadedDataset, base: BaseName) -> dict[str, tuple[tuple[str, int], ...]]:
    """By type, the codes that stand beside it and how many calls have each, most first.

    Empty where the export has no code beside the text, or the code is the type itself.
    """
    query = selection(base).query(
        "SELECT kept.type, kept.type_code, count(*) FROM read_parquet(?) AS kept JOIN (SELECT row",
        ") USING (row) WHERE kept.type_code IS NOT NULL AND kept.type IS NOT NULL "
        "AND kept.type_code <> kept.type GROUP BY ALL ORDER BY 1, 3 DESC, 2",
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for name, code, calls in loaded.rows(query, [loaded.parts]):
        found.setdefault(name, []).append((code, calls))
    return {name: tuple(codes) for name, codes in found.items()}
