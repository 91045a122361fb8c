"""Output: encodings of the streams, and the text written to them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.api import Dossier
from dossier.cli.output import Output


def command(*words: str, **changed: str) -> list[str]:
    """The program with these words, in an environment that is changed so."""
    return ["env", *(f"{k}={v}" for k, v in changed.items()), sys.executable, "-m", "dossier", *words]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8:strict"])
def test_every_encoding_of_the_terminal_will_do(sample: Dossier, encoding: str) -> None:
    """Characters that it lacks are escaped; JSON stays JSON."""
    run = subprocess.run(command("-C", str(sample.root), "quotes", "--jsonl", PYTHONIOENCODING=encoding), capture_output=True, check=False)
    assert (run.returncode, run.stderr) == (0, b"")
    expected = subprocess.run(
        command("-C", str(sample.root), "quotes", "--jsonl", PYTHONIOENCODING="utf-8"), capture_output=True, check=False
    )
    assert [json.loads(line) for line in run.stdout.decode(encoding.partition(":")[0]).splitlines()] == [
        json.loads(line) for line in expected.stdout.splitlines()
    ]
    assert run.stdout


def test_a_reader_that_goes_away_is_no_failure(sample: Dossier) -> None:
    """`dossier export json | head -1` ends quietly."""
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m dossier -C {sample.root} export json -q | head -c 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        check=True,
    )
    assert (run.stdout, run.stderr) == (b"{0\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_behind_standard_output_is_told() -> None:
    """One sentence, exit code 1."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(command("--help"), stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode == 1
    assert b"No space left" in run.stderr
    assert run.stderr.count(b"\n") == 1


def test_words_never_end_among_data(sample: Dossier) -> None:
    """With standard error closed, nothing that is said goes to standard output; standard input may be closed too."""
    run = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m dossier -C {sample.root} check 2>&- <&-"], stdout=subprocess.PIPE, check=False
    )
    assert (run.returncode, run.stdout) == (0, b"")


def test_the_app_is_refused_where_there_is_no_terminal(sample: Dossier) -> None:
    """Nothing is drawn into a file or a pipe; the sentence names what works instead."""
    run = subprocess.run(command(str(sample.root)), stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"needs an interactive terminal" in run.stderr


def test_forms_of_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    """Plain is one line a row whatever the values hold; quiet silences words, not failures."""
    output = Output(form="plain", quiet=True)
    assert output.rows([{"a": "one\ttwo\nthree", "b": ["x", None]}], str, ("a", "b", "c")) == 1
    output.say("words")
    output.fail("what failed")
    captured = capsys.readouterr()
    assert captured.out == "one two three\tx;\t\n"
    assert captured.err == "dossier: what failed\n"


def test_control_characters_go_and_line_feeds_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """Escapes, bells, direction marks, by each of the three ways to the terminal."""
    output = Output()
    for write in (output.line, output.say, output.fail):
        write("a\x1b[31mb\x07\u202e\u061c\tc\nd\x9b\re\u2028f")
    captured = capsys.readouterr()
    assert captured.out == "a[31mb\tc\nde f\n"
    assert captured.err == "a[31mb\tc\nde f\ndossier: a[31mb\tc\nde f\n"
