"""The trainer's desk: everybody they coach."""
