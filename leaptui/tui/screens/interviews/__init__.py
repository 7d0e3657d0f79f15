"""Interviews: writing while people talk, and the views over what they said."""
