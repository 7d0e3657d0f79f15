"""The program that sets a PDF: Typst, in a process of its own, because nothing else can end it midway.

It stands alone: it is started by its path, and knows nothing of the rest of the package.
Standard input is a line of JSON (the size of each file by its name, the folder it may read from,
folders of fonts, the time of making), then the files. Standard output is the PDF.
"""

from __future__ import annotations

import json
import sys

REFUSED = 2
"""How it ends where Typst refuses; an error of its own ends it otherwise."""


def main() -> int:
    """Set what standard input asks for.

    Returns:
        0, or `REFUSED` with Typst's reason on standard error.
    """
    import typst

    given = sys.stdin.buffer
    asked = json.loads(given.readline())
    files = {name: given.read(size) for name, size in asked["files"].items()}
    try:
        pdf = typst.compile(
            files,
            format="pdf",
            root=asked["root"],
            font_paths=asked["fonts"],
            pdf_standards=["ua-1"],
            timestamp=asked["timestamp"],
        )
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
