"""A report in sentences, for a chat."""

from __future__ import annotations

from datetime import timedelta

from bot.reports import Report
from bot.say import waited


def in_sentences(report: Report) -> str:
    """Return the figures a lead asks for first, one sentence a line."""
    days = max(1, (report.until - report.since).days)
    period = "day" if days == 1 else f"{days} days"
    if not report.conversations:
        return f"No conversation began in the last {period}."
    lines = [f"Last {period}: {_many(report.conversations)}, {report.answered} answered by a person."]
    if report.median_s is not None and report.p90_s is not None:
        median, slow = (waited(timedelta(seconds=value)) for value in (report.median_s, report.p90_s))
        lines.append(f"First response: half within {median}, nine of ten within {slow}.")
    if report.within_target is not None:
        lines.append(f"Within target: {report.within_target:.0%}.")
    if report.drafts_shown:
        sent = f"{report.sent_as_is} sent as they were, {report.sent_edited} after an edit"
        lines.append(f"Drafts shown: {report.drafts_shown}; {sent}.")
    lines.append(f"Waiting now: {report.waiting_now}.")
    return "\n".join(lines)


def _many(conversations: int) -> str:
    return "1 conversation" if conversations == 1 else f"{conversations:,} conversations"
