import Credentialing
import HTML
import Hummingbird
import Identity
import Logging
import Postgres
import PraxisCore
import PraxisWeb
import Rostering
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
        let notifier = SystemdNotifier { readiness.drain() }
        let admin = AdminListener(address: self.settings.admin, metrics: self.metrics, readiness: readiness)
        let box = try self.secretBox()
        let jobs = self.settings.jobs.map { PostgresPool(PoolConfiguration($0)) }
        let check = StartCheck(
            pool: pool, jobs: jobs, conninfo: self.settings.database.url, schema: schema,
            gate: CatalogueGate(directory: self.settings.sqlDirectory),
            chains: jobs.map { ChainCheck(pool: $0, directory: self.auditDirectory, logger: self.logger) },
            logger: self.logger)
        let services = Services(pool: pool, box: box, sendsMail: self.settings.mail != nil)
        let listener = SiteListener(settings: self.settings, services: services)
        let site = try listener.application(logger: self.logger) {
            readiness.serve()
            notifier.ready()
        }
        var parts: [any Service] = [pool, admin.application(logger: self.logger), probe]
        if let jobs, let login = self.settings.jobs { parts += self.jobs(jobs, login.connections, check) }
        parts += [
            IdleTimers(activity: services.activity), services.denials, GuardedService(base: site, check: check.pass),
            notifier,
        ]
        var group = ServiceGroupConfiguration(
            services: parts.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint],
            logger: self.logger)
        group.maximumGracefulShutdownDuration = self.settings.shutdownLimit
        try await ServiceGroup(configuration: group).run()
    }

    /// What works off the queue and signs the audit trail, on connections of the role `praxis_jobs`.
    private func jobs(_ pool: PostgresPool, _ workers: Int, _ check: StartCheck) -> [any Service] {
        let database = Database(pool: pool)
        let handlers =
            self.mailJobs(database) + self.screeningJobs(database)
            + [self.reminders(database), self.conflicts(database)]
        let worker = "\(ProcessName.host)/\(ProcessName.id)"
        let runner = JobRunner(
            queue: JobQueue(pool: pool, worker: worker, kinds: handlers.map(\.kind)), handlers: handlers,
            workers: workers, wakeUps: JobWakeUps(), logger: self.logger)
        let checkpoints = CheckpointService(
            pool: pool, directory: self.auditDirectory, logger: self.logger)
        return [
            pool, GuardedService(base: runner, check: check.pass), GuardedService(base: checkpoints, check: check.pass),
        ]
    }

    /// Mails of links, emergencies and own files, where the settings say how mail goes out.
    private func mailJobs(_ database: Database) -> [any JobHandler] {
        guard let mail = self.settings.mail else { return [] }
        let origin = self.settings.publicOrigin
        let sender = Sendmail(command: mail.command, sender: mail.sender)
        let links: [any JobHandler] = LinkMail.Cause.allCases.map { cause in
            LinkMail(cause, database: database, sender: sender) { origin + Place.link($0).path.description }
        }
        return links
            + EmergencyMail.Cause.allCases.map {
                EmergencyMail(
                    $0, database: database, sender: sender, address: origin + Place.emergencies(.all).path.description)
            } + [
                ApplicantMail(database: database, sender: sender) { origin + Place.application($0).path.description }
            ]
    }

    /// The daily look for lists of exclusions, and the comparison of who is new or changed.
    private func screeningJobs(_ database: Database) -> [any JobHandler] {
        let service = CredentialingService(database: database, release: Release.version)
        let folder = self.settings.screeningDirectory.map(ListFolder.init)
        return [
            DailyScreening(service: service, folder: folder) { [logger] in
                logger.warning("a list of exclusions was not taken", metadata: ["reason": "\($0)"])
            },
            IdentityScreening(service: service),
        ]
    }

    /// Tells people what ends; without a way for mail in the app alone.
    private func reminders(_ database: Database) -> any JobHandler {
        let sender = self.settings.mail.map { Sendmail(command: $0.command, sender: $0.sender) }
        return ReminderJob(
            database: database, sender: sender,
            address: self.settings.publicOrigin + Place.reminders(.all).path.description,
            renewals: self.settings.publicOrigin + Place.ownCredentials.path.description,
            training: self.settings.publicOrigin + Place.ownTraining.path.description)
    }

    /// Tells whoever runs a roster that its people lost their clearance; without a way for mail in the app alone.
    private func conflicts(_ database: Database) -> any JobHandler {
        let sender = self.settings.mail.map { Sendmail(command: $0.command, sender: $0.sender) }
        let origin = self.settings.publicOrigin
        return ConflictNoticeJob(database: database, sender: sender) { clinic, week in
            origin + Place.roster(.clinic(clinic), week).path.description
        }
    }

    /// Where the audit trail's key and checkpoints are.
    private var auditDirectory: CheckpointDirectory { CheckpointDirectory(path: self.settings.auditDirectory) }

    private func secretBox() throws -> SecretBox {
        guard let box = SecretBox(text: self.settings.identityKey) else {
            throw Refusal(reasons: ["identity.key must be 32 bytes in base 64"])
        }
        return box
    }
}

extension PoolConfiguration {
    init(_ login: Settings.Login) {
        self.init(connection: ConnectionSettings(conninfo: login.url), connections: login.connections)
    }
}
