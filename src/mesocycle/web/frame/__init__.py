"""What all pages share: surface, words, forms, answers, static files."""
