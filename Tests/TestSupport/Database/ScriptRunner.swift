import CLibPQ

/// Runs SQL text as it stands, as the cluster's superuser: for making and dropping databases. Production has no such door.
enum ScriptRunner {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func run(_ script: String, conninfo: String) throws {
        let connection = PQconnectdb(conninfo)
        defer { PQfinish(connection) }
        guard PQstatus(connection) == CONNECTION_OK else {
            throw Failure(description: String(cString: PQerrorMessage(connection)))
        }
        _ = PQsetNoticeReceiver(connection, { _, _ in }, nil)
        let result = PQexec(connection, script)
        defer { PQclear(result) }
        guard PQresultStatus(result) != PGRES_FATAL_ERROR else {
            throw Failure(description: String(cString: PQerrorMessage(connection)))
        }
    }
}
