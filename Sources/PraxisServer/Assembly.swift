import Hummingbird
import Logging
import Postgres
import PraxisCore
import ServiceLifecycle
import UnixSignals

/// Puts the daemon together and runs it. Services start in the order of the list and stop in reverse: first the
/// listener for requests, last the pool.
struct Assembly {
    let settings: Settings
    let metrics: MetricsRegistry
    let logger: Logger

    func run() async throws {
        let pool = PostgresPool(PoolConfiguration(self.settings.database))
        let schema = SchemaCheck(pool: pool, directory: try MigrationDirectory(path: self.settings.sqlDirectory))
        let probe = DatabaseProbe(pool: pool, logger: self.logger) { try await schema.problem() }
        let readiness = Readiness { probe.reason }
        let notifier = SystemdNotifier(isHealthy: { probe.reason == nil }, onStop: { readiness.drain() })
        let admin = AdminListener(address: self.settings.admin, metrics: self.metrics, readiness: readiness)
        let services = Services(database: Database(pool: pool), settings: self.settings)
        let check = StartCheck(
            pool: pool, conninfo: self.settings.database.url, schema: schema,
            gate: CatalogueGate(directory: self.settings.sqlDirectory), logger: self.logger)
        let site = SiteListener(settings: self.settings, services: services).application(logger: self.logger) {
            readiness.serve()
            notifier.ready()
        }
        var parts: [any Service] = [pool, admin.application(logger: self.logger), probe]
        if let login = self.settings.jobs {
            let jobs = PostgresPool(PoolConfiguration(login))
            parts += [jobs, GuardedService(base: self.runner(jobs, services, login.connections), check: check.pass)]
        }
        parts += [GuardedService(base: site, check: check.pass), notifier]
        var group = ServiceGroupConfiguration(
            services: parts.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: self.logger)
        group.maximumGracefulShutdownDuration = self.settings.shutdownLimit
        try await ServiceGroup(configuration: group).run()
    }

    private func runner(_ pool: PostgresPool, _ services: Services, _ workers: Int) -> JobRunner {
        let handlers = services.jobs(Database(pool: pool))
        let worker = "\(ProcessName.host)/\(ProcessName.id)"
        return JobRunner(
            queue: JobQueue(pool: pool, worker: worker, kinds: handlers.map(\.kind)), handlers: handlers,
            workers: workers, wakeUps: JobWakeUps(), logger: self.logger)
    }
}

extension PoolConfiguration {
    init(_ login: Settings.Login) {
        self.init(connection: ConnectionSettings(conninfo: login.url), connections: login.connections)
    }
}
