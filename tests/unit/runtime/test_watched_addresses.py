"""Watched addresses in dossier.toml: added and removed, while every other line stays as the user wrote it."""

import tomllib
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from dossier.errors import DossierError
from dossier.model.watch.address import WatchedAddress, WatchKind
from dossier.runtime.config import read_settings
from dossier.runtime.setting_editor import add_address, remove_address
from dossier.runtime.watched_addresses import format_interval, parse_interval

FEED = "https://aster.example/feed.xml"
HAND_WRITTEN = """# my case
title = "Ferries"  # short

# the ministry's own feed
[[watch.addresses]]
url = "https://aster.example/feed.xml"  # slow
every = "2h"

# names on top
[watch.more]
"""


def settings_of(root: Path, text: str) -> Path:
    (root / "dossier.toml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("text", "interval"),
    [("30m", timedelta(minutes=30)), ("2h", timedelta(hours=2)), ("1 day", timedelta(days=1)), ("90 min", timedelta(minutes=90))],
)
def test_times_are_read_and_written(text: str, interval: timedelta) -> None:
    """What is written is read again as the same time."""
    assert parse_interval(text) == interval
    assert parse_interval(format_interval(interval)) == interval


@pytest.mark.parametrize("before", ["", 'title = "Ferries"  # short\n', '[watch]\nnames = ["Orla Brandt"]\n', "[aliases]\n# none yet"])
def test_an_address_is_added_and_removed_again(tmp_path: Path, before: str) -> None:
    """With its settings; afterwards the file says what it said before."""
    root = settings_of(tmp_path, before)
    address = WatchedAddress(FEED, timedelta(hours=2), WatchKind.FEED, full=False)
    assert add_address(root, address)
    assert not add_address(root, WatchedAddress(FEED))
    assert read_settings(root).addresses == (address,)
    assert (root / "dossier.toml").read_text(encoding="utf-8").startswith(before.rstrip())
    add_address(root, WatchedAddress("https://other.example/"))
    remove_address(root, FEED)
    assert [other.url for other in read_settings(root).addresses] == ["https://other.example/"]
    remove_address(root, "https://other.example/")
    assert tomllib.loads((root / "dossier.toml").read_text(encoding="utf-8")) == tomllib.loads(before)


def test_comments_around_an_address_stay(tmp_path: Path) -> None:
    """Those above it and those of the next table."""
    root = settings_of(tmp_path, HAND_WRITTEN.replace("[watch.more]\n", '[aliases]\n"Orla Brandt" = ["O. B."]\n'))
    remove_address(root, FEED)
    text = (root / "dossier.toml").read_text(encoding="utf-8")
    assert "feed.xml" not in text
    for comment in ("# my case", "# short", "# the ministry's own feed", "# names on top"):
        assert comment in text


@pytest.mark.parametrize(
    "text", ['watch = {names = ["Orla Brandt"]}\n', '[watch]\naddresses = [{url = "https://aster.example/feed.xml"}]\n']
)
def test_a_form_that_cannot_be_changed_is_left(tmp_path: Path, text: str) -> None:
    """The sentence says what to write or to remove by hand; the file stays as it was."""
    root = settings_of(tmp_path, text)
    change = partial(remove_address, root, FEED) if FEED in text else partial(add_address, root, WatchedAddress(FEED))
    with pytest.raises(DossierError, match=r"could not be (added|removed) there.*yourself"):
        change()
    assert (root / "dossier.toml").read_text(encoding="utf-8") == text


def test_what_is_no_address_is_not_added(tmp_path: Path) -> None:
    """Nor is one removed that is not there; both sentences say what to do."""
    root = settings_of(tmp_path, "")
    with pytest.raises(DossierError, match=r"not a web address.*For example"):
        add_address(root, WatchedAddress("feed.xml"))
    with pytest.raises(DossierError, match=r"is not watched.*watch --add"):
        remove_address(root, FEED)
