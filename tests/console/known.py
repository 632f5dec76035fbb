"""What a desk knows after some weeks: articles, kept questions, marks, gaps and drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from adapters.console.people import ANA, DANA, TOM
from bot.conversation import End, Status, opened
from bot.learning.gathering import Gatherer
from bot.messages import Thread
from bot.ports import Clock, Store
from knowledge import Library, Loaded, make_article, sync
from knowledge.learned import Alternate, Mark, Standing, Unanswered, Written
from knowledge.ports import Article, Audience

IMPORT_BODY = """An import file may be up to **20 MB**. Split a larger file into parts.

## What a file needs

- a header line with `email` and `name`
- at most 50,000 rows, see [the format](https://help.example/format)
- <b>no markup</b> and no [script](javascript:alert(1))

| Plan | Rows |
|---|---|
| Free | 5,000 |
| Team | 50,000 |

```
email,name
maya@example.org,Maya
```
"""


def articles(now: datetime) -> tuple[Article, ...]:
    """Return what a source says."""
    import_limits = make_article(
        id="import-limits",
        title="Limits of an import file",
        body=IMPORT_BODY,
        url="https://help.example/import-limits",
        questions=["my import fails", "how large may an import file be?"],
        tags=["import"],
        updated_at=now - timedelta(days=12),
    )
    invite = make_article(
        id="invite",
        title="Invite a colleague",
        body="Open Settings > Team, choose Invite and enter their e-mail address.",
        url="https://help.example/invite",
        questions=["how do I invite a colleague?"],
        updated_at=now - timedelta(days=40),
    )
    refund = make_article(
        id="refund",
        title="Internal: refund a double charge by hand",
        body="Ask a lead, then open the ledger.",
    )
    many = [
        make_article(id=f"guide-{number}", title=f"Guide to report number {number}", body=f"Report {number}.")
        for number in range(1, 8)
    ]
    return tuple(replace(each, origin="help-centre") for each in (import_limits, invite, refund, *many))


async def furnish(store: Store, library: Library, clock: Clock) -> None:
    """Fill a store with it."""
    now = clock.now()
    await sync(Loaded(articles(now), (), origin="help-centre"), store.shelf)
    await _people_say(store, now)
    await _nobody_knows(store, now)
    await library.refresh()
    await Gatherer(store, library, clock).gather()


async def _people_say(store: Store, now: datetime) -> None:
    kept = Alternate(
        article_id="import-limits",
        question="it stops at 80 % and says file too large",
        by=DANA.id,
        at=now - timedelta(days=2),
    )
    draft = make_article(
        id="people:webhooks",
        title="How often do webhooks retry?",
        body="They retry for a day, [name], with growing pauses.",
        audience=Audience.INTERNAL,
    )
    async with store.begin() as work:
        for person in (ANA, DANA, TOM):
            await work.save_person(person)
        await work.learned.keep(kept)
        await work.learned.keep(
            replace(
                kept,
                article_id="invite",
                question="can two people share a seat?",
                by=TOM.id,
                standing=Standing.WAITING,
            )
        )
        await work.learned.write(Written(article=draft, by=DANA.id, at=now - timedelta(hours=3)))
        for conversation in (1, 2, 3):
            mark = Mark(article_id="invite", conversation=conversation, by=TOM.id, at=now)
            await work.learned.mark(mark)


async def _nobody_knows(store: Store, now: datetime) -> None:
    asked = (
        "Is there a dark mode for the dashboard?",
        "dark mode on the dashboard please?",
        "Do you have a dark mode for my dashboard, order [number]?",
        "Can I sign in with a passkey instead of a password?",
    )
    for number, text in enumerate(asked):
        async with store.begin() as work:
            thread = Thread("console:help", f"gap-{number}")
            at = now - timedelta(days=9 - number)
            fresh = opened(thread, "console:maya", at, line=f"gap-{number}", first_contact=True)
            conversation = await work.open(fresh, None)
            waits = (replace(conversation.waits[0], ended_at=at, end=End.CLOSED),)
            over = replace(conversation, status=Status.CLOSED, ended_at=at, waits=waits)
            await work.save(over, due=None)
            await work.learned.note(
                Unanswered(conversation=conversation.id, wait=1, text=text, language="en", at=at, listed=True)
            )
