"""Sums and formulas over domain values: pure, no storage, no clock; long histories come summed in SQL."""
