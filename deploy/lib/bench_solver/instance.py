"""A benchmark instance and a roster, as their files say."""

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


def write_roster(path, instance, cells):
    """Writes who works when: pairs of person and day with the shift."""
    with open(path, "w", encoding="utf-8") as file:
        for person in instance.people:
            file.write(",".join([person, *(cells.get((person, day), "") for day in range(instance.days))]) + "\n")
