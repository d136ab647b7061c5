import ArgumentParser
import PraxisServer

extension AuditCommand {
    struct Recover: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let a practice go on whose audit trail lost signed events, as after restoring an old backup.",
            discussion: """
                Until then nothing of the practice can be changed. What was lost, and why, becomes an event of the trail and is \
                signed. A trail that was damaged in another way is refused.
                """)

        @OptionGroup var common: CommonOptions
        @Option(help: "The practice's short name.")
        var practice: String
        @Option(help: "Why events are missing, such as which backup was restored.")
        var reason: String

        struct Report: Encodable {
            let practice: String
            /// The event that records the recovery.
            let event: Int64
            let kept: Int64
            let lost: Int64
        }

        func validate() throws {
            guard self.reason.count(where: { $0 != " " }) >= 10 else {
                throw ValidationError("the reason must say what happened, in ten characters at least")
            }
        }

        func perform() async throws {
            let settings = try await self.common.settings()
            let signed = try await AuditCommand.withTrail(settings) { trail in
                try await trail.recover(
                    self.practice, reason: self.reason, in: CheckpointDirectory(path: settings.auditDirectory))
            }
            let report = Report(
                practice: self.practice, event: signed.seq, kept: signed.recovery?.kept ?? 0,
                lost: signed.recovery?.lost ?? 0)
            try self.show(report) { report in
                let kept = report.kept == 0 ? "none that was signed is" : "those through \(report.kept) are"
                return "\(report.practice): recorded as event \(report.event), signed. Of the events signed through "
                    + "\(report.lost), \(kept) as they were. Changes are taken again."
            }
        }
    }
}
