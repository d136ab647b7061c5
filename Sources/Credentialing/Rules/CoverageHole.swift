package import PraxisCore

/// Days on which a credential did not count although it did before: nothing covered them, or what covers them was verified
/// later (R2, R3). They stay in its history for ever.
package struct CoverageHole: Hashable, Sendable {
    /// What was amiss.
    package enum Kind: Hashable, Sendable {
        /// No term covers the days.
        case gap
        /// A term covers the days, and nobody had asked its source by then.
        case unverified
    }

    package let kind: Kind
    package let first: LocalDate
    /// The last day of them.
    package let last: LocalDate

    /// The holes in the history of one credential, in the order of time. What lies before its first verified term is none.
    ///
    /// - Parameters:
    ///   - terms: of the credential, as they stand; unverified ones cover nothing.
    ///   - confirmed: the day on which the source first confirmed a term.
    package static func all(in terms: [Term], confirmed: (Term.ID) -> LocalDate?) -> [CoverageHole] {
        var holes: [CoverageHole] = []
        var covered: LocalDate?
        for term in terms.filter(\.isVerified).sorted(by: { $0.issuedOn < $1.issuedOn }) {
            let end = term.expiresOn ?? .last
            guard let until = covered else {
                covered = end
                continue
            }
            guard until < end else { continue }
            let next = until.adding(days: 1)
            if next < term.issuedOn {
                holes.append(CoverageHole(kind: .gap, first: next, last: term.issuedOn.adding(days: -1)))
            }
            let first = max(next, term.issuedOn)
            if let day = confirmed(term.id), first < day {
                holes.append(CoverageHole(kind: .unverified, first: first, last: min(day.adding(days: -1), end)))
            }
            covered = end
        }
        return holes
    }
}

extension CredentialFile {
    /// The holes in what a credential covers. What boards did to it is told by its statuses.
    package func holes(of credential: Credential.ID) -> [CoverageHole] {
        CoverageHole.all(in: self.terms(of: credential)) { term in
            self.verifications(of: term)
                .filter { $0.counts && !$0.isSuperseded && $0.result.isGood }
                .map(\.verifiedOn).min()
        }
    }
}
