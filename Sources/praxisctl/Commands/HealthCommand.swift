import ArgumentParser
import PraxisServer

struct HealthCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "health", abstract: "Ask the running daemon whether it is ready; exit status 69 if it is not.")

    @OptionGroup var common: CommonOptions

    struct Report: Encodable {
        let ready: Bool
        let reasons: [String]
    }

    func perform() async throws {
        let settings = try await self.common.settings()
        let listener = "\(settings.admin.host):\(settings.admin.port)"
        guard let answer = AdminClient(host: settings.admin.host, port: settings.admin.port).get("/ready") else {
            throw Failure("nothing answers at \(listener); is praxisd running?", status: .unavailable)
        }
        let isReady = answer.status == 200
        let reasons = isReady ? [] : answer.body.split(separator: "\n").map { String($0) }
        try self.show(Report(ready: isReady, reasons: reasons)) { report in
            report.ready ? "ready" : "not ready: " + report.reasons.joined(separator: "; ")
        }
        if !isReady { throw ExitCode.unavailable }
    }
}
