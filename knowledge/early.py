"""How a text reads before it is boiled down to what it is about: the first layers of the shipped MiniLM.

The last layer is trained to forget how a thing is said; mood and grammar are still heard in the middle. The
graph is cut there, in memory, so that a text costs about half of what its vector for the search does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from knowledge.embedding import SHIPPED, checked_manifest, session_of, tokenizer_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LAYERS = tuple(f"/LayerNormalization_{number}_output_0" for number in (4, 6, 8))  # the 2nd, 3rd and 4th
_OPENING = Lock()
# Numbers of the fields of an ONNX file that we touch (onnx.proto3).
_GRAPH, _NODE, _INITIALIZER, _OUTPUT = 7, 1, 5, 12
_NODE_INPUT, _NODE_OUTPUT, _TENSOR_NAME = 1, 2, 8
_FLOAT_TENSOR = b"\x0a\x02\x08\x01"
_LONG, _FIXED = 2, {1: 8, 5: 4}  # how a protobuf field is laid down: with its length, or in so many bytes

_Field = tuple[int, bytes, bytes]  # its number, what is in it, and both as they stood


class Early:
    """Three layers, each averaged over the words; callers bring the threads."""

    def __init__(self, session: Any, tokenizer: Any, sha256: str) -> None:
        self._session, self._tokenizer, self.sha256 = session, tokenizer, sha256

    def vector(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        layers = self._session.run(None, {"ids": ids})
        together: NDArray[np.float32] = np.concatenate([layer[0].mean(axis=0) for layer in layers])
        return together


def shared_early() -> Early:
    """The layers, opened once for all of this process; they take about 30 MB.

    Raises:
        ModelDamaged: as `open_minilm`; the next call looks again.
    """
    with _OPENING:
        return _shared()


@cache
def _shared() -> Early:
    return open_early()


def open_early(folder: Path = SHIPPED) -> Early:
    """The layers, after the checksums of the shipped model have been checked.

    Raises:
        ModelDamaged: a file is missing or changed.
    """
    manifest = checked_manifest(folder)
    session = session_of(cut((folder / "minilm.onnx").read_bytes(), _LAYERS))
    return Early(session, tokenizer_of(folder, manifest), manifest["onnx_sha256"])


def cut(model: bytes, wanted: Sequence[str]) -> bytes:
    """An ONNX file that computes `wanted` and nothing after it."""
    return b"".join(
        _field(_GRAPH, _cut_graph(inside, wanted)) if number == _GRAPH else whole
        for number, inside, whole in _fields(model)
    )


def _cut_graph(graph: bytes, wanted: Sequence[str]) -> bytes:
    needed, kept = set(wanted), []
    for number, inside, whole in reversed(list(_fields(graph))):  # nodes stand in the order of computing
        if number == _NODE:
            if needed.isdisjoint(_names(inside, _NODE_OUTPUT)):
                continue
            needed.update(_names(inside, _NODE_INPUT))
        if number != _OUTPUT:
            kept.append((number, inside, whole))
    outputs = (_field(_OUTPUT, _field(1, name.encode()) + _field(2, _FLOAT_TENSOR)) for name in wanted)
    used = (
        whole
        for number, inside, whole in reversed(kept)
        if number != _INITIALIZER or not needed.isdisjoint(_names(inside, _TENSOR_NAME))
    )
    return b"".join((*used, *outputs))


def _names(message: bytes, number: int) -> list[str]:
    return [inside.decode() for each, inside, _ in _fields(message) if each == number]


def _fields(message: bytes) -> Iterator[_Field]:
    """The fields of a protobuf message: ours hold numbers, texts and messages."""
    at = 0
    while at < len(message):
        began = at
        key, at = _number(message, at)
        size, start = _number(message, at) if key & 7 == _LONG else (_FIXED.get(key & 7, 0), at)
        at = _number(message, at)[1] if key & 7 == 0 else start + size
        yield key >> 3, message[start:at], message[began:at]


def _number(message: bytes, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, lowest first, and where it ends."""
    number = shift = 0
    while True:
        byte = message[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def _field(number: int, inside: bytes) -> bytes:
    return _written(number << 3 | _LONG) + _written(len(inside)) + inside


def _written(number: int) -> bytes:
    low = [number >> shift & 0x7F for shift in range(0, max(1, number.bit_length()), 7)]
    return bytes([*(byte | 0x80 for byte in low[:-1]), low[-1]])
