/// Why a renewal that somebody hands in, or takes back, is refused; by the codes of the database.
package enum ClaimRefusal: String, CaseIterable, Sendable {
    /// The practice itself renews this kind, or it belongs to a closed part of the file.
    case notClaimable = "not_claimable"
    case waiting = "claim_waiting"
    case over = "claim_over"
    case notLater = "claim_not_later"
    case notDocument = "not_a_document"
    case answered = "claim_answered"
    case withdrawn = "claim_withdrawn"

    /// The field of the form that it is about.
    package var field: String? {
        switch self {
        case .over, .notLater: "expires"
        case .notDocument: "file"
        case .notClaimable, .waiting, .answered, .withdrawn: nil
        }
    }

    package var sentence: String {
        switch self {
        case .notClaimable: "Hand a renewal of this kind to your practice"
        case .waiting: "A renewal of it waits for its verification already; withdraw that one first"
        case .over: "It has ended already; hand in the one that is valid now"
        case .notLater: "It ends no later than what is verified already; check the last day"
        case .notDocument: "Choose a PDF, a PNG or a JPEG"
        case .answered: "The source has been asked about it; it stays on file"
        case .withdrawn: "Its holder has withdrawn it"
        }
    }
}
