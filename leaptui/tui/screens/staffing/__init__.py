"""Staffing: assumptions, teams by hour, people and money."""
