"""Where API and pages are joined and given their database."""
