"""How near batches come to the ideal schedule, beside what others do."""
