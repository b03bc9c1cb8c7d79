"""The trainer's desk: routines while they are written."""
