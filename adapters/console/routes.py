"""The plain routes: health for machines, the login for people. Registered before the pages take over "/"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from adapters.console.door import COOKIE, STAYS, Door, inside
from adapters.console.gate import LOGIN

_MOST_BYTES = 4096


def health(app: FastAPI, ready: Callable[[], Mapping[str, Any]], metrics: Callable[[], bytes]) -> None:
    """Add /healthz (the process answers), /readyz (its parts work) and /metrics.

    `ready` returns {"ready": bool, "parts": {name: {"ok": bool, "text": ..., "since": ...}}}.
    """

    @app.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    async def readyz() -> JSONResponse:
        told = ready()
        return JSONResponse(jsonable_encoder(told), status_code=200 if told["ready"] else 503)

    @app.get("/metrics")
    async def figures() -> Response:
        return Response(metrics(), media_type=CONTENT_TYPE_LATEST)


def login(app: FastAPI, door: Door, now: Callable[[], datetime]) -> None:
    """Add the page that asks for the password."""

    @app.get(LOGIN)
    async def ask(request: Request) -> HTMLResponse:
        return HTMLResponse(_page(inside(request.query_params.get("next", "/"))))

    @app.post(LOGIN)
    async def enter(request: Request) -> Response:
        form = await _form(request)
        wanted = inside(form.get("next", "/"))
        address = request.client.host if request.client else ""
        shut = door.shut_until(address, now())
        if shut:
            minutes = max(1, round((shut - now()).total_seconds() / 60))
            return HTMLResponse(
                _page(wanted, f"Too many tries. Wait {minutes} min, then try again."), status_code=429
            )
        if not door.opens(form.get("password", "")):
            door.failed(address, now())
            return HTMLResponse(_page(wanted, "That is not the password. Try again."), status_code=401)
        response = RedirectResponse(wanted, status_code=303)
        response.set_cookie(
            COOKIE,
            door.cookie(now()),
            max_age=int(STAYS.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=request.headers.get("x-forwarded-proto", request.url.scheme) == "https",
        )
        return response


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return {}
    fields: dict[str, list[Any]] = parse_qs(body.decode("utf-8", errors="replace"))
    return {name: values[0] for name, values in fields.items()}


def _page(wanted: str, problem: str = "") -> str:
    told = f'<p class="login-problem" role="alert">{escape(problem)}</p>' if problem else ""
    form = f"""<form method="post" action="{LOGIN}">
<input type="hidden" name="next" value="{escape(wanted)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
{told}<button class="button primary" type="submit">Log in</button>
</form>
<p class="login-help">Whoever set up this desk knows it: it is CONSOLE__PASSWORD in its settings.</p>"""
    return plain_page("Log in", form)


def plain_page(title: str, body: str) -> str:
    """Return a small page around trusted HTML."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Frontdesk</title>
<link rel="icon" href="/console/favicon.svg">
<link rel="stylesheet" href="/console/console.css">
</head>
<body class="login">
<main class="login-box">
<h1 class="brand">Frontdesk</h1>
{body}
</main>
</body>
</html>"""
