"""What a PDF says beside the words drawn on its pages: properties, headings of its outline, alternative texts.

Reads the file's strings, plain or packed into object streams. The drawn words are numbers of glyphs
of fonts that lie in the file, and are read in `leaptui.disclosure.finished`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n")
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)", re.DOTALL)
_HEX = re.compile(rb"<((?:[0-9A-Fa-f]{2}\s*){2,})>")
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TAG = re.compile(r"<[^>]*>")


def strings_of(pdf: bytes) -> Iterator[str]:
    """Every string of the file but those of its pages' drawings, and its metadata as text."""
    outside, reached = [], 0
    for found in _STREAM.finditer(pdf):
        if found.start() < reached:
            continue  # within the bytes of the stream before
        end = pdf.find(b"endstream", found.end())
        body = pdf[found.end() : end if end >= 0 else len(pdf)]
        outside.append(pdf[reached : found.end()])
        reached = found.end() + len(body)
        if b"/ObjStm" in found[1]:
            outside.append(_inflated(body))
        elif b"/Metadata" in found[1]:
            yield _TAG.sub(" ", _inflated(body).decode("utf-8", "replace"))
    outside.append(pdf[reached:])
    for part in outside:
        yield from (_decoded(_unescaped(text)) for text in _LITERAL.findall(part))
        yield from (_decoded(bytes.fromhex(text.decode("ascii"))) for text in _HEX.findall(part))


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body)
    except zlib.error:
        return body


def _unescaped(text: bytes) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 8) & 255])
        return _PLAIN.get(match[2], match[2]) if match[2] else b""

    return _ESCAPED.sub(plain, text)


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text.decode("latin-1")
