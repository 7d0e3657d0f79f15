"""The key of a store, and how it is kept wrapped beside it.

The key is 32 random bytes and a fixed salt of 16. The file `store.keys` holds the key only as
sealed by AES-256-GCM under a key that scrypt makes of the passphrase; the store's name and the
kind of wrap are sealed in with it, so that a wrap moved to another store does not open.
Changing the passphrase wraps the same key anew and touches no page of the store.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaptui.domain.errors import InputRefused, StoreUnavailable, WrongKey
from leaptui.store.files import SALT_BYTES, StoreFiles, refused, write_private

KEY_BYTES = 32
_FORMAT = 1
_NONCE_BYTES = 12
_WRAP_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class StoreKey:
    """What opens a store: its key and its salt together."""

    key: bytes = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) != KEY_BYTES or len(self.salt) != SALT_BYTES:
            raise ValueError("a store's key has 32 bytes and its salt 16")

    @property
    def pragma(self) -> str:
        """The statement that hands both to SQLCipher, hexadecimal digits only."""
        return f"PRAGMA key=\"x'{self.key.hex()}{self.salt.hex()}'\""


def new_key() -> StoreKey:
    """A key nobody has had before."""
    return StoreKey(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(SALT_BYTES))


@dataclass(frozen=True, slots=True)
class Strength:
    """How costly a guess at the passphrase is: scrypt's n, r and p. Memory is 128·n·r bytes."""

    n: int = 1 << 16
    r: int = 8
    p: int = 2

    @property
    def memory(self) -> int:
        """Bytes."""
        return 128 * self.n * self.r

    @property
    def bearable(self) -> bool:
        """Whether a file may ask for it: no more than a gigabyte, and no nonsense."""
        power_of_two = self.n > 1 and self.n & (self.n - 1) == 0
        return power_of_two and self.r >= 1 and 1 <= self.p <= 16 and self.memory <= 1 << 30


STRENGTH = Strength()
"""What a new wrap costs: 64 MiB, and about half a second on a laptop."""


@dataclass(frozen=True, slots=True)
class Wrap:
    """The store's key, sealed."""

    by: str
    strength: Strength
    salt: bytes
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class WrappedKeys:
    """What `store.keys` says."""

    store: str
    salt: bytes
    created: str
    wraps: tuple[Wrap, ...]


def wrap_by_passphrase(key: StoreKey, store: str, passphrase: str, strength: Strength) -> Wrap:
    """Seal a key under a passphrase.

    Raises:
        InputRefused: The passphrase is empty.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not passphrase.strip():
        raise InputRefused("The passphrase is empty.", next_step="Choose one of several words.")
    salt, nonce = secrets.token_bytes(_WRAP_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealer = AESGCM(_stretched(passphrase, salt, strength))
    sealed = sealer.encrypt(nonce, key.key, _bound_to(store, "passphrase", key.salt))
    return Wrap("passphrase", strength, salt, nonce, sealed)


def unwrap(keys: WrappedKeys, passphrase: str) -> StoreKey:
    """The store's key, by its passphrase.

    Raises:
        WrongKey: No wrap opens with it.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for wrap in keys.wraps:
        if wrap.by != "passphrase":
            continue
        sealer = AESGCM(_stretched(passphrase, wrap.salt, wrap.strength))
        try:
            opened = sealer.decrypt(wrap.nonce, wrap.sealed, _bound_to(keys.store, wrap.by, keys.salt))
        except InvalidTag:
            continue
        return StoreKey(opened, keys.salt)
    raise WrongKey(
        "The passphrase does not open this store.",
        safe="Nothing was changed.",
        next_step="Try again, or use the recovery sheet.",
    )


def _stretched(passphrase: str, salt: bytes, strength: Strength) -> bytes:
    # One passphrase may be typed as different code points on different systems.
    same_everywhere = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        same_everywhere,
        salt=salt,
        n=strength.n,
        r=strength.r,
        p=strength.p,
        maxmem=strength.memory + (1 << 20) * (1 + strength.p),
        dklen=KEY_BYTES,
    )


def _bound_to(store: str, by: str, salt: bytes) -> bytes:
    return json.dumps(["leaptui key", _FORMAT, store, by, salt.hex()]).encode()


def write_keys(files: StoreFiles, keys: WrappedKeys) -> None:
    """Put the wrapped keys beside the store, and once more as its copy.

    Raises:
        StoreUnavailable: The disk refuses. The wrapped keys are as they were.
    """
    with refused("The wrapped keys cannot be written", "They are as they were."):
        write_private(files.keys, files.keys_copy, content=keys_as_json(keys))


def keys_as_json(keys: WrappedKeys) -> bytes:
    """The content of `store.keys`."""
    described = {
        "format": _FORMAT,
        "store": keys.store,
        "salt": keys.salt.hex(),
        "created": keys.created,
        "wraps": [
            {
                "by": wrap.by,
                "kdf": "scrypt",
                "n": wrap.strength.n,
                "r": wrap.strength.r,
                "p": wrap.strength.p,
                "salt": wrap.salt.hex(),
                "nonce": wrap.nonce.hex(),
                "sealed": wrap.sealed.hex(),
            }
            for wrap in keys.wraps
        ],
    }
    return (json.dumps(described, indent=1) + "\n").encode()


def read_keys(*paths: Path) -> WrappedKeys:
    """The first of several files of wrapped keys that can be read.

    Raises:
        StoreUnavailable: None can.
    """
    for path in paths:
        try:
            return _keys_from(json.loads(path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise StoreUnavailable(
        f"The wrapped keys of this store ({paths[0].name}) are missing or damaged.",
        safe="The store itself was not touched.",
        next_step="Put the file back from a backup, or open the store with its recovery sheet.",
    )


def _keys_from(described: dict[str, Any]) -> WrappedKeys:
    if described["format"] != _FORMAT:
        raise ValueError("unknown format")
    keys = WrappedKeys(
        store=str(described["store"]),
        salt=bytes.fromhex(described["salt"]),
        created=str(described["created"]),
        wraps=tuple(
            Wrap(
                by=str(wrap["by"]),
                strength=Strength(int(wrap["n"]), int(wrap["r"]), int(wrap["p"])),
                salt=bytes.fromhex(wrap["salt"]),
                nonce=bytes.fromhex(wrap["nonce"]),
                sealed=bytes.fromhex(wrap["sealed"]),
            )
            for wrap in described["wraps"]
            if wrap["kdf"] == "scrypt"
        ),
    )
    if len(keys.salt) != SALT_BYTES or not all(wrap.strength.bearable for wrap in keys.wraps):
        raise ValueError("not the keys of a store")
    return keys
