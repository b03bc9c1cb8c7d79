"""The schema's history, run by `schema.upgrade`; a migration once published is never changed."""
