"""Completion in shells: the scripts are sound, and completions in a process of its own are right and quick."""

import json
import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import CompletionItem

from dossier.api import open_dossier
from dossier.cli.commands.completion import SHELLS, QuotedBashComplete, completion_group, script
from dossier.cli.main import run
from dossier.cli.registry import COMMANDS
from dossier.model.query import Query

PROGRAM = """
import json, sys
from dossier.cli.main import run
code = run([])
print(json.dumps({"code": code, "modules": sorted({m.split(".")[0] for m in sys.modules})}), file=sys.stderr)
"""


def completions(*words: str, shell: str = "bash") -> tuple[list[str], set[str]]:
    """The completions after these words, the last of them half typed, and the packages that were imported."""
    environment = {
        **os.environ,
        "_DOSSIER_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": " ".join(("dossier", *words)),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
    }
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, env=environment)
    result = json.loads(done.stderr.splitlines()[-1])
    assert result["code"] == 0, done.stderr
    return done.stdout.split(), set(result["modules"])


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_one_that_the_shell_reads(shell: str, capfd: pytest.CaptureFixture[str]) -> None:
    """It is printed whole, names the variable, and the shell finds no fault, where the shell is installed."""
    assert run(["completion", shell]) == 0
    printed = capfd.readouterr().out
    assert printed == script(shell)
    assert "_DOSSIER_COMPLETE" in printed
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=printed, text=True, check=True)


def test_bash_completes_with_the_script(tmp_path: Path) -> None:
    """Bash itself, with the script read, offers export for exp."""
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    program = tmp_path / "dossier"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lines = f'{script("bash")}\nCOMP_WORDS=(dossier exp); COMP_CWORD=1; _dossier_completion dossier; echo "${{COMPREPLY[@]}}"\n'
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["export"]


def test_an_unknown_shell_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Words the program does not know end with 2 and name the ones it knows."""
    assert run(["completion", "tcsh"]) == 2
    errors = capsys.readouterr().err
    assert all(shell in errors for shell in SHELLS)


def test_commands_are_completed_with_global_options_before_them() -> None:
    """Also after options that work anywhere; all commands where nothing is typed."""
    assert completions("exp")[0] == ["plain,export"]
    assert completions("-C", ".", "--json", "exp")[0] == ["plain,export"]
    assert "plain,timeline" in completions("ti")[0]
    listed = completions("''")[0]
    assert {f"plain,{name}" for name in COMMANDS} <= set(listed)


def test_options_folders_and_formats_are_completed() -> None:
    """Options of the command and those that work anywhere; folders after -C and in place of a command; formats of export."""
    assert completions("export", "--no")[0] == ["plain,--notes", "plain,--no-color"]
    assert completions("export", "js")[0] == ["plain,json", "plain,jsonl"]
    assert completions("export", "csv", "--table", "ev")[0] == ["plain,events"]
    assert completions("completion", "z")[0] == ["plain,zsh"]
    assert completions("-C", "x")[0] == ["dir,x"]
    assert completions("my-cas")[0] == ["dir,my-cas"]
    assert completions("add", "x")[0] == ["file,x"]


def test_saved_searches_are_completed(tmp_path: Path) -> None:
    """By name, of the dossier that -C names before or after the command; where there is no dossier, nothing; no notebook is made for it."""
    case = tmp_path / "case"
    assert run(["new", str(case)]) == 0
    assert completions("-C", str(case), "search", "--saved", "Har")[0] == []
    assert not (case / "notebook.sqlite3").exists()
    with open_dossier(case) as opened:
        opened.notebook.searches.save("Harbour", Query("harbour"))
        opened.notebook.searches.save("peace", Query("talks"))
    assert completions("-C", str(case), "search", "--saved", "har")[0] == ["plain,Harbour"]
    assert completions("export", "json", "-C", str(case), "--saved", "''")[0] == ["plain,Harbour", "plain,peace"]
    assert completions("-C", str(case), "searches", "--remove", "p")[0] == ["plain,peace"]
    assert completions("-C", str(tmp_path / "none"), "search", "--saved", "h")[0] == []


@pytest.mark.parametrize("name", ["$(touch ran)", "`touch ran`", "a; touch ran", "two words", "it's", "x,y", "~", "#"])
def test_the_name_of_a_search_is_one_word_for_bash(name: str, tmp_path: Path) -> None:
    """Bash puts a completion on the line as it stands, so a name in a stranger's notebook would run as a command. Without the quotes it does."""
    if not shutil.which("bash"):
        pytest.skip("bash is not installed")
    value = QuotedBashComplete(completion_group(), {}, "dossier", "_DOSSIER_COMPLETE").format_completion(CompletionItem(name))
    lines = f"IFS=',' read type value <<< {shlex.quote(value)}; eval \"printf %s $value\""
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == name
    assert not (tmp_path / "ran").exists()


def test_unknown_options_complete_to_nothing() -> None:
    """No traceback comes into the user's line."""
    assert completions("export", "--bogus", "x")[0] == []


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """The environment of a user for whom the package was installed: its command on the path, its scripts where its wheel puts them."""
    program = tmp_path / "bin" / "dossier"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    for shell, place in (("fish", "fish/vendor_completions.d/dossier.fish"), ("zsh", "zsh/site-functions/_dossier")):
        target = tmp_path / "share" / place
        target.parent.mkdir(parents=True)
        target.write_text(script(shell), encoding="utf-8")
    (tmp_path / "home").mkdir()
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "HOME": str(tmp_path / "home"), "XDG_DATA_DIRS": str(tmp_path / "share"), "TERM": "dumb"}


def test_fish_completes_as_installed(installed: dict[str, str]) -> None:
    """Fish finds the script beside its own and offers export, with what it is for."""
    if not shutil.which("fish"):
        pytest.skip("fish is not installed; CI installs it")
    done = subprocess.run(["fish", "-c", 'complete -C "dossier exp"'], capture_output=True, text=True, check=True, env=installed)
    assert done.stdout.split("\t")[0].strip() == "export"


def test_zsh_completes_as_installed(installed: dict[str, str], tmp_path: Path) -> None:
    """Zsh at a terminal, with the folder of the script on its path: exp, tab gives export, whose help is then shown."""
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed; CI installs it")
    here, there = pty.openpty()
    with subprocess.Popen(["zsh", "-f", "-i"], stdin=there, stdout=there, stderr=there, env=installed, start_new_session=True) as shell:
        os.close(there)
        try:
            place = tmp_path / "share" / "zsh" / "site-functions"
            read = f"fpath=({place} $fpath); autoload -U compinit; compinit -u -d {tmp_path}/dump; print rea''dy\n"
            os.write(here, read.encode())
            shown_by(here, "ready")
            os.write(here, b"dossier exp\t--help\n")
            shown_by(here, "Usage: dossier export")
        finally:
            shell.kill()
            os.close(here)


def shown_by(terminal: int, words: str) -> None:
    """Reads a terminal until it shows these words."""
    shown, until = "", time.monotonic() + 60
    while words not in shown:
        assert time.monotonic() < until, shown
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4096).decode(errors="replace")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_are_told_the_same(shell: str) -> None:
    """In the form each reads."""
    names = completions("exp", shell=shell)[0]
    assert "export" in " ".join(names)


@pytest.mark.parametrize("words", [["exp"], ["export", "js"], ["search", "--j"], ["search", "--saved", "x"]])
def test_completion_imports_little(words: list[str]) -> None:
    """No terminal library, no spaCy, no Whoosh, nothing that serves."""
    assert not completions(*words)[1] & {"textual", "spacy", "thinc", "whoosh", "aiohttp", "textual_serve", "trafilatura"}
