"""What the bot remembers: tables (models), how they are opened (engine), and functions that never commit."""
