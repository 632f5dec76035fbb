"""Sites over real HTTP: what they list is read, politely, from that host alone, and they may be down."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from knowledge import ShelfInMemory, sync

from .sites import QUICK, Pages, open_site, origin, page, read_origin, said, sitemap


async def test_a_sitemap_is_read_page_by_page_with_addresses_and_dates(tmp_path: Path) -> None:
    pages: Pages = {
        "/sitemap.xml": sitemap("{site}/help/returns", "{site}/help/fees", changed="2026-03-04"),
        "/help/returns": page("Return a lamp", "Within 30 days."),
        "/help/fees": page("Fees", "None."),
    }
    async with open_site(pages) as site:
        loaded = await read_origin(origin(f"{site.url}/sitemap.xml"), tmp_path, limits=QUICK)

    assert loaded.failed is None
    assert [(each.id, each.title, each.body) for each in loaded.articles] == [
        ("help/returns", "Return a lamp", "Within 30 days."),
        ("help/fees", "Fees", "None."),
    ]
    assert loaded.articles[0].url == f"{site.url}/help/returns"
    assert loaded.articles[0].updated_at == datetime(2026, 3, 4, tzinfo=UTC)


async def test_an_index_of_sitemaps_and_packed_ones_are_followed(tmp_path: Path) -> None:
    index = (
        '<?xml version="1.0"?><sitemapindex><sitemap><loc>{site}/a.xml.gz</loc></sitemap>'
        "<sitemap><loc>{site}/index.xml</loc></sitemap></sitemapindex>"
    )
    packed = gzip.compress(sitemap("/one").encode())
    pages: Pages = {"/index.xml": index, "/a.xml.gz": (packed, "application/gzip"), "/one": page("One")}
    async with open_site(pages) as site:
        loaded = await read_origin(origin(f"{site.url}/index.xml"), tmp_path, limits=QUICK)

    assert [each.id for each in loaded.articles] == ["one"]


async def test_a_list_of_addresses_is_read(tmp_path: Path) -> None:
    pages: Pages = {
        "/list.txt": "# ours\n/one\n{site}/two\n",
        "/one": page("One", "1"),
        "/two": page("Two", "2"),
    }
    async with open_site(pages) as site:
        loaded = await read_origin(origin(f"{site.url}/list.txt"), tmp_path, limits=QUICK)

    assert [each.title for each in loaded.articles] == ["One", "Two"]


async def test_from_a_first_page_links_are_followed_below_it_and_nowhere_else(tmp_path: Path) -> None:
    pages: Pages = {
        "/help": page("Help", "Start.", {"/help/a": "A", "/shop": "Shop", "http://other.example/x": "X"}),
        "/help/a": page("A", "a", {"b": "B", "/help": "Help", "/help/a?sort=1": "Sorted"}),
        "/help/b": page("B", "b"),
        "/shop": page("Shop"),
    }
    async with open_site(pages) as site:
        loaded = await read_origin(origin(f"{site.url}/help"), tmp_path, limits=QUICK)

    assert {each.title for each in loaded.articles} == {"Help", "A", "B"}
    assert set(site.asked) == {"/robots.txt", "/help", "/help/a", "/help/b"}


async def test_a_site_that_loops_ends(tmp_path: Path) -> None:
    pages: Pages = {"/": page("Home", "x", {"/a/": "next"})}
    path = "/"
    for number in range(40):
        path += "a/"
        pages[path] = page(f"Deeper {number}", str(number), {"a/": "next", "/a/": "first"})
    async with open_site(pages) as site:
        loaded = await read_origin(origin(site.url), tmp_path, limits=QUICK)

    assert len(loaded.articles) == 3


async def test_robots_are_obeyed_and_so_are_pages_that_ask_not_to_be_listed(tmp_path: Path) -> None:
    pages: Pages = {
        "/robots.txt": "User-agent: *\nDisallow: /staff\n",
        "/sitemap.xml": sitemap("/staff/x", "/open", "/quiet"),
        "/staff/x": page("Secret"),
        "/open": page("Open"),
        "/quiet": page("Quiet", head='<meta name="robots" content="noindex">'),
    }
    async with open_site(pages) as site:
        loaded = await read_origin(origin(f"{site.url}/sitemap.xml"), tmp_path, limits=QUICK)

    assert [each.title for each in loaded.articles] == ["Open"]
    assert "/staff/x" not in site.asked
    assert said(loaded) == {
        "staff/x": "robots.txt does not allow it",
        "quiet": "the page asks not to be indexed",
    }


async def test_addresses_of_other_hosts_are_never_asked(tmp_path: Path) -> None:
    pages: Pages = {
        "/sitemap.xml": sitemap("/a", "http://127.0.0.2:1/b", "file:///etc/passwd"),
        "/a": page("A"),
    }
    pages["/b"] = page("B")
    async with open_site(pages) as site, open_site({"/x": page("Elsewhere")}) as other:
        site.pages["/sitemap.xml"] = sitemap("/a", f"{other.url}/x", "file:///etc/passwd", "/there")
        site.pages["/there"] = web.Response(status=302, headers={"Location": f"{other.url}/x"})
        loaded = await read_origin(origin(f"{site.url}/sitemap.xml"), tmp_path, limits=QUICK)

    assert [each.title for each in loaded.articles] == ["A"]
    assert other.asked == []
    assert said(loaded) == {"there": "leads to another host (127.0.0.1)"}
    assert [each.reason for each in loaded.remarks] == ["2 addresses on other hosts are left out"]


async def test_a_public_name_that_leads_inside_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiohttp.resolver import ThreadedResolver

    async def inside(*_: object, **__: object) -> list[dict[str, object]]:
        return [
            {"hostname": "help.example", "host": "10.0.0.5", "port": 80, "family": 2, "proto": 0, "flags": 0}
        ]

    monkeypatch.setattr(ThreadedResolver, "resolve", inside)

    loaded = await read_origin(origin("http://help.example/sitemap.xml"), tmp_path, limits=QUICK)

    assert "leads to an address inside the network; add private=yes" in (loaded.failed or "")


async def test_an_unchanged_page_costs_a_question_and_no_download(tmp_path: Path) -> None:
    pages: Pages = {"/sitemap.xml": sitemap("/a", "/b"), "/a": page("A", "one"), "/b": page("B", "two")}
    async with open_site(pages) as site:
        here = origin(f"{site.url}/sitemap.xml")
        first = await read_origin(here, tmp_path, limits=QUICK)
        site.sent.clear()
        site.pages["/b"] = page("B", "three")
        second = await read_origin(here, tmp_path, limits=QUICK)

    assert site.sent == [404, 304, 304, 200]
    assert second.articles[0] == first.articles[0]
    assert second.articles[1].body == "three"


def _damage(cache: Path) -> None:
    for file in cache.rglob("*"):
        if file.is_file() and file.name != "pages.json":
            file.write_bytes(b"junk")


async def test_a_damaged_cache_only_costs_downloads(tmp_path: Path) -> None:
    pages: Pages = {"/sitemap.xml": sitemap("/a"), "/a": page("A", "one")}
    async with open_site(pages) as site:
        here = origin(f"{site.url}/sitemap.xml")
        first = await read_origin(here, tmp_path, limits=QUICK)
        _damage(tmp_path)
        second = await read_origin(here, tmp_path, limits=QUICK)

    assert second.articles == first.articles


async def test_limits_end_the_reading_and_keep_what_lies_beyond(tmp_path: Path) -> None:
    pages: Pages = {f"/{name}": page(name, name) for name in "abc"}
    pages["/sitemap.xml"] = sitemap("/a", "/b", "/c")
    async with open_site(pages) as site:
        here = origin(f"{site.url}/sitemap.xml")
        shelf = ShelfInMemory()
        await sync(await read_origin(here, tmp_path, limits=QUICK), shelf)
        loaded = await read_origin(here, tmp_path, limits=replace(QUICK, pages=2))
        report = await sync(loaded, shelf)

    assert [each.id for each in loaded.articles] == ["a", "b"]
    assert [each.reason for each in loaded.remarks] == ["ended after 2 pages (KNOWLEDGE__MOST_PAGES)"]
    assert (report.kept, report.removed) == (("c",), ())


async def test_a_page_too_large_or_of_another_kind_is_named(tmp_path: Path) -> None:
    pages: Pages = {
        "/sitemap.xml": sitemap("/huge", "/picture", "/odd", "/fine"),
        "/huge": page("Huge", "x" * 5_000),
        "/picture": (b"\x89PNG", "image/png"),
        "/odd": (b"<p>caf\xe9</p>", "text/html"),
        "/fine": (page("Café").encode("latin-1"), "text/html; charset=iso-8859-1"),
    }
    async with open_site(pages) as site:
        limits = replace(QUICK, page_bytes=4_000)
        loaded = await read_origin(origin(f"{site.url}/sitemap.xml"), tmp_path, limits=limits)

    assert [each.title for each in loaded.articles] == ["Café"]
    assert said(loaded) == {
        "huge": "is larger than 0.004 MB",
        "picture": "is no page (image/png)",
        "odd": "is in an encoding that it does not name",
    }
    assert loaded.unread == {"huge", "odd"}


async def test_a_page_that_is_gone_goes_and_one_that_fails_stays(tmp_path: Path) -> None:
    pages: Pages = {f"/{name}": page(name, name) for name in "abc"}
    pages["/sitemap.xml"] = sitemap("/a", "/b", "/c")
    shelf = ShelfInMemory()
    async with open_site(pages) as site:
        here = origin(f"{site.url}/sitemap.xml")
        await sync(await read_origin(here, tmp_path, limits=QUICK), shelf)
        site.pages |= {"/b": 404, "/c": 500}
        report = await sync(await read_origin(here, tmp_path, limits=QUICK), shelf)

    assert (report.removed, report.kept, report.unchanged) == (("b",), ("c",), 1)


@pytest.mark.parametrize(
    ("path", "status", "reason"),
    [
        pytest.param("/sitemap.xml", 503, "it answers 503", id="its list is busy"),
        pytest.param("/sitemap.xml", 404, "it is no longer there (404)", id="its list is gone"),
        pytest.param("/robots.txt", 500, "it answers 500", id="its rules cannot be read"),
    ],
)
async def test_a_site_that_is_down_keeps_what_is_known(
    path: str, status: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("knowledge.origins.fetching._BUSY_SECONDS", 0.0)
    async with open_site({"/sitemap.xml": sitemap("/a"), "/a": page("A")}) as site:
        here = origin(f"{site.url}/sitemap.xml")
        site.pages[path] = status
        loaded = await read_origin(here, tmp_path, limits=QUICK)

    assert loaded.failed == f"{here.name} cannot be read: {reason}. What is known from it stays."


async def test_a_site_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    loaded = await read_origin(origin("http://ana:secret@127.0.0.1:9/sitemap.xml"), tmp_path, limits=QUICK)

    assert loaded.failed is not None
    assert loaded.failed.startswith("http://127.0.0.1:9/sitemap.xml cannot be read: it cannot be reached")
    assert "secret" not in repr(loaded)
