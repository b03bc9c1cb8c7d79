"""What trainer and athlete write to each other, on a session."""
