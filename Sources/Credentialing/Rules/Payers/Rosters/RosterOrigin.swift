/// Where the facts of a row come from that decisions and specialties tell, and that people credentialed before there was
/// a file for them have typed: what is on file counts, and what was typed only where nothing is.
package struct RosterOrigin: Hashable, Sendable {
    package static let fields: [RosterField] = [.taxonomy, .decidedOn, .recredentialingOn]

    /// A value that was typed otherwise than the one that counts.
    package struct Overruled: Hashable, Sendable {
        package let field: RosterField
        package let typed: String
        /// `nil` where the decision on file has none, such as a day of recredentialing after a provisional approval.
        package let onFile: String?
    }

    private let sent: RosterFacts
    private let onFile: RosterFacts
    private let entered: RosterFacts

    package init(sent: RosterFacts, onFile: RosterFacts, typed: RosterFacts) {
        self.sent = sent
        self.onFile = onFile
        self.entered = typed
    }

    /// The fields that are sent as somebody typed them.
    package var typed: [RosterField] {
        Self.fields.filter { self.onFile[$0] == nil && self.entered[$0] != nil && self.sent[$0] == self.entered[$0] }
    }

    package var overruled: [Overruled] {
        Self.fields.compactMap { field in
            guard let typed = self.entered[field], typed != self.sent[field] else { return nil }
            return Overruled(field: field, typed: typed, onFile: self.onFile[field])
        }
    }

    /// What is on file of a field.
    package subscript(onFile field: RosterField) -> String? { self.onFile[field] }
}

/// What was typed of a row and is sent, or is not because something else is on file.
package struct RosterMark: Hashable, Sendable {
    package let key: RosterKey
    package let name: String
    package let clinic: String
    package let field: RosterField
    package let typed: String
    package let onFile: String?
    /// Whether the typed value is the one that is sent.
    package let isSent: Bool

    /// The marks of rows, where a payer of these fields gets them; the day of the decision lets a row be sent at all.
    static func all(
        in lines: [PayerRosterLine], _ origins: [RosterKey: RosterOrigin], fields: Set<RosterField>
    ) -> [RosterMark] {
        lines.flatMap { line -> [RosterMark] in
            guard let origin = origins[line.key] else { return [] }
            let mark = { (field: RosterField, typed: String, onFile: String?, isSent: Bool) in
                RosterMark(
                    key: line.key, name: line.name, clinic: line.facts[.clinicName] ?? "", field: field, typed: typed,
                    onFile: onFile, isSent: isSent)
            }
            return origin.typed.map { mark($0, line.facts[$0] ?? "", nil, true) }
                + origin.overruled.map { mark($0.field, $0.typed, $0.onFile, false) }
        }.filter { fields.contains($0.field) || $0.field == .decidedOn }
    }
}
