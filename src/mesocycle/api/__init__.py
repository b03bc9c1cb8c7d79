"""HTTP: what the core can do, under `/api/v1`; one file per noun."""
