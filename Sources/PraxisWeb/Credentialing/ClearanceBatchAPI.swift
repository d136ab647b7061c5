import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Whether many people may work at a clinic, for programs that plan rosters.
struct ClearanceBatchAPI: Controller {
    let credentialing: CredentialingService

    private static let questions = Schema.object([
        "items": .list(
            of: .object([
                "person": .uuid, "role": .text(1...64), "from": .instant, "until": .instant,
                "services": .list(of: .text(1...40), 0...20).optional, "payers": .list(of: .uuid, 0...50).optional,
            ]), 1...ClearanceBatch.most)
    ])

    var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/clearance/batch", .credentialRead,
                "Ask whether many people may work at the clinic; the answers are in the order asked",
                body: .json(Self.questions, limit: 6 << 20),
                answers: .object(["items": .list(of: Answer.schema, 0...Int.max)]),
                self.ask
            ).taking(.seconds(60))
        ]
    }

    @Sendable private func ask(request: Request, context: ScopedContext) async throws -> Response {
        guard case .clinic(let clinic) = context.scope else {
            throw FieldErrors("scope", "Ask about one clinic, such as /api/v1/denver/clearance/batch")
        }
        let batch = try ClearanceBatch(try context.json(Questions.self).questions())
        let answers = try await self.credentialing.clearance(batch, at: clinic, as: context.caller)
        let items = zip(batch.questions, answers).map { Answer(question: $0, answer: $1) }
        return .json(["items": items.json])
    }

    /// The questions as a client sends them.
    private struct Questions: Decodable {
        struct Item: Decodable {
            let person, role, from, until: String
            let services: [String]?
            let payers: [String]?
        }

        let items: [Item]

        func questions() throws(FieldErrors) -> [ClearanceQuestion] {
            var errors = FieldErrors()
            let questions = self.items.enumerated().compactMap { place, item -> ClearanceQuestion? in
                let person = errors.check(
                    "items.\(place).person", item.person, { Person.ID($0) }, else: "Name a person by id")
                let (from, until) = (Instant(item.from), Instant(item.until))
                for (field, instant) in [("from", from), ("until", until)] where instant == nil {
                    errors.add("items.\(place).\(field)", "Give an instant such as 2026-03-14T15:00:00Z")
                }
                guard let person, let from, let until else { return nil }
                return ClearanceQuestion(
                    person: person, role: item.role, from: from, until: until,
                    setting: .init(services: item.services ?? [], payers: item.payers?.compactMap { PayerPlan.ID($0) }))
            }
            try errors.throwIfAny()
            return questions
        }
    }

    /// One answer, which names whom it is about.
    private struct Answer: APIObject {
        let question: ClearanceQuestion
        let answer: ClearanceAnswer

        static let members: [APIMember<Answer>] =
            [APIMember("person") { $0.question.person }]
            + ClearanceAnswer.members.map { member in member.of { (answer: Answer) in answer.answer } }
    }
}
