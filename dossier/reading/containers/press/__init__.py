"""Downloads of press archives: one file with several articles becomes an article each."""
