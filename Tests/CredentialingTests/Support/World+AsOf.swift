import Postgres
import PraxisCore
import Testing

@testable import Credentialing

extension World {
    /// An instant after everything that was recorded so far and before what comes.
    func mark() async throws -> Instant {
        try #require(try await self.ask("SELECT clock_timestamp()", as: Instant.self))
    }

    /// A day of Denver as it was known at an instant.
    func asOf(_ valid: LocalDate, _ known: Instant) -> AsOf {
        AsOf(valid: valid, extent: .instant(known), known: known, zone: Zone("America/Denver") ?? .utc)
    }

    /// The clearance of a whole day, or of an interval of it, as it was known.
    func clearance(
        _ person: Person.ID, _ valid: LocalDate, known: Instant,
        during interval: (from: Instant, until: Instant)? = nil,
        at clinic: String = "denver", role: String = "physician", as account: String = "manager"
    ) async throws -> ClearanceAnswer {
        try await self.service.clearance(
            of: person, at: try #require(Slug(clinic)), role: role, during: interval, self.asOf(valid, known),
            as: self.caller(account))
    }

    /// The file of a person as it was known.
    func file(
        _ person: Person.ID, _ valid: LocalDate, known: Instant, as account: String = "specialist"
    ) async throws -> FileAsOf {
        try await self.service.file(of: person, self.asOf(valid, known), as: self.caller(account))
    }
}
