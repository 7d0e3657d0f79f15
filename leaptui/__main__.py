"""`python -m leaptui`."""

from leaptui.cli import main

if __name__ == "__main__":
    main()
