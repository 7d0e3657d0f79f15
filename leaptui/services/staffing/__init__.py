"""Staffing while people watch: what-if, shifts, replay, scenarios."""
