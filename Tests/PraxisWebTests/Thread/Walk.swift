import Foundation
import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

/// The site as four people of one practice use it, each with a browser of their own.
struct Walk {
    let site: TestSite
    let specialist: Browser
    /// The site manager of Denver.
    let manager: Browser
    let administrator: Browser
    let finance: Browser

    /// The day on which the demonstration was loaded, which may have been yesterday.
    let today: LocalDate
    /// A week of Denver that nobody has planned yet.
    let week: ISOWeek

    init() async throws {
        self.site = try TestSite()
        self.specialist = try self.site.browser(as: .credentialing)
        self.manager = try self.site.browser(as: .managerOfDenver)
        self.administrator = try self.site.browser(as: .administrator)
        self.finance = try self.site.browser(as: .finance)
        let loaded: SQL = "SELECT created_at::date FROM praxis.practice WHERE slug = 'cascade'"
        self.today = try #require(try await TestDatabase.current.ask(loaded, as: LocalDate.self))
        self.week = ISOWeek(containing: self.today.adding(days: 21))
    }

    /// People of the demonstration; all but one are at Denver.
    enum Known {
        /// A physician in good standing.
        static let physician = "01900000-0000-7000-8000-0000001a0016"
        /// A nurse whose license lapsed twelve days ago.
        static let lapsedNurse = "01900000-0000-7000-8000-0000001a0041"
        /// A nurse in good standing.
        static let nurse = "01900000-0000-7000-8000-0000001a0046"
        /// A physician of Phoenix.
        static let elsewhere = "01900000-0000-7000-8000-0000001a0012"
    }

    /// People whom the provider file brings.
    struct Hired {
        let physician: String
        /// Stands on the OIG's list.
        let practitioner: String
    }

    func person(_ id: String) async throws -> Somebody {
        try await self.specialist.json(.get, "/api/v1/denver/people/\(id)").decoded()
    }

    /// Whether somebody may work at Denver on the Wednesday of the week.
    func clearance(of person: String, as role: String) async throws -> Clearance {
        let day = self.week.days[2]
        return try await self.manager.json(
            .get,
            "/api/v1/denver/clearance?person=\(person)&role=\(role)&from=\(day)T15:00:00Z&until=\(day)T23:00:00Z"
        ).decoded()
    }
}
