"""`scripts/bench`: this desk beside stock Rasa, measured in the same run on the same machine."""
