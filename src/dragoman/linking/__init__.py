"""Findings → judgements → clusters: which reports are copies, which tellings are one event, what came of expectations."""

from dragoman.linking.clusters import cluster
from dragoman.linking.copies import judge_copies
from dragoman.linking.events import judge_events
from dragoman.linking.expectations import find_outcomes
from dragoman.linking.located import Located

__all__ = ["Located", "cluster", "find_outcomes", "judge_copies", "judge_events"]
