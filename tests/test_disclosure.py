"""What is kept and sent is told for the desk as it is set up: nothing leaves it that is not named."""

from __future__ import annotations

from pathlib import Path

from bot.privacy.disclosure import NOBODY, disclosed, stored_where
from bot.settings import load


def told(tmp_path: Path, *lines: str) -> str:
    file = tmp_path / "settings.env"
    file.write_text("\n".join(lines), "utf-8")
    return " ".join(one.sent for one in disclosed(load(file)))


def test_without_a_model_nothing_is_sent_to_anybody(tmp_path: Path) -> None:
    assert set(told(tmp_path).split()) == {NOBODY}


def test_a_model_an_embedding_provider_and_a_webhook_are_named_with_what_they_get(tmp_path: Path) -> None:
    sent = told(
        tmp_path,
        "MODEL=openai:gpt-5-mini",
        "EMBEDDINGS=openai:text-embedding-3-small",
        "CHROMA_URL=http://vectors.example:8000",
        "ALERT_WEBHOOK__URL=https://pager.example/in?token=hidden",
        "ALERT_WEBHOOK__SECRET=hidden-as-well",
    )

    assert "openai (gpt-5-mini), for drafts" in sent
    assert "masked" in sent
    assert "vectors.example" in sent
    assert "the webhook on pager.example" in sent
    assert "hidden" not in sent


def test_the_database_is_named_without_its_password(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text("DATABASE_URL=postgresql://desk:secret@db.example/desk", "utf-8")

    assert stored_where(load(file)) == "Kept in the PostgreSQL database on db.example."
