"""The store from the app: keys, history, settings."""
