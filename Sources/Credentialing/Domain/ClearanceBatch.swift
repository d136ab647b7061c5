package import PraxisCore

/// One of the many things that a roster asks at once: may this person do this work then?
package struct ClearanceQuestion: Hashable, Sendable {
    /// What the work is: the services of the shift, and the plans that it may be billed to; `nil` asks about all of them.
    package struct Setting: Hashable, Sendable {
        package let services: [String]
        package let payers: [PayerPlan.ID]?

        package init(services: [String], payers: [PayerPlan.ID]?) {
            self.services = services
            self.payers = payers
        }
    }

    package let person: Person.ID
    package let role: String
    package let from: Instant
    package let until: Instant
    package let setting: Setting

    package init(person: Person.ID, role: String, from: Instant, until: Instant, setting: Setting) {
        self.person = person
        self.role = role
        self.from = from
        self.until = until
        self.setting = setting
    }
}

/// Questions about one clinic. Those about the same kind of work are judged in one call, as rostering asks.
package struct ClearanceBatch: Sendable {
    /// What a clinic of 500 people asks about four weeks of their days.
    package static let most = 14_000
    /// Each kind of work is a call of its own.
    package static let mostSettings = 100
    /// How long one question may reach; a roster asks about shifts.
    package static let longestDays = 366

    package let questions: [ClearanceQuestion]
    /// For each kind of work, the places of its questions in the list.
    let bundles: [(setting: ClearanceQuestion.Setting, places: [Int])]

    /// What is wrong with the end of an interval that is asked about; `nil` where nothing is.
    package static func mistake(from: Instant, until: Instant) -> String? {
        if until <= from { return "It ends before it begins" }
        return until.minutes(since: from) > Self.longestDays * 24 * 60
            ? "Ask about at most \(Self.longestDays) days at a time" : nil
    }

    /// - Throws: `FieldErrors` by the path of the field, such as `items.2.until`.
    package init(_ questions: [ClearanceQuestion]) throws(FieldErrors) {
        var errors = FieldErrors()
        for (place, question) in questions.enumerated() {
            if let mistake = Self.mistake(from: question.from, until: question.until) {
                errors.add("items.\(place).until", mistake)
            }
        }
        let bundles = Dictionary(grouping: questions.indices) { questions[$0].setting }
        if bundles.count > Self.mostSettings {
            errors.add("items", "Ask about at most \(Self.mostSettings) different sets of services and plans at a time")
        }
        try errors.throwIfAny()
        self.questions = questions
        self.bundles = bundles.map { ($0.key, $0.value) }
    }
}
