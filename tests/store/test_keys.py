"""The wrapped key, and the sheet that replaces it."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.domain.errors import InputRefused, StoreUnavailable, WrongKey
from leaptui.store.creation import create_store
from leaptui.store.files import StoreFiles
from leaptui.store.keys import (
    StoreKey,
    Strength,
    WrappedKeys,
    read_keys,
    unwrap,
    wrap_by_passphrase,
    write_keys,
)
from leaptui.store.recovery import key_on, sheet_for
from tests.quick_stores import CHEAP

KEY = StoreKey(bytes(range(32)), bytes(range(100, 116)))
SHEET = sheet_for(KEY, "store-1")


def wrapped(passphrase: str, store: str = "store-1") -> WrappedKeys:
    return WrappedKeys(
        store, KEY.salt, "2025-01-01T00:00:00.000Z", (wrap_by_passphrase(KEY, store, passphrase, CHEAP),)
    )


def test_the_passphrase_opens_however_its_accents_are_typed() -> None:
    assert unwrap(wrapped("caf\u00e9 at the harbor"), "cafe\u0301 at the harbor") == KEY


def test_what_a_guess_at_a_new_store_costs(tmp_path: Path) -> None:
    home = tmp_path / "home"
    create_store(home, "a new one", now_ms=lambda: 0)[0].close()
    (wrap,) = read_keys(StoreFiles(home).keys).wraps
    assert (wrap.strength, wrap.strength.memory) == (Strength(n=65_536, r=8, p=2), 64 << 20)


def test_another_passphrase_does_not() -> None:
    with pytest.raises(WrongKey, match="does not open"):
        unwrap(wrapped("one"), "two")


def test_a_wrap_is_bound_to_its_store() -> None:
    with pytest.raises(WrongKey):
        unwrap(dataclasses.replace(wrapped("one"), store="store-2"), "one")


def test_an_empty_passphrase_is_refused() -> None:
    with pytest.raises(InputRefused):
        wrapped("  ")


def test_the_key_is_never_shown() -> None:
    assert KEY.key.hex() not in repr(KEY)
    assert not any(group in repr(SHEET) for group in SHEET.groups)


def test_the_copy_serves_when_the_first_is_spoilt(tmp_path: Path) -> None:
    files = StoreFiles(tmp_path)
    write_keys(files, wrapped("one"))
    files.keys.write_bytes(b"{")
    assert unwrap(read_keys(files.keys, files.keys_copy), "one") == KEY


def spoil_kdf(said: dict[str, Any]) -> None:
    said["wraps"][0]["n"] = 1 << 30


def spoil_salt(said: dict[str, Any]) -> None:
    said["salt"] = "00"


def spoil_format(said: dict[str, Any]) -> None:
    said["format"] = 99


@pytest.mark.parametrize("spoil", [spoil_kdf, spoil_salt, spoil_format])
def test_keys_that_ask_for_nonsense_are_not_followed(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None]
) -> None:
    files = StoreFiles(tmp_path)
    write_keys(files, wrapped("one"))
    said = json.loads(files.keys.read_bytes())
    spoil(said)
    files.keys.write_text(json.dumps(said))
    with pytest.raises(StoreUnavailable, match="missing or damaged"):
        read_keys(files.keys)


def test_the_sheet_gives_the_key_back_from_its_printed_text() -> None:
    assert key_on(SHEET.text) == KEY


def test_the_sheet_may_be_typed_in_many_ways() -> None:
    assert key_on(" ".join(SHEET.groups).lower()) == KEY
    assert key_on("-".join(SHEET.groups).replace("0", "o").replace("1", "l")) == KEY
    assert key_on("".join(SHEET.groups)) == KEY


@given(
    place=st.integers(0, 19),
    column=st.integers(0, 4),
    wrong=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZU?"),
)
def test_any_one_wrong_character_names_its_group(place: int, column: int, wrong: str) -> None:
    groups = list(SHEET.groups)
    typed = groups[place][:column] + wrong + groups[place][column + 1 :]
    if typed == groups[place]:
        return
    groups[place] = typed
    with pytest.raises(WrongKey, match=f"Group {place + 1} of"):
        key_on(" ".join(groups))


@given(place=st.integers(0, 19), column=st.integers(0, 3))
def test_two_neighbours_swapped_name_their_group(place: int, column: int) -> None:
    groups = list(SHEET.groups)
    letters = list(groups[place])
    letters[column], letters[column + 1] = letters[column + 1], letters[column]
    if "".join(letters) == groups[place]:
        return
    groups[place] = "".join(letters)
    with pytest.raises(WrongKey, match=f"Group {place + 1} of"):
        key_on(" ".join(groups))


@given(first=st.integers(0, 19), second=st.integers(0, 19))
def test_two_groups_swapped_are_noticed(first: int, second: int) -> None:
    if first == second:
        return
    groups = list(SHEET.groups)
    groups[first], groups[second] = groups[second], groups[first]
    with pytest.raises(WrongKey, match=f"Group {min(first, second) + 1} of"):
        key_on(" ".join(groups))


def test_a_missing_group_is_counted() -> None:
    with pytest.raises(WrongKey, match="19 were given"):
        key_on(" ".join(SHEET.groups[:-1]))


def test_groups_of_two_sheets_mixed_do_not_add_up() -> None:
    other = sheet_for(StoreKey(bytes(32), bytes(16)), "store-2")
    with pytest.raises(WrongKey, match="does not add up"):
        key_on(" ".join([*SHEET.groups[:10], *other.groups[10:]]))


@given(key=st.binary(min_size=32, max_size=32), salt=st.binary(min_size=16, max_size=16))
def test_every_key_survives_paper(key: bytes, salt: bytes) -> None:
    assert key_on(sheet_for(StoreKey(key, salt), "any").text) == StoreKey(key, salt)
