"""What was done, as watches record it, held against what the routine had planned."""
