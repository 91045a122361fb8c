"""Tables in Markdown: rows of cells between bars, with or without bars at the ends, and HTML tables among the text."""

import re

from dossier.reading.cleaning.boilerplate import is_prose

BAR = re.compile(r"(?<!\\)\|")
QUOTE = re.compile(r"^ {0,3}(?:>[ ]?)+")
DELIMITER = re.compile(r"[ ]*[|+]?[ ]*[:=]?[-=]+[:=]?[ ]*(?:[|+][ ]*[:=]?[-=]+[:=]?[ ]*)*[|+]?[ ]*$")
"""The line below the heads, of Markdown, grids and Org mode."""
HTML_CELL = re.compile(r"</t[dh]>\s{0,100}<t[dh](?:\s[^<>]{0,500})?>", re.IGNORECASE)
HTML_ROW = re.compile(r"</tr>|<(?:table|thead|tbody|tfoot|caption|tr)(?:\s[^<>]{0,500})?>|</(?:table|caption)>", re.IGNORECASE)
LINE_BREAK = re.compile(r"[ ]*<br[ ]*/?>[ ]*", re.IGNORECASE)
OPENING = re.compile(r"^(?:(#(?=#{0,5}\s)|[*+-](?=\s)|>)|(\d{1,3})([.)])(?=\s))")


def rows_as_paragraphs(source: str) -> str:
    """The source with each row of a table as a paragraph of its own, its cells separated by semicolons; a cell that holds prose is one itself."""
    if "</td>" in source.lower():
        source = HTML_ROW.sub("\n\n", HTML_CELL.sub("; ", source))
    lines = source.split("\n")
    out: list[str] = []
    in_table = False
    for at, line in enumerate(lines):
        bare = QUOTE.sub("", line)
        in_table = (in_table and bool(BAR.search(bare) or _is_delimiter(bare))) or _begins_table(
            bare, QUOTE.sub("", lines[at + 1]) if at + 1 < len(lines) else ""
        )
        if not in_table:
            out.append(line)
        elif not _is_delimiter(bare):
            out += ["", *(part for paragraph in _paragraphs(bare) for part in (paragraph, ""))]
    return "\n".join(out)


def _begins_table(line: str, following: str) -> bool:
    """True for a row of heads with a delimiter below it, for a row between bars, and for the upper edge of a grid."""
    if BAR.search(line) and _is_delimiter(following):
        return True
    stripped = line.strip()
    is_edge = stripped.startswith("+") and _is_delimiter(line) and following.lstrip().startswith("|")
    return is_edge or (stripped.startswith("|") and stripped.endswith("|") and len(BAR.findall(stripped)) > 2)


def _is_delimiter(line: str) -> bool:
    return ("|" in line or "+" in line) and "-" in line.replace("=", "-") and bool(DELIMITER.match(line))


def _paragraphs(line: str) -> list[str]:
    """The cells of a row as one paragraph, or each as one where any of them holds prose."""
    cells = [LINE_BREAK.sub(" ", cell).strip() for cell in BAR.split(line)]
    cells = [cell.replace("\\|", "|") for cell in cells if re.search(r"\w", cell)]
    paragraphs = cells if any(is_prose(cell) for cell in cells) else ["; ".join(cells)] if cells else []
    return [OPENING.sub(lambda sign: f"\\{sign[1]}" if sign[1] else f"{sign[2]}\\{sign[3]}", paragraph) for paragraph in paragraphs]
