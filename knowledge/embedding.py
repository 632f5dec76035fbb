"""Text to vector: the shipped MiniLM in int8, one text at a time; or a provider elsewhere, many at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from knowledge.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "model"
SMALLEST_COSINE = 0.975
_OPENING = Lock()  # two threads that ask at once get the same one
REPAIR = "Install Frontdesk again, or make the model anew with scripts/export_embedding_model.py."


class _Named(Protocol):
    """What an index remembers of the model that made it."""

    @property
    def id(self) -> str: ...

    @property
    def sha256(self) -> str:
        """Of the model's file; empty where there is none to look at."""
        ...

    @property
    def size(self) -> int:
        """How many numbers a vector has; 0 until the first one came."""
        ...

    @property
    def words(self) -> frozenset[str]:
        """English words: one in here is not a typing mistake."""
        ...


class Embedder(_Named, Protocol):
    """Turns texts into vectors of length 1, in this process."""

    def vector(self, text: str) -> NDArray[np.float32]:
        """One text, computed alone: in a batch its vector would depend on its neighbours. Thread-safe."""
        ...


@runtime_checkable
class Provider(_Named, Protocol):
    """Turns texts into vectors of length 1 elsewhere, over a network.

    Every call may raise `VectorsUnreachable`, with a sentence that says what the provider did.
    """

    async def questions(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Somebody waits: given up early."""
        ...

    async def passages(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Pieces of articles, as many as there are: tried again patiently."""
        ...


Model = Embedder | Provider


class MiniLM:
    """all-MiniLM-L6-v2 as int8 ONNX in two halves; callers bring the threads, each call uses one."""

    def __init__(self, lower: Any, upper: Any, tokenizer: Any, manifest: Mapping[str, Any]) -> None:
        self._lower, self._upper = lower, upper
        self._joint: str = upper.get_inputs()[0].name
        self._tokenizer = tokenizer
        self.id: str = manifest["id"]
        self.sha256: str = manifest["sha256"]
        self.size: int = manifest["size"]
        self.words = _whole_words(tokenizer.get_vocab())
        self._known = lru_cache(maxsize=64)(self._computed)  # a draft compares again what was searched for
        self._half_way = lru_cache(maxsize=8)(self._run_lower)  # up to 0.4 MB each; heard, then compared

    def vector(self, text: str) -> NDArray[np.float32]:
        return self._known(text)

    def _computed(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._upper.run(None, {self._joint: self._half_way(text)[1]})[0]
        vector.setflags(write=False)
        return vector

    def manner(self, text: str) -> NDArray[np.float32]:
        """How a text reads before it is boiled down to what it is about: 3 x `size` numbers.

        They are the second, third and fourth layer, each averaged over the words, for two thirds of the price
        of a vector. The last layer is trained to forget how a thing is said.
        """
        return self._half_way(text)[0]

    def _run_lower(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The manner of a text, and the layer that the upper half goes on from."""
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        layers: list[NDArray[np.float32]] = self._lower.run(None, {"ids": ids})
        return np.concatenate([layer[0].mean(axis=0) for layer in layers]), layers[-1]


def open_minilm(folder: Path = SHIPPED) -> MiniLM:
    """The shipped model, after its checksums and its reference vectors have been checked.

    Raises:
        ModelDamaged: a file is missing or changed, or vectors come out too far from the reference.
    """
    manifest = _checked_manifest(folder)
    lower, upper = (_session_of(folder / name) for name in ("lower.onnx", "upper.onnx"))
    model = MiniLM(lower, upper, _tokenizer_of(folder, manifest), manifest)
    _check_reference(model, manifest["reference"])
    model.vector("word " * manifest["max_tokens"])  # the longest text takes its memory now
    return model


def _session_of(model: Path) -> Any:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # a plan for each length of text: 9 MB more, and no time saved
    return InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _tokenizer_of(folder: Path, manifest: Mapping[str, Any]) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(manifest["max_tokens"])
    return tokenizer


def shared_minilm() -> MiniLM:
    """The shipped model, opened once for all of this process; each copy takes about 50 MB.

    Raises:
        ModelDamaged: as `open_minilm`; the next call looks again.
    """
    with _OPENING:
        return _shared()


@cache
def _shared() -> MiniLM:
    return open_minilm()


def english_words(folder: Path = SHIPPED) -> frozenset[str]:
    """The words that the shipped tokenizer knows whole, without opening the model.

    Raises:
        ModelDamaged: the tokenizer cannot be read.
    """
    try:
        return _whole_words(json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"])
    except (OSError, ValueError, KeyError) as error:
        raise ModelDamaged(f"The word list in {folder} cannot be read. {REPAIR}") from error


def _whole_words(vocabulary: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 1)


def _checked_manifest(folder: Path) -> Mapping[str, Any]:
    """What is told of the model's files, each of which is the one that was shipped.

    Raises:
        ModelDamaged: one is missing or changed.
    """
    try:
        manifest: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text())
        for name, sha256 in manifest["files"].items():
            with (folder / name).open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
            if not same:
                raise ModelDamaged(f"The embedding model's {name} is not the file that was shipped. {REPAIR}")
    except (OSError, ValueError, KeyError) as error:
        raise ModelDamaged(f"The embedding model in {folder} cannot be read. {REPAIR}") from error
    return manifest


def _check_reference(model: MiniLM, reference: Iterable[Mapping[str, Any]]) -> None:
    import numpy as np

    for known in reference:
        cosine = float(model.vector(known["text"]) @ np.array(known["vector"], dtype=np.float32))
        if cosine < SMALLEST_COSINE:
            raise ModelDamaged(
                f"The embedding model computes wrong vectors on this processor (cosine {cosine:.3f}, "
                f"at least {SMALLEST_COSINE} expected). {REPAIR}"
            )
