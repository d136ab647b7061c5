/// Everything on file about what a person holds.
package struct CredentialFile: Sendable {
    package let person: Person
    package let credentials: [Credential]
    package let terms: [Term]
    package let statuses: [StatusSpan]
    package let verifications: [Verification]
    package let types: [CredentialType]
    /// Where and as what the person may be put on shifts, with today's answer.
    package let appointments: [AppointmentClearance]

    package func terms(of credential: Credential.ID) -> [Term] { self.terms.filter { $0.credential == credential } }
    package func statuses(of credential: Credential.ID) -> [StatusSpan] {
        self.statuses.filter { $0.credential == credential }
    }
    package func verifications(of term: Term.ID) -> [Verification] { self.verifications.filter { $0.term == term } }
}
