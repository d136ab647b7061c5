import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@testable import PraxisWeb

@Suite(.database) struct `The route table` {
    @Test func `has every method and path once`() throws {
        let routes = try TestSite().table.routes.map { "\($0.method) \($0.path)" }
        #expect(Set(routes).count == routes.count)
    }

    @Test func `is what the router answers`() throws {
        let site = try TestSite()
        let declared = site.table.routes.map { "\($0.method) \($0.path)" }
        #expect(Set(declared).isSubset(of: site.registered))
        let paths = Set(site.table.routes.map(\.path.text))
        for route in site.registered { #expect(paths.contains(String(route.split(separator: " ")[1])), "\(route)") }
    }

    @Test func `keeps its first segments out of the names of clinics`() throws {
        for route in try TestSite().table.routes {
            guard let first = route.path.text.split(separator: "/").first, first != "{scope}" else { continue }
            #expect(Slug.reserved.contains(String(first)), "\(first)")
        }
    }

    @Test func `names what every route does`() throws {
        for route in try TestSite().table.routes {
            #expect(!route.summary.isEmpty && !route.summary.hasSuffix("."), "\(route.method) \(route.path)")
        }
    }

    @Test func `asks for a permission wherever something is changed below a scope`() throws {
        for route in try TestSite().table.routes where route.path.isScoped && route.method != .get {
            #expect(route.access != .anyone, "\(route.method) \(route.path)")
        }
    }

    @Test func `gives an undo the time that thousands of people take, and other forms ten seconds`() throws {
        let routes = try TestSite().table.routes.filter { $0.path.text.hasSuffix("/imports/{batch}/undo") }
        #expect(routes.map(\.kind) == [.page, .api] || routes.map(\.kind) == [.api, .page])
        #expect(routes.allSatisfy { $0.deadline == .seconds(120) })
        let form = try #require(try TestSite().table.routes.first { $0.kind == .page && $0.method == .post })
        #expect(form.deadline == .seconds(10))
    }

    @Test(arguments: [HTTPRequest.Method.put, .delete, .patch, .trace])
    func `refuses other methods and says which there are`(method: HTTPRequest.Method) async throws {
        let answer = try await TestSite().browser().send(method, "/help", [:], [])
        #expect(answer.status == .methodNotAllowed)
        #expect(answer.headers[.allow] == "GET")
    }
}
