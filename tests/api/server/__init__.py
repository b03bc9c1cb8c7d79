"""`/server` over HTTP."""
