"""A year of calls for service of a made-up city, as a city would export them: any number of rows.

The file has what real exports have: a daily and a weekly shape, calls officers opened themselves,
one row for each unit, the same trouble reported twice, cancelled calls, tests, log entries, codes
nobody explains, and rows that are broken. The same seed gives the same file.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.practice.practice_call_words import Arrival, Kind, load_tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np
    from numpy.random import Generator
    from numpy.typing import NDArray


BLOCK = 40_000
"""Incidents made at a time; memory stays the same however long the file is."""
FURTHER_UNITS = 0.1475
"""Share of the rows that are further units of a call."""
SHARES = {
    Kind.OFFICER: 0.3886,
    Kind.LOG: 0.0580,
    Kind.TEST: 0.0074,
    Kind.OTHER_AGENCY: 0.0085,
    Kind.DUPLICATE: 0.0345,
}
"""Share of the incidents; the rest is what the community asked for."""
BANNER = ("HARBOR FALLS REGIONAL DISPATCH", "CALLS FOR SERVICE 01/01/2025 - 12/31/2025")


@dataclass(frozen=True, slots=True)
class CallsMade:
    """What was put into a practice export: the ledger an import of it should find.

    Attributes:
        rows: Data rows, header and banner not counted.
        broken: Rows that nobody can read.
        further_units: Rows of a call already counted.
        tests: Tests, training, void.
        log_entries: Entries that are not demand.
        officer_initiated: Incidents that officers opened.
        duplicates: Incidents that another call reported already.
        other_agency: Incidents that another agency handled.
        cancelled: Incidents that were cancelled; they stay among those used.
    """

    rows: int
    broken: int
    further_units: int
    tests: int
    log_entries: int
    officer_initiated: int
    duplicates: int
    other_agency: int
    cancelled: int

    @property
    def incidents(self) -> int:
        """Rows less broken ones and further units."""
        return self.rows - self.broken - self.further_units

    @property
    def community_initiated(self) -> int:
        """Incidents that remain when everything else is set aside, other agencies' included among those."""
        return (
            self.incidents
            - self.tests
            - self.log_entries
            - self.officer_initiated
            - self.duplicates
            - self.other_agency
        )


def write_practice_calls(
    path: Path,
    rows: int,
    *,
    seed: int = 2025,
    broken_share: float = 0.0008,
    arrival: Arrival = Arrival.FULL,
    banner: bool = False,
) -> CallsMade:
    """Write an export of the practice city as CSV (UTF-8, comma, line feeds).

    Args:
        path: The file; it is replaced.
        rows: How many data rows, 1 and up.
        seed: The same seed and arguments give the same bytes.
        broken_share: Share of the rows that nobody can read, 0 to 0.5.
        arrival: How arrivals are written; in full unless told otherwise.
        banner: Whether two lines of title stand above the header, as some systems print them.

    Returns:
        What was put in.
    """
    making = _Making(rows, seed, broken_share, arrival)
    with path.open("w", encoding="utf-8", newline="") as file:
        if banner:
            file.write("\n".join(BANNER) + "\n")
        file.write(making.header + "\n")
        for block in making.blocks():
            file.write("\n".join(block) + "\n")
    return making.made()


def practice_call_rows(
    rows: int, *, seed: int = 2025, broken_share: float = 0.0008, arrival: Arrival = Arrival.FULL
) -> Iterator[str]:
    """The same export line by line, header first, without line ends."""
    making = _Making(rows, seed, broken_share, arrival)
    yield making.header
    for block in making.blocks():
        yield from block


class _Making:
    """One export while it is being made."""

    def __init__(self, rows: int, seed: int, broken_share: float, arrival: Arrival) -> None:
        import numpy as np

        from leaptui.practice.practice_call_block import HEADER

        if rows < 1 or not 0 <= broken_share <= 0.5:
            raise ValueError("rows must be 1 or more and broken_share from 0 to 0.5")
        self.header = HEADER
        self._rows = rows
        self._arrival = arrival
        self._rng = np.random.Generator(np.random.PCG64(seed))
        self._tables = load_tables()
        self._broken = min(round(rows * broken_share), rows - 1)
        self._further = round((rows - self._broken) * FURTHER_UNITS)
        incidents = rows - self._broken - self._further
        self._of_kind = {kind: round(incidents * share) for kind, share in SHARES.items()}
        self._of_kind[Kind.COMMUNITY] = incidents - sum(self._of_kind.values())
        self._cancelled = 0

    def made(self) -> CallsMade:
        """What was put in; `cancelled` counts the blocks made so far."""
        return CallsMade(
            rows=self._rows,
            broken=self._broken,
            further_units=self._further,
            tests=self._of_kind[Kind.TEST],
            log_entries=self._of_kind[Kind.LOG],
            officer_initiated=self._of_kind[Kind.OFFICER],
            duplicates=self._of_kind[Kind.DUPLICATE],
            other_agency=self._of_kind[Kind.OTHER_AGENCY],
            cancelled=self._cancelled,
        )

    def blocks(self) -> Iterator[list[str]]:
        """The lines, some hours of the year at a time, in the order the calls came in."""
        import numpy as np

        from leaptui.practice.practice_call_block import draw_incidents, lines

        rng = self._rng
        counts = np.array([rng.multinomial(self._of_kind[kind], self._tables.hours[kind]) for kind in Kind])
        ends = self._ends(counts.sum(axis=0).cumsum())
        sizes = np.array([counts[:, first:end].sum() for first, end in ends])
        further = rng.multinomial(self._further, sizes / sizes.sum())
        broken = rng.multinomial(self._broken, sizes / sizes.sum())
        number = 1
        for (first, end), joining, spoiled in zip(ends, further.tolist(), broken.tolist(), strict=True):
            found = draw_incidents(counts[:, first:end], first, self._tables, rng)
            self._cancelled += int(found.cancelled.sum())
            made = lines(found, joining, number, self._tables, self._arrival, rng)
            number += len(found)
            yield _with_broken(made, spoiled, self.header, rng)

    def _ends(self, running: NDArray[np.int64]) -> list[tuple[int, int]]:
        """Hours at which blocks begin and end, so that all hold about as many incidents."""
        import numpy as np

        blocks = -(-int(running[-1]) // BLOCK)
        cuts = np.searchsorted(running, running[-1] * np.arange(1, blocks) / blocks)
        hours = sorted({0, *(cut + 1 for cut in cuts.tolist()), len(running)})
        return list(itertools.pairwise(hours))


def _with_broken(lines: list[str], spoiled: int, header: str, rng: Generator) -> list[str]:
    """The lines with rows between them that have no readable time."""
    places = sorted(rng.integers(0, len(lines) + 1, spoiled).tolist())
    ways = rng.integers(0, 5, spoiled).tolist()
    mixed, before = [], 0
    for number, (place, way) in enumerate(zip(places, ways, strict=True)):
        mixed += lines[before:place]
        mixed.append(_broken(way, 9_000_000 + place * 7 + number, header))
        before = place
    return mixed + lines[before:]


def _broken(way: int, number: int, header: str) -> str:
    rest = ",,,,,UNKT,UNKNOWN TROUBLE,2,E911,N,,,100 BLK PIKE ST,111,"
    received = ("##########", "02/30/2025 25:61", "")
    if way < len(received):
        return f"25-{number},{received[way]}{rest}"
    return header if way == len(received) else f"25-{number}"
