"""Documentation trees as the usual generators have them: their words are read, their machinery is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge import Article, Audience, Loaded, load_folder

TREES = Path(__file__).parents[1] / "fixtures" / "docs"


def _tree(name: str) -> tuple[Loaded, dict[str, Article]]:
    loaded = load_folder(TREES / name)
    return loaded, {article.id: article for article in loaded.articles}


def _left_out(loaded: Loaded) -> dict[str, str]:
    return {skipped.name: skipped.reason for skipped in loaded.skipped}


def test_docusaurus_pages_are_read_without_components_and_with_their_addresses() -> None:
    loaded, articles = _tree("docusaurus")

    assert sorted(articles) == ["docs/02-first-letter", "docs/billing/invoices", "intro"]
    assert _left_out(loaded) == {"docs/unfinished.md": 'marked "draft"'}
    assert articles["intro"].url == "https://docs.quill.example/docs/"
    assert articles["intro"].body == (
        "Quill sends letters. Start with [your first letter](https://docs.quill.example/docs/first-letter)."
    )
    assert (articles["intro"].tags, articles["intro"].updated_at) == (
        ("start", "welcome"),
        datetime(2026, 2, 3, tzinfo=UTC),
    )


def test_admonitions_code_tables_and_links_of_docusaurus_read_as_text() -> None:
    _, articles = _tree("docusaurus")
    letter = articles["docs/02-first-letter"]

    assert letter.title == "Your first letter"
    assert letter.body == (
        "**Before you begin:** You need a **verified** address.\n\n"
        "1. Open *Letters*.\n2. Press **New** plus icon.\n\n"
        '   ```js\n   send({ to: "ana" }); // <not a tag>\n   ```\n\n'
        "See [how we bill](https://docs.quill.example/docs/billing/invoices#when-we-charge) "
        "or the changelog.\n\n"
        "## Sizes {#paper}\n\n- A4: Width 21 cm; Price $1\n- A5: Width 15 cm"
    )


def test_mdx_components_leave_their_words_and_partials_their_text() -> None:
    _, articles = _tree("docusaurus")

    assert articles["docs/billing/invoices"].questions == ("where is my invoice", "I need a receipt")
    assert articles["docs/billing/invoices"].body == (
        "Invoices are under **Billing** for owners.\n\n"
        "**On the web:** Press *Download*.\n\n"
        '**By API:**\n\n```sh\ncurl "https://api.quill.example/invoices?from=<date>"\n```\n\n'
        "## When we charge\n\n**On which day?**\n\nOn the first of the month.\n\n"
        "Write to <support@quill.example>, we answer within a day."
    )


def test_mkdocs_boxes_tabs_snippets_and_variables_read_as_text() -> None:
    loaded, articles = _tree("mkdocs")

    assert articles["docs/setup"].url == "https://orchard.example/help/setup/"
    assert articles["docs/setup"].body == (
        "**Rights:** You must be an *admin*.\n\n```yaml\nrole: admin\n```\n\n"
        "**Warning:** This takes Orchard Pro **offline**.\n\n"
        "**Linux:** Run `apt install orchard`.\n\n"
        "**Windows:** Run the installer. Press Ctrl+Alt+Del.\n\n"
        "Then turn on [two-step sign-in](https://orchard.example/help/two-step/#codes).\n\n"
        "Call us on weekdays."
    )
    assert _left_out(loaded) == {"docs/index.md": "holds nothing but links to other pages"}


def test_named_links_and_underlined_headings_are_read() -> None:
    _, articles = _tree("mkdocs")

    assert articles["docs/two-step"].title == "Two-step sign-in"
    assert articles["docs/two-step"].body == (
        "A second proof beside the password.\n\n## Codes\n\n"
        "Use an [authenticator](https://apps.example/authenticator). "
        "Lost it? See [set up](https://orchard.example/help/setup/)."
    )


def test_hugo_shortcodes_toml_and_parameters_are_read() -> None:
    _, articles = _tree("hugo")
    export = articles["content/guides/export"]

    assert (export.title, export.audience) == ("Export your data", Audience.INTERNAL)
    assert (export.tags, export.updated_at) == (("data", "csv"), datetime(2026, 3, 4, 9, tzinfo=UTC))
    assert export.body == (
        "**Mind:** Exports hold **everything**.\n\n**Note:** Ask a lead first.\n\n"
        "See [limits](https://docs.lantern.example/limits/) "
        "or [the form](https://docs.lantern.example/guides/form/)."
    )
    assert articles["content/guides/limits"].questions == ()
    assert articles["content/_index"].url == "https://docs.lantern.example/"


def test_jekyll_includes_tags_and_collections_are_read_and_the_built_site_is_not() -> None:
    loaded, articles = _tree("jekyll")

    assert list(articles) == ["_articles/refunds"]
    assert articles["_articles/refunds"].url == "https://harbour.example/help/refunds/"
    assert articles["_articles/refunds"].body == (
        "Call +1 555 0100 at any hour.\n\nYou may also use the form.\n\nMoney comes back in 5 days.\n\n"
        "Write {{ name }} in the letter.\n\nSee the wiring.\n\n> **Important:** Fees stay.\n\n"
        "## Fees {#fees-kept}\n\nNone."
    )
    assert _left_out(loaded) == {"_articles/wiring.md": 'marked "published: false"'}


def test_vitepress_containers_and_parts_are_read_once() -> None:
    loaded, articles = _tree("vitepress")

    assert sorted(articles) == ["guide/limits", "guide/start"]
    assert articles["guide/start"].body == (
        "**Warning:** Hot!\n\n**How hot?**\n\n1,200 degrees.\n\nAt most ten pots.\n\n"
        "```sh\nnpm install kiln\n```\n\n"
        "Read [the limits](https://pots.example/kiln/guide/limits.html) or [the shop](https://pots.example/shop).\n"
        "Replace <your-name> first."
    )
    assert _left_out(loaded) == {
        "guide/parts/limits.md": "is part of other pages",
        "index.md": "holds no text of its own",
    }


def test_mintlify_steps_notes_and_snippets_are_read() -> None:
    loaded, articles = _tree("mintlify")

    assert articles["quickstart"].body == (
        "**Note:** Keys are secret.\n\n**Make a key:** Under *Settings*. Keys begin with `ck_`.\n\n"
        "**Call us:**\n\n```bash\ncurl https://api.comet.example\n```\n\n"
        "**What does it cost?**\n\nNothing at first.\n\n- API"
    )
    assert _left_out(loaded) == {
        "secret.mdx": 'marked "hidden"',
        "snippets/key.mdx": "is part of other pages",
    }


def test_a_web_page_is_read_without_what_every_page_of_its_site_has() -> None:
    (article,) = load_folder(TREES / "pages").articles

    assert (article.title, article.updated_at) == ("Return a lamp", datetime(2026, 5, 6, 8, tzinfo=UTC))
    assert article.body == (
        "You have 30 days. Café staff help. See the terms.\n\n## How it works {#how}\n\n"
        "Run `lamp --return <number>`.\n\n- Box: Any box.\n\n- Desk: Fee none; Days 3\n\n"
        "**Broken?**\n\nSend a picture."
    )


def test_links_named_by_code_and_tables_of_html_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# A\n\nUse [`send`][]: or [`get`][get\nit].\n\n<table><tr><th>Plan</th><th>Price</th></tr>"
        "<tr><td>Free</td><td>$0</td></tr></table>\n\n[`send`]: https://x.example/send\n[get it]: https://x.example/get\n"
    )

    (article,) = load_folder(tmp_path).articles

    assert article.body == (
        "Use [`send`](https://x.example/send): or [`get`](https://x.example/get).\n\n- Free: $0"
    )


def test_a_web_page_of_links_alone_is_left_out_and_an_empty_one_is_unread(tmp_path: Path) -> None:
    (tmp_path / "menu.html").write_text(
        "<main><h1>Help</h1><ul><li><a href='#a'>A</a></li><li><a href='#b'>B</a></li></ul></main>"
    )
    (tmp_path / "half.html").write_text("<html><head><title>Help")

    loaded = load_folder(tmp_path)

    assert _left_out(loaded) == {"half.html": "holds no text", "menu.html": "holds no text of its own"}
    assert loaded.unread == {"half.html"}


def test_an_include_never_leaves_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("keep out")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "link.md").symlink_to(tmp_path / "secret.md")
    (docs / "a.md").write_text('# A\n\nHere:\n\n--8<-- "../secret.md"\n\n--8<-- "link.md"\n\nEnd.')

    (article,) = load_folder(docs).articles

    assert article.body == "Here:\n\nEnd."


def test_pages_that_include_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('# A\n\nA says\n\n--8<-- "b.md"\n')
    (tmp_path / "b.md").write_text('# B\n\nB says\n\n--8<-- "a.md"\n')

    assert len(load_folder(tmp_path).articles) == 2


def test_a_folder_that_links_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\ntext")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)

    assert [article.id for article in load_folder(tmp_path).articles] == ["a"]


def test_two_pages_with_one_id_both_stay_and_the_second_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nid: intro\n---\n# A\n\ntext")
    (tmp_path / "b.md").write_text("---\nid: intro\n---\n# B\n\ntext")

    loaded = load_folder(tmp_path)

    assert [article.id for article in loaded.articles] == ["intro", "b"]
    assert [(each.name, each.reason) for each in loaded.remarks] == [
        ("b.md", 'its id "intro" is taken; it is "b"')
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        pytest.param("billing/README.md", "Billing", id="a readme has its folder's name"),
        pytest.param("billing/index.md", "Billing", id="an index has its folder's name"),
        pytest.param("01-getting-started.md", "Getting started", id="numbers that order are no words"),
        pytest.param("2-factor.md", "2 factor", id="a number that belongs stays"),
        pytest.param("2026-01-02-new-prices.md", "New prices", id="the date of a post is no title"),
    ],
)
def test_a_page_without_a_title_has_the_name_of_its_file(name: str, title: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("Some text.")

    (article,) = load_folder(tmp_path).articles

    assert article.title == title
