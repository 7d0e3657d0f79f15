"""Small files as cities should not send them, and what becomes of each: refused in a sentence, or every row told.

`python -m tests.calls.make_hostile` writes them to fixtures/hostile; a test holds that they are what this makes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.calls.workbooks import Row, gzipped, locked, ods, xls, xlsx, zipped

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "hostile"
HEADER = "Call Id,Received,Call Type"
KINDS = ("NOISE COMPLAINT", "TRESPASS", "WELFARE CHECK")


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, and what becomes of it: `refused` says a part of the sentence, else all rows are told."""

    data: bytes
    refused: str = ""
    rows: int = 0
    unreadable: int = 0


def rows(
    many: int = 40, written: str = "2024-05-{day:02} {hour:02}:{minute:02}:00", start: int = 0
) -> list[str]:
    """Plain calls, five hours and some minutes apart."""
    made = []
    for number in range(start, start + many):
        minutes = number * 317
        when = written.format(
            day=1 + minutes // 1440 % 28, hour=minutes // 60 % 24, minute=minutes % 60,
            half=(minutes // 60 % 12) or 12, mark="AM" if minutes // 60 % 24 < 12 else "PM",
        )  # fmt: skip
        made.append(f"24-{number:04},{when},{KINDS[number % 3]}")
    return made


def text(*lines: str, header: str = HEADER, end: str = "\n") -> bytes:
    """A CSV file in UTF-8."""
    return (end.join([header, *lines]) + end).encode()


def taken(data: bytes, unreadable: int = 0, many: int = 40) -> Hostile:
    """A file of which all rows are told."""
    return Hostile(data, rows=many + unreadable, unreadable=unreadable)


CALLS = rows()
GOOD = text(*CALLS)
CELLS: list[Row] = [tuple(line.split(",")) for line in (HEADER, *CALLS)]

NOT_CALLS = {
    "empty.csv": Hostile(b"", "is empty"),
    "only-blanks.csv": Hostile(b"\n\n  \r\n\t", "is empty"),
    "only-nuls.csv": Hostile(b"\0" * 600, "is empty"),
    "only-a-mark.csv": Hostile(b"\xef\xbb\xbf\n", "is empty"),
    "header-only.csv": Hostile(text(), "no rows of calls"),
    "prose.txt": Hostile(
        b"Dear advisor,\nplease find enclosed nothing at all.\nRegards\n", "no column with the time"
    ),
    "one-word.csv": Hostile(b"calls", "no rows of calls"),
    "document.csv": Hostile(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "a PDF document"),
    "picture.csv": Hostile(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "a picture"),
    "database.csv": Hostile(b"SQLite format 3\0" + bytes(600), "an SQLite database"),
    "parquet.csv": Hostile(b"PAR1\x15\x04\x15\x10" + bytes(200), "a Parquet file"),
    "all-bytes.csv": Hostile(bytes(range(256)) * 4, "a binary file"),
    "web-page.xls": Hostile(b"<html><table><tr><td>Call Id</td></tr></table></html>", "a web page"),
    "data.xml": Hostile(b'<?xml version="1.0"?><calls><call id="1"/></calls>', "an XML document"),
    "data.json": Hostile(b'[\n{"call": 1, "received": "2024-05-01"}\n]', "a JSON document"),
    "letter.rtf": Hostile(b"{\\rtf1\\ansi Calls for service\\par}", "a text document"),
    "no-time.csv": Hostile(b"Call Id,Call Type\n" + b"1,NOISE\n2,THEFT\n" * 20, "no column with the time"),
    "no-type.csv": Hostile(
        b"Call Id,Received\n" + b"1,2024-01-01 10:00:00\n" * 20, "no column with the type"
    ),
    "one-column.csv": Hostile(b"Call Type\n" + b"NOISE\nTHEFT\n" * 20, "no column with the time"),
    "types-all-blank.csv": Hostile(
        text(*[line.rpartition(",")[0] + "," for line in CALLS]), "no column with the type"
    ),
    "times-all-blank.csv": Hostile(text(*[f"{n},,NOISE" for n in range(40)]), "no column with the time"),
    "times-all-nonsense.csv": Hostile(
        text(*[f"{n},soon {n},NOISE" for n in range(40)]), "no column with the time"
    ),
    "open-quote.csv": Hostile(text(*CALLS, '24-9999,2024-05-01 10:00:00,"NOISE', *CALLS), "line 42"),
}

ARCHIVES = {
    "two-exports.zip": Hostile(zipped({"jan.csv": GOOD, "feb.csv": GOOD}), "holds 2 files: jan.csv, feb.csv"),
    "nothing-inside.zip": Hostile(zipped({}), "without an export"),
    "archive-in-archive.zip": Hostile(zipped({"a.zip": zipped({"calls.csv": GOOD})}), "another archive"),
    "gzip-in-gzip.csv.gz": Hostile(gzipped(gzipped(GOOD)), "another archive"),
    "locked.zip": Hostile(locked(zipped({"calls.csv": GOOD})), "locked by a password"),
    "cut.csv.gz": Hostile(gzipped(GOOD)[:-200], "cannot be read as an archive"),
    "behind-gzip.csv.gz": Hostile(gzipped(GOOD) + b"and more", "cannot be read as an archive"),
    "cut.zip": Hostile(zipped({"calls.csv": GOOD})[:-40], "cannot be read as a zip archive"),
    "tar.tar.gz": Hostile(gzipped(b"calls.csv".ljust(257, b"\0") + b"ustar\0" + GOOD), "another archive"),
    "climbing-name.zip": taken(zipped({"../../../etc/calls.csv": GOOD})),
    "odd-name.zip": taken(zipped({"\x1b[31mcalls\u202e.csv": GOOD})),
    "mac-leavings.zip": taken(zipped({"__MACOSX/._calls.csv": b"\0\5", "calls.csv": GOOD})),
    "wide-text.csv.gz": taken(gzipped(GOOD.decode().encode("utf-16"))),
    "book-in-archive.zip": taken(zipped({"calls.xlsx": xlsx({"Export": CELLS})})),
}

BOOKS = {
    "garbage.xlsx": Hostile(b"PK\x03\x04" + bytes(range(255, 0, -1)) * 4, "cannot be read as a workbook"),
    "cut.xlsx": Hostile(xlsx({"Export": CELLS})[:1500], "cannot be read as a workbook"),
    "no-sheet.xlsx": Hostile(zipped({"xl/workbook.xml": "<workbook/>"}), "cannot be read as a workbook"),
    "empty-book.xlsx": Hostile(xlsx({"Sheet1": []}), "no rows of calls"),
    "header-only.xlsx": Hostile(xlsx({"Export": CELLS[:1]}), "no rows of calls"),
    "locked.xlsx": Hostile(locked(xlsx({"Export": CELLS})), "locked by a password"),
    "garbage.xls": Hostile(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "cannot be read as a workbook"),
    "entities.xlsx": Hostile(
        zipped(
            {
                "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><workbook><sheets>'
                '<sheet name="&c;" sheetId="1"/></sheets></workbook>'
            }
        ),
        "cannot be read as a workbook",
    ),
    "far-corner.xlsx": Hostile(
        xlsx({"Export": CELLS}, raw_cells='<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "needs more memory",
    ),
    "only-hidden.xlsx": taken(xlsx({"Export": CELLS}, hidden=["Export"])),
    "totals-only.xlsx": Hostile(
        xlsx(
            {
                "By month": [
                    ["Month", "Calls"],
                    *[(f"2024-{n:02}", n * 9) for n in range(1, 13)],
                    ["Total", 702],
                ]
            }
        ),
        "no column with the t",
    ),
    "error-cells.xlsx": taken(
        xlsx(
            {"Export": CELLS},
            raw_cells='<row><c t="e"><v>#N/A</v></c><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c></row>',
        ),
        1,
    ),
    "formula-cells.xlsx": taken(
        xlsx(
            {"Export": CELLS},
            raw_cells='<row><c><f>1+1</f><v>2</v></c><c t="str"><f>NOW()</f><v>later</v></c><c t="str"><f>HYPERLINK("http://x")</f><v>NOISE</v></c></row>',
        ),
        1,
    ),
    "lying-dimension.xlsx": taken(xlsx({"Export": CELLS})),
    "many-sheets.xlsx": taken(
        xlsx(
            {"Notes": [["Made by dispatch"]], "Export": CELLS, "Codes": [["Code", "Text"], ["A", "NOISE"]]},
            hidden=["Codes"],
        )
    ),
    "titles-and-blanks.xlsx": taken(xlsx({"Export": [["Harbor Falls"], [], ["", ""], *CELLS]})),
    "plain.xls": taken(xls("Export", CELLS)),
    "plain.ods": taken(ods({"Export": CELLS})),
    "text-named-book.xls": taken(GOOD.replace(b",", b"\t")),
    "book-named-text.csv": taken(xlsx({"Export": CELLS})),
}

BYTES = {
    "nul-bytes.csv": taken(GOOD.replace(b"NOISE", b"NO\0ISE")),
    "returns-only.csv": taken(GOOD.replace(b"\n", b"\r")),
    "mixed-line-ends.csv": taken(GOOD.replace(b"TRESPASS\n", b"TRESPASS\r\n")),
    "no-last-line-end.csv": taken(GOOD.rstrip(b"\n")),
    "end-of-file-mark.csv": taken(GOOD + b"\x1a", 1),
    "marked.csv": taken(b"\xef\xbb\xbf" + GOOD),
    "marked-twice.csv": taken("\ufeff".encode().decode("cp1252").encode() + GOOD),
    "wide-marked.csv": taken(GOOD.decode().encode("utf-16")),
    "wide-unmarked.csv": taken(GOOD.decode().encode("utf-16-le")),
    "wide-other-way.csv": taken(GOOD.decode().encode("utf-16-be")),
    "windows-letters.csv": taken(GOOD.decode().replace("NOISE", "CAFÉ NOISE – “LOUD”").encode("cp1252")),
    "mac-letters.csv": taken(GOOD.decode().replace("NOISE", "SEÑAL").encode("mac_roman")),
    "two-encodings.csv": taken(
        GOOD + "\n".join(rows(20, start=40)).replace("NOISE", "CAFÉ").encode() + b"\n"
        + "\n".join(rows(2, start=60)).replace("NOISE", "CAFÉ").encode("cp1252") + b"\n",
        many=62,
    ),
    "half-letters.csv": taken(GOOD.replace(b"NOISE", b"NOI\xed\xa0\x80SE\xc3")),
    "terminal-codes.csv": taken(GOOD.replace(b"TRESPASS", b"\x1b[2J\x1b]0;gone\x07TRESPASS\x08\x7f")),
    "turned-text.csv": taken(GOOD.replace(b"TRESPASS", "\u202eSSAPSERT\u202c\u200b\u2066".encode())),
    "odd-line-ends-in-cells.csv": taken(GOOD.replace(b"NOISE", "NO\x0bI\x0cS\x85E\u2028X\x1c".encode())),
    "odd-blanks.csv": taken(
        GOOD.replace(b"\n24-", "\n\u00a024-\u200b".encode()).replace(b",2024", "\u3000,\u00a02024".encode())
    ),
}  # fmt: skip

SHAPES = {
    "blank-lines-between.csv": taken(GOOD.replace(b"\n", b"\n\n")),
    "cells-over-lines.csv": taken(GOOD.replace(b"NOISE COMPLAINT", b'"NOISE\nCOMPLAINT"')),
    "header-over-lines.csv": taken(GOOD.replace(HEADER.encode(), b'"Call\nId","Received\n(local)","Call\r\nType"')),
    "title-over-lines.csv": taken(b'"HARBOR FALLS\nREGIONAL DISPATCH"\n\n' + GOOD),
    "delimiters-in-cells.csv": taken(GOOD.replace(b"NOISE COMPLAINT", b'"NOISE, LOUD ""MUSIC"""')),
    "every-cell-quoted.csv": taken(b'"' + GOOD.rstrip(b"\n").replace(b",", b'","').replace(b"\n", b'"\n"') + b'"\n'),
    "short-row.csv": taken(text(*CALLS, "61"), 1),
    "long-row.csv": taken(text(*CALLS, "61,2024-01-01 10:00:00,NOISE,extra"), 1),
    "ragged.csv": taken(text(*[line + "," * (n % 2) for n, line in enumerate(CALLS)]), 20, 20),
    "header-wider.csv": taken(GOOD.replace(HEADER.encode(), HEADER.encode() + b",,")),
    "rows-wider.csv": taken(GOOD.replace(b"\n", b",\n").replace(HEADER.encode() + b",", HEADER.encode())),
    "header-again.csv": taken(text(*CALLS[:20], HEADER, *CALLS[20:]), 1),
    "pages.csv": taken(text(*CALLS[:20], "Page 1,,", HEADER, *CALLS[20:], "Page 2,,"), 3),
    "totals.csv": taken(text(*CALLS, "Total,,40", "Grand Total,,40"), 2),
    "row-count-behind.csv": taken(text(*CALLS, "", "(40 rows affected)"), 1),
    "dashes-under-header.csv": taken(text("-------,--------,---------", *CALLS), 1),
    "names-its-delimiter.csv": taken(b"sep=;\n" + GOOD.replace(b",", b";")),
    "titles-above.csv": taken(b"HARBOR FALLS REGIONAL DISPATCH\nCALLS FOR SERVICE 01/01/2024 - 12/31/2024\n\n" + GOOD),
    "header-in-two-rows.csv": taken(b"Call,Call,Call\nId,Received,Type\n" + GOOD.partition(b"\n")[2]),
    "the-same-name-twice.csv": taken(text(*[f"{line},X" for line in CALLS], header=f"{HEADER},Call Type")),
    "quote-astray.csv": taken(text(*CALLS, '61,2024-01-01 10:00:00,"NOISE" X'), 1),
    "inches.csv": taken(text(*[line.replace("NOISE", '6" NOISE') for line in CALLS])),
    "tabs.tsv": taken(GOOD.replace(b",", b"\t")),
    "bars.psv": taken(GOOD.replace(b",", b"|")),
    "one-row.csv": taken(text(CALLS[0]), many=1),
    "all-rows-alike.csv": taken(text(*[CALLS[0]] * 40)),
}  # fmt: skip

WORDS = {
    "formulas.csv": taken(GOOD.replace(b"TRESPASS", b"=cmd|' /C calc'!A0").replace(b"WELFARE", b"@SUM(1+1)*WELFARE")),
    "markup.csv": taken(GOOD.replace(b"TRESPASS", b"[bold red]TRESPASS[/] <script>{{ 7*7 }}{% raw %}")),
    "statements.csv": taken(
        GOOD.replace(HEADER.encode(), b"\"Call Id'; DROP TABLE raw; --\",\"Received\"\")\",Call Type")
        .replace(b"TRESPASS", b"'); DELETE FROM calls; --")
    ),
    "long-names.csv": taken(GOOD.replace(b"Call Type", b"Call Type " + b"x" * 150)),
    "names-in-other-letters.csv": taken(GOOD.replace(b"Call Id", "通報 🚓 Call Id".encode())),
    "cut-ids.csv": taken(text(*[f"2.02E+11,{line.partition(',')[2]}" for line in CALLS])),
    "sensitive.csv": taken(
        text(*[f"{line},JOHN QUILL,555-010-0{n:03},x@example.org" for n, line in enumerate(CALLS)],
             header=f"{HEADER},Caller Name,Phone,Email")
    ),
}  # fmt: skip

TIMES = {
    "dates-only.csv": taken(text(*rows(written="05/{day:02}/2024"))),
    "half-clocks.csv": taken(text(*rows(written="05/{day:02}/2024 {half:02}:{minute:02}:00"))),
    "marks-lost.csv": taken(
        text(*rows(20, "05/{day:02}/2024 {half:02}:{minute:02} {mark}"), *rows(20, "05/{day:02}/2024 {half:02}:{minute:02}", 20))
    ),
    "two-orders.csv": taken(
        text(
            *[f"{n},05/{1 + n:02}/2024 10:00,NOISE" for n in range(28)],
            *[f"{n},{1 + n:02}/05/2024 10:00,NOISE" for n in range(20)],
        ),
        8,
        40,
    ),
    "number-clocks.csv": taken(
        text(*[line.replace(" ", ",", 1) for line in rows(written="05/{day:02}/2024 {hour}{minute:02}")],
             header="Call Id,Call Date,Call Time,Call Type")
    ),
    "seconds-from-1970.csv": taken(text(*[f"{n},{1714560000 + n * 3600},NOISE" for n in range(40)])),
    "milliseconds-from-1970.csv": taken(text(*[f"{n},{1714560000000 + n * 3600000},NOISE" for n in range(40)])),
    "spreadsheet-days.csv": taken(text(*[f"{n},{45413 + n / 7:.6f},NOISE" for n in range(40)])),
    "zones.csv": taken(text(*rows(20, "2024-05-{day:02}T{hour:02}:{minute:02}:00Z"), *rows(20, "2024-05-{day:02}T{hour:02}:{minute:02}:00-05:00", 20))),
    "impossible-days.csv": taken(text(*CALLS, "41,2024-02-30 10:00:00,NOISE", "42,2024-13-01 10:00:00,NOISE", "43,2024-05-01 24:00:00,NOISE", "44,2024-05-01 10:61:00,NOISE"), 4),
    "other-centuries.csv": taken(text(*CALLS, "41,0024-05-01 10:00:00,NOISE", "42,1899-12-31 10:00:00,NOISE", "43,2999-01-01 00:00:00,NOISE"), 3),
    "not-yet.csv": taken(text(*CALLS, "41,2069-05-01 10:00:00,NOISE"), many=41),
    "backwards.csv": taken(
        text(*[f"{line},2023-01-01 00:00:00,2031-01-01 00:00:00" for line in CALLS], header=f"{HEADER},Arrived,Cleared")
    ),
    "retyped-durations.csv": taken(
        text(*[f"{line},{n + 1}:{n:02}:00" for n, line in enumerate(CALLS)], header=f"{HEADER},Time Elapsed")
    ),
    "day-nought.csv": taken(text(*[f"{line},1/0/1900" for line in CALLS], header=f"{HEADER},Arrived")),
    "no-hour-in-some.csv": taken(text(*CALLS[:30], *rows(10, "2024-05-{day:02}", 30))),
}  # fmt: skip

HOSTILE: dict[str, Hostile] = {**NOT_CALLS, **ARCHIVES, **BOOKS, **BYTES, **SHAPES, **WORDS, **TIMES}


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, hostile in HOSTILE.items():
        (FOLDER / name).write_bytes(hostile.data)


if __name__ == "__main__":
    main()
