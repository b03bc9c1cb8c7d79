"""The server against its peers, over real connections."""
