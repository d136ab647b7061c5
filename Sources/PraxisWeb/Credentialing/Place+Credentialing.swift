import Credentialing
import HTML
import PraxisCore

extension Place {
    /// The board of expirables, narrowed to a bucket.
    static func credentials(_ scope: Scope, _ bucket: BoardBucket? = nil) -> Place {
        Place(path: URLPath(scope.description, "credentials").query("status", bucket?.rawValue))
    }

    /// The lines of the board whose coverage ends in a month.
    static func credentials(_ scope: Scope, endingIn month: LocalDate) -> Place {
        Place(path: URLPath(scope.description, "credentials").query("month", String(month.description.prefix(7))))
    }

    /// Shifts that fall if nothing renews.
    static func lapseImpact(_ scope: Scope) -> Place { Place(scope, "credentials", "impact") }

    /// The people of the scope as a bundle of FHIR.
    static func directory(_ scope: Scope) -> Place { Place(scope, "credentials.fhir.json") }

    /// What a person holds, and who says so.
    static func credentialFile(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "credentials")
    }

    /// The same for the person of a record.
    static func credentialFile(_ scope: Scope, of record: PersonRecord.ID) -> Place {
        .credentialFile(scope, Person.ID(record.uuid))
    }

    static func newCredential(_ scope: Scope, _ person: Person.ID) -> Place {
        Place(scope, "people", person.description, "credentials", "new")
    }

    /// The terms of a credential.
    static func terms(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "terms")
    }

    static func newTerm(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "terms", "new")
    }

    /// What a board did to a credential.
    static func statuses(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "statuses")
    }

    static func newStatus(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "statuses", "new")
    }

    /// That a credential was put on file in error.
    static func entryErrors(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "errors")
    }

    static func newEntryError(_ scope: Scope, _ person: Person.ID, _ credential: HeldCredential.ID) -> Place {
        Place(scope, "people", person.description, "credentials", credential.description, "errors", "new")
    }

    /// The checks of a term.
    static func verifications(_ scope: Scope, _ person: Person.ID, _ term: Term.ID) -> Place {
        Place(scope, "people", person.description, "terms", term.description, "verifications")
    }

    static func newVerification(_ scope: Scope, _ person: Person.ID, _ term: Term.ID) -> Place {
        Place(scope, "people", person.description, "terms", term.description, "verifications", "new")
    }

    /// What a person says of a check that a program made.
    static func verificationReview(_ scope: Scope, _ person: Person.ID, _ check: Verification.ID) -> Place {
        Place(scope, "people", person.description, "verifications", check.description, "review")
    }

    /// Who may work where.
    static func clearance(_ scope: Scope) -> Place { Place(scope, "clearance") }

    /// Provider files.
    static func providerImports(_ scope: Scope) -> Place { Place(scope, "providers", "imports") }

    static func providerImport(
        _ scope: Scope, _ id: ProviderImport.ID, _ outcome: ProviderPreview.Outcome? = nil
    ) -> Place {
        Place(
            path: URLPath(scope.description, "providers", "imports", id.description).query("outcome", outcome?.rawValue)
        )
    }

    static func confirmation(_ scope: Scope, of id: ProviderImport.ID) -> Place {
        Place(scope, "providers", "imports", id.description, "confirmation")
    }

    static func discard(_ scope: Scope, _ id: ProviderImport.ID) -> Place {
        Place(scope, "providers", "imports", id.description, "discard")
    }

    /// Lists of exclusions and the comparisons with them.
    static func screening(_ scope: Scope) -> Place { Place(scope, "screening") }
    static func screeningLists(_ scope: Scope) -> Place { Place(scope, "screening", "lists") }
    static func screeningList(_ scope: Scope, _ id: ScreeningImport.ID) -> Place {
        Place(scope, "screening", "lists", id.description)
    }
    static func screeningListWithdrawal(_ scope: Scope, _ id: ScreeningImport.ID) -> Place {
        Place(scope, "screening", "lists", id.description, "withdrawal")
    }
    static func screeningRuns(_ scope: Scope) -> Place { Place(scope, "screening", "runs") }

    /// Matches that wait for a review, or those of a state.
    static func matches(_ scope: Scope, _ state: MatchState? = nil) -> Place {
        Place(path: URLPath(scope.description, "screening", "matches").query("state", state?.rawValue))
    }

    /// A sample of what the rule cleared in a month.
    static func clearedSample(_ scope: Scope) -> Place { Place(scope, "screening", "sample") }

    static func match(_ scope: Scope, _ id: ScreeningMatch.ID) -> Place {
        Place(scope, "screening", "matches", id.description)
    }

    /// Monitoring by month, a run of it, and both as files.
    static func screeningMonths(_ scope: Scope) -> Place { Place(scope, "screening", "months") }
    static func screeningMonthsFile(_ scope: Scope) -> Place { Place(scope, "screening", "months.csv") }
    static func screeningRunsFile(_ scope: Scope) -> Place { Place(scope, "screening", "runs.csv") }
    static func screeningRun(_ scope: Scope, _ id: ScreeningRun.ID) -> Place {
        Place(scope, "screening", "runs", id.description)
    }
    static func screeningPolicy(_ scope: Scope) -> Place { Place(scope, "screening", "policy") }
    static func matchFindings(_ scope: Scope, _ id: ScreeningMatch.ID) -> Place {
        Place(scope, "screening", "matches", id.description, "findings.csv")
    }

    /// Vendors and legal entities as they are screened.
    static func screenedParties(_ scope: Scope) -> Place { Place(scope, "screening", "parties") }
    static func screenedParty(_ scope: Scope, _ party: ScreenedParty) -> Place {
        Place(scope, "screening", "parties", Identifier<ScreenedParty>(party.id).description)
    }
}
