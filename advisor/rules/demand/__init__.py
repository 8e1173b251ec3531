"""How demand may be distributed: families with their quantiles and expected shortages."""
