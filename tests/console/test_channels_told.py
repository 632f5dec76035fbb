"""What a lead reads beside a watched channel's name in the console."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adapters.console.settings_channels import in_short
from bot.policy import Policy, Step

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LISTENING = Policy(staff_channel="console:staff", step=Step.ALERTS)


def test_a_channel_whose_alerts_rest_says_until_when_and_then_no_longer() -> None:
    paused = replace(LISTENING, paused_until=NOW + timedelta(hours=2))

    assert in_short(paused, NOW).endswith("Alerts rest until 14:00.")
    assert in_short(paused, NOW + timedelta(hours=2)) == in_short(LISTENING, NOW)
