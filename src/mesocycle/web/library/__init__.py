"""The library: what routines are written with."""
