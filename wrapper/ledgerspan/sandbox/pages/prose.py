"""Turn the plain markdown of a description into HTML: paragraphs, lists, code and bold."""

import re

from markupsafe import Markup, escape

_PIECE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_ITEM = "* "


def prose(text: str) -> Markup:
    """Write paragraphs and lists; everything else in the text is shown as it stands."""
    return Markup("\n").join(_block(block) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str) -> Markup:
    lines = block.split("\n")
    if not lines[0].startswith(_ITEM):
        return Markup('<p dir="auto">{}</p>').format(_inline(" ".join(lines)))
    items: list[str] = []
    for line in lines:
        if line.startswith(_ITEM):
            items.append(line.removeprefix(_ITEM))
        else:
            items[-1] += " " + line.strip()
    rows = Markup("").join(Markup('<li dir="auto">{}</li>').format(_inline(each)) for each in items)
    return Markup("<ul>{}</ul>").format(rows)


def _inline(text: str) -> Markup:
    written, end = Markup(""), 0
    for found in _PIECE.finditer(text):
        written += escape(text[end : found.start()])
        code, bold = found.groups()
        written += (
            Markup("<code>{}</code>").format(code)
            if code
            else Markup("<strong>{}</strong>").format(bold)
        )
        end = found.end()
    return written + escape(text[end:])
