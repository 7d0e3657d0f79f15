"""leaptui: the field notebook of community-responder advisors."""

__version__ = "0.4.1"
