import Ordering
import PraxisCore

/// The fields of a receipt as typed.
struct ReceiptForm {
    let receivedOn: String?
    let note: String?
    private let packs: [Int: String]

    init(_ form: Form) {
        self.receivedOn = form["received_on"]
        self.note = form["note"]
        self.packs = Dictionary(
            form.lines("lines").compactMap { number in form["lines.\(number).packs"].map { (number, $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// What was typed for a line.
    func packs(of line: Int) -> String? { self.packs[line] }

    /// What arrived and when, or everything that is wrong with the form.
    func validated(on today: LocalDate) throws(FieldErrors) -> (lines: [Receipt.Line], day: LocalDate) {
        var errors = FieldErrors()
        var lines: [Receipt.Line] = []
        for (number, text) in self.packs.sorted(by: { $0.key < $1.key }) where text != "0" {
            if let packs = Int(text), (1...1_000_000).contains(packs) {
                lines.append(Receipt.Line(number: number, packs: packs))
            } else {
                errors.add("lines.\(number).packs", "Give whole packs in line \(number)")
            }
        }
        if lines.isEmpty, errors.isEmpty { errors.add("received_on", "Say how many packs arrived of some line") }
        let day = errors.check(
            "received_on", self.receivedOn ?? today.description, { LocalDate($0) },
            else: "Give the day on which it arrived, such as \(today)")
        if let day, day > today { errors.add("received_on", "Give a day that is not still to come") }
        if let day, day < today.adding(days: -366) {
            errors.add("received_on", "Give a day of the last twelve months")
        }
        if (self.note?.count ?? 0) > 500 { errors.add("note", "Write at most 500 characters") }
        try errors.throwIfAny()
        guard let day else { throw errors }
        return (lines, day)
    }
}
