"""What a script states, and whether the sources that it cites bear that out."""
