"""`python -m benchmarks [name …]`: print the figures of every room, or of those named."""

from __future__ import annotations

import runpy
import sys

NAMES = ("desk", "drafting", "retrieval", "calendar", "clock", "store", "slack", "discord")

for name in sys.argv[1:] or NAMES:
    print(f"\n== {name}")
    sys.argv = [f"benchmarks.{name}"]
    runpy.run_module(f"benchmarks.{name}", run_name="__main__")
