"""Judges rosters of the 24 instances for `deploy/bench solver`, and plans them with the peer, OR-Tools' CP-SAT.

Usage: bench-solver.py judge INSTANCE ROSTER            prints "hard cost"
       bench-solver.py peer INSTANCE SECONDS SEED OUT   one thread, CPU seconds; prints "cost seconds", "- seconds" if none
       bench-solver.py table RESULTS PUBLISHED          medians and spreads in Markdown

The rules are written here a second time, from the description of the format: nothing is taken from the solver.
"""

import statistics
import sys
import threading
import time

SECTIONS = ("HORIZON", "SHIFTS", "STAFF", "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER")


class Instance:
    """What a file says; days and people by position, shifts by name."""

    def __init__(self, path):
        rows = {name: [] for name in SECTIONS}
        section = None
        with open(path, encoding="utf-8-sig") as file:
            for line in (line.strip() for line in file):
                if line.startswith("SECTION_"):
                    section = line.removeprefix("SECTION_")
                elif line and not line.startswith("#"):
                    rows[section].append([cell.strip() for cell in line.split(",")])
        self.days = int(rows["HORIZON"][0][0])
        self.minutes = {row[0]: int(row[1]) for row in rows["SHIFTS"]}
        self.barred = {(row[0], name) for row in rows["SHIFTS"] for name in (row[2:] or [""])[0].split("|") if name}
        self.people = [row[0] for row in rows["STAFF"]]
        self.limits = {row[0]: dict(item.split("=") for item in row[1].split("|")) for row in rows["STAFF"]}
        self.figures = {row[0]: [int(cell) for cell in row[2:8]] for row in rows["STAFF"]}
        self.off = {row[0]: {int(day) for day in row[1:] if day} for row in rows["DAYS_OFF"]}
        self.wanted = [(row[0], int(row[1]), row[2], int(row[3])) for row in rows["SHIFT_ON_REQUESTS"]]
        self.unwanted = [(row[0], int(row[1]), row[2], int(row[3])) for row in rows["SHIFT_OFF_REQUESTS"]]
        self.cover = [(int(row[0]), row[1], *map(int, row[2:5])) for row in rows["COVER"]]

    def most(self, person, shift):
        return int(self.limits[person].get(shift, 0))


def read_roster(path, instance):
    roster = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            name, *cells = (cell.strip() for cell in line.rstrip("\n").split(","))
            if name in roster or name not in instance.limits or len(cells) != instance.days:
                raise SystemExit(f"{path}: not a roster of the instance, at {name}")
            roster[name] = cells
    if len(roster) != len(instance.people):
        raise SystemExit(f"{path}: people are missing")
    return roster


def broken(instance, person, row):
    """How many hard rules a row breaks, counted by occurrence."""
    most, least, longest, shortest, rest, weekends = instance.figures[person]
    count = sum((first, second) in instance.barred for first, second in zip(row, row[1:]))
    count += sum(row.count(shift) > instance.most(person, shift) for shift in instance.minutes)
    minutes = sum(instance.minutes[cell] for cell in row if cell)
    count += minutes > most or minutes < least
    count += sum(bool(row[day] or row[day + 1]) for day in range(5, instance.days, 7)) > weekends
    count += sum(bool(row[day]) for day in instance.off.get(person, ()))
    worked = "".join("x" if cell else "." for cell in row)
    runs, start = [], 0
    for day in range(1, instance.days + 1):
        if day == instance.days or worked[day] != worked[start]:
            runs.append((start, day))
            start = day
    for start, end in runs:
        inside = start > 0 and end < instance.days
        if worked[start] == "x":
            count += end - start > longest
            count += inside and end - start < shortest
        else:
            count += inside and end - start < rest
    return count


def cost_of(instance, roster):
    cost = sum(weight for person, day, shift, weight in instance.wanted if roster[person][day] != shift)
    cost += sum(weight for person, day, shift, weight in instance.unwanted if roster[person][day] == shift)
    for day, shift, need, under, over in instance.cover:
        there = sum(row[day] == shift for row in roster.values())
        cost += under * max(0, need - there) + over * max(0, there - need)
    return cost


def judge(path, roster_path):
    instance = Instance(path)
    roster = read_roster(roster_path, instance)
    print(sum(broken(instance, person, row) for person, row in roster.items()), cost_of(instance, roster))


def model_of(instance, cp_model):
    """The plain Boolean model: a variable per person, day and shift."""
    model = cp_model.CpModel()
    days = range(instance.days)
    cell, work, objective = {}, {}, []
    for person in instance.people:
        most, least, longest, shortest, rest, weekends = instance.figures[person]
        shifts = [shift for shift in instance.minutes if instance.most(person, shift) > 0]
        for day in days:
            work[person, day] = model.new_bool_var("")
            for shift in shifts:
                cell[person, day, shift] = model.new_bool_var("")
            model.add(sum(cell[person, day, shift] for shift in shifts) == work[person, day])
            if day in instance.off.get(person, ()):
                model.add(work[person, day] == 0)
        on = [work[person, day] for day in days]
        for first, second in instance.barred:
            if first in shifts and second in shifts:
                for day in days[:-1]:
                    model.add_bool_or(~cell[person, day, first], ~cell[person, day + 1, second])
        for shift in shifts:
            if instance.most(person, shift) < instance.days:
                model.add(sum(cell[person, day, shift] for day in days) <= instance.most(person, shift))
        minutes = sum(instance.minutes[shift] * cell[person, day, shift] for day in days for shift in shifts)
        model.add_linear_constraint(minutes, least, most)
        for day in range(instance.days - longest):
            model.add(sum(on[day : day + longest + 1]) <= longest)
        for wanted, least_run in ((True, shortest), (False, rest)):
            for length in range(1, least_run):
                for day in range(instance.days - length - 1):
                    inner = on[day + 1 : day + length + 1]
                    ends = (on[day], on[day + length + 1])
                    flip = [~var for var in inner] if wanted else inner
                    model.add_bool_or(*flip, *(ends if wanted else [~var for var in ends]))
        touched = []
        for day in range(5, instance.days, 7):
            touched.append(model.new_bool_var(""))
            model.add_max_equality(touched[-1], [on[day], on[day + 1]])
        model.add(sum(touched) <= weekends)
    for person, day, shift, weight in instance.wanted:
        there = cell.get((person, day, shift))
        objective.append(weight if there is None else weight * (1 - there))
    for person, day, shift, weight in instance.unwanted:
        objective.append(weight * cell.get((person, day, shift), 0))
    for day, shift, need, under, over in instance.cover:
        there = [cell[person, day, shift] for person in instance.people if (person, day, shift) in cell]
        missing = model.new_int_var(0, need, "")
        surplus = model.new_int_var(0, len(there), "")
        model.add(sum(there) + missing - surplus == need)
        objective += [under * missing, over * surplus]
    model.minimize(sum(objective))
    return model, cell


def peer(path, seconds, seed, out):
    from ortools.sat.python import cp_model

    instance = Instance(path)
    started = time.process_time()
    model, cell = model_of(instance, cp_model)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = int(seed)
    finished = threading.Event()

    def watch():
        while not finished.wait(0.05):
            if time.process_time() - started >= float(seconds):
                solver.stop_search()

    watcher = threading.Thread(target=watch)
    watcher.start()
    status = solver.solve(model)
    finished.set()
    watcher.join()
    used = time.process_time() - started
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print("-", f"{used:.1f}")
        return
    with open(out, "w", encoding="utf-8") as file:
        for person in instance.people:
            row = ["" for _ in range(instance.days)]
            for (name, day, shift), variable in cell.items():
                if name == person and solver.boolean_value(variable):
                    row[day] = shift
            file.write(",".join([person, *row]) + "\n")
    print(round(solver.objective_value), f"{used:.1f}")


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


if __name__ == "__main__":
    actions = {"judge": judge, "peer": peer, "table": table}
    if len(sys.argv) < 2 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    actions[sys.argv[1]](*sys.argv[2:])
