"""What the CRM port speaks of: records of the shop as the desk sees them, whichever CRM has them.

All times are timezone-aware and in UTC. All amounts are integer cents of `currency`.
"""
