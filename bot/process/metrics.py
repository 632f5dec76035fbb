"""What Prometheus may ask: counts and states, never a person's words or name."""

from __future__ import annotations

from bot.process.rooms import Rooms


def exposed(rooms: Rooms) -> bytes:
    """Return the metrics of this process in Prometheus' text form."""
    from prometheus_client import REGISTRY, CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    up = Gauge("frontdesk_part_up", "1 while a part of the process works", ["part"], registry=registry)
    for name, ill in rooms.health.parts.items():
        up.labels(part=name).set(ill is None)
    worked = Gauge(
        "frontdesk_rows_worked", "Due rows worked since start", ["queue", "end"], registry=registry
    )
    for (queue, end), count in rooms.watch.worked.items():
        worked.labels(queue=queue, end=end).set(count)
    return generate_latest(registry) + generate_latest(REGISTRY)
