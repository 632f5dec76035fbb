"""The walls: who may import whom, what is pure, and what loads when."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "knowledge", "adapters")
IMPORT_EVERYTHING = {
    "bot/app.py",
    "bot/process/running.py",
    "bot/shell/commands.py",
    "bot/shell/doctor.py",
    "bot/__main__.py",
    "knowledge/__main__.py",
    "knowledge/commands.py",
    "knowledge/opening.py",
}
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "bot": {"bot", "knowledge"},
    "adapters": {"adapters", "bot", "knowledge"},
}
PURE = [
    "bot/conversation.py",
    "bot/policy.py",
    "bot/dues.py",
    "bot/roster/duty.py",
    "bot/alerts/routing.py",
    "bot/alerts/ladder.py",
    "bot/business_hours/timetable.py",
    "bot/events.py",
    "bot/alerts/ledger.py",
    "bot/business_hours/hours.py",
    "bot/card.py",
    "bot/forms.py",
    "bot/messages.py",
    "bot/record.py",
    "bot/acts/actions.py",
    "bot/alerts/why.py",
    "bot/say.py",
    "bot/scorecard.py",
    "bot/nudges.py",
    "bot/reports/answers.py",
    "bot/reports/chart.py",
    "bot/reports/facts.py",
    "bot/reports/month.py",
    "bot/reports/quality.py",
    "bot/reports/report.py",
    "bot/reports/responses.py",
    "bot/reports/sums.py",
    "bot/reports/tables.py",
    "bot/reports/use.py",
    "bot/reports/words.py",
]
HEAVY = {
    "alembic",
    "chromadb",
    "discord",
    "langchain",
    "matplotlib",
    "nicegui",
    "onnxruntime",
    "slack_bolt",
    "sqlalchemy",
}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """Yield every module a file imports, at whatever level, type checking included."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_point_from_adapters_to_bot_to_knowledge(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    if name in IMPORT_EVERYTHING:
        return
    ours = {module.split(".")[0] for module in imported(path)} & set(ROOMS)

    assert ours <= MAY_IMPORT[name.split("/")[0]], name


def test_no_files_need_each_other_in_a_circle() -> None:
    """Not for type checking either: what needs each other is one idea, or there is a third between them."""
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in modules()}
    needs = {name: set(imported(path)) & names.keys() for name, path in names.items()}
    while leaves := {name for name, others in needs.items() if not others & needs.keys()}:
        needs = {name: others for name, others in needs.items() if name not in leaves}

    assert sorted(needs) == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_an_adapter_knows_no_other_adapter(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    if parts[0] != "adapters" or len(parts) < 3:
        return
    others = {
        module.split(".")[1]
        for module in imported(path)
        if module.startswith("adapters.") and module.split(".")[1] != parts[1]
    }

    assert others == set()


@pytest.mark.parametrize("name", PURE)
def test_decisions_import_nothing_but_the_standard_library_and_each_other(name: str) -> None:
    foreign = {
        module.split(".")[0]
        for module in imported(ROOT / name)
        if module.split(".")[0] not in sys.stdlib_module_names | {"bot", "knowledge"}
    }

    assert foreign == set()


@pytest.mark.parametrize("module", ["bot.__main__", "knowledge.__main__"])
def test_a_command_line_loads_nothing_heavy_before_a_command_needs_it(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert {name.split(".")[0] for name in loaded.stdout.split()} & HEAVY == set()
