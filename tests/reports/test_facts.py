"""From the desk to the report: what people did is what the figures say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.card import Verb
from bot.reports.asked import Span, report_of
from bot.reports.facts import Ending, Response
from bot.reports.report import Report
from tests.scenario.desk import DANA, HELP, MAYA, ROBO, DeskInMemory, open_desk


async def reported(desk: DeskInMemory) -> Report:
    now = desk.clock.now()
    async with desk.rooms.store.read() as reading:
        return await report_of(reading, Span(since=now - timedelta(days=7), until=now, channel=HELP), now=now)


async def test_pain_1_a_bots_line_answers_nothing_and_the_agent_who_wrote_is_credited(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        line = await desk.says(MAYA, "The export fails with error 413, why?")
        await desk.minutes_pass(1)
        await desk.says(ROBO, "Thanks! A human will be with you.", root=line)
        await desk.minutes_pass(3)
        await desk.says(DANA, "Error 413 means the file is over 50 MB: export one year at a time.", root=line)
        await desk.minutes_pass(1)

        async with desk.rooms.store.read() as reading:
            [talk] = (await reading.facts(desk.clock.now() - timedelta(days=1), desk.clock.now())).talks

    assert talk.waits[0].lasted == timedelta(minutes=4)
    assert (talk.waits[0].by, [spoken.by for spoken in talk.ours]) == (DANA.id, [DANA.id])
    assert talk.ours[0].gave is Response.ANSWER


async def test_a_draft_sent_as_it_was_is_counted_and_scored_with_its_parts(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.says(MAYA, "The export fails with error 413, why?")
        await desk.minutes_pass(1)
        await desk.clicks(DANA, Verb.SEND)
        await desk.minutes_pass(5)

        found = await reported(desk)
        async with desk.rooms.store.read() as reading:
            facts = await reading.facts(desk.clock.now() - timedelta(days=1), desk.clock.now())

    assert (found.drafts.shown, found.drafts.as_is, found.first.answered) == (1, 1, 1)
    [score] = facts.scores
    assert (score.by, score.channel) == (DANA.id, HELP)
    assert set(score.parts) == {f"R{number}" for number in range(1, 11)}


async def test_pain_3_a_goodbye_after_the_answer_runs_no_clock_and_thanks_are_seen(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        line = await desk.says(MAYA, "This is RIDICULOUS!! I am furious, the export lost everything again!!")
        await desk.minutes_pass(1)
        await desk.says(DANA, "I'm sorry. Error 413 means the file is over 50 MB.", root=line)
        await desk.minutes_pass(1)
        await desk.says(MAYA, "thank you, bye!", root=line)
        await desk.minutes_pass(24 * 60 * 5)

        found = await reported(desk)

    assert (found.waiting_now, found.later.n, found.endings) == (0, 0, {Ending.SILENT: 1})
    assert (found.recovered.yes, found.recovered.n) == (1, 1)
