"""Files as people have them; what cannot be read is named and the rest is loaded."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge import Article, Audience, KnowledgeError, load_folder
from knowledge.loading.folder import LARGEST_FILE


def _only(folder: Path, name: str, content: str) -> Article:
    (folder / name).write_text(content, "utf-8")
    loaded = load_folder(folder)
    assert loaded.skipped == ()
    (article,) = loaded.articles
    return article


def test_markdown_brings_its_front_matter(tmp_path: Path) -> None:
    article = _only(
        tmp_path,
        "reset.md",
        "---\ntitle: Reset it\nurl: https://help.example/reset\naudience: internal\nproduct: Desk\n"
        "questions:\n  - I forgot it\n  - cannot get in\ntags: login, password\nupdated: 2026-03-01\n---\n"
        "# Reset it\n\n<!-- draft note -->Press **Reset**.\n",
    )

    assert (article.id, article.title, article.body) == ("reset", "Reset it", "Press **Reset**.")
    assert (article.url, article.audience, article.product) == (
        "https://help.example/reset",
        Audience.INTERNAL,
        "Desk",
    )
    assert (article.questions, article.tags) == (("I forgot it", "cannot get in"), ("login", "password"))
    assert article.updated_at == datetime(2026, 3, 1, tzinfo=UTC)


def test_markdown_without_a_title_takes_its_first_heading_then_its_name(tmp_path: Path) -> None:
    assert _only(tmp_path, "a.md", "Reset it\n========\n\nPress.").title == "Reset it"
    assert _only(tmp_path, "a.md", "Press.").title == "A"


def test_a_web_page_gives_its_main_part(tmp_path: Path) -> None:
    article = _only(
        tmp_path,
        "page.html",
        '<html><head><title>Site | Reset</title><meta name="audience" content="public">'
        '<link rel="canonical" href="https://help.example/reset"></head><body><nav>Home</nav><main>'
        "<h1>Reset it</h1><p>Go to <a href='https://x.example/'>the page</a>.</p><h2>Steps</h2>"
        "<ol><li>Open</li><li>Press<ul><li>hard</li></ul></li></ol><pre>code &lt;1&gt;</pre>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>x</td></tr></table><script>no()</script></main></body></html>",
    )

    assert (article.title, article.url) == ("Reset it", "https://help.example/reset")
    assert article.body == (
        "Go to [the page](https://x.example/).\n\n## Steps\n\n1. Open\n2. Press\n  - hard\n\n"
        "```\ncode <1>\n```\n\n- 1: x"
    )


def test_plain_text_has_its_title_on_a_line_of_its_own(tmp_path: Path) -> None:
    article = _only(tmp_path, "note.txt", "Reset it\n\nPress the button.")

    assert (article.title, article.body) == ("Reset it", "Press the button.")


def test_a_question_list_may_be_csv(tmp_path: Path) -> None:
    article = _only(
        tmp_path, "faq.csv", 'Question;Answer;questions\n"Reset it";"Press; then wait.";"forgot | lost"\n'
    )

    assert (article.title, article.body) == ("Reset it", "Press; then wait.")
    assert article.questions == ("forgot", "lost")


def test_a_question_list_with_bad_rows_names_them_and_goes_on(tmp_path: Path) -> None:
    (tmp_path / "faq.csv").write_text(
        "question,answer,questions\n"
        'Reset it,"Press,\nthen wait.",forgot\n'
        "Too many,a,b,c\n"
        ",,\n"
        'Broken,"never closed,x\n'
        'Odd,"a"b,x\n'
        ",,asked but not answered\n"
        "Last,Fine.,\n"
    )

    loaded = load_folder(tmp_path)

    assert {article.title: article.body for article in loaded.articles} == {
        "Reset it": "Press,\nthen wait.",
        "Last": "Fine.",
    }
    assert {skipped.name: skipped.reason for skipped in loaded.skipped} == {
        "faq.csv, line 4": "4 cells for 3 columns: is a text with commas not quoted?",
        "faq.csv, line 6": "its quotes do not match up",
        "faq.csv, line 7": "its quotes do not match up",
        "faq.csv, line 8": "no title and no text",
    }


def test_files_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("title,answer\nCafé,Open.\n".encode("utf-8-sig"))
    (tmp_path / "b.txt").write_bytes("Café\r\n\r\nOpen.".encode("utf-16"))

    assert {(article.title, article.body) for article in load_folder(tmp_path).articles} == {
        ("Café", "Open.")
    }


def test_a_50_mb_file_is_refused_with_its_size(tmp_path: Path) -> None:
    with (tmp_path / "all.md").open("wb") as file:
        file.truncate(50_000_000)

    (skipped,) = load_folder(tmp_path).skipped

    assert (skipped.name, skipped.reason) == ("all.md", "50 MB is larger than the 5 MB that are read")


def test_a_file_that_may_not_be_opened_is_named_and_counts_as_unread(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    (tmp_path / "b.md").symlink_to(tmp_path / "b.md")

    loaded = load_folder(tmp_path)

    assert [skipped.name for skipped in loaded.skipped] == ["b.md"]
    assert loaded.unread == {"b.md"}


@pytest.mark.parametrize(
    ("title", "audience"),
    [
        pytest.param("Internal: Refunds", Audience.INTERNAL, id="in front"),
        pytest.param("(Internal) Refunds", Audience.INTERNAL, id="in brackets in front"),
        pytest.param("Refunds (Internal)", Audience.INTERNAL, id="in brackets at the end"),
        pytest.param("Refunds [internal only]", Audience.INTERNAL, id="internal only"),
        pytest.param("Internal – Refunds", Audience.INTERNAL, id="before a dash"),
        pytest.param("Internal transfers", Audience.PUBLIC, id="as a word of the subject"),
    ],
)
def test_titles_marked_internal_are_for_staff_only(title: str, audience: Audience, tmp_path: Path) -> None:
    article = _only(tmp_path, "a.jsonl", f'{{"id": "x", "title": "{title}", "content": "Ask a lead."}}\n')

    assert (article.id, article.audience) == ("x", audience)


def test_what_cannot_be_read_is_named_with_its_reason_and_the_rest_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "broken.md").write_bytes(b"caf\xe9")
    (tmp_path / "huge.txt").write_bytes(b"x" * (LARGEST_FILE + 1))
    (tmp_path / "yaml.md").write_text("---\ntitle: [never closed\n---\ntext")
    (tmp_path / "binary.txt").write_bytes(b"PK\x03\x04\x00\x00")
    (tmp_path / "who.md").write_text("---\naudience: aliens\n---\n# Hi\n\ntext")
    (tmp_path / "head.csv").write_text("a,b\n1,2\n")
    (tmp_path / "rows.jsonl").write_text('{"id": "1", "title": "A", "body": "a"}\n{oops\n[1]\n{"id": "2"}\n')
    (tmp_path / "twice.jsonl").write_text('{"id": "1", "title": "B", "body": "b"}\n')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    loaded = load_folder(tmp_path)

    assert {article.title: article.audience for article in loaded.articles} == {
        "A": Audience.PUBLIC,
        "Hi": Audience.INTERNAL,
    }
    assert loaded.unread == {"binary.txt", "broken.md", "head.csv", "huge.txt", "rows.jsonl", "yaml.md"}
    assert [(remark.name, remark.reason) for remark in loaded.remarks] == [
        ("who.md", 'its audience "aliens" is not one of public, internal: read as internal')
    ]
    assert {skipped.name: skipped.reason for skipped in loaded.skipped} == {
        "binary.txt": "holds binary data",
        "broken.md": "not UTF-8 text (at byte 3)",
        "head.csv": "needs a header with title (or question) and body (or content, text, answer)",
        "huge.txt": "5 MB is larger than the 5 MB that are read",
        "rows.jsonl, line 2": "not valid JSON",
        "rows.jsonl, line 3": "not a JSON object",
        "rows.jsonl, line 4": "no title and no text",
        "twice.jsonl": 'the id "1" is taken by another article',
        "yaml.md": "its front matter is not valid YAML (line 3)",
    }


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nkeep out")
    inside = tmp_path / "docs"
    inside.mkdir()
    (inside / "link.md").symlink_to(tmp_path / "secret.md")

    assert load_folder(inside).articles == ()


def test_a_folder_that_is_not_there_is_an_error_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="There is no folder or file"):
        load_folder(tmp_path / "nowhere")


def test_the_real_bank_articles_all_load() -> None:
    folder = Path(__file__).parents[2] / "../shared/data/bank-help"
    if not folder.exists():
        pytest.skip("the shared bank articles are not beside this project")

    loaded = load_folder(folder)

    assert (len(loaded.articles), loaded.skipped) == (698, ())
    assert sum(article.audience is Audience.INTERNAL for article in loaded.articles) == 58
