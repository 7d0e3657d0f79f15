"""leaptui is killed again and again while somebody types; after each kill all is looked through."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from leaptui.domain.records import Engagement, Interview
from leaptui.services.city.engagements import add_engagement
from leaptui.services.interviews.interviews import start_interview
from leaptui.services.upkeep.homes import open_workspace
from leaptui.services.workspace import wall_clock_ms
from leaptui.store.creation import create_store
from leaptui.store.files import StoreFiles
from leaptui.store.keys import Strength
from tests.e2e.typist import Typist, words

PASSPHRASE = "correct horse"
LONGEST = 2_500
"""Characters after which a new note is begun: a long one only makes each kill slower."""
_LONGEST_SITTING = 1.6
"""Seconds of typing before a kill at most."""
_CTRL_Q, _ESCAPE = "\x11", "\x1b"


@dataclass
class Kills:
    """What some kills found.

    Attributes:
        number: How many there were.
        amiss: What was not as it should be, one sentence each.
        moments: What the app was doing, and how often.
        saved: How often the screen had gone over to `saved`.
        unsaved: For each kill how many keys were sent and not there: those of the last moment.
    """

    number: int = 0
    amiss: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)
    saved: int = 0
    unsaved: list[int] = field(default_factory=list)


def make_home(home: Path) -> None:
    """A store with a city and an interview without a note."""
    store, _ = create_store(home, PASSPHRASE, now_ms=wall_clock_ms, strength=Strength(n=2, r=1, p=1))
    store.close()
    with open_workspace(home, PASSPHRASE) as workspace:
        city = add_engagement(workspace, "Harbor Falls, OH", timezone="America/New_York", phase="listening")
        start_interview(workspace, city, title="Night dispatcher")


def kill_again_and_again(folder: Path, number: int, seed: int) -> Kills:
    """Type, kill, look through what is left, and go on in the same store.

    Args:
        folder: An empty one, to work in.
        number: How many kills.
        seed: Of every choice.
    """
    chance = Random(seed)
    found = Kills()
    template = folder / "template"
    make_home(template)
    home, text, is_draft = _new_home(template, 0), "", False
    typist = Typist(home, PASSPHRASE)
    vocabulary = words(chance)
    for _ in range(number):
        typist.open_note(text, found=is_draft)
        moment = _type_until_killed(typist, chance, vocabulary)
        found.number += 1
        found.saved += typist.times_saved
        hot = StoreFiles(home).journal.exists()
        found.moments[f"{moment}, in the midst of a write" if hot else moment] += 1
        copy = Path(shutil.copytree(home, folder / "copy"))
        last = typist
        begins_anew = len(last.text) > LONGEST
        if begins_anew:
            home = _new_home(template, found.number)
        typist = Typist(home, PASSPHRASE)  # it starts while the copy is looked through
        text, is_draft = _look_through(copy, last, found)
        shutil.rmtree(copy)
        if begins_anew:
            text, is_draft = "", False
    typist.kill()
    return found


def _new_home(template: Path, number: int) -> Path:
    return Path(shutil.copytree(template, template.parent / f"home{number}"))


def _type_until_killed(typist: Typist, chance: Random, vocabulary: Iterator[str]) -> str:
    """Type at a changing pace and kill at a moment nobody chose; tell what it was doing."""
    until = time.monotonic() + chance.random() * _LONGEST_SITTING
    while time.monotonic() < until:
        typist.type(next(vocabulary), chance.random() * 0.03)
        if chance.random() < 0.3:
            typist.look(min(chance.random() * 0.6, max(until - time.monotonic(), 0)))
    moment = chance.choices(("typing", "saving", "closing the note", "leaving"), (60, 20, 12, 8))[0]
    if moment == "saving":
        typist.look(0.4)  # until it rests, and then about as long after a key as the app waits
        typist.type("x", 0.25 + chance.random() * 0.04)
    elif moment != "typing":
        typist.terminal.child.send(_ESCAPE if moment == "closing the note" else _CTRL_Q)
        typist.look(chance.random() * 0.3)
    typist.kill()
    return moment


def _look_through(home: Path, typist: Typist, found: Kills) -> tuple[str, bool]:
    """Open what the kill left and compare; give the text that is there, and whether it is a draft's."""
    with open_workspace(home, PASSPHRASE) as workspace:
        store = workspace.store
        found.amiss += [finding.sentence for finding in store.check(log=True).findings]
        before = [store.all(kind) for kind in (Engagement, Interview)]
        store.rebuild()
        if [store.all(kind) for kind in (Engagement, Interview)] != before:
            found.amiss.append("the tables made anew from the log differ")
        (interview,) = store.all(Interview)
        draft = store.draft(interview.id, "note")
        text = draft.text if draft else interview.note
    if not typist.text.startswith(text):
        found.amiss.append(f"{text[-40:]!r} was never typed so")
    if len(text) < typist.safe:
        found.amiss.append(f"{typist.text[len(text) : typist.safe]!r} was called saved and is not there")
    found.unsaved.append(len(typist.text) - len(text))
    return text, draft is not None and draft.text != interview.note
