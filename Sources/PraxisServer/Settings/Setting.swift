/// Every key of the settings, with what it means and what holds where nobody says otherwise.
///
/// `http.port` is `PRAXIS_HTTP_PORT` in the environment, the file `http-port` among systemd's credentials and
/// `{ "http": { "port": … } }` in the settings file; the first of these that has it wins.
package enum Setting: String, CaseIterable, Sendable {
    case httpHost = "http.host"
    case httpPort = "http.port"
    case httpOrigin = "http.origin"
    case httpConnections = "http.connections"
    case httpRate = "http.rate"
    case httpProxies = "http.proxies"
    case httpUpload = "http.upload"
    case adminHost = "admin.host"
    case adminPort = "admin.port"
    case databaseURL = "database.url"
    case databaseConnections = "database.connections"
    case jobsURL = "jobs.url"
    case jobsWorkers = "jobs.workers"
    case migratorURL = "migrator.url"
    case identityKey = "identity.key"
    case sqlDirectory = "sql.directory"
    case assetsDirectory = "assets.directory"
    case filesDirectory = "files.directory"
    case auditDirectory = "audit.directory"
    case screeningDirectory = "screening.directory"
    case mailCommand = "mail.command"
    case mailSender = "mail.sender"
    case logLevel = "log.level"
    case logFormat = "log.format"
    case shutdownSeconds = "shutdown.seconds"
    case siteDevelopment = "site.development"
}

extension Setting {
    /// What holds where the key is absent; `nil` where somebody has to decide.
    package var standard: String? {
        switch self {
        case .httpHost, .adminHost: "127.0.0.1"
        case .httpPort: "8080"
        case .httpOrigin, .httpProxies: ""
        case .httpConnections: "1024"
        case .httpRate: "50"
        case .httpUpload: "256"
        case .adminPort: "9401"
        case .databaseURL, .identityKey: nil
        case .databaseConnections: "4"
        case .jobsURL: ""
        case .jobsWorkers: "1"
        case .migratorURL: "host=/var/run/postgresql dbname=praxis user=praxis_migrator"
        case .sqlDirectory: "/usr/share/praxis/sql"
        case .assetsDirectory: "/usr/share/praxis/assets"
        case .filesDirectory: "/var/lib/praxis/files"
        case .auditDirectory: "/var/lib/praxis/audit"
        case .screeningDirectory: ""
        case .mailCommand, .mailSender: ""
        case .logLevel: "info"
        case .logFormat: "auto"
        case .shutdownSeconds: "25"
        case .siteDevelopment: "false"
        }
    }

    /// What the key decides, in one line.
    package var meaning: String {
        switch self {
        case .httpHost: "address to listen on; a reverse proxy stands before it"
        case .httpPort: "port to listen on"
        case .httpOrigin: "how browsers reach the site, as https://praxis.example.com; links in messages begin with it"
        case .httpConnections: "connections of clients at once; more wait in the kernel's queue"
        case .httpRate: "requests a second of one session, token or address, after a burst of four times as many"
        case .httpProxies:
            "addresses and networks of proxies whose X-Forwarded-For is believed, as 127.0.0.1 10.0.0.0/8; empty: none"
        case .httpUpload:
            "the largest file that a page or call imports, in MiB; up to four wait on the disk of files.directory at once"
        case .adminHost: "address of the admin listener (/live, /ready, /metrics)"
        case .adminPort: "port of the admin listener"
        case .databaseURL: "libpq connection string of the role praxis_app"
        case .databaseConnections: "connections to the database"
        case .jobsURL: "libpq connection string of the role praxis_jobs; empty: this daemon runs no jobs"
        case .jobsWorkers: "jobs run at once"
        case .migratorURL: "libpq connection string of the role praxis_migrator, for praxisctl only"
        case .identityKey: "32 random bytes in base 64 that seal second factors (head -c 32 /dev/urandom | base64)"
        case .sqlDirectory: "where migrations, contracts, policies and the catalogue gate are"
        case .assetsDirectory: "where deploy/fetch-assets put htmx, icons and fonts; pages are plain without"
        case .filesDirectory: "where uploaded files are kept, and wait while they are imported"
        case .auditDirectory: "where signed checkpoints of the audit trail are kept, outside the database"
        case .screeningDirectory: "where lists of exclusions are dropped for the daily look; empty: they are uploaded"
        case .mailCommand: "the program that takes mail, as /usr/sbin/sendmail; empty: no mail goes out"
        case .mailSender: "the address that mail comes from"
        case .logLevel: "least level that is logged: trace, debug, info, notice, warning, error, critical"
        case .logFormat: "json, text, or auto: text on a terminal, else json"
        case .shutdownSeconds: "how long a graceful stop may take"
        case .siteDevelopment: "show /design, the catalog of components"
        }
    }

    /// Whether the value stays out of dumps and logs.
    package var isSecret: Bool {
        switch self {
        case .databaseURL, .jobsURL, .migratorURL, .identityKey: true
        default: false
        }
    }

    /// The name in the environment.
    package var variable: String {
        "PRAXIS_" + self.rawValue.uppercased().map { $0 == "." ? "_" : String($0) }.joined()
    }
}
