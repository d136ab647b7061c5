import ArgumentParser
import FoundationEssentials
import PraxisServer

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(help: "The settings file.")
    var config: String?

    @Flag(help: "Print JSON, one document.")
    var json = false

    /// The file that was named, by option or environment.
    var file: String? { self.config ?? ProcessInfo.processInfo.environment["PRAXIS_CONFIG"] }

    func settings() async throws(Settings.Problems) -> Settings { try await Settings.read(file: self.file) }
}

/// A command of praxisctl: what goes wrong in it becomes one line and an exit status.
protocol OperatorCommand: AsyncParsableCommand {
    var common: CommonOptions { get }

    func perform() async throws
}

extension OperatorCommand {
    func run() async throws {
        do { try await self.perform() } catch {
            let failure = Failure(error)
            if !failure.text.isEmpty { Output(common: self.common).complain(failure.text) }
            throw failure.status
        }
    }

    /// Shows a result: as JSON, or as the text made of it.
    func show<Value: Encodable>(_ value: Value, text: (Value) -> String) throws {
        try Output(common: self.common).show(value, text: text)
    }
}
