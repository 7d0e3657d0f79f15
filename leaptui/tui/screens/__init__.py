"""One module for each place and for what is laid over all of them."""
