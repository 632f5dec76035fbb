"""Which generator a tree of documentation is for, told by its configuration file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from knowledge.loading.decoding import decoded
from knowledge.loading.tree import PLAIN, Flavour

_COLLECTIONS = ("_articles", "_docs", "_faq", "_faqs", "_guides", "_help", "_pages", "_posts", "_tutorials")
DOCUSAURUS = Flavour("docusaurus", content="docs", numbered=True)
MKDOCS = Flavour("mkdocs", content="docs", ends="/", liquid=True)
HUGO = Flavour("hugo", content="content", ends="/")
JEKYLL = Flavour("jekyll", ends=".html", liquid=True, also=_COLLECTIONS)
VITEPRESS = Flavour("vitepress", ends=".html", liquid=True)
MINTLIFY = Flavour("mintlify")
_SIGNS: tuple[tuple[str, Flavour], ...] = (
    ("docusaurus.config.js", DOCUSAURUS),
    ("docusaurus.config.ts", DOCUSAURUS),
    ("docusaurus.config.mjs", DOCUSAURUS),
    ("mkdocs.yml", MKDOCS),
    ("mkdocs.yaml", MKDOCS),
    ("mint.json", MINTLIFY),
    ("docs.json", MINTLIFY),
    (".vitepress/config.js", VITEPRESS),
    (".vitepress/config.ts", VITEPRESS),
    (".vitepress/config.mts", VITEPRESS),
    (".vitepress/config.mjs", VITEPRESS),
    ("hugo.toml", HUGO),
    ("hugo.yaml", HUGO),
    ("_config.yml", JEKYLL),
    ("config.toml", HUGO),
)
_SITE_ADDRESS = re.compile(r"\b(?:url|hostname)\s*:\s*['\"](https?://[^'\"]+)['\"]")
_BASE = re.compile(r"\b(?:baseUrl|base)\s*:\s*['\"](/[^'\"]*)['\"]")


def recognised(root: Path) -> tuple[Flavour, str | None, dict[str, str]]:
    """The flavour of the tree at `root`, its published address and its variables, as far as it says so.

    The configuration lies in the folder or, when only the pages were given, in the one above.
    """
    for folder, inside in ((root, True), (root.parent, False)):
        for sign, flavour in _SIGNS:
            file = folder / sign
            if not file.is_file():
                continue
            text = _text(file)
            settings = _settings(file, text)
            content = _content(flavour, settings, folder)
            if sign == "config.toml" and not (folder / "content").is_dir():
                continue
            if not inside and root.name != content:
                continue
            where = content if inside and content and (folder / content).is_dir() else ""
            known = Flavour(
                flavour.name, where, _ends(flavour, settings), flavour.numbered, flavour.liquid, flavour.also
            )
            return known, _address(flavour, settings, text), dict(_words(flavour, settings))
    return PLAIN, None, {}


def _text(file: Path) -> str:
    try:
        return decoded(file.read_bytes())
    except (OSError, UnicodeDecodeError):
        return ""


def _settings(file: Path, text: str) -> Mapping[str, Any]:
    import yaml

    class Lenient(yaml.SafeLoader):
        """Reads settings whose tags (!ENV, !!python/name) only their generator knows."""

    Lenient.add_multi_constructor("", lambda *_: None)
    try:
        if file.suffix == ".toml":
            return tomllib.loads(text)
        if file.suffix in (".yml", ".yaml", ".json"):
            found = yaml.load(text, Loader=Lenient)  # noqa: S506  a safe loader that knows fewer tags
            return found if isinstance(found, dict) else {}
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {}
    return {}


def _content(flavour: Flavour, settings: Mapping[str, Any], folder: Path) -> str:
    named = str(settings.get("docs_dir") or settings.get("contentDir") or flavour.content)
    path = (folder / named).resolve()
    return named.strip("./") if named and path.is_relative_to(folder.resolve()) else ""


def _ends(flavour: Flavour, settings: Mapping[str, Any]) -> str:
    if flavour.name == "mkdocs" and settings.get("use_directory_urls") is False:
        return ".html"
    if flavour.name == "jekyll" and settings.get("permalink") == "pretty":
        return "/"
    return flavour.ends


def _address(flavour: Flavour, settings: Mapping[str, Any], text: str) -> str | None:
    said = settings.get("site_url") or settings.get("baseURL") or settings.get("baseurl_full")
    if flavour.name == "jekyll":
        said = f"{settings.get('url') or ''}{settings.get('baseurl') or ''}"
    if flavour.name in ("docusaurus", "vitepress"):
        site, base = _SITE_ADDRESS.search(text), _BASE.search(text)
        said = site[1].rstrip("/") + (base[1] if base else "/") if site else None
        if said and flavour.name == "docusaurus" and not re.search(r"routeBasePath\s*:\s*['\"]/['\"]", text):
            said = said.rstrip("/") + "/docs"
    address = str(said or "")
    return address if address.startswith(("https://", "http://")) else None


def _words(flavour: Flavour, settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What `{{ site.name }}` and `{{ extra.name }}` stand for."""
    if flavour.name == "jekyll":
        yield from ((f"site.{name}", str(value)) for name, value in settings.items() if _is_word(value))
    if flavour.name == "mkdocs":
        extra = settings.get("extra")
        for name, value in extra.items() if isinstance(extra, dict) else ():
            if _is_word(value):
                yield from ((name, str(value)), (f"extra.{name}", str(value)))


def _is_word(value: object) -> bool:
    return isinstance(value, str | int | float)
