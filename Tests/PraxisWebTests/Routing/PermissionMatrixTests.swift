import Foundation
import HTTPTypes
import PraxisCore
import PraxisServer
import PraxisWeb
import TestSupport
import Testing

/// `permissions.csv` says for every route, scope and role what the answer is. A route without rows fails here; with
/// PRAXIS_WRITE_MATRIX=1 in the environment the file is written anew, to be read before it is committed.
@Suite(.demonstration) struct `The permission matrix` {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "permissions.csv")

    private static let roles: [(name: String, account: DemoAccount?)] = [
        ("practice_administrator", .administrator), ("site_manager", .managerOfDenver), ("finance", .finance),
        ("credentialing_specialist", .credentialing), ("medical_director", .medicalDirector), ("buyer", .buyer),
        ("staff", .staff), ("auditor", .auditor), ("nobody", nil),
    ]

    /// Own: a clinic of the role's grant. Other: one of the same practice, perhaps without a grant. Foreign: one of
    /// another practice.
    private enum Reach: String, CaseIterable {
        case own, other, foreign, all

        func slug(_ account: DemoAccount?) -> String {
            switch self {
            case .own: account == .staff ? "phoenix" : "denver"
            case .other: "chicago"
            case .foreign: "evanston"
            case .all: "all"
            }
        }
    }

    @Test(.timeLimit(.minutes(60))) func `is what the routes answer`() async throws {
        let site = try TestSite()
        var lines = ["method,path,scope," + Self.roles.map(\.name).joined(separator: ",")]
        for route in site.table.routes.sorted(by: Self.before) {
            for reach in route.path.isScoped ? Reach.allCases : [.all] {
                var cells = [route.method.rawValue, route.path.text, reach.rawValue]
                for role in Self.roles {
                    cells.append(try await Self.status(of: route, reach, role.account, on: site))
                }
                lines.append(cells.joined(separator: ","))
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["PRAXIS_WRITE_MATRIX"] != nil {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").map(String.init)
        for line in lines where !expected.contains(line) { Issue.record("not in permissions.csv: \(line)") }
        for line in expected where !lines.contains(line) { Issue.record("no longer so: \(line)") }
    }

    @Test func `shows nothing of another practice, and nothing to nobody`() throws {
        let open = Set(
            try TestSite().table.routes.filter { $0.access == .anyone }.map { "\($0.method) \($0.path)" })
        for row in try Self.rows() where !open.contains(row.route) {
            if row.scope == "foreign" {
                for status in row.statuses.dropLast() { #expect(status == "404", "\(row.route) in a foreign clinic") }
            }
            #expect(["303", "401", "403"].contains(row.statuses.last), "\(row.route) without a session")
        }
    }

    @Test func `never answers with a defect`() throws {
        for row in try Self.rows() {
            for status in row.statuses { #expect(!status.hasPrefix("5"), "\(row.route)") }
        }
    }

    @Test func `lets through exactly the roles that hold the permission`() async throws {
        let site = try TestSite()
        let held = try await Self.permissions(site)
        let routes = Dictionary(uniqueKeysWithValues: site.table.routes.map { ("\($0.method) \($0.path)", $0) })
        for row in try Self.rows() where row.scope == "own" || row.scope == "all" {
            guard let route = routes[row.route], case .permission(let permission) = route.access else { continue }
            for (index, role) in Self.roles.dropLast().enumerated() {
                let isRefused = row.statuses[index] == "403"
                let holds = held[role.name]?.contains(permission) == true
                if !holds, row.scope == "own" { #expect(isRefused, "\(row.route) as \(role.name)") }
                // In the own clinic, or everywhere where the route knows no clinic.
                if holds, row.scope == "own" || !route.path.isScoped {
                    #expect(!isRefused, "\(row.route) as \(role.name)")
                }
            }
        }
    }

    // MARK: - How it is asked

    private static func before(_ a: Route, _ b: Route) -> Bool {
        (a.path.text, a.method.rawValue) < (b.path.text, b.method.rawValue)
    }

    private static func status(
        of route: Route, _ reach: Reach, _ account: DemoAccount?, on site: TestSite
    ) async throws -> String {
        let browser = try account.map { try site.browser(as: $0) } ?? site.browser()
        let path = Self.path(of: route, reach.slug(account))
        let answer =
            switch route.body {
            case .none: try await browser.json(route.method, path)
            case .json: try await browser.json(route.method, path, "{}")
            case .form: try await browser.post(path)
            case .upload, .bulk: try await browser.upload(path, fields: [])
            }
        return String(answer.status.code)
    }

    private static func path(of route: Route, _ scope: String) -> String {
        var path = route.path.text
        for name in route.path.captures {
            let value =
                switch name {
                case "scope": scope
                case "week": "2026-W14"
                case "year": "2026"
                case "account" where route.path.text.contains("/budgets/"): "6010"
                case "date", "day": "2026-03-31"
                default: "01900000-0000-7000-8000-00000000ffff"
                }
            path = path.replacingOccurrences(of: "{\(name)}", with: value)
        }
        return path
    }

    private struct Row {
        let route: String
        let scope: String
        let statuses: [String]
    }

    private static func rows() throws -> [Row] {
        try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",").map(String.init)
            return Row(route: "\(cells[0]) \(cells[1])", scope: cells[2], statuses: Array(cells.dropFirst(3)))
        }
    }

    /// What each role may do in its own clinic, as its frame says.
    private static func permissions(_ site: TestSite) async throws -> [String: Set<Permission>] {
        var held: [String: Set<Permission>] = [:]
        for role in Self.roles {
            guard let account = role.account, let slug = Slug(Reach.own.slug(account)) else { continue }
            let caller = try site.caller(account, .clinic(slug))
            held[role.name] = try await Frame.read(.clinic(slug), as: caller, from: site.services.database).permissions
        }
        return held
    }
}
