import Ordering
import PraxisCore

/// The fields of a requisition as typed.
struct RequisitionForm {
    /// One line as typed; blank ones are left out.
    struct Line {
        let item: String?
        let packs: String?
    }

    /// As many as the API takes.
    static let mostLines = 200

    let neededOn: String?
    let note: String?
    let lines: [Line]
    let wantsMoreLines: Bool

    init(neededOn: String) {
        self.neededOn = neededOn
        self.note = nil
        self.lines = []
        self.wantsMoreLines = false
    }

    init(_ form: Form) {
        self.neededOn = form["needed_on"]
        self.note = form["note"]
        self.lines = form.lines("lines").map { Line(item: form["lines.\($0).item"], packs: form["lines.\($0).packs"]) }
        self.wantsMoreLines = form.has("more")
    }

    init(_ record: RequisitionRecord) {
        self.neededOn = record.requisition.neededOn.description
        self.note = record.requisition.note
        self.lines = record.lines.map { Line(item: $0.item.description, packs: String($0.packs)) }
        self.wantsMoreLines = false
    }

    /// What to show: the lines, and some blank ones behind them.
    var rows: [Line] {
        let blank = self.wantsMoreLines ? 6 : max(2, 6 - self.lines.count)
        let room = max(0, Self.mostLines - self.lines.count)
        return self.lines + Array(repeating: Line(item: nil, packs: nil), count: min(blank, room))
    }

    /// The requisition, or everything that is wrong with the form.
    func validated(on today: LocalDate) throws(FieldErrors) -> RequisitionDraft {
        var errors = FieldErrors()
        let day = errors.check(
            "needed_on", self.neededOn, { LocalDate($0) }, else: "Give the day by which it is needed")
        if let day, day < today { errors.add("needed_on", "Give a day that has not gone by") }
        var lines: [RequisitionDraft.Line] = []
        for (index, line) in self.lines.enumerated() where line.item != nil || line.packs != nil {
            let item = errors.check(
                "lines.\(index).item", line.item, { CatalogItem.ID($0) }, else: "Choose an item in line \(index + 1)")
            let packs = errors.check(
                "lines.\(index).packs", line.packs, { Int($0).flatMap { (1...1_000_000).contains($0) ? $0 : nil } },
                else: "Say how many packs in line \(index + 1), a whole number from 1")
            if let item, let packs { lines.append(RequisitionDraft.Line(item: item, packs: packs)) }
        }
        if self.lines.count > Self.mostLines {
            errors.add("lines.0.item", "Split this: a requisition has at most \(Self.mostLines) lines")
        }
        if lines.isEmpty, errors.isEmpty { errors.add("lines.0.item", "Choose at least one item") }
        if (self.note?.count ?? 0) > 2000 { errors.add("note", "Write at most 2,000 characters") }
        try errors.throwIfAny()
        guard let day else { throw errors }
        return RequisitionDraft(neededOn: day, note: self.note, lines: lines)
    }
}
