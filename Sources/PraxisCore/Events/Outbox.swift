package import FoundationEssentials
package import Postgres

/// Something that happened and others react to: a row in the transaction of its cause, worked off by jobs.
package enum Outbox {
    /// - Parameters:
    ///   - topic: `module.noun.past-participle`, such as `rostering.roster.published`.
    ///   - payload: identifiers and figures, no names.
    package static func append(_ topic: String, object: UUID, payload: JSONText? = nil) -> SQL {
        "INSERT INTO praxis.outbox (topic, object_id, payload) VALUES (\(topic), \(object), \(payload))"
    }
}
