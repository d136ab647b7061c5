import CLibPQ
import FoundationEssentials

/// One connection that runs SQL text as it stands, statement by statement: for tests that make SQL from the catalogs or
/// do what an attacker would. Production has no such door.
package final class ScriptSession {
    /// What the server said no to.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let sqlState: String
        package let message: String

        package var description: String { "\(self.sqlState) \(self.message)" }
    }

    private let connection: OpaquePointer?

    /// Connects to the test's database.
    package init(_ database: TestDatabase = .current, as role: TestDatabase.Role = .superuser) throws {
        self.connection = PQconnectdb(database.conninfo(role))
        guard PQstatus(self.connection) == CONNECTION_OK else { throw self.failure(nil) }
        _ = PQsetNoticeReceiver(self.connection, { _, _ in }, nil)
    }

    deinit { PQfinish(self.connection) }

    /// Runs one or more statements.
    ///
    /// - Returns: the rows of the last one, as text.
    @discardableResult
    package func run(_ script: String) throws -> [[String?]] {
        let result = PQexec(self.connection, script)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw self.failure(result)
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }

    /// The SQLSTATE that stops a script, or `nil`.
    package func refusal(of script: String) -> String? {
        do { try self.run(script) } catch let failure as Failure { return failure.sqlState } catch { return "?" }
        return nil
    }

    /// The first cell of the last statement's answer.
    package func value(_ script: String) throws -> String? { try self.run(script).first?.first ?? nil }

    private func failure(_ result: OpaquePointer?) -> Failure {
        let state = result.flatMap { PQresultErrorField($0, Int32(UInt8(ascii: "C"))) }.map { String(cString: $0) }
        let message = result.flatMap { PQresultErrorField($0, Int32(UInt8(ascii: "M"))) }.map { String(cString: $0) }
        return Failure(sqlState: state ?? "08006", message: message ?? String(cString: PQerrorMessage(self.connection)))
    }
}

extension TestDatabase {
    /// Fills the database with the demonstration.
    ///
    /// - Parameter last: the number of the last file to load; the kernel's and the identity's are 1 and 2.
    package func loadDemonstration(through last: Int = .max) throws {
        let directory = TestCluster.sqlDirectory + "/demo"
        for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() where name.hasSuffix(".sql")
        {
            guard let number = Int(name.prefix(2)), number <= last else { continue }
            let script = try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
            try ScriptSession(self, as: .migrator).run(script)
        }
        // The planner knows the tables, as in a database in use.
        try ScriptSession(self).run("ANALYZE")
    }
}
