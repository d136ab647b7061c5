package import PraxisCore

/// A part of a person's file with readers of its own (three separate files at the least: regular, medical, I-9).
package enum Compartment: String, CaseIterable, Codable, Sendable {
    case general, credential, medical, i9, background
    case peerReview = "peer_review"
    case payroll

    package var title: String {
        switch self {
        case .general: "General"
        case .credential: "Credentials"
        case .medical: "Medical and immunization"
        case .i9: "I-9"
        case .background: "Background and exclusion"
        case .peerReview: "Peer review and NPDB"
        case .payroll: "Payroll, confidential"
        }
    }

    /// What opens it, beside one's own file.
    package var permission: Permission {
        switch self {
        case .general: .personWrite
        case .credential: .credentialRead
        case .medical: .medicalOpen
        case .i9: .workAuthorizationOpen
        case .background: .backgroundOpen
        case .peerReview: .peerReviewOpen
        case .payroll: .payrollOpen
        }
    }

    /// What puts documents into it.
    package var writing: Permission { self == .credential ? .credentialWrite : self.permission }

    /// Whether opening something in it says what for.
    package var asksForPurpose: Bool { self == .medical || self == .i9 || self == .peerReview }

    /// The name under which the kernel keeps its documents.
    package var filedAs: String { self == .credential ? "credentialing" : self.rawValue }

    /// The compartment of documents kept under a name; the most confidential for one that is not known.
    package init(filedAs name: String) { self = Self.allCases.first { $0.filedAs == name } ?? .peerReview }
}
