"""What generators add to Markdown (components, shortcodes, template tags, HTML) reduced to its words."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from knowledge.loading import html
from knowledge.loading.callouts import label

_ATTRIBUTES = r"(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*"
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*)(?P<attributes>(?:\s{_ATTRIBUTES})?)(?P<alone>/?)>"
)
_ATTRIBUTE = re.compile(r"(?P<name>[\w:-]+)\s*=\s*\{?\s*(?P<quote>[\"'`])(?P<value>.*?)(?P=quote)", re.DOTALL)
_GONE = re.compile(
    r"<(script|style|svg|iframe|video|audio|noscript|template|object|nav|footer|button|form)\b[^>]*>.*?</\1\s*>"
    r"|<(?:script|iframe|video|svg)\b[^>]*/>",
    re.DOTALL | re.IGNORECASE,
)
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(
    r"<!--.*?-->|\{/\*.*?\*/\}|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL
)
_ESM = re.compile(
    r"^(?:import|export)\b[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*?(?=\n[ \t]*\n|\n(?:import|export)\b|\n*\Z)",
    re.MULTILINE,
)
_IMPORT = re.compile(r"^import\s+(?:[\w*{},\s]+\s+from\s+)?['\"][^'\"\n]+['\"];?[ \t]*$", re.MULTILINE)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<said>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_BRACES = str.maketrans({"{": "\x03", "}": "\x04"})  # of text that no template engine reads
_NO_BRACES = {3: "{", 4: "}"}
_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<rest>.*?)-?%\}", re.DOTALL)
_LIQUID_LINK = re.compile(r"\{%-?\s*(?:link|post_url)\s+(?P<path>\S+)\s*-?%\}")
_REF = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+\"?(?P<path>[^\s\"]+)\"?[^}]*[%>]\}\}")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<close>/?)\s*(?P<name>[\w./-]+)(?P<rest>.*?)/?\s*[%>]\}\}", re.DOTALL)
_VARIABLE = re.compile(
    r"\{\{-?\s*(?P<name>\$?[\w.]+)[^{}]*?(?:\|\s*default:\s*[\"']?(?P<default>[^\"'{}|]+?)[\"']?\s*)?-?\}\}"
)
_ATTRIBUTE_LIST = re.compile(
    r"\{:(?!#)[^}\n]*\}|\{:?[ \t]*(?:\.[\w-]+|[\w-]+=(?:\"[^\"]*\"|\w+))(?:[ \t]+[^}\n]*)?\}"
)
_BLOCK = re.compile(r"\[block:(?P<kind>[\w-]+)\]\s*(?P<json>\{.*?\})\s*\[/block\]", re.DOTALL)
_EXPRESSION = re.compile(
    r"(?<!\\)\{\s*(?:(?P<quote>[\"'`])(?P<text>[^\"'`{}]*)(?P=quote)|[A-Za-z_$][\w$.]*(?:\(\))?)\s*\}"
)
_ICON = re.compile(
    r":(?:material|fontawesome|octicons|simple|lucide|bootstrap)-[\w-]+:(?:\{[^}\n]*\})?[ \t]?"
)
_KEYS = re.compile(r"\+\+(?P<keys>[\w-]+(?:\+[\w-]+)*)\+\+")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_LABELS = ("title", "label", "summary", "header", "heading", "question", "name")
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_ENDS_LINE = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "center",
    "details",
    "ul",
    "ol",
    "blockquote",
    "figure",
    "tr",
}
_HTML = _ENDS_LINE | {
    "strong", "b", "em", "i", "a", "abbr", "br", "code", "dd", "del", "dl", "dt", "figcaption",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "img", "input", "ins", "kbd", "label", "li", "mark",
    "picture", "pre", "q", "s", "samp", "small", "source", "span", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tt", "u", "var", "wbr", "font", "header",
    "aside", "cite", "dfn", "slot", "strike",
}  # fmt: skip


def plain(text: str, *, jsx: bool, liquid: bool, words: Mapping[str, str]) -> str:
    """Markdown that only a reader needs: no imports, tags, components or template code; their words stay."""
    text = _COMMENT.sub("", text)
    if jsx:
        text = _ESM.sub("", text)
    text = _IMPORT.sub("", text)
    text = _templates(text, liquid=liquid, words=words)
    text = _BLOCK.sub(_magic, text)
    text = _TABLE.sub(lambda found: f"\n\n{html.piece(found[0])}\n\n", _GONE.sub("", text))
    text = _without_tags(text)
    if jsx:
        text = _EXPRESSION.sub(lambda found: found["text"] or "", text)
    text = _ATTRIBUTE_LIST.sub("", _ICON.sub("", text))
    text = _KEYS.sub(lambda found: "+".join(key.capitalize() for key in found["keys"].split("+")), text)
    return _flush(text) if jsx else text


def _templates(text: str, *, liquid: bool, words: Mapping[str, str]) -> str:
    text = _LIQUID_LINK.sub(lambda found: "/" + found["path"], text)
    text = _REF.sub(lambda found: found["path"], text)
    text = _RAW.sub(lambda found: found["said"].translate(_BRACES), text)
    text = _LIQUID.sub(_liquid, _SHORTCODE.sub(_shortcode, text))
    if liquid:
        text = _VARIABLE.sub(lambda found: words.get(found["name"]) or found["default"] or "", text)
    return text.translate(_NO_BRACES)


def _shortcode(found: re.Match[str]) -> str:
    if found["close"]:
        return "\n"
    said = label(found["name"], _title(found["rest"]))
    return f"\n{said} " if said else ""


def _liquid(found: re.Match[str]) -> str:
    name = found["name"]
    if name.startswith("end"):
        return "\n"
    style = _attribute(found["rest"], "style")
    said = label(style if name == "hint" and style else name, _title(found["rest"]))
    return f"\n{said}\n" if said else ""


def _magic(found: re.Match[str]) -> str:
    """`[block:callout]{"title": …, "body": …}[/block]`."""
    try:
        said = json.loads(found["json"])
    except ValueError:
        return ""
    title, body = str(said.get("title") or ""), str(said.get("body") or said.get("html") or "")
    return "\n\n".join(part for part in ("**" + title + "**" if title else "", body) if part)


def _without_tags(text: str) -> str:
    """Tags of HTML and of components go, their content stays; `<your-name>` in a sentence is no tag."""
    if "<" not in text:
        return text
    closed = {name.lower() for name in re.findall(r"</([A-Za-z][\w.:-]*)\s*>", text)}
    links: list[str] = []

    def without(found: re.Match[str]) -> str:
        name, lower = found["name"], found["name"].lower()
        known = (
            lower in _HTML or lower in closed or found["alone"] or found["attributes"].rstrip().endswith("/")
        )
        if not known:
            return found[0]
        if lower == "a":
            return _anchor(found, links)
        if lower in _MARKS:
            return _MARKS[lower]
        if name[0].isupper() or "-" in name:
            return _component(found)
        return _element(lower, closing=bool(found["close"]))

    return _TAG.sub(without, text)


def _anchor(found: re.Match[str], links: list[str]) -> str:
    if found["close"]:
        to = links.pop() if links else ""
        return f"]({to})" if to else ""
    to = _attribute(found["attributes"], "href") or ""
    links.append(to)
    return "[" if to else ""


def _component(found: re.Match[str]) -> str:
    """Its title in bold, as a link where it is a card that leads on; `<Note>` as a note."""
    if found["close"]:
        return "\n"
    said, to = _title(found["attributes"]), _attribute(found["attributes"], "href")
    if said and to:
        return f"\n\n- [{said}]({to})\n\n"
    named = label(found["name"], said)
    return f"\n\n{named}\n\n" if named else ""


def _element(name: str, *, closing: bool) -> str:
    if name == "code":
        return "`"
    if name == "br" or name in _ENDS_LINE:
        return "\n"
    if name in ("summary", "dt", "figcaption"):
        return "**\n\n" if closing else "\n\n**"
    if name == "li":
        return "" if closing else "\n- "
    if re.fullmatch(r"h[1-6]", name):
        return "\n\n" if closing else f"\n\n{'#' * int(name[1])} "
    return ""


def _flush(text: str) -> str:
    """What stood indented inside a component begins at the margin, but for what belongs to a list."""
    said: list[str] = []
    depth = 0
    for block in re.split(r"(\n[ \t]*(?:\n[ \t]*)*\n)", text):
        if not block.strip():
            said.append(block)
            continue
        lines = block.split("\n")
        own = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
        listed = bool(_LIST.match(lines[0]))
        if listed or own < depth or not depth:
            depth = own + 1 if listed else 0
            said.append("\n".join(line[own:] for line in lines))
        else:
            said.append("\n".join(line[depth - 1 :] if depth > 1 else line for line in lines))
    return "".join(said)


def _title(attributes: str) -> str | None:
    return next((value for name in _LABELS if (value := _attribute(attributes, name))), None)


def _attribute(attributes: str, name: str) -> str | None:
    return next((found["value"] for found in _ATTRIBUTE.finditer(attributes) if found["name"] == name), None)
