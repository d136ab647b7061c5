/// A state, district or territory of the United States, by its postal abbreviation.
package struct StateCode: Hashable, Sendable {
    package let description: String

    package static let all: [String] = [
        "AK", "AL", "AR", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS",
        "KY",
        "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY",
        "OH",
        "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY", "AS",
    ]
}

extension StateCode: LosslessStringConvertible {
    package init?(_ text: String) {
        let code = text.uppercased()
        guard Self.all.contains(code) else { return nil }
        self.description = code
    }
}
