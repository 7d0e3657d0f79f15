"""The name under which this copy of a store writes its acts.

Two copies that go on under one name would fork a chain. So a store that finds itself copied,
moved to another computer or set back to an older state takes a new name: `device.json` holds
the name, a fingerprint of the place, and the newest act written under it.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass

from leaptui.domain.errors import StoreUnavailable
from leaptui.store.connection import Connection, told
from leaptui.store.files import StoreFiles, refused, write_private

_FORMAT = 1
_MOST_STOOD = 10


@dataclass(frozen=True, slots=True)
class Device:
    """This copy's name, the newest act known to stand under it, and acts that stood once, hexadecimal."""

    name: str
    tip: str | None
    stood: tuple[str, ...] = ()


def device_of(files: StoreFiles, store: str, connection: Connection) -> Device:
    """The name to write under: the one noted, or a new one where that belongs elsewhere."""
    stood: tuple[str, ...] = ()
    try:
        noted = json.loads(files.device.read_bytes())
        name, tip = str(noted["device"]), noted["tip"]
        at_home = noted["format"] == _FORMAT and noted["store"] == store and noted["place"] == _place(files)
        stood = tuple(map(str, noted.get("stood", ()))) if at_home else ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        at_home = False
    if at_home and _stands(connection, name, tip):
        return Device(name, tip, stood)
    # What was cut off leaves no other trace: it must outlive the new name, under which nothing is noted yet.
    newest = None
    with suppress(StoreUnavailable), told():  # a damaged log has no newest act; the check says so
        newest = connection.execute("SELECT hash FROM act ORDER BY n DESC LIMIT 1").fetchone()
    found = [*stood, *([tip] if at_home and tip else []), *([newest[0].hex()] if newest else [])]
    stood = tuple(dict.fromkeys(found))[-_MOST_STOOD:]
    device = Device(secrets.token_hex(8), None, stood)
    note_device(files, store, device)
    return device


def noted_tips(files: StoreFiles) -> list[str]:
    """The acts `device.json` knows of, if it can be read: the newest, and those that were gone before."""
    try:
        noted = json.loads(files.device.read_bytes())
        found = [noted["tip"], *noted.get("stood", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [tip for tip in found if isinstance(tip, str) and re.fullmatch("[0-9a-f]{64}", tip)]


def note_tip(files: StoreFiles, store: str, name: str, connection: Connection) -> None:
    """Write down the newest act under a name."""
    row = connection.execute(
        "SELECT hash FROM act WHERE device=? ORDER BY n DESC LIMIT 1", (name,)
    ).fetchone()
    try:
        stood = tuple(map(str, json.loads(files.device.read_bytes()).get("stood", ())))
    except (OSError, ValueError, TypeError, AttributeError):
        stood = ()
    note_device(files, store, Device(name, row[0].hex() if row else None, stood))


def note_device(files: StoreFiles, store: str, device: Device) -> None:
    """Write `device.json`."""
    said: dict[str, object] = {
        "format": _FORMAT,
        "store": store,
        "device": device.name,
        "place": _place(files),
        "tip": device.tip,
    }
    if device.stood:
        said["stood"] = list(device.stood)
    with refused("The name of this copy of the store cannot be written down", "Nothing else was changed."):
        write_private(files.device, content=(json.dumps(said, indent=1) + "\n").encode())


def _stands(connection: Connection, name: str, tip: str | None) -> bool:
    if tip is None:
        return True
    row = connection.execute("SELECT device FROM act WHERE hash=?", (bytes.fromhex(tip),)).fetchone()
    return row is not None and row[0] == name


def _place(files: StoreFiles) -> str:
    home = files.home.resolve()
    said = "\0".join([platform.node(), str(home), str(home.stat().st_ino)])
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()
