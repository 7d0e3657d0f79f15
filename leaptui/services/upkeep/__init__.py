"""The store and the laptop: homes, settings, history, keys and backups."""
