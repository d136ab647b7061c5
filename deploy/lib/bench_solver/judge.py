"""The rules and costs, a second time, from the description of the format: nothing is taken from the solver."""

from instance import Instance, read_roster


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
