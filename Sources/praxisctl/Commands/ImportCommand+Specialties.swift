import ArgumentParser
import Credentialing
import FoundationEssentials
import PraxisCore

extension ImportCommand {
    struct Specialties: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Load a release of the NUCC code set of specialties, for all practices of the installation.",
            discussion:
                "Takes the publisher's file and CMS's copy of it, which has the days on which codes ended; load both. "
                + "Codes that a later release lacks stay on record and count as retired.",
            aliases: ["taxonomy"])

        @OptionGroup var common: CommonOptions
        @Argument(help: "The CSV file, such as nucc_taxonomy_251.csv.")
        var file: String
        @Option(help: "The release, as 25.1, where the file's name does not tell it.")
        var release: String?
        @Option(help: "Its first day, as 2025-07-01, where the file's name does not tell it.")
        var effective: LocalDate?

        struct Report: Encodable {
            let file: String
            let release: String
            let codes: Int
            let problems: [CSVProblem]

            var text: String {
                self.problems.isEmpty
                    ? "\(self.file): \(self.codes) codes of release \(self.release)"
                    : "\(self.file): nothing was loaded" + lines(self.problems)
            }
        }

        func perform() async throws {
            let name = URL(filePath: self.file).lastPathComponent
            let told = TaxonomyFile.release(named: name)
            guard let release = self.release ?? told?.name, let day = self.effective ?? told?.effectiveOn else {
                throw ValidationError("The name of \(name) does not tell its release: give --release and --effective")
            }
            guard release.wholeMatch(of: /[0-9]{2}\.[0-9]/) != nil else {
                throw ValidationError("--release takes a release such as 25.1")
            }
            let upload = TaxonomyUpload(
                fileName: name, bytes: try contents(of: self.file), release: release, effectiveOn: day)
            try await self.withOperator { operate in
                do {
                    let codes = try await TaxonomyLoader(pool: operate.pool).load(upload)
                    try self.show(Report(file: name, release: release, codes: codes, problems: [])) { $0.text }
                } catch ImportError.unreadable(let problems) {
                    let report = Report(
                        file: name, release: release, codes: 0, problems: Array(problems.prefix(100)))
                    try self.show(report) { $0.text }
                    throw ExitCode.data
                }
            }
        }
    }
}
