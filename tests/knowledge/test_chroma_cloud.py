"""Chroma Cloud by setting: its token on every request, its tenant and database, its small pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.errors import SettingsWrong
from bot.settings import load
from knowledge import ShelfInMemory, make_article, open_library
from knowledge.chroma import Server, look_at
from knowledge.errors import VectorsUnreachable

from .conftest import HELP_CENTRE, WordVectors

TOKEN = "ck-a-token-nobody-may-read"


@asynccontextmanager
async def listened_to(server: str) -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A door in front of a Chroma server that notes who comes through."""
    seen: list[web.Request] = []

    async def forward(request: web.Request) -> web.Response:
        seen.append(request)
        kept = {"Content-Type": request.headers.get("Content-Type", "application/json")}
        async with ClientSession() as client:
            asked = client.request(
                request.method, server + request.path_qs, data=await request.read(), headers=kept
            )
            async with asked as answer:
                return web.Response(
                    body=await answer.read(), status=answer.status, content_type=answer.content_type
                )

    app = web.Application(client_max_size=100_000_000)
    app.router.add_route("*", "/{path:.*}", forward)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}", seen
    finally:
        await runner.cleanup()


def _make_tenant(server: str) -> None:
    from chromadb import AdminClient
    from chromadb.config import Settings

    port = int(server.rpartition(":")[2])
    admin: Any = AdminClient(
        Settings(
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host="127.0.0.1",
            chroma_server_http_port=port,
            anonymized_telemetry=False,
        )
    )
    admin.create_tenant("acme")
    admin.create_database("help", "acme")
    admin._server._session.close()


async def test_tenant_database_and_token_go_with_every_request(
    chroma_server: str, embedder: WordVectors
) -> None:
    await asyncio.to_thread(_make_tenant, chroma_server)
    many = [make_article(id=f"m{n}", title=f"thing {n}", body=f"about {n}") for n in range(90)]
    async with listened_to(chroma_server) as (url, seen):
        cloud = Server(url, tenant="acme", database="help", token=TOKEN)
        async with open_library(
            ShelfInMemory([*HELP_CENTRE, *many]), server=cloud, embedder=embedder
        ) as library:
            status = await library.refresh()
            found = await library.search("I forgot my password")

    collections = [request.path for request in seen if "/collections" in request.path]
    assert found.sources[0].article_id == "password"
    assert status.without_vector == 0
    assert {request.headers.get("x-chroma-token") for request in seen} == {TOKEN}
    assert all("/tenants/acme/databases/help/" in path for path in collections)


def test_the_token_is_not_shown() -> None:
    assert TOKEN not in repr(Server("https://api.trychroma.com", "acme", "help", TOKEN))


def test_a_token_without_an_address_is_a_setting_to_mend(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    file.write_text(f"CHROMA__TOKEN={TOKEN}\n", "utf-8")

    with pytest.raises(SettingsWrong, match="CHROMA_URL is missing") as refused:
        load(file)

    assert TOKEN not in str(refused.value)


def test_the_settings_name_a_cloud(tmp_path: Path) -> None:
    file = tmp_path / "settings.env"
    lines = ("CHROMA_URL=https://api.trychroma.com", "CHROMA__TENANT=acme", "CHROMA__DATABASE=help")
    file.write_text("\n".join([*lines, f"CHROMA__TOKEN={TOKEN}"]), "utf-8")

    chroma = load(file).chroma

    assert (chroma.url, chroma.tenant, chroma.database) == ("https://api.trychroma.com", "acme", "help")
    assert chroma.token is not None
    assert chroma.token.get_secret_value() == TOKEN


async def test_looking_at_a_server_asks_and_makes_nothing(chroma_server: str) -> None:
    async with listened_to(chroma_server) as (url, seen):
        await asyncio.to_thread(look_at, Server(url))

    assert seen
    assert {request.method for request in seen} == {"GET"}


def test_a_database_that_the_server_does_not_know_is_no_answer(chroma_server: str) -> None:
    with pytest.raises(VectorsUnreachable, match="does not answer"):
        look_at(Server(chroma_server, database="nobody-made-this"))
