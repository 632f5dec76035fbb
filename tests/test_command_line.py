"""The command line as a person types it: answers, JSON for machines, and sentences instead of tracebacks."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT / "../shared/data"


def run(folder: Path, *words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATA_FOLDER": str(folder), "COLUMNS": "200", **environment}
    command = [sys.executable, "-m", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def answer(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_ask_answers_from_an_article_with_its_source_and_declines_without_one(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "export.md").write_text(
        "---\ntitle: Error 413 when exporting\nurl: https://help.example/413\n---\n"
        "Error 413 means that the file is larger than 50 MB. Export one year at a time.\n",
        "utf-8",
    )

    found = answer(
        run(tmp_path, "bot", "ask", "my export fails with error 413", "--articles", str(articles), "--json")
    )
    declined = answer(
        run(tmp_path, "bot", "ask", "do you ship gift cards?", "--articles", str(articles), "--json")
    )

    assert found["sources"][0]["url"] == "https://help.example/413"
    assert "Export one year at a time." in found["draft"]
    assert declined["band"] == "none"
    assert declined["sources"] == []


def test_replay_tells_what_would_have_happened(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    lines = [
        ("09:00:00", "maya", "my export fails with error 413"),
        ("09:01:00", "ana", "which year is it?"),
        ("09:30:00", "ken", "the dashboard is empty"),
    ]
    log.write_text(
        "\n".join(
            json.dumps({"at": f"2026-03-02T{at}Z", "author": who, "text": text}) for at, who, text in lines
        ),
        "utf-8",
    )

    found = answer(run(tmp_path, "bot", "replay", str(log), "--staff", "ana", "--json"))

    assert found["first_contacts"] == 2
    assert found["answered"] == 1
    assert found["first_response_median_s"] == 60
    assert found["within_90s"] == 1
    assert found["alerts"] == {"warning": 1, "breach": 1, "escalation": 1}
    assert found["drafts"] == 2


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real support log is not beside the project")
def test_replay_takes_the_real_support_log(tmp_path: Path) -> None:
    log = SHARED / "support-log/stripe-0.jsonl"
    staff = "karllekko,timebox,hmunoz,InternetJones,w1zeman1p"

    found = answer(run(tmp_path, "bot", "replay", str(log), "--staff", staff, "--json"))

    assert found["lines"] == 1200
    assert found["answered"] > 100
    assert found["drafts_before_reply"] > 0


def test_a_broken_line_of_a_log_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"at": "2026-03-02T09:00:00Z", "author": "a", "text": "b"}\nnonsense\n', "utf-8")

    done = run(tmp_path, "bot", "replay", str(log), "--staff", "ana")

    assert done.returncode == 2
    assert f"{log} line 2" in done.stderr


def test_doctor_names_each_thing_and_its_fix(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "doctor", "--json")
    checks = {check["about"]: check for check in json.loads(done.stdout)}

    assert done.returncode == 1
    assert checks["database"]["ok"]
    assert checks["index"]["ok"]
    assert not checks["articles"]["ok"]
    assert "knowledge sync" in checks["articles"]["text"]


def test_doctor_asks_the_chroma_server_it_was_given(tmp_path: Path) -> None:
    with socket.socket() as closed:  # bound and never listening: nobody answers there
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
        done = run(tmp_path, "bot", "doctor", "--json", CHROMA_URL=address)
    checks = {check["about"]: check for check in json.loads(done.stdout)}

    assert not checks["vectors"]["ok"]
    assert "does not answer" in checks["vectors"]["text"]
    assert "CHROMA_URL" in checks["vectors"]["text"]


@pytest.mark.parametrize("command", ["score", "signals"])
def test_an_object_without_its_words_is_refused_in_a_sentence(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, "bot", command, "--json", given="{}\n")

    assert done.returncode == 2
    assert '"text"' in done.stderr or '"reply"' in done.stderr


def test_a_missing_log_is_called_missing(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "replay", str(tmp_path / "nope.jsonl"), "--staff", "ana")

    assert "No such file" in done.stderr


def test_a_broken_setting_is_refused_in_a_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "report", CONSOLE__PORT="eighty")

    assert done.returncode == 2
    assert "CONSOLE__PORT: must be a whole number" in done.stderr


def test_a_report_of_nothing_says_so_and_csv_and_json_have_their_form(tmp_path: Path) -> None:
    said = run(tmp_path, "bot", "report")
    told = answer(run(tmp_path, "bot", "report", "--json", "--since", "2026-03-01", "--until", "2026-03-31"))
    rows = run(tmp_path, "bot", "report", "--csv").stdout.splitlines()

    assert said.stdout.strip() == "No conversation began in the last 30 days."
    assert (told["first"]["conversations"], len(told["heat"])) == (0, 168)
    assert rows[0].startswith("group,name,conversations,answered,median_s,p90_s")


def test_a_report_draws_its_chart_into_a_file(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "report", "--png", str(tmp_path / "chart.png"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        pytest.param(("--channel", "#nope"), 'No watched channel is called "#nope".', id="unknown channel"),
        pytest.param(("--since", "2026-03-02", "--until", "2026-03-01"), "--since has to", id="backwards"),
        pytest.param(("--since", "soon"), "soon", id="no date"),
    ],
)
def test_a_report_that_cannot_be_made_says_what_to_change(
    tmp_path: Path, words: tuple[str, ...], why: str
) -> None:
    done = run(tmp_path, "bot", "report", *words)

    assert done.returncode == 2
    assert why in done.stderr


def test_why_of_an_unknown_conversation_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "why", "999")

    assert done.returncode == 2
    assert done.stderr.strip() == f"There is no conversation 999 in {tmp_path}."


OUT_OF_RANGE = "9" * 20


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(("ask", " "), "Write what a customer might write", id="ask nothing"),
        pytest.param(("why", OUT_OF_RANGE), f"There is no conversation {OUT_OF_RANGE}", id="a huge number"),
        pytest.param(("report", "--since", "0001-01-01"), "between the years 1971 and 2199", id="antiquity"),
        pytest.param(("report", "--until", "9999-12-31"), "between the years 1971 and 2199", id="far future"),
        pytest.param(("report", "--csv", "--json"), "--csv or --json, not both", id="two forms"),
        pytest.param(("report", "--png", "."), "is a folder: name a file in it", id="a chart into a folder"),
        pytest.param(("backup", ""), "is a folder: name a file in it", id="a backup into a folder"),
        pytest.param(("backup", "nowhere/x.tar.gz"), "There is no folder nowhere", id="no such folder"),
        pytest.param(("backup", "x.tar.gz"), "There is no desk in", id="a backup of nothing"),
        pytest.param(("purge", " "), "Name the person", id="purge nobody"),
        pytest.param(("replay", "x.jsonl", "--staff", ","), "--staff names nobody", id="no staff"),
        pytest.param(
            ("replay", "x.jsonl", "--staff", "ana", "--page", "nowhere/x.html"),
            "There is no folder nowhere",
            id="a page into no folder",
        ),
    ],
)
def test_a_slip_is_told_in_one_sentence(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    done = run(tmp_path / "desk", "bot", *words)

    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert told in done.stderr


@pytest.mark.parametrize("command", ["score", "signals"])
def test_nested_without_end_is_no_json(tmp_path: Path, command: str) -> None:
    done = run(tmp_path, "bot", command, given="[" * 100_000)

    assert done.returncode == 2
    assert "this is not JSON." in done.stderr


def test_a_byte_order_mark_before_what_is_piped_is_no_fault(tmp_path: Path) -> None:
    assert run(tmp_path, "bot", "signals", given='\ufeff{"text": "thanks!"}\n').returncode == 0


@pytest.mark.parametrize("words", ["bot clock --help", "knowledge gaps --csv"])
def test_a_reader_that_has_read_enough_is_no_fault(tmp_path: Path, words: str) -> None:
    command = f"{sys.executable} -m {words} | true"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "DATA_FOLDER": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""


@pytest.mark.parametrize("words", ["bot signals --json", "bot --help", "knowledge --help"])
def test_an_answer_that_finds_no_room_is_told_in_a_sentence(tmp_path: Path, words: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", *words.split()],
            cwd=ROOT,
            env={**os.environ, "DATA_FOLDER": str(tmp_path)},
            input='{"text": "hello"}',
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.stderr == "The answer cannot be written: No space left on device.\n"
    assert done.returncode == 2


def test_the_manifest_is_whole_in_a_narrow_terminal(tmp_path: Path) -> None:
    assert answer(run(tmp_path, "bot", "slack", "manifest", COLUMNS="40"))["display_information"]


def test_a_title_in_brackets_is_printed_as_it_stands(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "export.md").write_text("# [/beta] Error 413\n\nIt means a file over 50 MB.\n", "utf-8")

    said = run(tmp_path, "bot", "ask", "what is error 413?", "--articles", str(articles))

    assert "- [/beta] Error 413" in said.stdout


def test_the_clock_answers_as_json(tmp_path: Path) -> None:
    words = ("--hours", "Mon-Fri 09:00-12:00,13:00-18:00", "--zone", "Europe/Berlin", "--holidays", "DE")
    told = answer(
        run(tmp_path, "bot", "clock", *words, "--start", "2026-12-23T17:50", "--target", "15m", "--json")
    )

    assert told["deadline"]["local"].startswith("2026-12-24T09:05")


OFFICE = {
    "--hours": "Mon-Fri 09:00-17:00",
    "--zone": "Europe/Berlin",
    "--start": "2026-12-23T17:50",
    "--target": "15m",
}


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        pytest.param({"--target": "0m"}, "longer than nothing and at most 90 days", id="nothing"),
        pytest.param({"--target": "365d"}, "longer than nothing and at most 90 days", id="a year"),
        pytest.param({"--hours": ""}, "nobody would ever be there", id="it never opens"),
        pytest.param({"--hours": "Mon 09:00-12:00,11:00-13:00"}, "overlap. End the first at", id="overlap"),
        pytest.param({"--zone": "Europe/Berln"}, "like Europe/Berlin", id="an unknown zone"),
        pytest.param({"--holidays": "XX"}, 'no holidays for "XX"', id="an unknown country"),
        pytest.param({"--holidays": "DE-XX"}, 'no region "XX" of DE', id="an unknown region"),
        pytest.param({"--start": "yesterday"}, "Write it like 2026-12-23T17:50", id="no moment"),
        pytest.param({"--closed": "Christmas"}, "Write it like 2026-12-24", id="no date"),
    ],
)
def test_a_clock_that_cannot_run_is_refused_in_a_sentence(
    tmp_path: Path, wrong: dict[str, str], advice: str
) -> None:
    words = [part for option in {**OFFICE, **wrong}.items() for part in option]
    refused = run(tmp_path, "bot", "clock", *words, "--json")

    assert refused.returncode == 2
    assert advice in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


def test_signals_answer_line_by_line_and_score_answers_once(tmp_path: Path) -> None:
    signals = run(tmp_path, "bot", "signals", "--json", given='{"text": "thanks!"}\n{"text": "it broke"}\n')
    score = answer(
        run(tmp_path, "bot", "score", "--json", given='{"customer": ["it broke"], "reply": "Hi, Ana here."}')
    )

    assert len(signals.stdout.splitlines()) == 2
    assert 0 <= score["total"] <= 100


def test_a_backup_brings_articles_back(tmp_path: Path) -> None:
    articles, folder = ROOT / "bot/sample/articles/billing", tmp_path / "desk"
    kept = tmp_path / "kept.tar.gz"
    assert run(folder, "knowledge", "sync", str(articles), "--json").returncode == 0

    assert run(folder, "bot", "backup", str(kept)).returncode == 0
    assert run(tmp_path / "other", "bot", "restore", str(kept)).returncode == 0

    checks = json.loads(run(tmp_path / "other", "bot", "doctor", "--json").stdout)
    (shelf,) = (check for check in checks if check["about"] == "articles")
    assert shelf["ok"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        pytest.param({"promise": 15}, '"promise" must be a text.', id="a promise that is a number"),
        pytest.param({"customer_name": ["Ana"]}, '"customer_name" must be a text.', id="a list of names"),
        pytest.param({"public": "false"}, '"public" must be true or false.', id="a text for yes or no"),
        pytest.param({"recent": "Hi"}, '"recent" must be a list of texts.', id="one text for many"),
        pytest.param({"reply": "x" * 40_001}, '"reply" may have at most 40,000', id="a book"),
        pytest.param({"passages": [{"a": 1}]}, '"passages" must be a list of texts.', id="no texts"),
    ],
)
def test_score_says_what_is_wrong_with_its_input(tmp_path: Path, wrong: dict[str, Any], told: str) -> None:
    given = json.dumps({"customer": ["it broke"], "reply": "Hi", **wrong})

    done = run(tmp_path, "bot", "score", "--json", given=given)

    assert done.returncode == 2
    assert done.stderr.startswith(told)


def test_an_empty_reply_earns_nothing_and_a_blank_name_is_none(tmp_path: Path) -> None:
    given = json.dumps({"customer": ["it broke"], "reply": " ", "customer_name": "  "})

    assert answer(run(tmp_path, "bot", "score", "--json", given=given))["total"] == 0


def test_a_line_that_cannot_be_read_keeps_its_place_among_the_signals(tmp_path: Path) -> None:
    done = run(tmp_path, "bot", "signals", "--json", given='{"text": "thanks!"}\nnope\n{"text": "bye"}\n')

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [line.get("error") for line in lines] == [None, "Line 2: this is not JSON.", None]
