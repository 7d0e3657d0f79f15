"""A figure that a text claims, told in steps where documents do not print it in counts.

The tables of a document decide together which counts may stand in it (`leaptui.disclosure.call_cells`).
A figure that is in none of them, or that is of some of the calls only, overlaps with these and with the
other figures of the text in ways that nobody can list: the calls of two districts and of three. So it is
told as what is printed beside those tables is (`leaptui.disclosure.call_service`).
"""

from __future__ import annotations

from dataclasses import replace

from leaptui.disclosure._seal import KEY
from leaptui.disclosure.bands import banded_count, banded_rate, banded_share
from leaptui.disclosure.call_service import fewest
from leaptui.disclosure.cells import is_small
from leaptui.disclosure.cleared import Cleared
from leaptui.disclosure.gate import WITHHELD, ClearedFigure, Gate
from leaptui.disclosure.wording import dates
from leaptui.domain.measured import Measured, Unit


def clear_in_steps(
    gate: Gate,
    figure: Measured,
    *,
    of: int = 0,
    among: str = "",
    is_part: bool = False,
    filtered: str = "",
    withhold: bool = False,
) -> ClearedFigure:
    """A figure as it may be printed in a text.

    Args:
        gate: The document's gate.
        figure: What was measured; its `part` is how many calls it rests on.
        of: Of how many calls it is a share, where not of its base.
        among: Which part of its base that is, in words.
        is_part: Whether its base is some of the calls only, so that this count, too, is told in steps.
        filtered: Which these are, in words, where its days do not say it.
        withhold: Whether it must go, because what else is printed would give a small count away with it.
    """
    where = "figure of a text"
    least, part = int(gate.threshold), figure.base.calls if figure.part is None else figure.part
    whole = of or figure.base.calls
    small = withhold or is_small(figure.base.calls, least) or is_small(part, least) or is_small(whole, least)
    told = WITHHELD if small else _told(gate, figure, part, whole)
    base = figure.base
    calls = banded_count(base.calls, least).text if is_part else gate.count(base.calls).printed
    span = f", {dates(base.period)}" if base.period else ""
    rules = f", {figure.rules} rules" if figure.rules and not among else ""
    part_of = f"{among}, of " if among else ""
    if filtered and WITHHELD in (told, calls):
        filtered = "a part of them"  # which one names a type, a district, an hour of few calls
    return ClearedFigure(
        gate.of_file(figure.label, where),
        Cleared(told, KEY),
        gate.of_file(
            "; ".join(
                each for each in (f"{part_of}{calls} {base.name.label}{span}{rules}", filtered) if each
            ),
            where,
        ),
        gate.of_file(figure.source.file_name, "file name"),
    )


def _told(gate: Gate, figure: Measured, part: int, whole: int) -> str:
    least = int(gate.threshold)
    if least <= 1:
        return figure.printed
    match figure.unit:
        case Unit.SHARE:
            return banded_share(figure.value, whole, least).text
        case Unit.CALLS:
            return banded_count(round(figure.value), least).text
        case Unit.MINUTES:
            return figure.printed if part >= fewest(gate) else WITHHELD
        case _:
            rate = banded_rate(figure.value, part, least)
            return WITHHELD if rate is None else f"about {replace(figure, value=rate).printed}"
