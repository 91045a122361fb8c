"""The docs match the program: every generated page is up to date, every command and format in them exists."""

import re
import runpy
from pathlib import Path

import pytest

from dossier.cli.registry import COMMANDS, FORMS
from dossier.reading.registry import CONTAINERS, KINDS
from dossier.runtime.config import DOSSIER, USER

REPOSITORY = Path(__file__).resolve().parent.parent.parent
DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]


def test_the_pages_made_from_the_program_are_up_to_date() -> None:
    """docs/make.py would write what is there."""
    for page, render in runpy.run_path(str(DOCS / "make.py"))["PAGES"].items():
        assert (DOCS / page).read_text(encoding="utf-8") == render(), f"run docs/make.py: {page} is out of date"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_every_command_and_option_in_the_docs_exists(path: Path) -> None:
    """In code blocks and between backticks."""
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", text) + [
        line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()
    ]
    for line in code:
        match = re.match(r"\s*dossier (?:-C \S+ )?([a-z]+)\b(?!/|-)", line)
        if match and not line.startswith("dossier/"):
            assert match[1] in COMMANDS or re.match(r"\s*dossier (my-case|DIR)", line), line


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    """Relative links and pictures are there."""
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


def test_the_guide_knows_every_setting_and_form() -> None:
    """Keys of dossier.toml, the user's settings, the forms of output, the kinds of file."""
    guide, readme, formats = (p.read_text(encoding="utf-8") for p in (DOCS / "guide.md", REPOSITORY / "README.md", DOCS / "formats.md"))
    assert all(f"`{key}`" in guide or f"[{key}]" in guide for key in (*DOSSIER, *USER))
    assert all(f"--{form}" in readme for form in FORMS)
    assert all(f"`{suffix}`" in formats for suffix in (*KINDS, *CONTAINERS))
