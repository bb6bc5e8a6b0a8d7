"""Door 2: arguments become Library calls, results become text or JSON. Decides nothing."""
