import PraxisCore

/// What a confirmation does: the previews with the answers to their questions.
struct StaffPlan {
    let changes: [StaffChange]
    /// The answers, of questions alone.
    let answers: [Int: StaffAnswer]

    /// - Throws: `ImportError.unanswered` where a question has none of its answers.
    init(_ previews: [StaffPreview], _ answers: [Int: StaffAnswer]) throws(ImportError) {
        let questions = previews.filter { $0.outcome == .question }
        let open = questions.filter { !$0.allows(answers[$0.row]) }.map(\.row)
        guard open.isEmpty else { throw .unanswered(rows: open) }
        var people: [Int: Person.ID] = [:]
        var changes: [StaffChange] = []
        for preview in previews {
            guard let record = preview.record, preview.outcome != .refused else { continue }
            let leader = preview.follows.flatMap { people[$0] }
            if preview.follows != nil, leader == nil { continue }
            let answer = preview.outcome == .question ? answers[preview.row] : nil
            if answer == .leave { continue }
            let isNew = preview.outcome == .new || answer == .other
            let person = leader ?? answer?.person ?? preview.person ?? .make()
            people[preview.row] = person
            let shown = answer?.person.flatMap { id in preview.choices.first { $0.person == id }?.changes }
            let change = StaffChange(record, of: person, changing: isNew ? nil : shown ?? preview.changes)
            if isNew || !(shown ?? preview.changes).isEmpty { changes.append(change) }
        }
        self.changes = changes
        self.answers = answers.filter { answer in questions.contains { $0.row == answer.key } }
    }
}

extension StaffPreview {
    /// Whether an answer is one of those that the question has.
    fileprivate func allows(_ answer: StaffAnswer?) -> Bool {
        switch answer {
        case .same(let person)?: self.choices.contains { $0.person == person }
        case .other?: self.mayBeNew
        case .leave?: true
        case nil: false
        }
    }
}
