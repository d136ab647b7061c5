import ArgumentParser
import FoundationEssentials
import PraxisServer

struct DoctorCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything that Praxis stands on and say what to do; exit status 1 if something is bad.")

    @OptionGroup var common: CommonOptions

    func perform() async throws {
        let settings = try await self.common.settings()
        var findings = await Doctor(settings).findings()
        findings.append(self.daemon(settings))
        try self.show(findings) { findings in findings.map(Self.line).joined(separator: "\n") }
        if findings.contains(where: { $0.state == .bad }) { throw ExitCode.failure }
    }

    private func daemon(_ settings: Settings) -> Finding {
        guard let answer = AdminClient(host: settings.admin.host, port: settings.admin.port).get("/ready") else {
            return Finding.ofDaemon(isReady: false, detail: "nothing answers on the admin listener")
        }
        return Finding.ofDaemon(isReady: answer.status == 200, detail: String(answer.body.prefix { $0 != "\n" }))
    }

    private static func line(_ finding: Finding) -> String {
        let mark =
            switch finding.state {
            case .good: "✓"
            case .warning: "!"
            case .bad: "✗"
            }
        let head = finding.detail.isEmpty ? finding.check : "\(finding.check): \(finding.detail)"
        return "\(mark) \(head)" + (finding.remedy.map { "\n    \($0)" } ?? "")
    }
}
