"""Notes in Markdown run and load nothing, and stay readable."""

import re

import pytest

from dossier.export.inert_markdown import defuse_templates, inert_note


def test_what_only_looks_stays() -> None:
    """Emphasis, lists, links of the web and to other files, quotations, code, an address in angle brackets."""
    text = (
        "# A heading\n\n- **bold** and *italic*, `code`\n1. [a page](https://example.org/a?b=c#d), [a file](other.md), [part](#part)\n"
        "> quoted, a < b, 5 > 3\n\n<https://example.org> [ref]\n\n[ref]: https://example.org\n\n```\nx = 1\n```\n[[Another note]]"
    )
    assert inert_note(text) == text


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("a <img src=x onerror=y> b", "a &lt;img src=x onerror=y> b"),
        ("<!-- hidden --> <?php ?>", "&lt;!-- hidden --> &lt;?php ?>"),
        ("<javascript:alert(1)>", "&lt;javascript:alert(1)>"),
        ("![x](http://tracker/pixel.gif)", "\\![x](http://tracker/pixel.gif)"),
        ("![[secret.pdf]]", "\\![[secret.pdf]]"),
        ("[x](javascript:alert(1))", "[x]\\(javascript:alert(1))"),
        ("[x](java&#115;cript:alert(1))", "[x]\\(java&#115;cript:alert(1))"),
        ("[x](\n  file:///etc/passwd)", "[x]\\(\n  file:///etc/passwd)"),
        ("[x](<data:text/html,y>)", "[x]\\(&lt;data:text/html,y>)"),
        ("[x](obsidian://run)", "[x]\\(obsidian://run)"),
        ("[x]: javascript:alert(1)", "[x]\\: javascript:alert(1)"),
        ("```dataviewjs\ndv.view('x')\n```", "```text\ndv.view('x')\n```"),
        ("> ~~~{r}\n> system('x')\n> ~~~", "> ~~~text\n> system('x')\n> ~~~"),
        ("`= this.file`", "\\`= this.file`"),
        ("`$= dv.pages()`", "\\`\\$= dv.pages()`"),
        ("$\\href{javascript:x}{y}$", "\\$\\href{javascript:x}{y}\\$"),
    ],
)
def test_what_runs_or_loads_is_shown(text: str, inert: str) -> None:
    """HTML, scripts, pictures, embedded files, other schemes, code of plug-ins, formulas."""
    assert inert_note(text) == inert


@pytest.mark.parametrize("text", ["<% tp.file.title %>", "{{date}}", "{% include x %}", "{{< x >}}", "%% hidden %%", "<%%%>", "{{{{#"])
def test_no_mark_of_a_template_is_left(text: str) -> None:
    """Nor of Obsidian's comments, which would hide what follows."""
    assert not re.search(r"<%|%>|%%|\{\{|\{%|\{#", defuse_templates(text))
