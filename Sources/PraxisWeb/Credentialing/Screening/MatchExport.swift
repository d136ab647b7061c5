import Credentialing
import PraxisCore

/// A match as a line of a file: what was compared on both sides, and who decided what, why and when.
extension ReviewedMatch {
    static func columns(in zone: Zone) -> [ExportColumn<ReviewedMatch>] {
        let list = "; "
        return [
            .text("Subject") { $0.match.name }, .text("Kind") { $0.match.kind.title },
            .text("Strength") { $0.match.tier.title },
            .text("Because") { $0.match.reasons.map(\.title).joined(separator: list) },
            .text("Our names") { $0.match.comparedNames.joined(separator: list) },
            .text("Names on the list") { $0.match.listedNames.joined(separator: list) },
            .date("Our birth date") { $0.match.subject.birthDate },
            .date("Birth date on the list") { $0.match.entry.birthDate },
            .text("Our NPI") { $0.match.subject.npi }, .text("NPI on the list") { $0.match.entry.npi },
            .text("List") { $0.match.entry.list.title }, .text("File") { $0.match.entry.file },
            .number("Row") { $0.match.entry.row }, .date("Excluded from") { $0.match.entry.excludedOn },
            .date("Reinstated") { $0.match.entry.reinstatedOn }, .text("Status") { $0.match.state.title },
            .text("On the list now") { $0.match.isCurrent ? "yes" : "no" },
            .text("Decision") { $0.decision }, .text("Reason") { $0.reason },
            .text("Decided by") { $0.dispositions.last?.decidedBy },
            .date("Decided on") { $0.dispositions.last.map { zone.local(of: $0.decidedAt).date } },
            .text("Steps") { row in row.dispositions.map { $0.line(in: zone) }.joined(separator: list) },
        ]
    }

    private var decision: String? {
        if let last = self.dispositions.last { return last.decision.title }
        return self.match.state == .cleared ? "Cleared by rule" : nil
    }

    private var reason: String? {
        if let last = self.dispositions.last { return last.reason.title }
        return self.match.state == .cleared ? DecisionReason.birthDateDiffers.title : nil
    }
}

extension Disposition {
    /// `2026-03-04 A. Specialist: Proposed to clear, Day of birth differs`.
    fileprivate func line(in zone: Zone) -> String {
        "\(zone.local(of: self.decidedAt).date) \(self.decidedBy): \(self.decision.title), \(self.reason.title)"
    }
}
