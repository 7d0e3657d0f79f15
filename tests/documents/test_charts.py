"""Pictures: the same bytes every time, readable in grey, and told in words."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

from leaptui.disclosure.call_figures import clear_calls
from leaptui.documents import charts
from tests.documents import sample

CALLS = clear_calls(sample.gate(), sample.summary(), "calls.csv")


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)


def test_the_same_figures_give_the_same_bytes() -> None:
    assert charts.heat_map(CALLS.grid).svg == charts.heat_map(CALLS.grid).svg
    assert charts.tier_bars(CALLS.tiers).png == charts.tier_bars(CALLS.tiers).png


def test_pictures_hold_no_date_and_need_no_font() -> None:
    picture = charts.heat_map(CALLS.grid)
    ET.fromstring(picture.svg)
    assert b"<text" not in picture.svg
    assert b"date" not in picture.svg
    assert picture.png.startswith(b"\x89PNG")


def test_the_bands_grow_darker_one_by_one() -> None:
    values = [lightness(colour) for colour in charts.BANDS]
    assert values == sorted(values, reverse=True)
    assert min(lighter - darker for lighter, darker in itertools.pairwise(values)) > 0.004


def test_the_finding_names_the_busiest_and_the_quietest_hour() -> None:
    picture = charts.heat_map(CALLS.grid)
    assert "most frequent on Fridays from 16:00 to 17:00 (6.0 and more calls an hour)" in picture.finding
    assert picture.finding in picture.alternative
    assert picture.alternative.startswith("Heat map of mean calls an hour")


def test_a_withheld_bar_is_told_in_words() -> None:
    bars = charts.tier_bars(clear_calls(sample.gate(), sample.summary_with_a_small_tier(), "calls.csv").tiers)
    assert "Co-response: withheld;" in bars.alternative
    assert "Community responder: 1,500 (" in bars.alternative
