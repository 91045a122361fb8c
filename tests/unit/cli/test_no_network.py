"""No network unless asked: every command, and the app, with every socket but those within the machine forbidden.

Without `dossier.quiet_imports` the commands that parse a text, or a page, fail here: urllib3 binds a socket to ::1 when it is imported.
"""

import json
import subprocess
import sys
from pathlib import Path

from dossier.api import Dossier
from dossier.cli.registry import COMMANDS
from dossier.services.ingest.create import new_dossier

FORBIDDING = """
import asyncio, json, os, socket, sys, traceback
opened = []
def forbid(event, arguments):
    is_inner = event == "socket.__new__" and arguments[1] == socket.AF_UNIX
    if event.startswith("socket.") and event != "socket.gethostname" and not is_inner:
        opened.append(f"{event} {arguments}: " + "".join(traceback.format_stack(limit=8)))
        raise PermissionError(f"{event} is forbidden")
sys.addaudithook(forbid)
"""
COMMAND = f"""{FORBIDDING}
from dossier.cli.main import run
codes = {{}}
for words in json.loads(sys.argv[1]):
    codes[" ".join(words)] = run(words)
print(json.dumps({{"codes": codes, "opened": opened}}), file=sys.stderr)
"""
APP = f"""{FORBIDDING}
from pathlib import Path
from dossier.api import open_dossier
from dossier.tui.app import DossierApp
async def drive():
    app = DossierApp(open_dossier(Path(sys.argv[1])))
    async with app.run_test(size=(120, 40)) as pilot:
        for key in "2 3 4 1 j enter escape question_mark escape W n escape".split():
            await pilot.press(key)
            await pilot.pause()
asyncio.run(drive())
print(json.dumps({{"codes": {{}}, "opened": opened}}), file=sys.stderr)
"""
PAGE = """<html><head><title>A strike on a depot</title><meta name="date" content="2031-05-09"></head><body><article><h1>A strike on a depot</h1>
<p>A drone hit a depot near Riga on Thursday and killed two people, Governor Ilse Varda said. The fire burned for a day and a night, and the
firemen of three towns came to put it out.</p><p>“We did not see it come,” Varda said at the gate of the depot, where relatives waited for news
of those who work there. She will meet President Tomas Kerr in Lisbon on Saturday to ask for help with the harbour.</p></article></body></html>"""
ASKS_FOR_NETWORK = {"serve", "watch"}


def results(program: str, argument: str) -> tuple[dict[str, int], list[str]]:
    done = subprocess.run([sys.executable, "-c", program, argument], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stderr.splitlines()[-1])
    return result["codes"], result["opened"]


def test_no_command_opens_a_socket(sample: Dossier, tmp_path: Path) -> None:
    """In one process, so that what one leaves open would show in the next; a page is added, so that texts are parsed."""
    root, page = new_dossier(tmp_path / "case", "Case"), tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    for name, text in (
        ("a.md", "Orla Brandt met Tomas Kerr in Lisbon on May 6, 2031."),
        ("b.md", "Orla Brandt met Tomas Kerr in Oslo today."),
    ):
        (root / "seeds" / name).write_text(f"---\ntitle: {name}\npublished: 2031-05-07\n---\n\n{text}\n", encoding="utf-8")
    findings = sample.query.snapshot.findings
    article, actor = next(iter(sample.query.snapshot.articles)), findings.actors[0].id
    event, quotation = findings.events[0].id, findings.quotations[0].id
    here, there = ["-C", str(sample.root)], ["-C", str(root)]
    lines = [
        ["new", str(tmp_path / "other")], ["sample"], [*there, "add", str(page)], [*there, "index"], [*there, "check", "--deep"],
        [*there, "reread", "page.html"], [*there, "remove", "page.html"], [*here, "config"], [*here, "search", "talks"], [*here, "actors"],
        [*here, "timeline"], [*here, "map"], [*here, "quotes"], [*here, "note", ".", "A note."], [*here, "notes"], [*here, "filters", "talks"], [*here, "searches"],
        [*here, "show", article], [*here, "why", event], [*here, "compare", event], [*here, "bookmark", actor], [*here, "tag", actor, "x"],
        [*here, "merge", findings.actors[1].id, findings.actors[2].id], [*here, "undo"], [*here, "split", actor, "nobody"], [*here, "hide", actor],
        [*here, "undo"], [*here, "redo"], [*here, "undo"], [*here, "rename", actor, "Another"], [*here, "undo"], [*here, "date", event, "2031-05-06"],
        [*here, "place", event, "Lisbon"], [*here, "speaker", quotation, "Somebody"], [*here, "set", article, "--outlet", "Post"], [*here, "matches"],
        [*here, "history"], [*here, "backup"], [*here, "restore", "latest"], [*here, "forget", "--yes"], [*here, "export", "html", "-o", str(tmp_path / "report.html")],
        [*here, "export", "bundle", "--notes", "-o", str(tmp_path / "case.dossier.zip")], ["import", str(tmp_path / "case.dossier.zip"), str(tmp_path / "new")],
        [*here, "versions", article], [*here, "mark", article], [*here, "map"], ["man"], ["completion", "bash"],
    ]  # fmt: skip
    used = {word for line in lines for word in line}
    assert set(COMMANDS) - used == ASKS_FOR_NETWORK
    codes, opened = results(COMMAND, json.dumps(lines))
    assert opened == []
    assert {words: code for words, code in codes.items() if code not in {0, 1}} == {}


def test_an_address_is_asked_for_only_where_it_is_named(tmp_path: Path) -> None:
    """The same hook sees the one command that goes out: the proof that it would see the others."""
    root = new_dossier(tmp_path / "case", "Case")
    codes, opened = results(COMMAND, json.dumps([["-C", str(root), "add", "http://192.0.2.1/page.html"]]))
    assert set(codes.values()) == {1}
    assert opened


def test_a_watched_address_is_asked_for_only_where_it_was_allowed(tmp_path: Path) -> None:
    """One in the settings of a dossier from a stranger is not, until the user says so."""
    root = new_dossier(tmp_path / "case", "Case")
    settings = root / "dossier.toml"
    settings.write_text(f'{settings.read_text()}\n[[watch.addresses]]\nurl = "http://192.0.2.1/feed"\n', encoding="utf-8")
    here = ["-C", str(root), "watch"]
    codes, opened = results(COMMAND, json.dumps([here, [*here, "--now"], [*here, "--list"], [*here, "--add", "http://192.0.2.1/other"]]))
    assert opened == []
    assert codes[" ".join(here)] == 1
    _, opened = results(COMMAND, json.dumps([[*here, "--allow-network", "--allow-private"]]))
    assert opened


def test_the_app_opens_no_socket(sample: Dossier) -> None:
    """Its tabs, an article, the help."""
    assert results(APP, str(sample.root))[1] == []
