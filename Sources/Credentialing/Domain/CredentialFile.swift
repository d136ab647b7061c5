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
    /// Renewals that the holder handed in, the newest first.
    package var claims: [RenewalClaim] = []
    /// What the person works as, by the code set; the primary one first.
    package var specialties: [Specialty] = []
    /// That the registry deactivated the person's number, and whether it is in force again.
    package var standing: NPIStanding?
    /// What the latest provider file says, for those who may read files.
    package var registry: RegistryEntry?
    /// The numbers that Medicare's enrollment system has for the person.
    package var medicare: [MedicareNumber] = []
    /// What Medicare's newest lists say of the person.
    package var listings: [MedicareWord] = []
    /// Suspensions of what the practice granted, for those who read files; the latest first.
    package var suspensions: [Suspension] = []
    /// Credentials that were put on file in error, the latest first; they are among none of the others.
    package var errors: [EntryError] = []
    /// Approvals from before, for those who read files; the latest first.
    package var approvals: [PriorApproval] = []
    /// What certificates of malpractice insurance say, and work that they do not cover.
    package var malpractice = MalpracticeFile()

    /// What a surveyor is shown: credentials of the general file, and nothing of the confidential compartments, whoever asks.
    package var forSurvey: Self {
        let shown = Set(self.types.filter { $0.compartment == .credential }.map(\.code))
        let credentials = self.credentials.filter { shown.contains($0.type) }
        let ids = Set(credentials.map(\.id))
        return Self(
            person: self.person, credentials: credentials, terms: self.terms.filter { ids.contains($0.credential) },
            statuses: self.statuses.filter { ids.contains($0.credential) },
            verifications: self.verifications.filter { ids.contains($0.credential) }, types: self.types,
            appointments: self.appointments, malpractice: self.malpractice)
    }

    /// The terms of a credential, the newest first.
    package func terms(of credential: Credential.ID) -> [Term] { self.terms.filter { $0.credential == credential } }
    /// What boards did to a credential.
    package func statuses(of credential: Credential.ID) -> [StatusSpan] {
        self.statuses.filter { $0.credential == credential }
    }
    /// The renewal that came as a term, where its holder handed it in.
    package func claim(of term: Term.ID) -> RenewalClaim? { self.claims.first { $0.term == term } }
    /// The checks of a term, the newest first.
    package func verifications(of term: Term.ID) -> [Verification] { self.verifications.filter { $0.term == term } }
}
