package import PraxisCore

/// What credentialing refuses, in cases that a caller can act on.
package enum CredentialingError: Error, Equatable, Sendable {
    /// There is no such thing, or the caller may not see it.
    case unknown
    /// The same credential is on file already.
    case alreadyOnFile
    /// The practice has a kind of that name.
    case kindKnown
    /// What was read has been superseded meanwhile.
    case stale(current: Int?, sent: Int?)
    /// Nobody verifies the own credential, or reviews a match with the own name.
    case ownFile
    /// A probable match is cleared, and any is confirmed, by two people.
    case secondPersonRequired
    case alreadyDecided(String)
    /// What barred a credential is taken back after a new check at the source.
    case verificationRequired
    /// Only a multistate license turns into one of a single state.
    case notMultistate
    /// Only a license of a single state, of a kind and state that a compact has, turns into a multistate one.
    case notSingleState
    /// What a source confirms was not put on file in error.
    case sourceConfirms
    /// A renewal keeps an authority where a rule says so and it was filed while a verified term ran.
    case notTimely
    /// Only a certificate of malpractice insurance says what claims it covers.
    case notMalpractice
    /// A document of the person's general file proves it.
    case evidenceRequired
    case permissionMissing
    /// The file cannot be used at all.
    case unusableFile(CSVFailure)
    /// The very file was imported before.
    case fileKnown
    /// The record names no waiver that could count.
    case notWaived
    /// There is no list to screen against.
    case noList
    /// The import was confirmed or discarded before.
    case importClosed
    /// Rules, requirements and overrides begin today or later, and end then.
    case inThePast(field: String)
    /// It has an end already.
    case alreadyEnded
    /// The figures are not those of the rule.
    case otherFigures
    /// A figure is none that can stand there; the words that can, where there are such.
    case notFigure(field: String, choices: [String]?)
    /// No compact is about this kind of license; never about those of advanced practice.
    case noCompact
    /// Another version begins on the same day.
    case beginsTwice
    /// No second person may waive this: an exclusion, or a license that is missing, suspended or revoked.
    case notOverridable(requirement: String, state: String)
    /// Nothing of the kind stands in the way.
    case nothingToOverride
    /// An override is longer than the practice allows.
    case overrideTooLong(days: Int)
    /// A request has been decided, or an override has ended.
    case overrideClosed
    /// A step, a record or a decision of a credentialing file is not allowed, or not yet.
    case refused(FileRefusal, FileObstacles? = nil)
    /// A renewal that a holder hands in, or takes back, is not taken.
    case claim(ClaimRefusal)
    /// The person has an open file already.
    case fileOpen
    /// No release of the code set has the code.
    case unknownSpecialty
    /// The code is given to nobody any more.
    case retiredSpecialty
}
