"""What things are: frozen dataclasses without input or output. Imports nothing of ours."""
