"""Documents: gathered through the gate, made, handed over."""
