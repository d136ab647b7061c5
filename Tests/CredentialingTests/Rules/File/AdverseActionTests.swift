import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `The report of an adverse action` {
    @Test(
        arguments: [
            // began, last word, ended, due; longer than 30 days, 30 days for the report
            ("2026-03-01", "2026-03-01", nil, "2026-03-31"),
            ("2026-03-01", "2026-03-01", "2026-03-31", nil),
            ("2026-03-01", "2026-03-01", "2026-04-01", "2026-03-31"),
            // A panel that confirms it later: the days count from its word, the action from its beginning.
            ("2026-03-01", "2026-05-20", nil, "2026-06-19"),
            ("2026-02-01", "2026-02-10", "2026-03-05", "2026-03-12"),
            ("2028-02-01", "2028-02-01", "2028-03-02", nil),
        ] as [(String, String, String?, String?)])
    func `is due where the action holds for longer than the rule says`(
        began: String, acted: String, ended: String?, due: String?
    ) throws {
        let action = AdverseAction(
            beganOn: try #require(LocalDate(began)), actedOn: try #require(LocalDate(acted)),
            endedOn: ended.flatMap { LocalDate($0) })
        let figures = AdverseAction.Figures(longerThan: 30, reportDays: 30)
        #expect(action.reportDue(figures)?.description == due)
    }

    @Test func `is recorded with its number, or with why it is not due`() throws {
        let id = FileDecision.ID.make().description
        let fields: [([String: String], String?)] = [
            (["decision": id, "outcome": "reported", "reported": "2026-03-09", "reference": "5500000123"], nil),
            (["decision": id, "outcome": "not_due", "reason": "Reversed"], nil),
            (["outcome": "not_due", "reason": "Reversed"], "decision"),
            (["decision": id, "outcome": "not_due"], "reason"),
            (["decision": id, "outcome": "reported", "reference": "1"], "reported"),
            (["decision": id, "outcome": "reported", "reported": "2026-03-09"], "reference"),
            (["decision": id], "outcome"),
        ]
        for (form, wrong) in fields {
            var errors = FieldErrors()
            do { _ = try ReportDraft { form[$0] } } catch { errors = error }
            #expect(errors.entries.map(\.field) == (wrong.map { [$0] } ?? []), "\(form)")
        }
    }
}
