"""The words dispatch systems put over their columns, and what they stand for."""

from __future__ import annotations

import re
from functools import lru_cache

_SPLIT = re.compile(r"[A-Z]{2,}(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")

_SHORTEST_PARTED = 6

_SPELLED: dict[str, str] = {
    "timezone": "timezone", "dttm": "datetime", "dtm": "datetime", "dt": "date", "tm": "time", "tme": "time", "hr": "hour",
    "rcvd": "received", "recd": "received", "rcv": "received", "recv": "received", "receive": "received",
    "reception": "received", "recieved": "received",
    "crtd": "created", "create": "created", "creation": "created", "entry": "entered", "enter": "entered",
    "queue": "queued", "opened": "open", "begin": "start", "started": "start",
    "dispatch": "dispatched", "disp": "disp", "dsp": "dispatched", "dispatchtime": "dispatched",
    "assign": "assigned", "enroute": "enroute", "enrt": "enroute", "enr": "enroute", "responding": "enroute",
    "arrive": "arrived", "arrival": "arrived", "arrv": "arrived", "arv": "arrived", "arr": "arrived",
    "arvd": "arrived", "arrvd": "arrived", "onscene": "arrived", "ons": "arrived", "atscene": "arrived",
    "clear": "cleared", "clr": "cleared", "clrd": "cleared", "close": "cleared", "closed": "cleared",
    "cls": "cleared", "closing": "cleared", "complete": "cleared", "completed": "cleared",
    "finished": "cleared", "end": "cleared", "ended": "cleared", "available": "cleared",
    "nbr": "number", "num": "number", "no": "number", "nr": "number", "ident": "id", "identifier": "id",
    "inc": "incident", "incid": "incident", "evt": "event", "evnt": "event",
    "desc": "description", "descr": "description", "descrip": "description", "dscr": "description",
    "text": "description", "txt": "description", "cd": "code", "cde": "code", "codes": "code",
    "typ": "type", "calltype": "type", "eventtype": "type", "incidenttype": "type", "types": "type",
    "sig": "signal", "orig": "initial", "original": "initial", "init": "initial",
    "pri": "priority", "prio": "priority", "prty": "priority",
    "dispo": "disposition", "dispos": "disposition", "dispositions": "disposition", "clearance": "disposition",
    "disposi": "disposition", "outcome": "disposition", "result": "disposition", "resolution": "disposition",
    "addr": "address", "adr": "address", "loc": "location", "blk": "block", "hundredblock": "block",
    "hundred": "block", "streetname": "street", "str": "street", "xstreet": "street",
    "lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude",
    "dist": "district", "pct": "precinct", "jur": "jurisdiction", "juris": "jurisdiction",
    "dept": "agency", "department": "agency", "units": "unit", "selfinitiated": "selfinitiated",
    "officerinitiated": "officerinitiated", "onview": "onview", "src": "source", "cmt": "comments",
    "comment": "comments", "note": "comments", "notes": "comments", "remarks": "comments",
    "remark": "comments", "narr": "comments", "narrative": "comments", "synopsis": "comments",
    "ph": "phone", "telephone": "phone", "tel": "phone", "mobile": "phone",
    "dispatches": "dispatched", "offence": "offense", "occured": "occurred", "occurrence": "occurred",
    "occur": "occurred", "reported": "report", "natures": "nature",
}  # fmt: skip


@lru_cache(maxsize=4096)
def words_of(header: str) -> tuple[str, ...]:
    """The words of a header, in lower case, abbreviations spelled out.

    `OFFENSE_TIME` gives `offense time`, `TimeArrive` gives `time arrived`, `On Scene` gives `arrived`.
    """
    found = [part for word in _SPLIT.findall(header) for part in _parted(word.lower())]
    if found == ["rd"]:  # reporting district; in an address it is a road
        return ("district",)
    joined: list[str] = []
    skip = False
    for word, following in zip(found, [*found, ""][1:], strict=True):
        if skip:
            skip = False
            continue
        pair = _PAIRS.get((word, following))
        if pair:
            joined.append(pair)
            skip = True
        else:
            joined.append(_SPELLED.get(word, word))
    return tuple(joined)


def _parted(word: str) -> list[str]:
    """A word that is two known ones written together, as `timeclosed`; else the word itself."""
    if len(word) < _SHORTEST_PARTED or word in _SPELLED or word in _KNOWN:
        return [word]
    for cut in range(3, len(word) - 1):
        parts = [word[:cut], word[cut:]]
        if all(part in _SPELLED or part in _KNOWN or part in OTHER_MOMENTS for part in parts):
            return parts
    return [word]


_PAIRS: dict[tuple[str, str], str] = {
    ("on", "scene"): "arrived",
    ("on", "scn"): "arrived", ("at", "scene"): "arrived", ("en", "route"): "enroute",
    ("in", "route"): "enroute", ("in", "service"): "cleared", ("self", "initiated"): "selfinitiated",
    ("officer", "initiated"): "officerinitiated", ("off", "init"): "officerinitiated",
    ("officer", "init"): "officerinitiated", ("self", "init"): "selfinitiated", ("off", "initiated"): "officerinitiated",
    ("reporting", "district"): "district", ("on", "view"): "onview", ("ten", "code"): "tencode",
    ("hundred", "block"): "block", ("how", "received"): "source", ("how", "reported"): "source",
    ("received", "by"): "source", ("call", "source"): "source", ("time", "stamp"): "datetime",
    ("clear", "code"): "disposition", ("closed", "code"): "disposition", ("close", "code"): "disposition",
    ("action", "taken"): "disposition", ("date", "time"): "datetime",
    ("first", "name"): "personname", ("last", "name"): "personname", ("middle", "name"): "personname",
    ("caller", "name"): "personname", ("officer", "name"): "personname", ("full", "name"): "personname",
    ("person", "name"): "personname", ("suspect", "name"): "personname", ("owner", "name"): "personname",
    ("reporting", "party"): "personname", ("victim", "name"): "personname",
}  # fmt: skip

TIME_WORDS = frozenset({"date", "time", "datetime", "timestamp", "hour", "day", "clock", "local"})

STAGE_WORDS: dict[str, dict[str, float]] = {
    "received": {
        "received": 3, "created": 2.6, "entered": 2.4, "queued": 2.4, "open": 2.2, "intake": 2.4,
        "answered": 1.8, "start": 1.6, "call": 1.6, "event": 1.5, "incident": 1.5, "report": 1.4,
        "occurred": 1.3, "offense": 1.3, "initial": 0.3, "added": 1.5, "activity": 1,
    },
    "dispatched": {"dispatched": 3, "disp": 2.4, "assigned": 2.2},
    "en_route": {"enroute": 3},
    "arrived": {"arrived": 3},
    "cleared": {"cleared": 3},
}  # fmt: skip
"""How strongly a word says which moment of a call a time column holds."""

_NUMBERS_OF_THINGS = frozenset(
    {
        "number",
        "id",
        "key",
        "item",
        "code",
        "unit",
        "zip",
        "count",
        "phone",
        "type",
        "priority",
        "district",
        "beat",
    }
)


def names_a_time(words: tuple[str, ...]) -> bool:
    """Whether a header's words name a time so plainly that bare numbers under it are times."""
    if _NUMBERS_OF_THINGS & set(words):
        return False
    plain = max((STAGE_WORDS[stage].get(word, 0.0) for stage in STAGE_WORDS for word in words), default=0.0)
    return plain >= 2.2 or bool(TIME_WORDS & set(words))


OTHER_MOMENTS = frozenset(
    {
        "control", "transport", "hospital", "updated", "update", "modified", "modify", "loaded", "load",
        "export", "exported", "extracted", "expiration", "effective", "elapsed", "duration", "minutes",
        "seconds", "travel", "response", "total", "process", "shift",
    }
)  # fmt: skip
"""Words of times that are none of the moments a call is measured by."""

TYPE_WORDS: dict[str, float] = {
    "type": 2.4, "nature": 2.6, "problem": 2.6, "tencode": 2.4, "signal": 1.6, "offense": 1.2,
    "crime": 1.2, "category": 1.0, "complaint": 1.4, "description": 1.2, "reason": 1.4, "class": 0.8,
    "classification": 1.2, "code": 0.6, "callcode": 2.0, "charge": 1.0, "calldescription": 2.4,
}  # fmt: skip

DISTRICT_ORDER = (
    "beat", "district", "zone", "sector", "precinct", "ward", "division", "grid", "neighborhood",
    "neighbourhood", "area", "station", "community", "response",
)  # fmt: skip
"""Names of police areas, the one preferred first."""

PLACE_WORDS: dict[str, float] = {
    "address": 3, "block": 2.6, "location": 2.4, "intersection": 2.4, "street": 2.2, "place": 1.6,
    "premise": 1.2,
}  # fmt: skip

ID_SUBJECTS: dict[str, float] = {
    "call": 1.6, "incident": 1.6, "event": 1.6, "cad": 1.4, "cfs": 1.6, "master": 1, "item": 1, "eid": 1.4,
    "callnumber": 2.8, "service": 0.6, "run": 1.2, "dispatched": 0.6, "record": 0.4, "case": 0.5, "report": 0.2,
    "complaint": 0.3, "acci": 0.6, "log": 0.6,
}  # fmt: skip
ID_NOUNS = frozenset({"number", "id", "key", "item"})
ROW_COUNTERS = frozenset({"objectid", "fid", "rowid", "globalid", "rownum", "index", "recordid"})

SOURCE_VALUE = re.compile(
    r"^(e?-?911\b.*|9-1-1.*|on-?\s?view.*|o/?v$|officer.*|self.?init.*|field.?init.*|telephone.*|phone.*|"
    r"non.?emergency.*|alarm call.*|text.*|in person.*|walk.?in.*|radio.*|cell.*|wireless.*|landline.*|"
    r"fk error.*|seven digit.*|7 ?digit.*|web.*|online.*|app\b.*|transfer.*|proactive.*)$",
    re.IGNORECASE,
)

PERSONAL: dict[str, str] = {
    "personname": "names of people are not kept",
    "caller": "callers are not kept",
    "phone": "telephone numbers are not kept",
    "email": "addresses of people are not kept",
    "dob": "dates of birth are not kept",
    "birth": "dates of birth are not kept",
    "ssn": "personal numbers are not kept",
    "plate": "plates are not kept",
    "vin": "vehicle numbers are not kept",
    "comments": "free text is not kept",
    "race": "what people are is not kept from a call export",
    "sex": "what people are is not kept from a call export",
    "gender": "what people are is not kept from a call export",
    "ethnicity": "what people are is not kept from a call export",
    "age": "what people are is not kept from a call export",
}
"""Words over columns that are never read in, and why."""

COORDINATES = frozenset({"latitude", "longitude", "xcoord", "ycoord", "geom", "geometry", "geox", "geoy", "mapx",
                         "mapy", "point", "coordinates", "georeference"})  # fmt: skip

_KNOWN = frozenset(
    {
        *TIME_WORDS, *(word for words in STAGE_WORDS.values() for word in words), *TYPE_WORDS, *DISTRICT_ORDER,
        *PLACE_WORDS, *ID_SUBJECTS, *ID_NOUNS, *ROW_COUNTERS, *PERSONAL, *COORDINATES, "priority", "source",
        "disposition", "unit", "agency", "jurisdiction", "initial", "final", "city", "state", "zip", "name",
        "selfinitiated", "officerinitiated", "onview", "status",
    }
)  # fmt: skip


def knows(header: str) -> bool:
    """Whether any word of a header is one this program has a meaning for."""
    return any(word in _KNOWN for word in words_of(header))
