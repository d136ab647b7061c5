import Foundation
import Postgres
import PraxisCore
import Testing

@testable import Credentialing

extension World {
    /// Records an approval from before, as the specialist does.
    @discardableResult
    func recordApproval(
        of person: Person.ID, on day: LocalDate, until: LocalDate? = nil, as account: String = "specialist"
    ) async throws -> PriorApproval.ID {
        let fields = [
            "role": "physician", "decided": day.description, "until": until?.description, "by": "Committee of Summit",
        ]
        let document = try EvidenceDraft(name: "letter.pdf", bytes: Array("%PDF-1 approved".utf8))
        return try await self.files.record(
            try PriorApprovalDraft({ fields[$0] ?? nil }, document: document), of: person, as: self.caller(account))
    }

    func review(
        _ id: PriorApproval.ID, of person: Person.ID, _ accepted: Bool = true, after step: Int = 0,
        as account: String = "director"
    ) async throws {
        let fields = ["accepted": accepted ? "yes" : "no", "note": accepted ? nil : "Of somebody else"]
        try await self.files.review(
            id, of: person, try PriorReviewDraft { fields[$0] ?? nil }, after: step, as: self.caller(account))
    }

    /// An approval from before that counts.
    @discardableResult
    func takeOver(
        _ person: Person.ID, on day: LocalDate, until: LocalDate? = nil
    ) async throws -> PriorApproval.ID {
        let id = try await self.recordApproval(of: person, on: day, until: until)
        try await self.review(id, of: person)
        return id
    }

    /// Has nobody work without a decision, nor on one that has run out, from a day on.
    func requireDecisions(from day: LocalDate) async throws {
        try await self.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(self.practice), gen_random_uuid(), 'house.credentialing', \(day), 'Board of May',
                    '{"undecided": "block", "overdue": "block"}', \(self.practice))
            """)
    }
}
