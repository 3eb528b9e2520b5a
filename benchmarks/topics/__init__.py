"""Topics as people type them, each with the topic of the library that is meant, or null where none is."""
