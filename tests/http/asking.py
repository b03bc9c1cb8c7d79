"""What the tests of http share."""

KEY = {"idempotency-key": "a-key-of-the-phone"}
