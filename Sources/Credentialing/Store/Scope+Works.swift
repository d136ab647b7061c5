import Postgres
import PraxisCore

extension Scope {
    /// Whether a person works in the scope, today or from a later day on. In all clinics together that is everybody, somebody
    /// who is nowhere yet as well.
    ///
    /// - Parameters:
    ///   - practice: the column with the practice, and
    ///   - person: that with the person.
    func works(practice: SQL, person: SQL) -> SQL {
        switch self {
        case .all: "true"
        case .clinic:
            """
            EXISTS (SELECT FROM praxis.credentialing_place k
                      JOIN praxis.clinic c USING (practice_id, clinic_id)
                     WHERE k.practice_id = \(practice) AND k.person_id = \(person) AND \(self.condition))
            """
        }
    }
}
