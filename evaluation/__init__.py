"""How good the coder is: gold, floors, and a report of gains and losses by example."""
