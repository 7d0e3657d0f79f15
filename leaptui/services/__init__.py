"""What a person does with leaptui, one module for each thing.

The app and the command line call these functions and nothing below them. Each takes a
`Workspace` first: the open store, what the field knows, the clock and the home folder.
"""
