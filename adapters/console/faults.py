"""What is told when a page fails: no traceback to people, no customer's words to logs."""

from __future__ import annotations

import logging

import structlog
from fastapi import Request
from fastapi.responses import HTMLResponse
from nicegui import Client, app

from adapters.console.parts import el, head, say
from adapters.console.routes import plain_page

_FAILED = "That did not work. Reload the page and look whether it was done before you try again."
_log = structlog.get_logger()


def tell_people() -> None:
    """Give pages that fail or do not exist words of ours."""
    app.on_page_exception(_failed_page)
    app.add_exception_handler(404, _missing)


def tell_of_clicks(client: Client) -> None:
    """Tell whoever sits at a page that what they just did failed."""
    client.on_exception(lambda: say(client, _FAILED, ok=False))


def log_plainly() -> None:
    """Log what NiceGUI reports as a constant sentence and the error's name."""
    logger = logging.getLogger("nicegui")
    logger.handlers = [_Plain()]
    logger.propagate = False


class _Plain(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        if record.levelno >= logging.ERROR:
            _log.warning("a console page failed", error=error or type(record.msg).__name__)


def _failed_page() -> None:
    head()
    with el("div", None, "empty"):
        el("h1", "This page could not be shown")
        el("p", "Nothing is lost. Reload it in a moment.")
        el("a", "What is out of order", href="/readyz")


async def _missing(request: Request, error: Exception) -> HTMLResponse:
    text = '<p>There is no such page. <a href="/">Back to the desk</a></p>'
    return HTMLResponse(plain_page("Not found", text), status_code=404)
