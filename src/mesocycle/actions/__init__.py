"""What a person can do, one file each: open a write, load, decide, save, return what happened."""
