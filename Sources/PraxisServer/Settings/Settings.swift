package import Logging
package import PraxisWeb

/// What the operator decided, read once at start.
package struct Settings: Sendable {
    /// Where and how requests come in.
    package struct HTTP: Sendable {
        package let host: String
        package let port: Int
        package let origin: String
        package let connections: Int
        /// Requests a second of one session, token or address.
        package let rate: Int
        /// Whose word about a client's address is taken.
        package let proxies: TrustedProxies
        /// The largest file that is imported, in bytes.
        package let upload: Int
    }

    /// An address of our own.
    package struct Listener: Sendable {
        package let host: String
        package let port: Int
    }

    /// A role's way into the database.
    package struct Login: Sendable {
        package let url: String
        package let connections: Int
    }

    /// How mail goes out.
    package struct MailWay: Sendable {
        package let command: String
        package let sender: String
    }

    /// How log lines look.
    package enum LogFormat: String, CaseIterable, Sendable {
        case auto, json, text
    }

    package let http: HTTP
    package let admin: Listener
    package let database: Login
    /// `nil` where this daemon runs no jobs.
    package let jobs: Login?
    package let migratorURL: String
    /// Seals second-factor secrets: 32 bytes in base 64.
    package let identityKey: String
    package let sqlDirectory: String
    package let assetsDirectory: String
    package let filesDirectory: String
    package let auditDirectory: String
    /// Where lists of exclusions are dropped; `nil` where nowhere.
    package let screeningDirectory: String?
    /// `nil` where no mail goes out.
    package let mail: MailWay?
    package let logLevel: Logger.Level
    package let logFormat: LogFormat
    package let shutdownLimit: Duration
    package let showsDesign: Bool
}

extension Settings {
    /// Everything that is wrong with the settings, told at once.
    package struct Problems: Error, CustomStringConvertible {
        package let lines: [String]

        package var description: String { self.lines.joined(separator: "\n") }
    }
}

extension Settings {
    /// How browsers reach the site: what was set, else this machine.
    package var publicOrigin: String {
        self.http.origin.isEmpty ? "http://localhost:\(self.http.port)" : self.http.origin
    }
}

extension Settings {
    init(_ reader: inout SettingsReader) throws(Problems) {
        self.http = HTTP(
            host: reader.text(.httpHost), port: reader.number(.httpPort, 1...65_535),
            origin: reader.origin(.httpOrigin),
            connections: reader.number(.httpConnections, 1...100_000),
            rate: reader.number(.httpRate, 1...1_000_000), proxies: reader.proxies(.httpProxies),
            upload: reader.number(.httpUpload, 1...8_192) << 20)
        self.admin = Listener(host: reader.text(.adminHost), port: reader.number(.adminPort, 1...65_535))
        self.database = Login(
            url: reader.text(.databaseURL), connections: reader.number(.databaseConnections, 1...64))
        let jobs = Login(url: reader.optional(.jobsURL), connections: reader.number(.jobsWorkers, 1...16))
        self.jobs = jobs.url.isEmpty ? nil : jobs
        self.migratorURL = reader.text(.migratorURL)
        self.identityKey = reader.text(.identityKey)
        self.sqlDirectory = reader.text(.sqlDirectory)
        self.assetsDirectory = reader.text(.assetsDirectory)
        self.filesDirectory = reader.text(.filesDirectory)
        self.auditDirectory = reader.text(.auditDirectory)
        let lists = reader.optional(.screeningDirectory)
        self.screeningDirectory = lists.isEmpty ? nil : lists
        let mail = MailWay(command: reader.optional(.mailCommand), sender: reader.optional(.mailSender))
        self.mail = mail.command.isEmpty ? nil : mail
        if self.mail != nil, !mail.sender.contains("@") { reader.note(.mailSender, "must be an address") }
        self.logLevel = reader.choice(.logLevel) ?? .info
        self.logFormat = reader.choice(.logFormat) ?? .auto
        self.shutdownLimit = .seconds(reader.number(.shutdownSeconds, 1...600))
        self.showsDesign = reader.flag(.siteDevelopment)
        if self.http.port == self.admin.port, self.http.host == self.admin.host {
            reader.note(.adminPort, "is the port that http.port takes too")
        }
        guard reader.problems.isEmpty else { throw Problems(lines: reader.problems) }
    }
}
