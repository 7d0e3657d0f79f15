"""A made-up dataset with everything that can be wrong with one, and the parts it would be stored in."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import numpy as np
import pandas as pd

from leaptui.domain.calls import Tier, TypeReading
from leaptui.domain.measured import BaseName

TIERS = {
    "TRESPASS": (Tier.COMMUNITY_RESPONDER, True, "Trespass"),
    "LOITERING": (Tier.COMMUNITY_RESPONDER, False, "Quality of life"),
    "DISTURBANCE": (Tier.CO_RESPONSE, False, "Dispute"),
    "ROBBERY": (Tier.POLICE, False, "Violence"),
    "PARKING": (Tier.ADMINISTRATIVE, False, "Parking"),
}
READINGS = [
    TypeReading(
        type=name,
        calls=0,
        group=group,
        tier=tier,
        confidence="very",
        reason="",
        decided_by="taxonomy",
        narrow=narrow,
    )
    for name, (tier, narrow, group) in TIERS.items()
]
STAMPS = ("dispatched", "en_route", "arrived", "cleared")
WORDS = {
    "district": ("North Hill", "Mill", "07", "Harbor"),
    "priority": ("1", "2", "3"),
    "source": ("911", "telephone"),
    "disposition": ("REPORT WRITTEN (NO ARREST)", "ARR", "GOA", "No report required", "ADVISED", "XYZZY"),
    "place": (*(f"{number}00 block MILL ST" for number in range(1, 9)), "UNKNOWN", "POLICE DEPT"),
}


def export(rows: int, seed: int) -> pd.DataFrame:
    """Rows as the import keeps them: some set aside, stamps missing, in the wrong order or days apart."""
    dice = np.random.default_rng(seed)
    received = pd.Timestamp("2024-11-20") + pd.to_timedelta(dice.integers(0, 150 * 86_400, rows), unit="s")
    frame = pd.DataFrame({"row": np.arange(1, rows + 1), "received": received})
    reasons = np.array([None, "units", "tests", "officer_initiated", "duplicates"], dtype=object)
    reason = dice.choice(reasons, rows, p=[0.6, 0.1, 0.05, 0.2, 0.05])
    frame["set_aside"] = pd.Series(reason, dtype="object")
    frame["incident"] = frame["set_aside"] != "units"
    frame["received_has_clock"] = dice.random(rows) > 0.05
    frame["cancelled"] = dice.random(rows) < 0.1
    frame["type"] = pd.Series(
        dice.choice(np.array([*TIERS, "WHAT IS THIS", None], dtype=object), rows), dtype="object"
    )
    moment = received
    for stamp in STAMPS:
        moment = moment + pd.to_timedelta(dice.integers(-300, 4_000, rows), unit="s")
        late = pd.to_timedelta(np.where(dice.random(rows) < 0.02, 30 * 3_600, 0), unit="s")
        frame[stamp] = (moment + late).to_series(index=frame.index).where(pd.Series(dice.random(rows) > 0.2))
    for column, words in WORDS.items():
        frame[column] = pd.Series(dice.choice(np.array([*words, None], dtype=object), rows), dtype="object")
    frame["units"] = dice.integers(1, 4, rows)
    frame["unit_minutes"] = pd.Series(dice.integers(0, 90, rows) / 1.0).where(
        pd.Series(dice.random(rows) > 0.3)
    )
    return frame


def parquet(frame: pd.DataFrame, unreadable: list[dict[str, object]] | None = None) -> bytes:
    """The frame as the import writes it; words and units only where the frame has them."""
    about = json.dumps({"count": len(unreadable or []), "rows": unreadable or []})
    columns = [f"CAST({stamp} AS TIMESTAMP) AS {stamp}" for stamp in ("received", *STAMPS)]
    columns += [f"{word}::VARCHAR AS {word}" for word in WORDS if word in frame]
    columns += [
        each for each in ("reasons", "units::INTEGER AS units", "unit_minutes") if each.split(":")[0] in frame
    ]
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        path = Path(folder) / "part.parquet"
        connection.register("frame", frame)
        connection.execute(
            "COPY (SELECT row::INTEGER AS row, set_aside::VARCHAR AS set_aside, incident, received_has_clock, "
            f"cancelled, type::VARCHAR AS type, {', '.join(columns)} FROM frame) "
            f"TO '{path}' (FORMAT parquet, KV_METADATA {{unreadable: '{about}'}})"
        )
        return path.read_bytes()


def of_base(frame: pd.DataFrame, base: BaseName) -> pd.DataFrame:
    """The rows of a base, told anew."""
    match base:
        case BaseName.ALL_ROWS:
            return frame
        case BaseName.INCIDENTS:
            return frame[frame["incident"]]
        case BaseName.COMMUNITY_INITIATED:
            return frame[frame["set_aside"].isna()]
        case BaseName.DISPATCHED:
            used = frame[frame["set_aside"].isna()]
            return used[used["dispatched"].notna() | used["arrived"].notna()]
