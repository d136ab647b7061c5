import ArgumentParser
import Postgres

/// The workload of `deploy/bench client`: transactions of one round trip, as fast as they go.
@main
struct PraxisBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "praxisbench",
        abstract: "Runs point reads through the Postgres client and prints one line of figures.")

    @Option(help: "The database.") var conninfo: String
    @Option(help: "Connections, each on a thread of its own.") var connections = 4
    @Option(help: "Transactions that a connection sends at once.") var depth = 4
    @Option(help: "Tasks that ask.") var clients = 32
    @Option(help: "How long.") var seconds = 10
    @Option(help: "Rows of the table.") var rows = 100_000
    @Flag(help: "Decide between the statements: three round trips.") var interactive = false

    func run() async throws {
        var configuration = PoolConfiguration(conninfo: self.conninfo)
        configuration.connections = self.connections
        configuration.depth = self.depth
        let pool = PostgresPool(configuration)
        let load = PointReads(pool: pool, rows: self.rows, isInteractive: self.interactive)
        _ = try await load.run(clients: self.clients, for: .seconds(1))
        let start = ProcessUsage.now()
        let latencies = try await load.run(clients: self.clients, for: .seconds(self.seconds))
        let figures = Figures(latencies, seconds: Double(self.seconds), cpu: ProcessUsage.now().cpu - start.cpu)
        await pool.close()
        print(figures)
    }
}
