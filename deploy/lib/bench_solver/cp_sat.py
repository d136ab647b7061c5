"""OR-Tools' CP-SAT as a peer: one thread, CPU seconds, building the model included."""

import threading
import time

from instance import Instance, write_roster
from ortools.sat.python import cp_model


def model_of(instance):
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
    instance = Instance(path)
    started = time.process_time()
    model, cell = model_of(instance)
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
    write_roster(
        out, instance, {(person, day): shift for (person, day, shift), var in cell.items() if solver.boolean_value(var)})
    print(round(solver.objective_value), f"{used:.1f}")
