"""Coming in: sign-in, sign-up, an invitation, a forgotten password; and going out."""
