import Credentialing
import PraxisCore

extension Place {
    /// What oneself holds, and the renewals that one handed in.
    package static var ownCredentials: Place { Place("account", "credentials") }

    static func ownRenewals(_ credential: HeldCredential.ID) -> Place {
        Place("account", "credentials", credential.description, "renewals")
    }
    static func newOwnRenewal(_ credential: HeldCredential.ID) -> Place {
        Place("account", "credentials", credential.description, "renewals", "new")
    }
    static func ownRenewalWithdrawal(_ term: Term.ID) -> Place {
        Place("account", "renewals", term.description, "withdrawal")
    }

    /// Renewals that holders handed in and that wait for a check at the source.
    static func renewals(_ scope: Scope) -> Place { Place(scope, "credentials", "renewals") }
}
