"""What scenarios promise."""
