"""From demand to teams, people and money."""
