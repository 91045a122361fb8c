"""Settings in dossier.toml, and the errors for invalid ones."""

from datetime import timedelta
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.model.watch.address import WatchedAddress, WatchKind
from dossier.runtime.config import DOSSIER, dossier_settings, read_settings


def write_settings(root: Path, *lines: str) -> Path:
    """A dossier with these settings."""
    (root / "dossier.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


def test_an_empty_file_is_enough(tmp_path: Path) -> None:
    """The folder gives the title, the program the rest, and each row says so."""
    settings = read_settings(write_settings(tmp_path))
    assert (settings.title, settings.language, settings.engine, settings.model) == (tmp_path.name, "en", "whoosh", "")
    rows = dossier_settings(tmp_path)
    assert [r.name for r in rows] == list(DOSSIER)
    assert {r.source for r in rows} == {"the program"}


def test_every_key_is_read_with_its_source(tmp_path: Path) -> None:
    """Names of one actor are groups with the name to show first."""
    write_settings(
        tmp_path,
        'title = "A case"',
        'description = "Of a kind"',
        'language = "de"',
        'model = "en_core_web_md"',
        "[aliases]",
        '"Orla Brandt" = ["O. B."]',
        "[watch]",
        'names = ["Tomas Kerr"]',
        "[[watch.addresses]]",
        'url = "https://aster.example/feed.xml"',
        "[[watch.addresses]]",
        'url = "https://aster.example/live"',
        'every = "2 hours"',
        'kind = "page"',
        "full = false",
    )
    settings = read_settings(tmp_path)
    assert (settings.title, settings.description, settings.language, settings.model) == ("A case", "Of a kind", "de", "en_core_web_md")
    assert (settings.aliases, settings.watch) == ((("Orla Brandt", "O. B."),), ("Tomas Kerr",))
    assert settings.addresses == (
        WatchedAddress("https://aster.example/feed.xml", timedelta(minutes=30)),
        WatchedAddress("https://aster.example/live", timedelta(hours=2), WatchKind.PAGE, full=False),
    )
    rows = {r.name: r for r in dossier_settings(tmp_path)}
    assert rows["aliases"].value == "Orla Brandt = O. B."
    assert rows["watch"].value == "Tomas Kerr, https://aster.example/feed.xml, https://aster.example/live"
    assert rows["title"].source == str(tmp_path / "dossier.toml")
    assert rows["engine"].source == "the program"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('title = "open', "has an error.*line 1"),
        ('titel = "x"', "titel.*Settings: title"),
        ("title = 3", "“title” must be a string"),
        ('engine = "lucene"', "no search engine “lucene”.*whoosh, tantivy"),
        ('language = "german"', "not a language code.*two-letter"),
        ('language = ""', "not a language code"),
        ('model = "os"', "not an English language model"),
        ('model = "de_core_news_sm"', "the rules are for English"),
        ('model = "en/../x"', "not an English language model"),
        ("aliases = 3", r"starting with \[aliases\]"),
        ('[aliases]\n"A" = "B"', "list of strings"),
        ('[watch]\nname = ["A"]', r"Unknown setting in \[watch\]: name"),
        ("[watch]\nnames = [1]", "list of strings"),
        ('[watch]\naddresses = ["https://aster.example/feed"]', r"must be tables.*\[\[watch.addresses\]\]"),
        ("[[watch.addresses]]", "address 1: it has no url"),
        ('[[watch.addresses]]\nurl = "aster.example/feed"', "must start with http:// or https://"),
        ('[[watch.addresses]]\nurl = "https://aster.example/a feed"', "contains a space"),
        (f'[[watch.addresses]]\nurl = "https://aster.example/{"a" * 9000}"', "longer than"),
        ('[[watch.addresses]]\nurl = "file:///etc/passwd"', "must start with http:// or https://"),
        ('[[watch.addresses]]\nurl = "https://me:word@aster.example/"', "user name or password"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nevery = "often"', "“often” is not a time"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nevery = "1m"', "outside of 5 minutes to 30 days"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nevery = 30', "“every” must be a string"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nkind = "podcast"', "must be feed or page"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nfull = "yes"', "must be true or false"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\nrate = 3', "unknown setting rate.*url, every"),
        ('[[watch.addresses]]\nurl = "https://aster.example/"\n' * 2, "listed twice"),
    ],
)
def test_an_invalid_setting_is_reported_with_the_file(tmp_path: Path, line: str, words: str) -> None:
    """Each sentence names the file, what is wrong in it, and what is known instead."""
    with pytest.raises(DossierError, match=words) as refused:
        read_settings(write_settings(tmp_path, line))
    assert refused.value.where == str(tmp_path / "dossier.toml")


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    """A settings file in another encoding."""
    (tmp_path / "dossier.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(DossierError, match="has an error"):
        read_settings(tmp_path)
