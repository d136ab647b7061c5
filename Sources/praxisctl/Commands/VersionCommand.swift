import ArgumentParser
import PraxisServer

struct VersionCommand: OperatorCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    @OptionGroup var common: CommonOptions

    func perform() async throws { try self.show(["version": Release.version]) { $0["version"] ?? "" } }
}
