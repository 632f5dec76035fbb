"""Replies reach a thread exactly once, whatever happens to Slack's answers; refusals come with their fix."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.card import Trouble
from bot.errors import NotAllowed, PlatformError, RateLimited, ThreadGone, Unreachable, Unsure
from bot.messages import Person, Role, Thread
from bot.ports import Posted
from tests.slack.office import ANA, CUSTOMERS, MAYA, MORNING, STAFF, Office, an_office
from tests.slack.server import Fault
from tests.slack.world import TEAM

DANA = Person(id=f"slack:{TEAM}/{ANA}", name="Dana", role=Role.AGENT)


def asked(office: Office) -> Thread:
    return Thread(f"slack:{TEAM}/{CUSTOMERS}", office.world.said(CUSTOMERS, MAYA, "help?")["ts"])


async def reply(office: Office, thread: Thread, text: str = "On it.", key: str = "fd-1-1") -> Posted:
    return await office.slack.reply(thread, text, speaking_as=DANA, key=key)


def answers(office: Office, thread: Thread) -> list[str]:
    return office.thread(thread.root)[1:]


async def test_a_reply_carries_the_agents_name_and_picture() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        posted = await reply(office, thread)

        message = office.world.channels[CUSTOMERS].thread(thread.root)[-1]

    assert message["username"] == "Dana via Frontdesk"
    assert message["icon_url"] == f"https://pictures.example/{ANA}.png"
    assert posted.id == message["ts"]
    assert message["metadata"]["event_payload"] == {"key": "fd-1-1"}


async def test_the_same_key_never_posts_twice() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        first = await reply(office, thread)
        again = await reply(office, thread)

        assert first == again
        assert answers(office, thread) == ["Dana via Frontdesk: On it."]


async def test_the_same_words_under_another_key_are_another_reply() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        await reply(office, thread, key="fd-1-1")
        await reply(office, thread, key="fd-1-2")

        assert len(answers(office, thread)) == 2


async def test_a_lost_answer_is_found_in_the_thread() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        office.fake.goes_wrong("chat.postMessage", Fault.DONE_BUT_LOST)

        await reply(office, thread)

        assert answers(office, thread) == ["Dana via Frontdesk: On it."]


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.NOT_DONE_AND_LOST, Fault.DONE_BUT_LOST])
async def test_trying_again_after_any_fault_leaves_one_reply(fault: Fault) -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        office.fake.goes_wrong("chat.postMessage", fault)
        try:
            await reply(office, thread)
        except Unreachable:
            await reply(office, thread)

        assert answers(office, thread) == ["Dana via Frontdesk: On it."]


async def test_a_thread_longer_than_a_page_is_read_to_its_end() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        for number in range(450):
            office.world.said(CUSTOMERS, MAYA, f"line {number}", thread.root)
        await reply(office, thread)
        before = len(answers(office, thread))
        await reply(office, thread)

        assert len(answers(office, thread)) == before


async def test_where_slack_hides_which_reply_it_is_a_person_is_asked() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        await reply(office, thread)
        office.world.scopes.remove("metadata.message:read")

        with pytest.raises(Unsure):
            await reply(office, thread)


async def test_a_workspace_that_refuses_other_names_gets_the_name_in_the_text() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        office.world.scopes.remove("chat:write.customize")

        await reply(office, thread)

        assert answers(office, thread) == ["Frontdesk: On it.\n– Dana, via Frontdesk"]


@pytest.mark.parametrize("alive", ["<!channel>", "<@U1>", "<!subteam^S1>", "<https://x.example|here>"])
async def test_nothing_in_a_reply_notifies_or_hides_a_link(alive: str) -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        await reply(office, thread, f"Look: {alive}")

        assert "<" not in answers(office, thread)[0]


async def test_forty_thousand_characters_arrive_whole_and_more_are_refused() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        await reply(office, thread, "x" * 40_000)
        assert answers(office, thread) == ["Dana via Frontdesk: " + "x" * 40_000]

        with pytest.raises(NotAllowed, match="Shorten it"):
            await reply(office, thread, "&" * 10_000, key="fd-1-2")


async def test_a_long_correction_keeps_every_word() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        posted = await reply(office, thread)
        text = "\n\n".join(f"Paragraph {number}: " + "word " * 60 for number in range(20))

        await office.slack.amend(thread, posted.id, text, speaking_as=DANA)

        message = office.world.channels[CUSTOMERS].thread(thread.root)[-1]
        shown = " ".join(block["text"]["text"] for block in message["blocks"])
    assert shown.split() == text.split()


async def test_taking_back_what_is_gone_already_is_fine() -> None:
    async with an_office(http=True) as office:
        thread = asked(office)
        posted = await reply(office, thread)
        await office.slack.remove(thread, posted.id)
        await office.slack.remove(thread, posted.id)

        assert answers(office, thread) == []


async def test_a_thread_that_vanished_is_named_as_such() -> None:
    async with an_office(http=True) as office:
        with pytest.raises(ThreadGone):
            await reply(office, Thread(f"slack:{TEAM}/{CUSTOMERS}", "1.000000"))


async def test_a_rate_limit_says_how_long_to_wait() -> None:
    async with an_office(http=True) as office:
        office.fake.goes_wrong("chat.postMessage", Fault.RATE_LIMITED)

        with pytest.raises(RateLimited) as limited:
            await reply(office, asked(office))

    assert limited.value.retry_after == timedelta(seconds=7)


async def test_every_refusal_names_its_fix() -> None:
    async with an_office(http=True) as office:
        thread, told = asked(office), []
        channel = office.world.channels[CUSTOMERS]

        async def refused() -> None:
            with pytest.raises(PlatformError) as error:
                await reply(office, thread)
            told.append(str(error.value))

        channel.archived = True
        await refused()
        channel.archived = False
        channel.members.clear()
        await refused()
        office.world.scopes.remove("channels:history")
        await refused()
        office.world.revoked = True
        await refused()

    assert told == [
        "The channel C7 is archived. Unarchive it, or stop watching it: /frontdesk unwatch.",
        "Frontdesk is not in the channel C7. Invite it there: /invite @Frontdesk.",
        "The Slack app lacks channels:history. Add it under OAuth & Permissions and reinstall the app.",
        "Slack no longer accepts Frontdesk's token. Reinstall the app and set SLACK__BOT_TOKEN anew.",
    ]


async def shown(office: Office, *, again: bool = False) -> str:
    view = Trouble(name="discord", text="Discord is not connected.", since=MORNING)
    place = f"slack:{TEAM}/{STAFF}"
    return await office.slack.show(view, place=place, message=None, key="trouble-discord", again=again)


async def test_a_staff_post_that_was_never_written_down_is_found_days_later() -> None:
    async with an_office(http=True) as office:
        first = await shown(office)
        office.clock.at += timedelta(days=2)

        assert await shown(office, again=True) == first
        assert len(office.staff) == 1


async def test_a_staff_post_whose_answer_was_lost_is_looked_for_before_it_is_posted_again() -> None:
    async with an_office(http=True) as office:
        office.fake.goes_wrong("chat.postMessage", Fault.DONE_BUT_LOST)
        office.fake.goes_wrong("conversations.history", Fault.BROKEN, Fault.RATE_LIMITED)
        with pytest.raises(Unreachable):
            await shown(office)
        office.clock.at += timedelta(hours=1)
        with pytest.raises(RateLimited):  # while Slack does not tell, nothing is posted
            await shown(office)
        await shown(office)

        assert len(office.staff) == 1


async def test_a_new_staff_post_costs_one_call() -> None:
    async with an_office(http=True) as office:
        await shown(office)

        assert office.fake.called("conversations.history") == []
