"""Key bindings, chords and completion in fields."""
