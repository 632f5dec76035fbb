"""A bulletin's picture reaches its channel once, with its words; without permission the words come alone."""

from __future__ import annotations

import pytest

from bot.card import Bulletin, Picture
from bot.errors import NotAllowed, Unreachable
from bot.reports.chart import Chart, Point
from tests.slack.office import STAFF, Office, an_office
from tests.slack.server import Fault
from tests.slack.world import TEAM

PLACE = f"slack:{TEAM}/{STAFF}"
PNG = b"\x89PNG" + bytes(2000)
CHART = Chart(
    title="First responses",
    note="median 4 min",
    points=(Point(label="2 Mar", n=6, median_s=240, p90_s=600),),
    by="day",
    target_s=900,
    alt="First responses: half within 4 min.",
)
NEWS = Bulletin(
    title="#help: the week",
    lines=("Last 7 days: 6 conversations.", "<!channel> half within 4 min."),
    chart=CHART,
    picture=Picture(name="first-responses-2026-W10.png", data=PNG, alt=CHART.alt),
)


async def post(office: Office, key: str = "digest-1") -> str:
    return await office.slack.show(NEWS, place=PLACE, message=None, key=key)


def shown(office: Office) -> list[dict[str, object]]:
    return office.world.channels[STAFF].messages


async def test_a_picture_comes_with_its_words_and_with_what_it_shows() -> None:
    async with an_office(http=True) as office:
        await post(office)

        [message] = shown(office)
        [file] = office.world.files.values()

    assert (
        message["text"]
        == "*#help: the week*\nLast 7 days: 6 conversations.\n&lt;!channel&gt; half within 4 min."
    )
    assert (file["alt_txt"], file["data"]) == ("First responses: half within 4 min.", PNG)


async def test_the_same_key_posts_one_picture() -> None:
    async with an_office(http=True) as office:
        assert await post(office) == await post(office)
        await post(office, "digest-2")

        assert len(shown(office)) == 2


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.NOT_DONE_AND_LOST, Fault.DONE_BUT_LOST])
@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_whatever_goes_wrong_at_whichever_step_one_picture_is_left(step: str, fault: Fault) -> None:
    async with an_office(http=True) as office:
        office.fake.goes_wrong(step, fault)
        try:
            await post(office)
        except Unreachable:
            await post(office)

        assert len(shown(office)) == 1


async def test_without_permission_to_upload_the_pictures_words_take_its_place() -> None:
    async with an_office(http=True) as office:
        office.world.scopes.remove("files:write")
        await post(office)
        await post(office)

        [message] = shown(office)

    assert "First responses: half within 4 min." in str(message["blocks"])
    assert "files" not in message


async def test_a_channel_that_takes_nothing_is_named_with_its_fix() -> None:
    async with an_office(http=True) as office:
        office.world.channels[STAFF].archived = True

        with pytest.raises(NotAllowed, match="is archived"):
            await post(office)
