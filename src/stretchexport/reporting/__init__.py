"""How findings and results are shown; what they are is decided elsewhere."""
