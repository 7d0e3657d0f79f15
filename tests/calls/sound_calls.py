"""A made-up year of calls with nothing wrong in it, for tests that plant something."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pandas as pd

from leaptui.calls.loaded import LoadedDataset
from leaptui.calls.quality import findings
from leaptui.calls.quality_fields import FIELDS
from leaptui.domain.call_quality import ExportFacts, QualityFinding

STAGES = ("received", "dispatched", "en_route", "arrived", "cleared")
DAYS = 365
HOURS = np.array(
    [5, 4, 3, 2, 2, 3, 5, 8, 10, 11, 12, 12, 13, 13, 14, 15, 16, 16, 15, 14, 12, 10, 8, 7], dtype=float
)
"""Calls by hour of the day, as cities have them: quietest around half past four."""
ROLES = frozenset(role for field in FIELDS for role in field.roles)
ZONE = "America/New_York"


def sound_calls(a_day: int = 30, seed: int = 3) -> pd.DataFrame:
    """The calls of 2025: the same number each day, every field filled, every moment in its order."""
    dice = np.random.default_rng(seed)
    rows = DAYS * a_day
    day = np.repeat(np.arange(DAYS), a_day)
    hour = dice.choice(24, rows, p=HOURS / HOURS.sum())
    second = day * 86_400 + hour * 3_600 + dice.integers(0, 3_600, rows)
    frame = pd.DataFrame({"received": pd.Timestamp("2025-01-01") + pd.to_timedelta(second, unit="s")})
    moment = frame["received"]
    for stage, least, most in (("dispatched", 20, 600), ("en_route", 5, 90), ("arrived", 90, 900), ("cleared", 300, 5_000)):  # fmt: skip
        moment = moment + pd.to_timedelta(dice.integers(least, most, rows), unit="s")
        frame[stage] = moment
    frame["type"] = dice.choice(["NOISE", "TRESPASS", "WELFARE CHECK", "DISTURBANCE", "ASSAULT"], rows)
    frame["priority"] = dice.choice(["1", "2", "3", "4"], rows)
    frame["source"] = dice.choice(["911", "PHONE"], rows)
    frame["disposition"] = dice.choice(["REPORT", "ADVISED", "ASSISTED"], rows)
    frame["district"] = dice.choice(["1", "2", "3"], rows)
    frame["place"] = [f"{block * 100} block MILL ST" for block in dice.integers(1, 300, rows)]
    frame["unit"] = [f"{number}A" for number in dice.integers(1, 30, rows)]
    frame["units"] = dice.choice([1, 1, 2], rows)
    frame["incident_id"] = [f"25-{number:06}" for number in range(rows)]
    frame = frame.sort_values("received", ignore_index=True)
    frame.insert(0, "row", np.arange(1, rows + 1))
    frame["received_has_clock"] = True
    frame["incident"] = True
    frame["cancelled"] = False
    frame["set_aside"] = None
    return frame


def facts(frame: pd.DataFrame) -> ExportFacts:
    return ExportFacts(rows_in=len(frame), files=(("calls.csv", len(frame)),), roles=ROLES, timezone=ZONE)


@contextmanager
def loaded(frame: pd.DataFrame) -> Iterator[LoadedDataset]:
    """The frame as the import writes it."""
    texts = (
        "set_aside",
        "type",
        "priority",
        "source",
        "disposition",
        "district",
        "place",
        "unit",
        "incident_id",
    )
    cast = [f"{name}::VARCHAR AS {name}" for name in texts] + [
        f"{name}::TIMESTAMP AS {name}" for name in STAGES
    ]
    plain = ("row::INTEGER AS row", "incident", "received_has_clock", "cancelled", "units::INTEGER AS units")
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "part.parquet"
        connection.register("frame", frame)
        connection.execute(
            f"COPY (SELECT {', '.join((*plain, *cast))} FROM frame) TO '{path}' (FORMAT parquet)"
        )
        dataset = LoadedDataset([path.read_bytes()])
    try:
        yield dataset
    finally:
        dataset.close()


def found_in(frame: pd.DataFrame, about: ExportFacts | None = None) -> dict[str, QualityFinding]:
    with loaded(frame) as dataset:
        return {each.key: each for each in findings(dataset, about or facts(frame))}
