"""Judges rosters of the 24 instances for `deploy/bench solver`, and plans them with its peers.

Usage: bench_solver judge INSTANCE ROSTER                 prints "hard cost"
       bench_solver PEER INSTANCE SECONDS SEED OUT        cp_sat or highs; prints "cost seconds", "- seconds" if none
       bench_solver table RESULTS PUBLISHED               medians and spreads in Markdown
"""

import importlib
import sys

ACTIONS = {"judge": "judge", "table": "table", "cp_sat": "peer", "highs": "peer"}

if len(sys.argv) < 2 or sys.argv[1] not in ACTIONS:
    sys.exit(__doc__)
getattr(importlib.import_module(sys.argv[1]), ACTIONS[sys.argv[1]])(*sys.argv[2:])
