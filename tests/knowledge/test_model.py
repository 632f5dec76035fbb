"""The shipped model is the file that was checked, and computes what it should here."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from knowledge.embedding import SHIPPED, MiniLM, open_minilm, shared_minilm
from knowledge.errors import ModelDamaged


@pytest.fixture(scope="module")
def model() -> MiniLM:
    return open_minilm()


def test_alike_questions_lie_closer_than_others(model: MiniLM) -> None:
    asked, alike, other = map(
        model.vector, ("how do I reset my password", "I forgot my login code word", "the weather in Lisbon")
    )

    assert asked @ alike > asked @ other + 0.2


def test_vectors_have_length_one_and_the_stated_size(model: MiniLM) -> None:
    vector = model.vector("")

    assert vector.shape == (model.size,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_a_text_beyond_what_the_model_reads_is_no_error(model: MiniLM) -> None:
    assert model.vector("word " * 5_000).shape == (model.size,)


def test_all_of_a_process_share_one_model() -> None:
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: shared_minilm(), range(4)))

    assert len(set(map(id, opened))) == 1


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("lower.onnx", id="lower half"),
        pytest.param("upper.onnx", id="upper half"),
        pytest.param("tokenizer.json", id="tokenizer"),
    ],
)
def test_a_changed_file_is_refused_by_name(name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    with (folder / name).open("ab") as file:
        file.write(b" ")

    with pytest.raises(ModelDamaged, match=rf"{name} is not the file that was shipped"):
        open_minilm(folder)


def test_a_missing_file_is_refused_with_the_repair(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged, match="Install Frontdesk again"):
        open_minilm(tmp_path)


def test_a_processor_that_computes_wrongly_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(SHIPPED, tmp_path / "model")
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["reference"][0]["vector"].reverse()
    (folder / "manifest.json").write_text(json.dumps(manifest))

    with pytest.raises(ModelDamaged, match=r"computes wrong vectors on this processor \(cosine"):
        open_minilm(folder)


def test_the_middle_layers_tell_moods_apart_that_are_about_the_same_thing(model: MiniLM) -> None:
    hurt, thanked, calm = map(
        model.manner,
        ("so my export is gone again, great", "my export is there again, great", "where is my export?"),
    )

    assert model.manner("").shape == hurt.shape == (1152,)
    assert np.linalg.norm(hurt - calm) > np.linalg.norm(
        hurt - model.manner("so my export is gone again, wow")
    )
    assert np.linalg.norm(hurt - thanked) > 0
