import ArgumentParser
import Credentialing
import FoundationEssentials
import PraxisCore

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring files in, with the rights of an account.",
        subcommands: [
            Providers.self, Specialties.self, Medicare.self, Exclusions.self, Screen.self, Chart.self, Budget.self,
        ])
}

extension ImportCommand {
    struct Providers: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read providers from a file in the NPPES layout and show what would change; --confirm does it.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "The clinic at which the people are appointed, by its short name.")
        var clinic: Slug
        @Option(help: "From which day, as 2026-01-31.")
        var startsOn: LocalDate
        @Flag(help: "Do what the preview shows.")
        var confirm = false

        struct Report: Encodable {
            let file: String
            let state: String
            let rows: Int
            let outcomes: [String: Int]
            /// What is wrong with the refused rows, at most a hundred of them.
            let problems: [CSVProblem]

            var text: String {
                let outcomes = self.outcomes.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                return "\(self.file), \(self.state): \(self.rows) rows, \(outcomes.joined(separator: ", "))"
                    + lines(self.problems)
            }
        }

        func perform() async throws {
            let upload = ProviderUpload(
                fileName: URL(filePath: self.file).lastPathComponent, source: .file(path: self.file),
                startsOn: self.startsOn)
            let permissions: [Permission] = [
                .providerImport, .personRead, .personWrite, .credentialRead, .credentialWrite,
            ]
            try await self.acting(
                self.standIn, in: .clinic(self.clinic), permissions + [.employmentWrite, .clinicRead]
            ) { database, caller in
                let service = CredentialingService(database: database)
                let id = try await service.preview(upload, as: caller)
                var read = try await service.providerImport(id, .refused, as: caller)
                if self.confirm {
                    try await service.confirm(id, version: read.summary.version, as: caller)
                    read = try await service.providerImport(id, .refused, as: caller)
                }
                let report = Report(
                    file: read.summary.fileName, state: read.summary.state.rawValue, rows: read.summary.rows,
                    outcomes: read.summary.counts, problems: read.rows.flatMap(\.problems))
                try self.show(report) { $0.text }
                if read.summary.count(.refused) > 0 { throw ExitCode.data }
            }
        }
    }

    struct Exclusions: OperatorCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Bring in a list of exclusions, of any size.",
            discussion: "Names of the publishers tell what a file is: 2610EXCL.csv, 2610REIN.csv, UPDATED-2026-10.csv, "
                + "SAM_Exclusions_Public_Extract_V2_26305.CSV. The options say it where the name does not.",
            aliases: ["leie", "sam"])

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn
        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "Who publishes it: leie or sam.")
        var list: ExclusionList?
        @Option(help: "What it holds: full, exclusions or reinstatements.")
        var kind: ExclusionFile.Kind?
        @Option(help: "The month that it is for, by its first day, as 2026-01-01; of SAM's list its day.")
        var month: LocalDate?

        struct Report: Encodable {
            let file: String
            /// `in_force`, `refused`, or `known` where the very file came in before.
            let state: String
            let rows: Int
            /// Why the whole list was refused; the one before it stays in force.
            let refused: String?
            let problems: [CSVProblem]

            var text: String {
                let outcome =
                    switch self.state {
                    case "known": "came in before; nothing to do"
                    case "refused": "refused, the list before it stays in force: \(self.refused ?? "")"
                    default: "\(self.rows) rows are in force"
                    }
                return "\(self.file): \(outcome)" + lines(self.problems)
            }
        }

        func perform() async throws {
            let upload = try self.upload()
            try await self.acting(self.standIn, in: .all, [.screeningRun, .screeningRead]) { database, caller in
                let service = CredentialingService(database: database)
                let report = try await self.bring(upload, by: service, as: caller)
                try self.show(report) { $0.text }
                if report.state == "refused" || !report.problems.isEmpty { throw ExitCode.data }
            }
        }
    }

    struct Screen: OperatorCommand {
        /// What a run compared and found.
        struct Report: Encodable {
            let run: String
            let people: Int
            /// Vendors and legal entities.
            let parties: Int
            let entries: Int
            let findings: Int
            /// Findings that no earlier run had made.
            let new: Int
            /// How many findings have each certainty, by the number of its tier.
            let tiers: [String: Int]

            init(_ run: ScreeningRun) {
                self.run = "\(run.id)"
                self.people = run.subjects
                self.parties = run.parties
                self.entries = run.entries
                self.findings = run.tiers.values.reduce(0, +)
                self.new = self.findings - run.suppressed
                self.tiers = run.tiers
            }

            var text: String {
                let tiers = self.tiers.sorted { $0.key < $1.key }.map { "tier \($0.key): \($0.value)" }
                return
                    "\(self.people) people and \(self.parties) businesses compared with \(self.entries) entries: "
                    + "\(self.findings) findings, \(self.new) new"
                    + (tiers.isEmpty ? "" : " (\(tiers.joined(separator: ", ")))")
            }
        }

        static let configuration = CommandConfiguration(
            abstract: "Compare everybody and every business with the lists in force; what matches waits for review.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var standIn: StandIn

        func perform() async throws {
            let permissions: [Permission] = [.screeningRun, .screeningRead, .personRead, .matchReview]
            try await self.acting(self.standIn, in: .all, permissions) { database, caller in
                let service = CredentialingService(database: database)
                let id = try await service.screen(as: caller)
                try self.show(Report(try await service.screeningRun(id, as: caller))) { $0.text }
            }
        }
    }
}

extension ImportCommand.Exclusions {
    /// What the options say, else what the file's name tells.
    private func upload() throws -> ListUpload {
        let name = URL(filePath: self.file).lastPathComponent
        let told = ExclusionFile.named(name)
        let list = self.list ?? told?.list ?? .leie
        guard let kind = self.kind ?? (list == .sam ? .full : told?.kind),
            let day = self.month ?? told?.day ?? told?.month
        else {
            throw ValidationError("The name of \(name) does not tell what it is: give --kind and --month")
        }
        return ListUpload(fileName: name, source: .file(path: self.file), list: list, kind: kind, day: day)
    }

    /// Brings the list in; the very file brought in again changes nothing.
    private func bring(
        _ upload: ListUpload, by service: CredentialingService, as caller: Caller
    ) async throws -> Report {
        do {
            let id = try await service.importList(upload, as: caller)
            let list = try await service.screeningImport(id, as: caller)
            return Report(
                file: list.fileName, state: list.state.rawValue, rows: list.rows, refused: list.reason,
                problems: list.problems)
        } catch CredentialingError.fileKnown {
            return Report(file: upload.fileName, state: "known", rows: 0, refused: nil, problems: [])
        }
    }
}

/// The refused rows of a file, a line each.
func lines(_ problems: [CSVProblem]) -> String { problems.map { "\n\($0)" }.joined() }

extension ExclusionFile.Kind: ExpressibleByArgument {}
extension ExclusionList: ExpressibleByArgument {}

extension LocalDate: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
