# a program, not a package
"""Pictures of the running app over the sample: SVG by Textual, PNG by a headless Chromium where one is installed.

python screenshots/make.py [--out FOLDER] [--scene NAME ...] [--size 120x40 ...]
"""

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from dossier.api import Dossier, open_dossier
from dossier.model.query import Query
from dossier.runtime.paths import NOTEBOOK
from dossier.tui.app import DossierApp
from dossier.tui.screens.main import MainScreen

HERE = Path(__file__).resolve().parent
SIZES = ("80x24", "120x40", "200x60")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FONT = "'Fira Code', 'DejaVu Sans Mono', monospace"

Scene = Callable[[Pilot[int], Dossier], Awaitable[None]]


async def settle(pilot: Pilot[int]) -> None:
    """Wait until no worker is at work and all is painted."""
    for _ in range(600):
        await pilot.pause(0.02)
        main = pilot.app.screen_stack[0]
        if isinstance(main, MainScreen) and main.contents is not None and not any(w.is_running for w in pilot.app.workers):
            break
    await pilot.pause(0.1)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, waiting for the effects of each."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def reported_by_most(dossier: Dossier) -> int:
    """Index in the timeline of the event that most articles report."""
    events = dossier.query.search(Query()).events
    return max(range(len(events)), key=lambda at: len(events[at].articles))


def word_said(dossier: Dossier) -> tuple[str, str]:
    """A speaker quoted in several articles, and a long word in one of the quotations."""
    quotations = [q for q in dossier.query.search(Query()).quotations if q.speaker]
    speaker = max(
        {q.speaker for q in quotations if q.speaker}, key=lambda actor_id: (sum(q.speaker == actor_id for q in quotations), actor_id)
    )
    words = [word for q in quotations if q.speaker == speaker for word in re.findall(r"[a-z]{7,}", q.text)]
    return dossier.query.snapshot.actor(speaker).name.split()[-1].lower(), max(words, key=len, default="talks")


async def main_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """The timeline in focus, the event with most sources selected."""
    await press(pilot, *["j"] * reported_by_most(dossier))


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type a text into the box in focus."""
    names = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus", "~": "tilde"}
    await pilot.press(*(names.get(sign, sign) for sign in text))
    await settle(pilot)


async def search_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """A query that narrows everything, entered."""
    name, word = word_said(dossier)
    await press(pilot, "slash")
    await typed(pilot, f"said:{name} {word}")
    await press(pilot, "enter")


async def articles_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """The hits of a query with their snippets."""
    await press(pilot, "slash")
    await typed(pilot, word_said(dossier)[1])
    await press(pilot, "enter", "3")


async def quotes_scene(pilot: Pilot[int], _dossier: Dossier) -> None:
    """Quotations by speaker, one lit."""
    await press(pilot, "4", "j", "j")


async def notes_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """A bookmark, tags, and a note being written."""
    await main_scene(pilot, dossier)
    await press(pilot, "3", "b", "t")
    await typed(pilot, "verify")
    await press(pilot, "enter", "2", "a")
    await typed(pilot, "who sat at the table on the second day")
    await press(pilot, "escape", "5", "t")
    await typed(pilot, "attendance")
    await press(pilot, "enter", "enter")


async def help_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """The keys of the timeline."""
    await main_scene(pilot, dossier)
    await press(pilot, "question_mark")


async def compare_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """The event that most articles report, its sources side by side."""
    await main_scene(pilot, dossier)
    await press(pilot, "c")


async def review_scene(pilot: Pilot[int], _dossier: Dossier) -> None:
    """The merge review with its evidence."""
    await press(pilot, "M")


async def profile_scene(pilot: Pilot[int], _dossier: Dossier) -> None:
    """The page of the actor named most."""
    await press(pilot, "1", "p")


async def map_scene(pilot: Pilot[int], dossier: Dossier) -> None:
    """The events on a map, the one that most articles report lit."""
    await main_scene(pilot, dossier)
    await press(pilot, "W")


SCENES: dict[str, Scene] = {
    "main": main_scene,
    "search": search_scene,
    "articles": articles_scene,
    "quotes": quotes_scene,
    "notes": notes_scene,
    "help": help_scene,
    "compare": compare_scene,
    "map": map_scene,
    "review": review_scene,
    "profile": profile_scene,
}


async def shoot(folder: Path, size: str, scene: Scene) -> str:
    """The SVG of one scene at one size."""
    width, height = map(int, size.split("x"))
    dossier = open_dossier(folder)
    app = DossierApp(dossier)
    async with app.run_test(size=(width, height)) as pilot:
        await settle(pilot)
        await scene(pilot, dossier)
        svg = app.export_screenshot(title=dossier.title)
    dossier.close()
    return svg


def to_png(svg: str, path: Path) -> bool:
    """Draw an SVG as PNG; false where no browser is installed."""
    browser = next((path_found for name in BROWSERS if (path_found := shutil.which(name))), None)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if browser is None or box is None:
        return False
    width, height = round(float(box[1])), round(float(box[2]))
    own = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    sized = own.replace("<svg", f'<svg width="{width}" height="{height}"', 1)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<meta charset=utf-8><body style="margin:0;background:#000;font-family:{FONT}">{sized}</body>', encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
        subprocess.run(
            [browser, *options, f"--screenshot={path}", page.as_uri()], check=False, capture_output=True, timeout=120
        )  # a browser found by name, our own page
    return path.is_file()


def report_picture(folder: Path, path: Path) -> bool:
    """Draw the top of the sample's HTML report as PNG; false where no browser is installed."""
    browser = next((path_found for name in BROWSERS if (path_found := shutil.which(name))), None)
    if browser is None:
        return False
    page = folder.parent / "report.html"
    dossier = open_dossier(folder)
    dossier.exports.prepare("html").save(page)
    dossier.close()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,1500", f"--screenshot={path}"]
    subprocess.run([browser, *options, page.as_uri()], check=False, capture_output=True, timeout=120)  # found by name, our own page
    return path.is_file()


def sample_copy(folder: Path) -> Path:
    """A copy of the sample, with an index of its own, so that the repository's stays unchanged."""
    root = HERE.parent
    target = folder / "sample"
    target.mkdir()
    shutil.copy(root / "dossier.toml", target)
    shutil.copytree(root / "seeds", target / "seeds")
    dossier = open_dossier(target)
    dossier.query.load()
    dossier.close()
    return target


def run(arguments: list[str]) -> int:
    """Make the pictures asked for; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--out", type=Path, default=HERE)
    parser.add_argument("--scene", nargs="*", choices=list(SCENES), default=list(SCENES))
    parser.add_argument("--size", nargs="*", default=list(SIZES))
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        sample = sample_copy(Path(folder))
        print("report", "png" if report_picture(sample, options.out / "report.png") else "left out (no browser)")
        for scene in options.scene:
            for size in options.size:
                for notes in sample.glob(f"{NOTEBOOK}*"):
                    shutil.rmtree(notes) if notes.is_dir() else notes.unlink()
                svg = asyncio.run(shoot(sample, size, SCENES[scene]))
                (options.out / f"{scene}-{size}.svg").write_text(svg, encoding="utf-8")
                has_png = to_png(svg, options.out / f"{scene}-{size}.png")
                print(f"{scene}-{size}", "svg and png" if has_png else "svg (no browser for the png)")  # a program to run by hand
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
