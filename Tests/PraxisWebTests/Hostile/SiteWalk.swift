import HTTPTypes
import PraxisWeb
import TestSupport

/// A walk over the site by its links: some pages of each route, of one clinic and of all, with the forms that stand
/// there.
struct SiteWalk {
    /// A form and the page on which it was found.
    struct Found: Sendable {
        let route: Route
        let page: String
        let form: PageForm
    }

    /// Pages of a route that are looked at, in each scope.
    private static let most = 2
    private var pages: [String: Set<String>] = [:]
    private(set) var forms: [Found] = []
    /// Real values of the captures, such as people's identifiers.
    private(set) var words: [String: Set<String>] = [:]
    /// Names of query items that links and filters use, by route.
    private(set) var queries: [String: Set<String>] = [:]
    /// Links that led nowhere.
    private(set) var dead: [String] = []

    private let routes: [Route]

    /// What a person finds who follows every kind of link.
    init(_ browser: Browser, _ routes: [Route], from starts: [String]) async throws {
        self.routes = routes
        var waiting = starts
        while let link = waiting.popLast() {
            let path = String(link.prefix { $0 != "?" && $0 != "#" })
            guard let route = self.route(.get, path), route.kind == .page else { continue }
            self.noteQuery(of: link, route)
            let kind = (path.hasPrefix("/all") ? "all " : "") + route.path.text
            guard self.pages[kind, default: []].count < Self.most, self.pages[kind, default: []].insert(path).inserted
            else { continue }
            let answer = try await browser.get(link.prefixUntil("#"))
            guard answer.status == .ok else {
                if answer.status.code >= 400, !starts.contains(link) {
                    self.dead.append("\(link): \(answer.status.code)")
                }
                continue
            }
            waiting += self.links(in: answer.text)
            self.noteForms(in: answer.text, on: link)
        }
    }

    private func links(in page: String) -> [String] {
        page.matches(of: /href="(\/[^"]*)"/).map { Attributes.plain($0.output.1) }
    }

    private mutating func noteForms(in page: String, on link: String) {
        for form in PageForm.all(in: page) {
            guard let route = self.route(form.isPost ? .post : .get, form.action.prefixUntil("?")) else { continue }
            if form.isPost {
                self.forms.append(Found(route: route, page: link, form: form))
            } else {
                self.queries[route.path.text, default: []].formUnion(form.fields.map(\.name))
            }
        }
    }

    private mutating func noteQuery(of link: String, _ route: Route) {
        guard let query = link.prefixUntil("#").split(separator: "?").dropFirst().first else { return }
        let names = query.split(separator: "&").compactMap { $0.split(separator: "=").first.map(String.init) }
        self.queries[route.path.text, default: []].formUnion(names)
    }

    /// The route of a path; captures become words.
    private mutating func route(_ method: HTTPRequest.Method, _ path: String) -> Route? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let found = self.routes.filter { route in
            guard route.method == method else { return false }
            let wanted = route.path.text.split(separator: "/")
            return wanted.count == parts.count && zip(wanted, parts).allSatisfy { $0.first == "{" || $0 == $1 }
        }.min { $0.path.captures.count < $1.path.captures.count }
        guard let found else { return nil }
        for (name, value) in zip(found.path.text.split(separator: "/"), parts) where name.first == "{" {
            self.words[String(name.dropFirst().dropLast()), default: []].insert(String(value))
        }
        return found
    }
}

extension String {
    /// What stands before a mark.
    func prefixUntil(_ mark: Character) -> String { String(self.prefix { $0 != mark }) }
}
