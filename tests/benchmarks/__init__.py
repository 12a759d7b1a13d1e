"""How fast Inkling is, beside the libraries that could have been used instead."""
