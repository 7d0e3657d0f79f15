"""The one encrypted store: a log of acts, the tables made from it, drafts, search, datasets, backups."""
