"""How far long work is, on a terminal."""

from __future__ import annotations

from collections.abc import Callable

from bot.shell.ending import err


def progress(what: str) -> Callable[[int, int], None]:
    """Return a function that moves a progress bar on a terminal, and does nothing elsewhere."""
    if not err.is_terminal:
        return lambda done, total: None
    from rich.progress import Progress

    bar = Progress(console=err, transient=True)
    task = bar.add_task(what)
    bar.start()

    def told(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    return told
