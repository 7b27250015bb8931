"""Many articles → many readings: in this process, in several at once, or through any executor; the result is the same."""
