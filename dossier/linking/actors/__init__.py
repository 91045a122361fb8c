"""Linking actors across articles."""
