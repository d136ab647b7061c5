import Credentialing
import Hummingbird
import PraxisCore

/// Rules for programs: which applied on a day, and the practice's own versions.
struct RuleAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/rules", .credentialRead, "List the rules that applied on a day",
                query: [QueryItem("on", .date, "The day; today where it is left out")],
                answers: .page(of: RuleVersion.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/rules/{rule}/versions", .requirementWrite,
                "Add a version of the practice's own",
                takes: .object(["starts": .date, "citation": .text(1...300), "figures": .any]), answers: .created,
                status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/rules/{rule}/versions/{version}/end", .requirementWrite,
                "End a version of the practice's own", takes: .object(["ends": .date]), status: .noContent, self.end),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let (versions, today) = try await self.credentialing.rules(as: context.caller)
        let day = try context.query["on"].map { text in
            guard let day = LocalDate(text) else { throw FieldErrors("on", "Give a day such as 2025-06-30") }
            return day
        }
        return .json(JSONPage(RuleVersion.inForce(versions, on: day ?? today)))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        struct Body: Decodable {
            let starts: String
            let citation: String
            let figures: [String: RuleFigure]
        }
        let body = try context.json(Body.self)
        let key: RuleKey = try context.parameters.require("rule")
        let (versions, today) = try await self.credentialing.rule(key, as: context.caller)
        guard let known = versions.first(where: { !$0.isOwn }) else { throw NotFound() }
        let others = body.figures.keys.filter { known.figures[$0] == nil }
        guard others.isEmpty else { throw CredentialingError.otherFigures }
        let fields = body.figures.mapValues(\.words).merging(["starts": body.starts, "citation": body.citation]) { $1 }
        let draft = try RuleDraft({ fields[$0] }, from: known, today: today)
        return .created(try await self.credentialing.addRule(draft, to: key, as: context.caller))
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id: RuleVersion.ID = try context.parameters.require("version")
        let (versions, today) = try await self.credentialing.rule(
            try context.parameters.require("rule"), as: context.caller)
        guard versions.contains(where: { $0.id == id }) else { throw NotFound() }
        guard let day = fields["ends"].flatMap({ LocalDate($0) }), day >= today else {
            throw CredentialingError.inThePast(field: "ends")
        }
        try await self.credentialing.endRule(id, on: day, as: context.caller)
        return .noContent
    }
}

extension RuleVersion: APIObject {
    static let members: [APIMember<RuleVersion>] = [
        APIMember("rule") { $0.key.rawValue }, APIMember("pack") { $0.pack }, APIMember("authority") { $0.authority },
        APIMember("title") { $0.title }, APIMember("version") { $0.version }, APIMember("starts") { $0.startsOn },
        APIMember("ends") { $0.endsOn }, APIMember("citation") { $0.citation },
        APIMember("confirmed") { $0.isConfirmed }, APIMember("for_reference") { $0.isReference },
        APIMember("own") { $0.isOwn }, APIMember("id") { $0.id },
        APIMember("figures") { RuleFigures(all: $0.sorted) },
    ]
}

/// The figures of a rule as an object.
private struct RuleFigures: APIValue {
    let all: [(name: String, figure: RuleFigure)]

    static var schema: Schema { .any }
    var json: JSONValue { .object(self.all.map { JSONValue.Member(name: $0.name, value: $0.figure.json) }) }
}

extension RuleFigure {
    /// The figure as JSON.
    fileprivate var json: JSONValue {
        switch self {
        case .number(let number): .number(String(number))
        case .flag(let flag): .bool(flag)
        case .text(let text): .string(text)
        case .list(let figures): .array(figures.map(\.json))
        }
    }
}
