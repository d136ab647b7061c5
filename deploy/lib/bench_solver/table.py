"""Medians and spreads of the results, in Markdown."""

import statistics


def gap(cost, figure):
    """How far a cost is above a figure, or below it."""
    return f"{(cost / int(figure) - 1) * 100:.1f} %" if cost < float("inf") and figure != "-" else "-"


def table(results_path, published_path):
    """Rows of results: instance, seconds, solver, seed, cost or -, hard violations, CPU seconds."""
    with open(published_path, encoding="utf-8") as file:
        published = {row[0]: row[1:] for row in (line.split() for line in file) if row and not row[0].startswith("#")}
    runs = {}
    with open(results_path, encoding="utf-8") as file:
        for line in file:
            instance, seconds, solver, _, cost, hard, cpu = line.split()
            runs.setdefault((int(instance), float(seconds), solver), []).append((cost, int(hard), float(cpu)))
    print("| # | s | solver | median | spread | gap to best known | published, 10 min | gap to it | hard | CPU s |")
    print("|--:|--:|--|--:|--|--:|--:|--:|--:|--:|")
    for (instance, seconds, solver), found in sorted(runs.items()):
        figures = published.get(str(instance), ["-"] * 5)
        costs = sorted(float("inf") if cost == "-" else int(cost) for cost, _, _ in found)
        median = costs[len(costs) // 2]
        rivals = [int(figure) for figure in figures[1:] if figure != "-"]
        rival = str(min(rivals)) if rivals else "-"
        words = ["none" if cost == float("inf") else str(cost) for cost in (median, costs[0], costs[-1])]
        spread = words[1] if words[1] == words[2] else f"{words[1]}-{words[2]}"
        hard = sum(count for _, count, _ in found)
        cpu = statistics.median(used for _, _, used in found)
        print(
            f"| {instance} | {seconds:g} | {solver} | {words[0]} | {spread} | {gap(median, figures[0])} "
            f"| {rival} | {gap(median, rival)} | {hard} | {cpu:.1f} |"
        )
