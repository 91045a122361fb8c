"""The facts of many articles become actors, events, same quotations and conflicts, with the reasons."""
