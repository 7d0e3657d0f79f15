"""The kinds of document: for each what it says, as data that passed the gate, and how that is laid out."""
