"""Medians and spreads of the results, in Markdown."""

import statistics


def table(results_path, published_path):
    """Rows of results: instance, seconds, solver, seed, cost or -, hard violations, CPU seconds."""
    with open(published_path, encoding="utf-8") as file:
        published = {row[0]: row[1:] for row in (line.split() for line in file) if row and not row[0].startswith("#")}
    runs = {}
    with open(results_path, encoding="utf-8") as file:
        for line in file:
            instance, seconds, solver, _, cost, hard, cpu = line.split()
            runs.setdefault((int(instance), float(seconds), solver), []).append((cost, int(hard), float(cpu)))
    print("| # | s | solver | median | spread | gap | published, 10 min | hard | CPU s |")
    print("|--:|--:|--|--:|--|--:|--:|--:|--:|")
    for (instance, seconds, solver), found in sorted(runs.items()):
        figures = published.get(str(instance), ["-"] * 5)
        costs = sorted(float("inf") if cost == "-" else int(cost) for cost, _, _ in found)
        median = costs[len(costs) // 2]
        rivals = [int(figure) for figure in figures[1:] if figure != "-"]
        gap = f"{(median / int(figures[0]) - 1) * 100:.1f} %" if median < float("inf") and figures[0] != "-" else "-"
        words = ["none" if cost == float("inf") else str(cost) for cost in (median, costs[0], costs[-1])]
        spread = words[1] if words[1] == words[2] else f"{words[1]}-{words[2]}"
        hard = sum(count for _, count, _ in found)
        cpu = statistics.median(used for _, _, used in found)
        print(
            f"| {instance} | {seconds:g} | {solver} | {words[0]} | {spread} | {gap} "
            f"| {min(rivals) if rivals else '-'} | {hard} | {cpu:.1f} |"
        )
