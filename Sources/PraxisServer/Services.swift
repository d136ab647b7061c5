import Postgres
import PraxisCore

/// The services of all modules, each with the ports that the adapters fill: the one place that knows them all.
struct Services: Sendable {
    let database: Database

    init(database: Database, settings: Settings) {
        self.database = database
    }

    /// What the job runner can do, through the doors of its own role.
    func jobs(_ database: Database) -> [any JobHandler] { [] }
}
