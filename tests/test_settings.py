"""Settings: read once, secrets kept, mistakes named with their line and their fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsWrong
from bot.settings import Settings, load

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MODEL", "DATABASE_URL", "CHROMA_URL", "DATA_FOLDER", "CONSOLE__PORT", "CONSOLE__HOST"):
        monkeypatch.delenv(name, raising=False)


def wrong(tmp_path: Path, text: str) -> str:
    file = tmp_path / "settings.env"
    file.write_text(text, "utf-8")
    with pytest.raises(SettingsWrong) as refused:
        load(file)
    return str(refused.value)


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    settings = load(tmp_path / "none.env")

    assert settings.slack is None
    assert settings.discord is None
    assert settings.console.host == "127.0.0.1"


def test_the_example_loads_as_it_stands() -> None:
    assert load(ROOT / "settings.example.env") == load(ROOT / "there-is-no-such-file.env")


def test_the_example_names_every_setting() -> None:
    text = (ROOT / "settings.example.env").read_text("utf-8")
    named = {line.split("=")[0] for line in text.splitlines() if line and not line.startswith("#")}

    assert named == set(_names(Settings))


def _names(model: Any, prefix: str = "") -> list[str]:
    names: list[str] = []
    for name, field in model.model_fields.items():
        inner = next((part for part in _parts(field.annotation) if hasattr(part, "model_fields")), None)
        path = f"{prefix}{name.upper()}"
        if inner:
            names += _names(inner, f"{path}__")
        else:
            names.append(path)
    written = {"MODEL__NAME": "MODEL", "EMBEDDINGS__NAME": "EMBEDDINGS", "CHROMA__URL": "CHROMA_URL"}
    return [written.get(name, name) for name in names]


def _parts(annotation: object) -> tuple[object, ...]:
    return getattr(annotation, "__args__", None) or (annotation,)


def test_a_broken_value_is_named_with_its_line_and_its_fix(tmp_path: Path) -> None:
    told = wrong(tmp_path, "# comment\nCONSOLE__PORT=eighty\n")

    assert told == ("CONSOLE__PORT (settings.env line 2): must be a whole number. See settings.example.env.")


def test_a_misspelt_setting_is_named(tmp_path: Path) -> None:
    assert "SLAKC__BOT_TOKEN (settings.env line 1)" in wrong(tmp_path, "SLAKC__BOT_TOKEN=x\n")


def test_a_secret_never_shows_in_an_error(tmp_path: Path) -> None:
    told = wrong(tmp_path, "SLACK__BOT_TOKEN=xoxb-very-secret\nCONSOLE__PORT=abc\n")

    assert "very-secret" not in told
    assert "SLACK__APP_TOKEN" in told


def test_a_secret_never_shows_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("DISCORD__TOKEN=very-secret\n", "utf-8")

    assert "very-secret" not in repr(load(file))


def test_beyond_loopback_the_console_needs_a_password(tmp_path: Path) -> None:
    assert "CONSOLE__PASSWORD" in wrong(tmp_path, "CONSOLE__HOST=0.0.0.0\n")


def test_a_model_is_named_beside_its_key(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("MODEL=openai:gpt-5-mini\nMODEL__TIMEOUT_SECONDS=5\n", "utf-8")
    settings = load(file)

    assert settings.model.name == "openai:gpt-5-mini"
    assert settings.model.timeout_seconds == 5


def test_a_model_without_its_provider_is_refused_with_an_example(tmp_path: Path) -> None:
    assert "provider:name" in wrong(tmp_path, "MODEL=gpt\n")


def test_an_open_quote_is_named_with_its_line(tmp_path: Path) -> None:
    told = wrong(tmp_path, "DATA_FOLDER=data\nDISCORD__TOKEN='unclosed\n")

    assert told == "settings.env line 2 is not NAME=value: is a quote still open?"


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_bytes(b"\xff\xfe\x00\x80")

    with pytest.raises(SettingsWrong, match="not UTF-8"):
        load(file)


def test_places_of_articles_that_make_no_sense_are_refused_without_their_tokens(tmp_path: Path) -> None:
    told = wrong(tmp_path, "KNOWLEDGE__ARTICLES=git+http://ana:very-secret@git.example/docs\n")

    assert told == (
        "KNOWLEDGE__ARTICLES (settings.env line 1): has git over http, which is not safe; "
        "use https, ssh, file. See settings.example.env."
    )
