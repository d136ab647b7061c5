"""HiGHS as a peer: the same plain model as a mixed-integer program, one thread, CPU seconds, building it included."""

import time

import highspy
from instance import Instance, write_roster


class Program:
    """Columns and rows as they are added; all columns are whole numbers from zero."""

    def __init__(self):
        self.upper, self.cost = [], []
        self.starts, self.index, self.value, self.bounds = [0], [], [], []

    def column(self, upper=1, cost=0):
        self.upper.append(upper)
        self.cost.append(cost)
        return len(self.upper) - 1

    def row(self, terms, least=-highspy.kHighsInf, most=highspy.kHighsInf):
        for column, factor in terms:
            self.index.append(column)
            self.value.append(factor)
        self.starts.append(len(self.index))
        self.bounds.append((least, most))

    def lp(self, constant):
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_, lp.offset_ = len(self.upper), len(self.bounds), constant
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = self.cost, [0] * len(self.upper), self.upper
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.upper)
        lp.row_lower_ = [least for least, _ in self.bounds]
        lp.row_upper_ = [most for _, most in self.bounds]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = self.starts, self.index, self.value
        return lp


def add_row_rules(program, instance, person, cell, on):
    """The rules about one person's row, but for the shifts of a day."""
    most, least, longest, shortest, rest, weekends = instance.figures[person]
    days, shifts = range(instance.days), [shift for shift in instance.minutes if instance.most(person, shift) > 0]
    for first, second in instance.barred:
        if first in shifts and second in shifts:
            for day in days[:-1]:
                program.row([(cell[person, day, first], 1), (cell[person, day + 1, second], 1)], most=1)
    for shift in shifts:
        if instance.most(person, shift) < instance.days:
            program.row([(cell[person, day, shift], 1) for day in days], most=instance.most(person, shift))
    minutes = [(cell[person, day, shift], instance.minutes[shift]) for day in days for shift in shifts]
    program.row(minutes, least, most)
    for day in range(instance.days - longest):
        program.row([(on[after], 1) for after in range(day, day + longest + 1)], most=longest)
    for sign, least_run in ((1, shortest), (-1, rest)):
        for length in range(1, least_run):
            for day in range(instance.days - length - 1):
                inner = [(on[after], -sign) for after in range(day + 1, day + length + 1)]
                ends = [(on[day], sign), (on[day + length + 1], sign)]
                program.row(inner + ends, least=1 - length if sign == 1 else -1)
    touched = []
    for day in range(5, instance.days, 7):
        touched.append((program.column(), 1))
        for part in (day, day + 1):
            program.row([(touched[-1][0], 1), (on[part], -1)], least=0)
    program.row(touched, most=weekends)


def program_of(instance):
    """The program, the columns of its cells, and what every roster costs."""
    program, cell, constant = Program(), {}, 0
    for person in instance.people:
        shifts, on = [shift for shift in instance.minutes if instance.most(person, shift) > 0], []
        for day in range(instance.days):
            on.append(program.column(upper=0 if day in instance.off.get(person, ()) else 1))
            for shift in shifts:
                cell[person, day, shift] = program.column()
            program.row([(cell[person, day, shift], 1) for shift in shifts] + [(on[day], -1)], 0, 0)
        add_row_rules(program, instance, person, cell, on)
    for person, day, shift, weight in instance.wanted:
        constant += weight
        if (person, day, shift) in cell:
            program.cost[cell[person, day, shift]] -= weight
    for person, day, shift, weight in instance.unwanted:
        if (person, day, shift) in cell:
            program.cost[cell[person, day, shift]] += weight
    for day, shift, need, under, over in instance.cover:
        there = [(cell[person, day, shift], 1) for person in instance.people if (person, day, shift) in cell]
        balance = [(program.column(need, under), 1), (program.column(len(there), over), -1)]
        program.row(there + balance, need, need)
    return program, cell, constant


def peer(path, seconds, seed, out):
    instance = Instance(path)
    started = time.process_time()

    def watch(event):
        if time.process_time() - started >= float(seconds):
            event.interrupt()

    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", int(seed))):
        solver.setOptionValue(option, value)
    program, cell, constant = program_of(instance)
    solver.passModel(program.lp(constant))
    solver.cbMipInterrupt.subscribe(watch)
    solver.cbSimplexInterrupt.subscribe(watch)
    solver.run()
    used = time.process_time() - started
    if solver.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
        print("-", f"{used:.1f}")
        return
    values = solver.getSolution().col_value
    write_roster(out, instance, {(person, day): shift for (person, day, shift), at in cell.items() if values[at] > 0.5})
    print(round(solver.getInfo().objective_function_value), f"{used:.1f}")
