"""Text to vector: the shipped MiniLM in int8, one text at a time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from knowledge.errors import ModelDamaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHIPPED = Path(__file__).parent / "model"
SMALLEST_COSINE = 0.975
REPAIR = "Install Frontdesk again, or make the model anew with scripts/export_embedding_model.py."


class Embedder(Protocol):
    """Turns texts into vectors of length 1."""

    @property
    def id(self) -> str: ...

    @property
    def sha256(self) -> str: ...

    @property
    def size(self) -> int: ...

    @property
    def words(self) -> frozenset[str]:
        """Words the model knows whole: a word in here is not a typing mistake."""
        ...

    def vector(self, text: str) -> NDArray[np.float32]:
        """One text, computed alone: in a batch its vector would depend on its neighbours. Thread-safe."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 as int8 ONNX; callers bring the threads, each call uses one."""

    def __init__(self, session: Any, tokenizer: Any, manifest: Mapping[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.id: str = manifest["id"]
        self.sha256: str = manifest["onnx_sha256"]
        self.size: int = manifest["size"]
        self.words = frozenset(word for word in tokenizer.get_vocab() if word.isalpha() and len(word) > 1)

    def vector(self, text: str) -> NDArray[np.float32]:
        import numpy as np

        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0]
        return vector


def open_minilm(folder: Path = SHIPPED) -> MiniLM:
    """The shipped model, after its checksums and its reference vectors have been checked.

    Raises:
        ModelDamaged: a file is missing or changed, or vectors come out too far from the reference.
    """
    manifest = _checked_manifest(folder)
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = InferenceSession(folder / "minilm.onnx", options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(manifest["max_tokens"])
    model = MiniLM(session, tokenizer, manifest)
    _check_reference(model, manifest["reference"])
    return model


def _checked_manifest(folder: Path) -> Mapping[str, Any]:
    try:
        manifest: Mapping[str, Any] = json.loads((folder / "manifest.json").read_text())
        for name, key in (("minilm.onnx", "onnx_sha256"), ("tokenizer.json", "tokenizer_sha256")):
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != manifest[key]:
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
