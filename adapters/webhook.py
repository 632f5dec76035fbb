"""Alerts as signed JSON, posted to an address of the team's own: a pager, a phone system, a script.

The body names the customer by their first name only, and holds no words of theirs. `X-Frontdesk-Signature` is
"sha256=" and the HMAC of "<X-Frontdesk-Timestamp>.<body>" under the shared secret, in hex.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp

from bot.card import Alert, Alerts, View
from bot.errors import NotAllowed
from bot.settings import AlertWebhook

TIMEOUT_SECONDS = 5
_REASONS = {401: "it wants another secret", 403: "it does not let us in", 404: "nothing is there"}


class Webhook:
    """Shows alerts by posting them, a request each; what fails is told to somebody else instead."""

    def __init__(self, settings: AlertWebhook, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now

    async def show(
        self, view: View, *, place: str, message: str | None, key: str, again: bool = False
    ) -> str:
        """Post an alert as it stands; `key` stays the same for its life.

        Raises:
            NotAllowed: it did not arrive; the text says why.
        """
        if not isinstance(view, Alert | Alerts):
            return key
        for row in view.rows if isinstance(view, Alerts) else (view,):
            await self._post(told(row, key))
        return key

    async def _post(self, payload: dict[str, Any]) -> None:
        body = json.dumps(payload, sort_keys=True).encode()
        headers = signed(body, self._settings.secret.get_secret_value(), int(self._now().timestamp()))
        url = self._settings.url.get_secret_value()
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                status = answer.status
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotAllowed(f"The webhook did not answer within {TIMEOUT_SECONDS} s.") from error
        if not 200 <= status < 300:
            raise NotAllowed(f"The webhook answered {status}: {_REASONS.get(status, 'see its own log')}.")


def signed(body: bytes, secret: str, at: int) -> dict[str, str]:
    """Return the headers of a body signed at a second since 1970."""
    mark = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Frontdesk-Timestamp": str(at),
        "X-Frontdesk-Signature": f"sha256={mark}",
    }


def told(alert: Alert, key: str) -> dict[str, Any]:
    """Return what a webhook learns of an alert: who waits where since when, never what they said."""
    card = alert.card
    return {
        "event": "alert",
        "key": key,
        "alert": alert.notice_id,
        "conversation": card.conversation,
        "level": alert.level,
        "state": "over" if alert.over else "open",
        "channel": card.channel_name,
        "customer": card.customer.split()[0] if card.customer.split() else "",
        "waiting_since": card.waiting_since.isoformat() if card.waiting_since else None,
        "target_at": card.target_at.isoformat() if card.target_at else None,
    }
