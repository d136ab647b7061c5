package import Postgres
import PraxisCore

/// Something done in shifts that only some people may do, and only where the clinic may.
package struct ShiftService: Hashable, Sendable {
    /// Such as `point_of_care_testing`.
    package let code: String
    package let name: String

    /// Whether it is telehealth for the patients of a state.
    package var isTelehealth: Bool { self.code.hasPrefix("telehealth_") }

    /// The names of services as a list in words.
    package static func names(of codes: [String], in services: [ShiftService]) -> String {
        codes.map { code in services.first { $0.code == code }?.name ?? Self.words([code]) }.joined(separator: ", ")
    }

    /// Codes as words, where the names are not at hand.
    package static func words(_ codes: [String]) -> String {
        codes.map { $0.replacing("_", with: " ") }.joined(separator: ", ")
    }
}

extension ShiftService: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.code = try row.read()
        self.name = try row.read()
    }
}
