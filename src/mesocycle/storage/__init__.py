"""The only floor that knows SQL: transactions, tables, one file per noun."""
