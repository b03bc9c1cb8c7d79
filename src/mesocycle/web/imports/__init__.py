"""Files of other programs and of watches, taken over: sent, looked at, confirmed, taken back."""
