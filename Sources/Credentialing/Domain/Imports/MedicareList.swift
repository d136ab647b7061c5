package import PraxisCore

/// A public list of Medicare's about people. Each is whole: whoever is not named is not on it.
package enum MedicareList: String, CaseIterable, Codable, Sendable {
    /// Who may order and refer.
    case orderRefer = "order_refer"
    /// Whose affidavit to opt out of Medicare is in force.
    case optOut = "opt_out"
    /// By when enrollments are to be revalidated.
    case revalidation

    package var title: String {
        switch self {
        case .orderRefer: "Order and refer"
        case .optOut: "Opt-out affidavits"
        case .revalidation: "Revalidation due dates"
        }
    }
}

/// What somebody may order for, or refer to.
package enum MedicareService: String, CaseIterable, Codable, Sendable {
    case partB = "partb"
    case equipment = "dme"
    case homeHealth = "hha"
    case mobility = "pmd"
    case hospice

    package var title: String {
        switch self {
        case .partB: "Part B"
        case .equipment: "medical equipment"
        case .homeHealth: "home health"
        case .mobility: "power mobility devices"
        case .hospice: "hospice"
        }
    }
}

/// What one row of a list says of somebody; of the columns of the other lists it has none.
package struct MedicareFact: Hashable, Codable, Sendable {
    package let services: [MedicareService]?
    /// The period of the affidavit, both days included.
    package let startsOn: LocalDate?
    package let endsOn: LocalDate?
    package let mayRefer: Bool?
    /// Whether the period goes on by itself after its last day: no list says so, but the rule of that day. Until a list is
    /// imported that is not known.
    package let renews: Bool?
    /// The number of an enrollment.
    package let enrollment: String?
    package let state: String?
    package let isSupplier: Bool?
    package let dueOn: LocalDate?
    package let adjustedOn: LocalDate?

    private init(
        services: [MedicareService]? = nil, startsOn: LocalDate? = nil, endsOn: LocalDate? = nil,
        mayRefer: Bool? = nil, enrollment: String? = nil, state: String? = nil, isSupplier: Bool? = nil,
        dueOn: LocalDate? = nil, adjustedOn: LocalDate? = nil
    ) {
        self.services = services
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.mayRefer = mayRefer
        self.renews = nil
        self.enrollment = enrollment
        self.state = state
        self.isSupplier = isSupplier
        self.dueOn = dueOn
        self.adjustedOn = adjustedOn
    }

    /// May order and refer for some services.
    package static func referring(_ services: [MedicareService]) -> Self { Self(services: services) }

    /// Has opted out for a period.
    package static func optedOut(from start: LocalDate, through end: LocalDate, mayRefer: Bool?) -> Self {
        Self(startsOn: start, endsOn: end, mayRefer: mayRefer)
    }

    /// Has an enrollment that is to be revalidated, on a day or on none yet.
    package static func enrolled(
        _ enrollment: String, in state: String?, isSupplier: Bool, due: LocalDate?, adjusted: LocalDate?
    ) -> Self {
        Self(enrollment: enrollment, state: state, isSupplier: isSupplier, dueOn: due, adjustedOn: adjusted)
    }

    /// The day by which the enrollment is to be revalidated: the adjusted one goes before.
    package var due: LocalDate? { self.adjustedOn ?? self.dueOn }
}

extension MedicareFact {
    /// What the list says, without its day.
    package var sentence: String {
        if let services {
            return services.isEmpty
                ? "Listed, and may order and refer for none of the services"
                : "May order and refer for " + services.map(\.title).joined(separator: ", ")
        }
        if let startsOn, let endsOn {
            let orders = self.mayRefer.map { $0 ? "; may order and refer" : "; may not order and refer" }
            let period =
                switch self.renews {
                case true?: "; the period to \(endsOn.readable) renews by itself"
                case false?: " through \(endsOn.readable)"
                case nil: "; the period goes to \(endsOn.readable)"
                }
            return "Opted out from \(startsOn.readable)\(period)\(orders ?? "")"
        }
        let place = "Enrollment \(self.enrollment ?? "–")" + (self.state.map { " in \($0)" } ?? "")
        guard let due else { return "\(place): no due date yet" }
        let before = self.adjustedOn == nil ? nil : self.dueOn.map { ", adjusted from \($0.readable)" }
        return "\(place): to be revalidated by \(due.readable)" + (before ?? "")
    }
}

/// The day of a list, and where it is from.
package struct ListDay: Hashable, Sendable {
    /// Where the day of a list is from.
    package enum Source: String, CaseIterable, Codable, Sendable { case entered, file, upload }

    package let day: LocalDate
    package let source: Source
}
