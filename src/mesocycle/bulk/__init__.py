"""Many actions under one command."""
