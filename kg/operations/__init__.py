"""What is done to a whole store in one call: build it, go back to what could be known on a day, link it to an authority."""
