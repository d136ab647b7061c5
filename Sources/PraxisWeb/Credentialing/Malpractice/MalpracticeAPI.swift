import Credentialing
import Hummingbird
import PraxisCore

/// What certificates of malpractice insurance say, for programs.
struct MalpracticeAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/malpractice", .credentialRead,
                "Read what malpractice certificates cover", answers: MalpracticeFile.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/people/{person}/terms/{term}/covers", .credentialWrite,
                "Record what a malpractice certificate covers",
                takes: .object([
                    "policy": MalpracticeCover.Policy.schema, "retroactive": .date.optional, "each": .money,
                    "aggregate": .money, "named_insured": .text(1...200),
                    "clinics": .list(of: .text(1...40), 0...200).optional, "fund_state": .text(2...2).optional,
                    "fund_reference": .text(1...200).optional, "follows": .integer(0...1000).optional,
                ]), answers: .created, status: .created, self.createCover),
            .api(
                .post, "/api/v1/{scope}/people/{person}/tails", .credentialWrite, "Record what covers earlier work",
                takes: .object([
                    "kind": MalpracticeTail.Kind.schema, "starts": .date, "through": .date, "insurer": .text(1...200),
                    "reference": .text(1...200).optional, "document": .uuid, "supersedes": .uuid.optional,
                    "withdrawn": .text(1...500).optional,
                ]), answers: .created, status: .created, self.createTail),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.file(
            of: try context.parameters.require("person"), as: context.caller)
        return .json(file.malpractice)
    }

    /// The clinics of a body, beside its fields.
    private struct Body: Decodable {
        let fields: BodyFields
        let clinics: [String]?

        private enum CodingKeys: CodingKey { case clinics }

        init(from decoder: any Decoder) throws {
            self.fields = try BodyFields(from: decoder, but: ["clinics"])
            self.clinics = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(
                [String].self, forKey: .clinics)
        }
    }

    @Sendable private func createCover(request: Request, context: ScopedContext) async throws -> Response {
        let body: Body = try context.json()
        let draft = try MalpracticeCoverDraft(clinics: body.clinics ?? []) { body.fields[$0] }
        return .created(
            try await self.credentialing.add(
                draft, to: try context.parameters.require("term"), of: try context.parameters.require("person"),
                as: context.caller))
    }

    @Sendable private func createTail(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.credentialing.add(
                try MalpracticeTailDraft { fields[$0] }, of: try context.parameters.require("person"),
                as: context.caller))
    }
}

extension MalpracticeFile: APIObject {
    static let members: [APIMember<MalpracticeFile>] = [
        APIMember("covers") { $0.covers }, APIMember("tails") { $0.tails }, APIMember("uncovered") { $0.uncovered },
    ]
}

extension MalpracticeCover: APIObject {
    static let members: [APIMember<MalpracticeCover>] = [
        APIMember("id") { $0.id }, APIMember("term") { $0.term }, APIMember("step") { $0.step },
        APIMember("policy") { $0.policy }, APIMember("retroactive") { $0.retroactiveOn },
        APIMember("each") { $0.limits.each }, APIMember("aggregate") { $0.limits.aggregate },
        APIMember("named_insured") { $0.namedInsured }, APIMember("all_clinics") { $0.clinics == nil },
        APIMember("clinics") { $0.clinics ?? [] }, APIMember("fund_state") { $0.fundState },
        APIMember("fund_reference") { $0.fundReference }, APIMember("checked") { $0.isChecked },
    ]
}

extension MalpracticeCover.Policy: APIWord {}

extension MalpracticeTail: APIObject {
    static let members: [APIMember<MalpracticeTail>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind }, APIMember("starts") { $0.startsOn },
        APIMember("through") { $0.throughOn }, APIMember("insurer") { $0.insurer },
        APIMember("reference") { $0.reference }, APIMember("document") { $0.document },
    ]
}

extension MalpracticeTail.Kind: APIWord {}

extension UncoveredWork: APIObject {
    static let members: [APIMember<UncoveredWork>] = [
        APIMember("starts") { $0.startsOn }, APIMember("through") { $0.throughOn },
    ]
}
