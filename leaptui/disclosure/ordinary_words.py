"""Names that are ordinary words too: alone they cannot be told from the word."""

from __future__ import annotations

from typing import Final

_WORDS = """
    amber angel april art august autumn baker banks bell best bill bishop black bridges brooks brown bush case
    chance chase christian church cook cross crystal daisy dawn day duke earl faith field fields fish
    ford frank good grace grant gray green guy hill hills holly hope house iris ivy jade joy june king knight
    lane lily little long love major march mark marks marsh mason may mercy miles moon noble north olive page park
    parks pat pearl penny pope porter potter price prince rain read reed rice rich rivers robin rose ruby rush
    sandy sharp short small south stone street strong sue summer swift temple violet walker ward waters
    weeks wells west white will wise wood woods young
"""
ORDINARY: Final = frozenset(_WORDS.split())
