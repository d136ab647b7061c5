import Foundation
import HTTPTypes
import PraxisWeb
import TestSupport
import Testing

/// Whatever is sent to whichever route, the answer says what is wrong; it is never a defect, and for the API it is one
/// that the description names.
@Suite(.demonstration) struct `Hostile input` {
    private static let starts = ["/all", "/denver", "/account"]

    /// What pages may answer; 503 and the like are not among them.
    private static let ofPages: Set<Int> = [200, 303, 400, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 429]

    private static let roles: [DemoAccount] = [
        .administrator, .finance, .credentialing, .managerOfDenver, .buyer, .medicalDirector, .staff, .auditor,
    ]

    @Test(.timeLimit(.minutes(60))) func `is refused by every form that a role is shown`() async throws {
        let site = try TestSite()
        var attacked: Set<String> = []
        for role in Self.roles {
            let browser = try site.browser(as: role)
            let walk = try await SiteWalk(browser, site.table.routes, from: Self.starts)
            #expect(walk.dead.isEmpty, "links shown to \(role) that lead nowhere")
            for found in walk.forms where attacked.insert(found.route.path.text).inserted {
                guard !Self.endsSessions(found.route) else { continue }
                try await self.attack(found, with: browser)
            }
        }
        #expect(attacked.count > 40, "the walk finds most forms of the site")
    }

    /// Who sends this is nobody afterwards.
    private static func endsSessions(_ route: Route) -> Bool {
        route.path.text.contains("sign-out") || route.path.text.contains("/sessions")
    }

    /// Sends a form with each field wrong in turn, and afresh after it went through.
    private func attack(_ found: SiteWalk.Found, with browser: Browser) async throws {
        var form = found.form
        for index in form.fields.indices {
            for value in HostileValues.some(4, at: index + found.route.path.text.count) {
                var fields = form.fields
                fields[index].value = value
                let answer = try await self.send(form, fields, with: browser)
                let what = "\(found.route.path) \(fields[index].name)=\(value.prefix(40).debugDescription)"
                #expect(Self.ofPages.contains(answer.status.code), "\(what): \(answer.status)")
                guard answer.status == .seeOther else { continue }
                let page = try await browser.get(found.page.prefixUntil("#")).text
                guard let fresh = PageForm.all(in: page).first(where: { $0.action == form.action }),
                    fresh.fields.count == form.fields.count
                else { return }
                form = fresh
            }
        }
        let empty = try await self.send(form, [], with: browser)
        #expect(Self.ofPages.contains(empty.status.code), "\(found.route.path) without fields: \(empty.status)")
    }

    private func send(
        _ form: PageForm, _ fields: [(name: String, value: String)], with browser: Browser
    ) async throws -> Browser.Answer {
        let fields = fields.map { ($0.name, $0.value) }
        guard form.isUpload else { return try await browser.post(form.action, form: fields) }
        let file = (field: "file", name: "a\".csv", text: "\u{FEFF}code,name\n\"6010,\u{0}\n1,2,3\n")
        return try await browser.upload(form.action, fields: fields, file: file)
    }

    @Test(.timeLimit(.minutes(60))) func `is refused in paths and queries`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .administrator)
        let walk = try await SiteWalk(browser, site.table.routes, from: Self.starts)
        let documented = try await Self.documented(browser)
        for route in site.table.routes where route.method == .get {
            let allowed = documented["GET \(route.path)"] ?? Self.ofPages
            for name in route.path.captures {
                for segment in HostileValues.segments {
                    let path = Self.path(of: route, walk.words, except: name, segment)
                    let answer = try await browser.get(path)
                    #expect(allowed.contains(answer.status.code), "\(path.prefix(120)): \(answer.status)")
                }
            }
            let names = walk.queries[route.path.text, default: []].union(route.query.map(\.name)).sorted()
            for (index, name) in names.enumerated() {
                for value in HostileValues.some(12, at: index + route.path.text.count) {
                    let item = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                    let path = Self.path(of: route, walk.words) + "?\(name)=\(item)"
                    let answer = try await browser.get(path)
                    #expect(allowed.contains(answer.status.code), "\(path.prefix(120)): \(answer.status)")
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(60))) func `is refused in bodies`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .administrator)
        let walk = try await SiteWalk(browser, site.table.routes, from: Self.starts)
        let documented = try await Self.documented(browser)
        for route in site.table.routes where route.method != .get {
            let what = "\(route.method) \(route.path)"
            guard !Self.endsSessions(route) else { continue }
            let allowed = documented[what] ?? Self.ofPages
            let path = Self.path(of: route, walk.words)
            for body in HostileValues.bodies {
                var headers: HTTPFields = [.ifMatch: "\"1\""]
                headers[.contentType] = body.type
                let answer = try await browser.send(route.method, path, headers, body.bytes)
                let begin = String(decoding: body.bytes.prefix(40), as: UTF8.self)
                #expect(allowed.contains(answer.status.code), "\(what) \(body.type ?? "") \(begin): \(answer.status)")
            }
            guard case .json(let schema, _) = route.body else { continue }
            for value in schema.sample(walk.words).mutations {
                let answer = try await browser.json(route.method, path, value.text, [.ifMatch: "\"1\""])
                #expect(allowed.contains(answer.status.code), "\(what) \(value.text.prefix(300)): \(answer.status)")
            }
        }
    }

    // MARK: - What is asked, and what may be answered

    private static func path(
        of route: Route, _ words: [String: Set<String>], except name: String = "", _ segment: String = ""
    ) -> String {
        route.path.captures.reduce(route.path.text) { path, capture in
            let known = words[capture]?.sorted()
            let real = capture == "scope" ? "denver" : known?.first ?? "01900000-0000-7000-8000-00000000ffff"
            return path.replacingOccurrences(of: "{\(capture)}", with: capture == name ? segment : real)
        }
    }

    /// The statuses that the description names for each call.
    private static func documented(_ browser: Browser) async throws -> [String: Set<Int>] {
        struct Document: Decodable {
            let paths: [String: [String: Operation]]
        }
        struct Operation: Decodable {
            let responses: [String: Response]
        }
        struct Response: Decodable {}
        let answer = try await browser.get("/api/v1/openapi.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(answer.bytes))
        var statuses: [String: Set<Int>] = [:]
        for (path, operations) in document.paths {
            for (method, operation) in operations {
                statuses["\(method.uppercased()) \(path)"] = Set(operation.responses.keys.compactMap { Int($0) })
            }
        }
        return statuses
    }
}
