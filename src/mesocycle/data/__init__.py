"""What ships with the program: the exercise library and routines to begin with."""
