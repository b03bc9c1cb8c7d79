"""How training grows: adherence, records, charts."""
