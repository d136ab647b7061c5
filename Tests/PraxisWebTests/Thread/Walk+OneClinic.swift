import HTTPTypes
import PraxisCore
import PraxisWeb
import TestSupport
import Testing

private struct Overview: Decodable {
    struct Clinic: Decodable {
        let clinic: String
    }

    let clinics: [Clinic]
}

extension Walk {
    private static let others = ["phoenix", "chicago", "gary", "aurora", "evanston"]

    /// The site manager of Denver sees Denver: other clinics do not exist, and lists of all clinics are its own.
    func seeOneClinicOnly() async throws {
        for route in self.site.table.routes where route.method == .get && route.path.captures == ["scope"] {
            for clinic in Self.others {
                let path = route.path.text.replacing("{scope}", with: clinic)
                #expect(try await self.manager.get(path).status == .notFound, "\(path)")
            }
        }
        try await self.expectOwnRows()
        try await self.expectOwnPeople()

        let pages = ["/all/people", "/all/clinics", "/all/requisitions", "/all/budgets/\(self.today.year)"]
        for path in pages + ["/all/roster/\(self.week)", "/all/orders", "/denver"] {
            let page = try await self.manager.get(path)
            #expect(page.status == .ok, "\(path)")
            for clinic in ["Phoenix", "Chicago", "Gary", "Aurora", "Evanston"] {
                #expect(!page.text.contains(clinic), "\(clinic) on \(path)")
            }
        }
    }

    private func expectOwnRows() async throws {
        for list in ["requisitions", "orders"] {
            let own: Items<ClinicRow> = try await self.manager.json(.get, "/api/v1/all/\(list)").decoded()
            #expect(Set(own.items.map(\.clinic)) == ["denver"])
            let all: Items<ClinicRow> = try await self.administrator.json(.get, "/api/v1/all/\(list)").decoded()
            let foreign = try #require(all.items.first { $0.clinic != "denver" })
            for scope in ["denver", "all"] {
                #expect(try await self.manager.get("/\(scope)/\(list)/\(foreign.id)").status == .notFound)
            }
            #expect(try await self.administrator.get("/all/\(list)/\(foreign.id)").status == .ok)
        }
        for place in ["budgets/\(self.today.year)", "roster/\(self.week)"] {
            let own: Overview = try await self.manager.json(.get, "/api/v1/all/\(place)").decoded()
            #expect(own.clinics.map(\.clinic) == ["denver"], "\(place)")
            let all: Overview = try await self.administrator.json(.get, "/api/v1/all/\(place)").decoded()
            #expect(all.clinics.count == 5, "\(place)")
        }
    }

    private func expectOwnPeople() async throws {
        let all = try await self.people("all", as: self.administrator)
        let own = try await self.people("all", as: self.manager)
        #expect(own == (try await self.people("denver", as: self.administrator)))
        #expect(own.count < all.count && own.isSubset(of: all))
        #expect(!own.contains(Known.elsewhere))
        let unknown = try await self.manager.get("/denver/people/01900000-0000-7000-8000-00000000dead")
        let hidden = try await self.manager.get("/denver/people/\(Known.elsewhere)")
        #expect(hidden.status == .notFound)
        #expect(hidden.text == unknown.text, "somebody elsewhere is told apart from nobody")
    }

    private func people(_ scope: String, as browser: Browser) async throws -> Set<String> {
        let list: Items<Somebody> = try await browser.json(.get, "/api/v1/\(scope)/people?limit=200").decoded()
        return Set(list.items.map(\.id))
    }
}
