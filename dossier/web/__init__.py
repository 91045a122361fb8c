"""The app in a browser: textual-serve's server with authentication of our own."""
