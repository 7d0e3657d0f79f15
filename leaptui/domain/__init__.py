"""What the field talks about: frozen records, closed vocabularies and pure rules.

Standard library only. Nothing here reads a file, a clock or a random source.
"""
