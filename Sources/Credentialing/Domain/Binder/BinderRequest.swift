package import PraxisCore

/// What a survey asks to see, and why.
package struct BinderRequest: Sendable {
    /// How the files are found.
    package enum Selection: Hashable, Sendable {
        case chosen(Set<Person.ID>)
        /// That many; the same seed finds the same files again.
        case random(count: Int, seed: String)
    }

    /// The tables of a binder are held in memory while it is made; its documents are not.
    package static let limit = 50

    package let selection: Selection
    package let purpose: String

    /// - Parameters:
    ///   - field: what was entered, by name: `way` (`random` or `chosen`), `count`, `seed`, `purpose`.
    ///   - people: identifiers of the people chosen.
    /// - Throws: each field that cannot be right.
    package init(_ field: (String) -> String?, people: [String]) throws(FieldErrors) {
        var errors = FieldErrors()
        let purpose = errors.check(
            "purpose", field("purpose"), { (3...200).contains($0.count) ? $0 : nil },
            else: "Say for whom or what the files are opened, in 3 to 200 characters")
        let selection: Selection
        if field("way") == "chosen" {
            let chosen = Set(people.compactMap(Person.ID.init))
            if !(1...Self.limit).contains(chosen.count) {
                errors.add("people", "Choose 1 to \(Self.limit) people")
            }
            selection = .chosen(chosen)
        } else {
            let count = errors.check(
                "count", field("count"), { text in Int(text).flatMap { (1...Self.limit).contains($0) ? $0 : nil } },
                else: "Enter a number from 1 to \(Self.limit)")
            let seed = field("seed") ?? Person.ID.make().description
            if seed.count > 64 { errors.add("seed", "Enter at most 64 characters") }
            selection = .random(count: count ?? 0, seed: seed)
        }
        guard errors.isEmpty, let purpose else { throw errors }
        self.selection = selection
        self.purpose = purpose
    }
}
