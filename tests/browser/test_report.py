"""The HTML report in a real browser: cut off from every network, without scripts, on paper, by keyboard, in the dark."""

import base64
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.chromium import Page

INSIDE = "(() => { const e = document.querySelector(':target'); if (!e) return false; const b = e.getBoundingClientRect();"
IN_SIGHT = f"{INSIDE} return b.top >= 0 && b.bottom <= innerHeight + 1; }})()"


@pytest.fixture
async def shown(tab: Page, report: Path) -> Page:
    """The report, opened with the network cut off."""
    await tab.ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
    await tab.open(report.as_uri())
    return tab


async def test_the_page_asks_for_nothing_and_complains_of_nothing(shown: Page, report: Path) -> None:
    """One request, for the file itself; no error in the console; title, headings and picture are there."""
    assert shown.requested == [report.as_uri()]
    assert shown.errors == []
    assert await shown.run("document.title") == await shown.run("document.querySelector('h1').textContent")
    assert await shown.run("document.querySelectorAll('.event').length") > 5
    assert await shown.run("document.querySelector('.picture svg').getBoundingClientRect().width") > 500


async def test_an_entry_leads_to_its_passage_and_back(shown: Page) -> None:
    """A click on the picture shows the event; on the event's paragraph sign, the words themselves, which are those that it gave; the
    arrow behind them leads back.
    """
    await shown.run("document.documentElement.style.scrollBehavior = 'auto'")
    await shown.click("svg a.dot")
    await shown.until("location.hash.startsWith('#e-')")
    await shown.until("document.querySelector(':target').getBoundingClientRect().top < innerHeight")
    targets = await shown.run("document.querySelector('.event:target blockquote p').textContent")
    await shown.click(".event:target .para")
    await shown.until("location.hash.startsWith('#r-')")
    await shown.until(IN_SIGHT)
    passage = await shown.run("document.querySelector(':target').closest('p').textContent")
    assert re.sub(r"\s+|↩", "", targets.partition("¶")[0])[:60] in re.sub(r"\s+|↩", "", passage)
    await shown.click("mark:target .back")
    await shown.until("location.hash.startsWith('#e-')")


async def test_every_link_inside_leads_to_something_that_is_shown(shown: Page) -> None:
    """Each fragment has its element, and that is drawn somewhere."""
    lost = await shown.run(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1) || a.href.baseVal)"
        ".filter(id => { const e = document.getElementById(id); return !e || !e.parentElement.getClientRects().length })"
    )
    assert lost == []


async def test_without_scripts_all_is_there_and_filters_work(tab: Page, report: Path) -> None:
    """With JavaScript off: the same events, the same leap to a passage, and the choice of strikes hides meetings."""
    await tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    await tab.open(report.as_uri())
    shown = "[...document.querySelectorAll('.event')].filter(e => e.getClientRects().length)"
    every = await tab.run(f"{shown}.length")
    assert every == await tab.run("document.querySelectorAll('.event').length")
    await tab.click("label[for=show-strike]")
    await tab.until(f"{shown}.length < {every} && {shown}.every(e => e.classList.contains('strike'))")
    await tab.click("label[for=show-all]")
    await tab.until(f"{shown}.length === {every}")
    await tab.click("svg a.dot")
    await tab.until("document.querySelector('.event:target') !== null")


async def test_on_paper_the_words_can_be_read(shown: Page) -> None:
    """Printed to PDF: title, every event and every article's title are among the words; what only a screen needs is left out."""
    printed = base64.b64decode((await shown.ask("Page.printToPDF", printBackground=True))["data"])
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    read = re.sub(r"\s+", "", words)
    for heading in await shown.run("[...document.querySelectorAll('h1, .event h4, .source h3')].map(e => e.textContent)"):
        assert re.sub(r"\s+", "", heading).casefold() in read.casefold(), heading
    assert "Skip to" not in words
    assert "↩" not in words


async def test_a_keyboard_reaches_the_timeline(shown: Page) -> None:
    """Tab and enter: first the way past the head, then the events of the picture, each with its name for who cannot see it."""
    await shown.press("Tab")
    assert await shown.run("document.activeElement.className") == "skip"
    for _ in range(3):
        await shown.press("Tab")
        if await shown.run("document.activeElement.matches('svg a')"):
            break
    assert await shown.run("document.activeElement.querySelector('title').textContent.length") > 10
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert await shown.run(outline) != "none"
    await shown.press("Enter")
    await shown.until("document.querySelector('.event:target') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_words_stand_out_in_both_schemes(shown: Page, scheme: str) -> None:
    """Text, soft text and both kinds' colours differ from the paper by 4.5 to 1 at least."""
    await shown.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    colours = await shown.run(
        "['ink', 'soft', 'link', 'meeting', 'strike', 'said'].map(n => getComputedStyle(document.documentElement).getPropertyValue('--' + n))"
    )
    paper = await shown.run("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    ratios = {colour: contrast(colour.strip(), paper.strip()) for colour in colours}
    assert all(ratio >= 4.5 for ratio in ratios.values()), ratios


async def test_a_narrow_page_is_not_wider_than_its_window(shown: Page) -> None:
    """On a telephone nothing but the picture scrolls sideways."""
    await shown.ask("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=1, mobile=False)
    assert await shown.run("document.documentElement.scrollWidth") <= 390


def contrast(first: str, other: str) -> float:
    """Contrast ratio of two colours, after WCAG 2: from 1 to 21."""
    light, dark = sorted((brightness(first), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def brightness(colour: str) -> float:
    """The relative luminance of #rrggbb, or #rgb."""
    signs = colour.removeprefix("#")
    signs = "".join(c * 2 for c in signs) if len(signs) == 3 else signs
    parts = (int(signs[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
