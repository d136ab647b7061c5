import Credentialing
package import HTML
package import PraxisCore

/// The parts of a person's record. A module adds its own here; who may not open one does not see it.
package enum PersonTabs {
    /// One part.
    package struct Tab: Sendable {
        let title: String
        let permission: Permission
        let place: @Sendable (Scope, PersonRecord.ID) -> Place

        init(_ title: String, _ permission: Permission, _ place: @escaping @Sendable (Scope, PersonRecord.ID) -> Place)
        {
            self.title = title
            self.permission = permission
            self.place = place
        }
    }

    /// All parts, in their order.
    static let all: [Tab] = [
        Tab("Overview", .personRead) { .person($0, $1) },
        Tab("Credentials", .credentialRead) { .credentialFile($0, of: $1) },
        Tab("Training", .trainingRead) { .personTraining($0, of: $1) },
        Tab("Payers", .enrollmentRead) { .personEnrollments($0, Person.ID($1.uuid)) },
        Tab("Documents", .personRead) { .documents($0, of: $1) },
        Tab("Names", .personRead) { .names($0, of: $1) },
        Tab("History", .auditRead) { .personHistory($0, $1) },
    ]
}

/// The parts of a person's record as links.
package func personTabs(_ frame: Frame, _ id: PersonRecord.ID, current: Place) -> HTML {
    let tabs = PersonTabs.all.filter { frame.may($0.permission) }
    return PraxisWeb.tabs(
        "Parts of the record", current: current, tabs.map { ($0.title, $0.place(frame.scope, id)) })
}
