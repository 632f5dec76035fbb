"""The parts of a web page that every page of its site has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

_TAGS = [
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "button",
    "iframe",
    "dialog",
    "select",
    "video",
    "audio",
    "picture",
    "img",
]
_ROLES = {
    "navigation",
    "banner",
    "contentinfo",
    "search",
    "dialog",
    "alertdialog",
    "complementary",
    "menu",
    "tablist",
}
_NAMES = re.compile(
    r"(?:^|[-_ ])(?:breadcrumbs?|toc|table-of-contents|sidebar|sphinxsidebar|pagination|pager|page-?nav"
    r"|prev-?next|edit-?this-?page|edit-page-link|edit-link|last-updated|cookies?|consent|gdpr|feedback"
    r"|was-?this-?helpful|article-votes|share|social|newsletter|subscribe|advert|banner|related|related-articles|nav-?bar|menu|footer"
    r"|headerlink|hash-link|header-anchor|anchor-link|anchorjs-link|skip-?link|skip-to-content|copy-?button"
    r"|line-numbers)(?:$|[-_ ])",
    re.IGNORECASE,
)
_MOST_OF_IT = 0.6


def without_menus(main: Tag) -> None:
    """Take out of `main` what is no content; what holds most of the words is content whatever its name."""
    for noise in main.find_all(_TAGS):
        if not (noise.name == "header" and noise.find("h1")):
            noise.decompose()
    words = len(main.get_text()) or 1
    for part in main.find_all(True):
        if part.decomposed or part.attrs is None:
            continue
        if _is_menu(part) and not part.find("h1") and len(part.get_text()) <= _MOST_OF_IT * words:
            part.decompose()


def _is_menu(part: Tag) -> bool:
    if part.name in ("code", "pre", "body", "h1", "h2", "h3", "h4"):
        return False
    if part.has_attr("hidden") or str(part.get("aria-hidden", "")).lower() == "true":
        return True
    if str(part.get("role", "")).lower() in _ROLES:
        return True
    if "display:none" in str(part.get("style", "")).replace(" ", ""):
        return True
    names = [*part.get_attribute_list("class"), str(part.get("id") or "")]
    return any(_NAMES.search(name) for name in names if name)
