"""The one door out: what may be said to whom, cleared, and written for others."""
