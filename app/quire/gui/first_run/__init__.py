"""What a person sees who has no documents yet."""
