"""Inert Markdown: a note keeps its emphasis, lists and links, and whatever a viewer or a plug-in would run or load is shown as text.

A note may come from a stranger's dossier. Run or loaded would be: HTML and scripts, pictures and embedded files (loaded when the file is
opened), links of other schemes than the web's, formulas with links in them, queries and scripts of Obsidian's plug-ins in code (Dataview, JS
Engine, R Markdown), and the marks of templates (Templater, Jekyll, Hugo).
"""

import re

DESTINATION = r"<?(?:https?://|mailto:|#|\.{0,2}/|[\w.%-]+(?=[\s)>/#?]|$))"
"""Destinations of links that stay: of the web, of mail, and of other files."""
TAG = re.compile(r"<(?!(?:https?://|mailto:)[^\s<>]*>)(?=[A-Za-z/!?])")
FENCE = re.compile(r"^([ \t>*+-]*(?:\d+[.)][ \t]+)?(?:`{3,}|~{3,}))[ \t]*[^\s`][^\n]*$", re.MULTILINE)
QUERY = re.compile(r"`+(?=\s*\$?=)")
LINK = re.compile(rf"\]\((?!\s*(?:{DESTINATION}|\)))")
DEFINITION = re.compile(rf"\]:(?!\s*{DESTINATION})(?=\s*\S)")
TEMPLATE = re.compile(r"<(?=%)|%(?=[>%])|\{(?=[{%#])")


def inert_note(text: str) -> str:
    """The text of a note as Markdown that runs and loads nothing."""
    text = FENCE.sub(r"\1text", TAG.sub("&lt;", text))
    text = QUERY.sub(lambda match: "\\`" * len(match[0]), text)
    text = LINK.sub(r"]\\(", DEFINITION.sub(r"]\\:", text))
    return text.replace("![", "\\![").replace("$", "\\$")


def defuse_templates(text: str) -> str:
    """A finished text whose marks of templates and comments are separated by a blank: templates are filled in before Markdown is read, in
    headings, properties and code alike.
    """
    return TEMPLATE.sub(r"\g<0> ", text)
