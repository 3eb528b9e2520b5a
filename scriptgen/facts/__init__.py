"""Sourced facts: one TOML file a topic, found by what people call it, quoted word for word."""
