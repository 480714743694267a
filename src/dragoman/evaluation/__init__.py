"""How good the coder is: benchmarks, probes, floors, and a report of gains and losses by example."""
