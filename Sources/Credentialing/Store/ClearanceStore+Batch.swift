import Postgres
import PraxisCore

extension ClearanceStore {
    /// Lets a statement of this transaction take longer than those of others: thousands of questions go at once. One for each
    /// kind of work; the deadline of the route ends all of them together.
    static let patience: SQL = "SET LOCAL statement_timeout = '50s'"

    /// The clearance of many people at one clinic for the same kind of work, in the order asked.
    static func clearance(
        _ questions: [ClearanceQuestion], at clinic: Slug, _ setting: ClearanceQuestion.Setting
    ) -> Query<ClearanceAnswer> {
        Query(
            """
            SELECT k.verdict, k.reasons
              FROM praxis.clinic c
             CROSS JOIN LATERAL praxis.clearance_batch(
                        c.clinic_id, \(questions.map(\.person.uuid))::uuid[], \(questions.map(\.role)),
                        \(questions.map(\.from)), \(questions.map(\.until)), \(setting.services),
                        \(setting.payers?.map(\.uuid))::uuid[]) k
             WHERE c.slug = \(clinic)
             ORDER BY k.item
            """)
    }
}
