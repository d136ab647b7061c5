"""Makes a benchmark instance of a given size, in the text form and style of the 24, where the real file is not at hand.

Usage: synthetic.py NUMBER [SEED]           an instance of the size of that one of the 24, on standard output
       synthetic.py WEEKS STAFF TYPES DEMAND SEED

Contracts, lengths, requests and cover are drawn at random: nothing is taken from a real instance but its size.
"""

import random
import sys

SIZES = {
    13: (4, 120, 18, 1737),
    15: (6, 45, 6, 941),
    19: (12, 40, 5, 1857),
    21: (26, 100, 8, 8718),
    22: (52, 50, 10, 9633),
    23: (52, 100, 16, 16079),
    24: (52, 150, 32, 22590),
}
LENGTHS = (480, 600, 720)
# Share of the full minutes, how far the least are below the most, most and least days in a row, days off in a row.
CONTRACTS = ((1.0, 1200, 5, 2, 2), (1.0, 1200, 6, 2, 3), (0.9, 1200, 5, 3, 2), (0.6, 1080, 5, 1, 2), (0.5, 1080, 3, 1, 2))


def shift_types(count):
    """Names, lengths and groups by time of day; a shift is not followed by one of an earlier group."""
    groups = [group * 4 // count for group in range(count)]
    lengths = [LENGTHS[index % 3] if count > 6 else (480 if group < 3 else 600) for index, group in enumerate(groups)]
    return [f"{'adpn'[group]}{index}" for index, group in enumerate(groups)], lengths, groups


def staff(dice, days, people, names, groups, average):
    """Names, contracts and the types that each may work; nights are few, if allowed at all."""
    made = []
    full = days * 5 * 480 // 7
    for person in range(people):
        share, slack, longest, least, rest = CONTRACTS[min(4, person * 7 // max(1, people))]
        most = round(full * share * average / 60) * 60
        able = {}
        for name, group in zip(names, groups):
            limit = days if dice.random() < 0.65 else 0
            if group == 3 and limit and len(names) <= 10:
                limit = max(1, days // 8)
            able[name] = limit
        able[names[groups.index(1)]] = days
        weekends = days // 14 if share > 0.5 else days // 10
        made.append((f"P{person}", able, (most, most - slack, longest, least, rest, weekends)))
    return made


def leave(dice, days):
    """About a day off in twelve, in runs of up to two weeks."""
    listed = set()
    while len(listed) < days // 12:
        first = dice.randrange(days)
        listed.update(range(first, min(days, first + dice.choice((1, 1, 2, 4, 7, 12 if days > 80 else 3)))))
    return sorted(listed)


def instance(weeks, people, types, demand, seed):
    dice = random.Random(seed)
    days = weeks * 7
    names, lengths, groups = shift_types(types)
    lines = ["SECTION_HORIZON", str(days), "", "SECTION_SHIFTS"]
    for name, minutes, group in zip(names, lengths, groups):
        barred = "|".join(other for other, of in zip(names, groups) if of < group)
        lines.append(f"{name},{minutes},{barred}")
    wanted = demand * sum(lengths) / types
    shares = [CONTRACTS[min(4, person * 7 // people)][0] for person in range(people)]
    average = min(0.92, 1.06 * wanted / (sum(shares) * days * 5 * 480 / 7))
    team = staff(dice, days, people, names, groups, average)
    off = {name: leave(dice, days) for name, _, _ in team}
    lines += ["", "SECTION_STAFF"]
    for name, able, (most, least, *rest) in team:
        limits = "|".join(f"{shift}={count}" for shift, count in able.items())
        least = max(0, least - 300 * len(off[name]))  # so that everybody has a legal row
        lines.append(f"{name},{limits},{','.join(map(str, (most, least, *rest)))}")
    lines += ["", "SECTION_DAYS_OFF"]
    lines += [f"{name},{','.join(map(str, listed))}" for name, listed in off.items()]
    on, avoid = [], []
    for name, able, _ in team:
        allowed = [shift for shift, most in able.items() if most]
        for start in range(0, days, 14):
            shift = dice.choice(allowed)
            weight = dice.randint(1, 3)
            first = start + dice.randrange(10)
            run = range(first, min(days, first + dice.randint(1, 4)))
            (on if dice.random() < 0.6 else avoid).extend((name, day, shift, weight) for day in run)
    lines += ["", "SECTION_SHIFT_ON_REQUESTS"] + [",".join(map(str, row)) for row in on]
    lines += ["", "SECTION_SHIFT_OFF_REQUESTS"] + [",".join(map(str, row)) for row in avoid]
    lines += ["", "SECTION_COVER"]
    usual = demand / (days * types) * min(1, sum(figures[0] - 600 for *_, figures in team) / wanted)
    for day in range(days):
        for name in names:
            need = usual * (0.65 if day % 7 > 4 else 1.14) * dice.uniform(0.7, 1.3)
            need = int(need) + (dice.random() < need - int(need))
            lines.append(f"{day},{name},{need},100,1")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    figures = [int(word) for word in sys.argv[1:]]
    if len(figures) in (1, 2) and figures[0] in SIZES:
        size, seed = SIZES[figures[0]], figures[1] if len(figures) > 1 else 1
    elif len(figures) == 5:
        size, seed = tuple(figures[:4]), figures[4]
    else:
        sys.exit(__doc__)
    print(instance(*size, seed), end="")
