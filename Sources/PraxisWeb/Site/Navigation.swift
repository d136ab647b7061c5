import HTML
import PraxisCore

/// The places of the site's navigation. A module adds its own here; who may not open one does not see it.
package enum Navigation {
    /// One place.
    package struct Item: Sendable {
        let name: String
        let icon: Icon
        /// The letter that leads there after `G`.
        let key: String?
        let permission: Permission?
        /// Begins a group with this name.
        let section: String?
        /// First parts of paths that belong here too, beside that of the place itself.
        let parts: Set<String>
        let place: @Sendable (Scope) -> Place

        init(
            _ name: String, _ icon: Icon, key: String? = nil, _ permission: Permission? = nil, section: String? = nil,
            parts: Set<String> = [], _ place: @escaping @Sendable (Scope) -> Place
        ) {
            self.name = name
            self.icon = icon
            self.key = key
            self.permission = permission
            self.section = section
            self.parts = parts
            self.place = place
        }

        var isHome: Bool { self.key == "h" }
        /// Whether it is about the caller alone.
        var isOwn: Bool { self.place(.all).path.segments.first == "account" }
    }

    /// All places, in their order.
    package static let items: [Item] = [
        Item("Today", .home, key: "h") { Place.home($0) },
        Item("Roster", .calendar, key: "r", .shiftRead, parts: ["shifts", "shift-templates", "assignments"]) {
            Place.roster($0)
        },
        Item(
            "Credentials", .badge, key: "c", .credentialRead,
            parts: ["clearance", "screening", "providers", "reminders"]
        ) {
            Place.credentials($0)
        },
        Item("Credentialing files", .file, key: "f", .fileRead, parts: ["committee", "sources"]) { Place.files($0) },
        Item("Overview", .table, key: "w", .overviewRead) { Place.overview($0) },
        Item("Payers", .receipt, key: "e", .enrollmentRead, parts: ["payers", "payer-rosters"]) {
            Place.enrollments($0)
        },
        Item("Training", .file, key: "t", .trainingRead, parts: ["policies"]) { Place.training($0) },
        Item("My shifts", .clock, key: "s") { _ in Place.ownShifts },
        Item(
            "My tasks", .check, key: "m", .dutyFulfill,
            parts: ["account/training", "account/applications", "account/credentials"]
        ) { _ in
            Place.ownTasks
        },
        Item("People", .users, key: "p", .personRead) { Place.people($0) },
        Item("Budgets", .wallet, key: "b", .balanceRead, section: "Money", parts: ["budget-versions", "chart"]) {
            Place.budgets($0)
        },
        Item("Requisitions", .cart, key: "q", .requisitionRead) { Place.requisitions($0) },
        Item("Orders", .truck, key: "o", .orderRead) { Place.orders($0) },
        Item("Catalog", .package, key: "i", .catalogRead) { Place.catalog($0) },
        Item("Vendors", .landmark, key: "v", .vendorRead) { Place.vendors($0) },
        Item("Clinics", .building, key: "l", .clinicRead, section: "Practice", parts: ["clinic"]) { Place.clinics($0) },
        Item("Audit trail", .history, key: "a", .auditRead) { Place.audit($0) },
        Item("Accounts", .key, key: "u", .accountRead, parts: ["roles", "emergencies"]) { Place.accounts($0) },
    ]
}
