import Credentialing
import HTML
import PraxisCore

extension Place {
    /// The rosters of a plan.
    static func payerRosters(_ scope: Scope, _ plan: PayerPlan.ID) -> Place {
        Place(scope, "payers", plan.description, "rosters")
    }

    static func payerRosterLayout(_ scope: Scope, _ plan: PayerPlan.ID) -> Place {
        Place(scope, "payers", plan.description, "rosters", "layout")
    }

    /// A file that was sent.
    static func payerRoster(_ scope: Scope, _ id: RosterSubmission.ID) -> Place {
        Place(scope, "payer-rosters", id.description)
    }

    static func payerRosterFile(_ scope: Scope, _ id: RosterSubmission.ID) -> Place {
        Place(scope, "payer-rosters", id.description, "file.csv")
    }

    static func payerRosterAnswer(_ scope: Scope, _ id: RosterSubmission.ID) -> Place {
        Place(scope, "payer-rosters", id.description, "answer")
    }

    /// What rosters tell of somebody at a clinic and nothing else knows.
    static func rosterProfile(_ scope: Scope, _ person: Person.ID, _ clinic: Slug) -> Place {
        Place(scope, "people", person.description, "rosters", clinic.description)
    }
}
