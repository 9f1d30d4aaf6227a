"""What stops a measurement."""


class CannotMeasure(Exception):
    """Something that the measurement needs is missing or failed; the message says what to do."""
