"""Pages for people, beside the API: each reads through storage and changes through actions."""
