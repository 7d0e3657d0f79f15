"""leaptui opens no connection: not the commands, not the app, not what they use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

WORK = """
import asyncio, os, sys
from pathlib import Path

reached = []
def watch(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        reached.append((event, str(arguments[-1])))
sys.addaudithook(watch)

home, export, out = (Path(argument) for argument in sys.argv[1:])
os.environ["LEAPTUI_HOME"] = str(home)

from leaptui.cli.root import run

def leaptui(*arguments):
    os.environ["LEAPTUI_PASSPHRASE"] = "correct horse"
    sys.argv = ["leaptui", *map(str, arguments)]
    assert run() == 0, arguments

leaptui("init")
leaptui("engagement", "add", "Harbor Falls, OH", "--timezone", "America/New_York")
leaptui("calls", "import", export, "-e", "harbor-falls-oh")
leaptui("calls", "summary", "-e", "harbor-falls-oh")
leaptui("document", "export", "-e", "harbor-falls-oh", "--format", "docx,pdf,html,md", "--to", out)

from leaptui.tui.app import LeapApp

async def visit():
    app = LeapApp(home, "correct horse")
    async with app.run_test() as pilot:
        while not app.store.is_open:
            await pilot.pause(0.05)
        for key in ("enter", "4", "7", "1"):
            await pilot.press(key)

asyncio.run(visit())
print("reached", reached)
"""


def test_nothing_is_ever_reached_over_a_network(tmp_path: Path, fixtures: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WORK,
            tmp_path / "home",
            fixtures / "calls" / "seattle_layout.csv",
            tmp_path / "out",
        ],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "reached []"
