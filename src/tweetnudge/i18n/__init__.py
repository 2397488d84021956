"""The words people read, one typed field a sentence, in Japanese and English."""
