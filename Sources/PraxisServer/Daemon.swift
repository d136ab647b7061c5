import FoundationEssentials
import Glibc
import Logging
import Metrics

/// The daemon, from its arguments to its exit status.
package enum Daemon {
    private static let usage = """
        Usage: praxisd [--config FILE]

        Serves Praxis. Settings come from the environment (PRAXIS_…), from systemd's credentials, and from FILE, else from
        \(Settings.standardFile). Exit status: 0 stopped, 1 failed, 64 wrong usage, 78 wrong settings, schema or role.
        """

    /// Runs until it is told to stop.
    ///
    /// - Parameter arguments: those of the process, its name first.
    /// - Returns: the exit status.
    package static func run(arguments: [String]) async -> Int32 {
        switch arguments.dropFirst().map({ $0 }) {
        case []: return await self.serve(file: nil)
        case ["--version"]: print(Release.version)
        case ["--help"], ["-h"]: print(self.usage)
        case let rest where rest.count == 2 && rest[0] == "--config": return await self.serve(file: rest[1])
        default:
            self.complain(self.usage)
            return EX_USAGE
        }
        return EXIT_SUCCESS
    }

    private static func serve(file: String?) async -> Int32 {
        let settings: Settings
        do { settings = try await Settings.read(file: file) } catch {
            for line in error.lines { self.complain("praxisd: \(line)") }
            return EX_CONFIG
        }
        LogOutput.bootstrap(settings)
        let metrics = MetricsRegistry()
        MetricsSystem.bootstrap(metrics)
        let logger = Logger(label: "praxisd")
        do {
            logger.info("starting", metadata: ["version": "\(Release.version)"])
            try await Assembly(settings: settings, metrics: metrics, logger: logger).run()
            logger.info("stopped")
            return EXIT_SUCCESS
        } catch let refusal as Refusal {
            for reason in refusal.reasons { logger.critical("refused to serve", metadata: ["reason": "\(reason)"]) }
            return EX_CONFIG
        } catch {
            logger.critical("failed", metadata: ["error": "\(error)"])
            return EXIT_FAILURE
        }
    }

    private static func complain(_ line: String) { StandardError.write(line + "\n") }
}
