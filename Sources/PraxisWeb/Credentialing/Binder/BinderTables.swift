import Credentialing
import Postgres
import PraxisCore

/// The tables of a binder.
extension BinderArchive {
    private static func table(_ titles: [String], _ rows: [[ExportCell]]) -> [UInt8] {
        let lines = [titles.map { ExportCell.text($0) }] + rows
        return Array((CSVText.byteOrderMark + lines.map(CSVText.line).joined()).utf8)
    }

    static func checklist(_ file: BinderFile) -> [UInt8] {
        self.table(
            [
                "Element", "Asked for by", "Status on the day", "Day", "Checked on", "Source", "Method", "Result",
                "Reference", "Checked by", "Reviewed by", "Reviewed on", "Counts until", "Rule",
                "SHA-256 of the document", "Why it does not apply", "Said by", "Said on",
            ],
            file.items.map { item in
                [
                    .text(item.title), .text(item.citation), .text(item.statusTitle), .date(item.judgedOn),
                    item.verifiedOn.map(ExportCell.date) ?? .empty, .of(item.source), .of(item.method?.title),
                    .of(item.result?.title), .of(item.reference), .of(item.verifiedBy), .of(item.reviewedBy),
                    item.reviewedOn.map(ExportCell.date) ?? .empty,
                    item.usableUntil.map(ExportCell.date) ?? .empty, .of(item.rule), .of(item.digest),
                    .of(item.exceptionReason), .of(item.exceptedBy), item.exceptedOn.map(ExportCell.date) ?? .empty,
                ]
            })
    }

    static func credentials(_ file: CredentialFile) -> [UInt8] {
        let rows = file.credentials.flatMap { credential in
            file.terms(of: credential.id).map { term -> [ExportCell] in
                let told: [ExportCell] = [
                    .text(credential.typeName), .of(credential.state), .of(credential.number), .of(credential.issuer),
                    .date(term.issuedOn), term.expiresOn.map(ExportCell.date) ?? .empty,
                    .text(term.isVerified ? "verified" : "not verified"), .of(term.verifiedAt?.description),
                ]
                return told + Self.insurance(file.malpractice.cover(of: term.id))
            }
        }
        return self.table(
            [
                "Credential", "State", "Number", "Issuer", "From", "Through", "Verification", "Verified at", "Policy",
                "Retroactive date", "Limit per claim", "Limit per year", "Insured",
            ], rows)
    }

    static func holes(_ holes: [(credential: HeldCredential, hole: CoverageHole)]) -> [UInt8] {
        self.table(
            ["Credential", "State", "Number", "From", "Through", "Why"],
            holes.map { item in
                [
                    .text(item.credential.typeName), .of(item.credential.state), .of(item.credential.number),
                    .date(item.hole.first), .date(item.hole.last), .text(item.hole.title),
                ]
            })
    }

    /// What a certificate of malpractice insurance says: its carrier and number stand before it as those of the credential.
    private static func insurance(_ cover: MalpracticeCover?) -> [ExportCell] {
        [
            .of(cover?.policy.title), cover?.retroactiveOn.map(ExportCell.date) ?? .empty,
            cover.map { ExportCell.money($0.limits.each) } ?? .empty,
            cover.map { ExportCell.money($0.limits.aggregate) } ?? .empty,
            .of(cover?.insuredTitle),
        ]
    }

    static func verifications(_ file: BinderFile, _ places: [Document.ID: String]) -> [UInt8] {
        let titles = Dictionary(
            file.file.credentials.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
        let rows = file.checks.map { check -> [ExportCell] in
            let asked: [ExportCell] = [
                .text(check.id.description), .of(check.verifiedAt.description), .date(check.verifiedOn),
                .text(check.element), .of(check.credential.flatMap { titles[$0] }), .text(check.method.title),
                .text(check.source), .of(check.query), .of(check.requestedAt?.description),
            ]
            let answered: [ExportCell] = [
                .text(check.result.title), .text(Self.facts(check.values)), .text(Self.facts(check.mismatches)),
                .of(check.reference), check.sourceAsOf.map(ExportCell.date) ?? .empty, .of(check.spokenTo),
            ]
            let judged: [ExportCell] = [
                .text(check.verifiedBy), .text(check.isFetched ? "program" : "person"),
                .of(check.isAccepted.map { $0 ? "accepted" : "rejected" }), .of(check.reviewedBy),
                check.reviewedOn.map(ExportCell.date) ?? .empty, check.usableUntil.map(ExportCell.date) ?? .empty,
                .of(check.rule),
            ]
            let proven: [ExportCell] = [
                .of(check.evidence.flatMap { places[$0] }), .of(check.digest), .of(check.note),
                .of(check.supersedes?.description), .of(check.reason), .text(check.remarks.joined(separator: ", ")),
            ]
            return asked + answered + judged + proven
        }
        return self.table(
            [
                "Check", "Verified at", "Day", "Element", "Credential", "Method", "Source", "What was asked",
                "Asked at",
                "Result", "What the source said", "Otherwise than the file", "Reference", "Source as of", "Spoken to",
                "Verified by", "Made by a", "Review", "Reviewed by", "Reviewed on", "Counts until", "Rule", "Document",
                "SHA-256 of the document", "Note", "Corrects", "Why it was corrected", "State",
            ], rows)
    }

    /// Field by field, in one cell.
    private static func facts(_ facts: [String: String]) -> String {
        let titles = Dictionary(
            PrintedValues.names.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
        return facts.sorted { $0.key < $1.key }
            .map { $0.key == "source" ? $0.value : "\(titles[$0.key] ?? $0.key): \($0.value)" }
            .joined(separator: "; ")
    }

    static func decisions(_ decisions: [BinderDecision]) -> [UInt8] {
        self.table(
            [
                "Decided on", "Outcome", "Cycle", "Role", "Decided by", "Recorded on", "Recorded by", "Rule",
                "Appointed from", "Next due", "Days late",
            ],
            decisions.map { decision in
                [
                    .date(decision.decidedOn), .text(decision.outcome.title), .text(decision.cycle.title),
                    .text(decision.role.replacing("_", with: " ")), .text(decision.decider), .date(decision.recordedOn),
                    .text(decision.recordedBy), .text(decision.rule),
                    decision.appointedFrom.map(ExportCell.date) ?? .empty,
                    decision.recredDueOn.map(ExportCell.date) ?? .empty,
                    decision.daysLate.map { ExportCell.number(String($0)) } ?? .empty,
                ]
            })
    }

    func screenings() -> [UInt8] {
        Self.table(
            ["Finished at", "People compared", "Rows of lists", "Lists with their digests"],
            self.binder.screenings.map { run in
                [
                    .text(run.finishedAt.description), .number(String(run.subjects)), .number(String(run.entries)),
                    .text(run.lists),
                ]
            })
    }

    /// Everybody there was to choose from, in the order of the digest: with the seed it can be made again.
    func selection(_ seed: String) -> [UInt8] {
        let picked = Set(self.binder.files.map(\.person.id))
        let population = self.binder.population
        let standings = Dictionary(
            population.candidates.map { ($0.id, $0.standing.title) }, uniquingKeysWith: { first, _ in first })
        return Self.table(
            ["Place", "Person", "Digest of the seed and the person", "Standing", "Since", "Through", "Picked"],
            BinderSample.ranked(population.people, seed: seed).enumerated().map { place, entry in
                [
                    .number(String(place + 1)), .text(entry.person.description), .text(Hexadecimal.text(entry.digest)),
                    .of(standings[entry.person]), .date(population.since), .date(population.asOf),
                    .text(picked.contains(entry.person) ? "picked" : ""),
                ]
            })
    }
}

extension ExportCell {
    fileprivate static func of(_ text: String?) -> ExportCell { text.map(ExportCell.text) ?? .empty }
}
