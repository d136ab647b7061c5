import FoundationEssentials
import Glibc
import Logging

/// Sends the process's log to standard error, one `write` for each line so that lines of threads do not mix.
enum LogOutput {
    static func bootstrap(_ settings: Settings) {
        let level = settings.logLevel
        let isJSON =
            switch settings.logFormat {
            case .json: true
            case .text: false
            case .auto: isatty(STDERR_FILENO) == 0
            }
        LoggingSystem.bootstrap { label in
            LineLogHandler(label: label, level: level, isJSON: isJSON, clock: Self.now, write: StandardError.write)
        }
    }

    @Sendable private static func now() -> String {
        Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
