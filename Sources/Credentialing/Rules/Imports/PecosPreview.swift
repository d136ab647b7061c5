package import PraxisCore

/// Somebody of the practice as a file of Medicare's is compared with them.
package struct KnownMedicare: Hashable, Sendable {
    package let person: Identifier<Person>
    package let npi: String
    package let given: String
    package let family: String
    /// Names of before, as `Family|Given`.
    package let otherNames: [String]
    /// The numbers on file, as `MedicareNumber.key` has them.
    package var numbers: Set<String>
    /// What the newest list of the kind says that is being read.
    package var listed: ListedBefore?
    /// The enrollments with Medicare that are in force.
    package var enrollments: [MedicareEnrollment] = []

    package init(
        person: Identifier<Person>, npi: String, given: String, family: String, otherNames: [String] = [],
        numbers: Set<String> = []
    ) {
        self.person = person
        self.npi = npi
        self.given = given
        self.family = family
        self.otherNames = otherNames
        self.numbers = numbers
    }

    /// That a name in a file is not theirs.
    func refusal(of given: String, _ family: String, row: Int) -> CSVProblem {
        CSVProblem(
            row: row, heading: "LAST_NAME",
            reason: "“\(given) \(family)” is no name of \(self.given) \(self.family), who has this NPI; "
                + "decide who is right before importing")
    }

    /// Whether the listed name can be that of the person: a surname or a given name agrees, now or before.
    func mayBe(given: String, family: String) -> Bool {
        let listed = ComparedName(family: family, given: given)
        let before = self.otherNames.map { name in
            let parts = name.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return ComparedName(family: parts[0], given: parts.count > 1 ? parts[1] : "")
        }
        return ([ComparedName(family: self.family, given: self.given)] + before).contains { held in
            held.sharesSurname(with: listed) || held.givenAgreement(with: listed) != nil
        }
    }
}

/// A number that Medicare's enrollment system has for somebody.
package struct MedicareNumber: Hashable, Codable, Sendable {
    /// What it is of: the person there, or an enrollment of theirs.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case account = "pac_id"
        case enrollment = "pecos_enrollment"
    }

    package let kind: Kind
    package let value: String
    package let state: String?

    package init(_ kind: Kind, _ value: String, state: String? = nil) {
        self.kind = kind
        self.value = value
        self.state = state
    }

    /// By it a number on file is recognized.
    var key: String { "\(self.kind.rawValue):\(self.value)" }
}

/// What a file of Medicare's would do for one person, shown before anything is done.
package struct PecosPreview: Hashable, Codable, Sendable {
    /// What becomes of the person's rows.
    package enum Outcome: String, CaseIterable, Codable, Sendable { case changed, unchanged, refused }

    package let row: Int
    package let outcome: Outcome
    package let person: Identifier<Person>
    package let name: String
    package let entries: [PecosReader.Entry]
    /// The numbers that are not on file.
    package let new: [MedicareNumber]
    package let problem: CSVProblem?
    /// What a list says, where the file is one.
    package let listed: ListedPreview?

    /// Whether a row of the file is about the person.
    package var isNamed: Bool { self.listed?.rows.isEmpty != true }

    init(
        row: Int, outcome: Outcome, person: Identifier<Person>, name: String, entries: [PecosReader.Entry],
        new: [MedicareNumber], problem: CSVProblem?, listed: ListedPreview? = nil
    ) {
        self.row = row
        self.outcome = outcome
        self.person = person
        self.name = name
        self.entries = entries
        self.new = new
        self.problem = problem
        self.listed = listed
    }
}

extension PecosPreview {
    /// Compares what a file says of somebody with what is on file. The name decides whether the number is theirs.
    init(_ entries: [PecosReader.Entry], _ known: KnownMedicare) {
        let stranger = entries.first { !known.mayBe(given: $0.given, family: $0.family) }
        var new: [MedicareNumber] = []
        for entry in entries where stranger == nil {
            let numbers =
                (entry.account.map { [MedicareNumber(.account, $0)] } ?? [])
                + [MedicareNumber(.enrollment, entry.enrollment, state: entry.state)]
            for number in numbers
            where !known.numbers.contains(number.key) && !new.contains(where: { $0.key == number.key }) {
                new.append(number)
            }
        }
        self.init(
            row: entries.first?.row ?? 2, outcome: stranger != nil ? .refused : new.isEmpty ? .unchanged : .changed,
            person: known.person, name: "\(known.family), \(known.given)", entries: entries, new: new,
            problem: stranger.map { known.refusal(of: $0.given, $0.family, row: $0.row) })
    }

    /// What a file would do for each of the people, in the order of its rows.
    static func all(_ entries: [PecosReader.Entry], _ people: [KnownMedicare]) -> [PecosPreview] {
        let known = Dictionary(people.map { ($0.npi, $0) }) { first, _ in first }
        return Dictionary(grouping: entries, by: \.npi)
            .compactMap { npi, entries in known[npi].map { PecosPreview(entries.sorted { $0.row < $1.row }, $0) } }
            .sorted { $0.row < $1.row }
    }
}
