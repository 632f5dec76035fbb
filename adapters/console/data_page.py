"""What Frontdesk reads, keeps and sends, as this desk is set up."""

from __future__ import annotations

from adapters.console.parts import el
from adapters.console.platform import Console
from adapters.console.report_page import draw_table
from adapters.console.seat import Seat
from bot.privacy.disclosure import NOBODY
from bot.reports.tables import Table

_SOME = "Some of it leaves this desk: see the last column."
_NONE = "Nothing of it leaves this desk."


async def data_page(console: Console, seat: Seat) -> None:
    """Draw the list; there is nothing to change here."""
    kept, where = console.disclosed
    with el("div", None, "paper-head"):
        el("h1", "What is read, kept and sent")
        el("a", "Settings", href=f"/settings{seat.query}")
    with el("div", None, "paper-body"):
        leaves = any(one.sent != NOBODY for one in kept)
        el("p", f"{where} {_SOME if leaves else _NONE}")
        with el("section", None, "panel scrolls", aria_label="What is kept"):
            rows = tuple((one.what, one.where_from, one.kept, one.sent) for one in kept)
            draw_table(Table(title="", head=("What", "From", "Kept", "Also sent to"), rows=rows), wraps=True)
        with el("section", None, "panel", aria_label="Forgetting somebody"):
            el("h2", "Forgetting somebody")
            el("p", "An operator runs this on the machine; the first line only says what would go:")
            el("pre", "python -m bot purge PERSON --dry-run\npython -m bot purge PERSON", "prose")
            el(
                "p",
                "Their words go, with the drafts, kept questions, articles and vectors that came from them. "
                "Figures stay under an alias. The chat itself and older backups are not touched.",
                "about",
            )
