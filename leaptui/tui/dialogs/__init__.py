"""Questions laid over a screen. `await app.push_screen_wait(dialog)` gives the answer, none for Esc."""
