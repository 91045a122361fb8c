"""A file becomes an Article: one module a format."""
