import Credentialing
import HTML
import PraxisCore

/// Vendors and legal entities, with what they are compared by.
func partiesPage(_ context: ScopedContext, _ frame: Frame, _ parties: [ScreenedParty]) -> HTML {
    let scope = context.scope
    return group {
        pageHeader(
            "Vendors and legal entities",
            lead: "Compared by the words of their name with the state, or by NPI, Unique Entity ID or CAGE code.",
            trail: [Crumb("Screening", .screening(scope))])
        credentialingTabs(context, frame, current: .screenedParties(scope))
        if parties.isEmpty {
            emptyState("Nothing here yet", "Vendors and legal entities appear when they are entered.", icon: .landmark)
        } else {
            dataTable(
                "Vendors and legal entities", parties, cards: true,
                columns: [
                    Column("Name") { party in
                        if frame.may(.screeningRun) {
                            a(.href(Place.screenedParty(scope, party))) { party.name }
                        } else {
                            party.name
                        }
                        small { party.kind.title }
                    },
                    Column("States") { party in
                        party.states.isEmpty ? "not known" : party.states.joined(separator: ", ")
                    },
                    Column("NPI") { party in party.npi ?? "–" },
                    Column("Unique Entity ID") { party in party.uei ?? "–" },
                    Column("CAGE") { party in party.cage ?? "–" },
                    .state("Screening") { party in partyTag(party) },
                ])
        }
    }
}

private func partyTag(_ party: ScreenedParty) -> HTML {
    switch party.standing {
    case "excluded": statusTag("Excluded", .bad)
    case "pending": statusTag("Under review", .warn)
    default: statusTag("Clear", .ok)
    }
}

/// The form of what screening knows of a business beside its name.
func partyPage(_ context: ScopedContext, _ party: ScreenedParty, _ typed: Form?, _ errors: FieldErrors) -> HTML {
    let place = Place.screenedParty(context.scope, party)
    func value(_ name: String, _ stored: String?) -> String? { typed == nil ? stored : typed?[name] }
    return group {
        pageHeader(
            party.name, tag: partyTag(party), lead: party.kind.title,
            trail: [Crumb("Vendors and legal entities", .screenedParties(context.scope))])
        errorSummary(errors)
        postForm(context, place) {
            input(.type("hidden"), .name("version"), .value(String(party.version)))
            textArea(
                Field(
                    "other_names", "Other names", value: value("other_names", party.otherNames.joined(separator: "\n")),
                    hint: "A line each: former names, and names that it trades under", errors: errors, isOptional: true),
                rows: 3)
            textField(
                Field(
                    "states", "States", value: value("states", party.states.joined(separator: ", ")),
                    hint: "By two letters, such as CO, NM. Without one, the name alone makes a match", errors: errors,
                    isOptional: true))
            fieldRow {
                textField(
                    Field(
                        "npi", "NPI of the organization", value: value("npi", party.npi), errors: errors,
                        isOptional: true))
                textField(
                    Field("uei", "Unique Entity ID", value: value("uei", party.uei), errors: errors, isOptional: true))
                textField(
                    Field("cage", "CAGE code", value: value("cage", party.cage), errors: errors, isOptional: true))
            }
            formActions {
                submit("Save")
                cancelLink(.screenedParties(context.scope))
            }
        }
    }
}
