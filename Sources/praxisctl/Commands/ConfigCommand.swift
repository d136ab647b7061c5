import ArgumentParser
import PraxisServer

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Check or print the settings.", subcommands: [Check.self, Dump.self])
}

extension ConfigCommand {
    struct Check: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the settings and tell every problem; exit status 78 if there is one.")

        @OptionGroup var common: CommonOptions

        func perform() async throws {
            _ = try await self.common.settings()
            try self.show(["problems": [String]()]) { _ in "The settings are good." }
        }
    }

    struct Dump: OperatorCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print each key, the value that holds and what it decides; secrets are not shown.")

        @OptionGroup var common: CommonOptions

        struct Row: Encodable {
            let key: String
            let variable: String
            let value: String
            let meaning: String
        }

        func perform() async throws {
            let rows = try await Settings.dump(file: self.common.file).map { setting, value in
                Row(key: setting.rawValue, variable: setting.variable, value: value, meaning: setting.meaning)
            }
            try self.show(rows) { rows in
                table(["KEY", "VALUE", "MEANING"], rows.map { [$0.key, $0.value, $0.meaning] })
            }
        }
    }
}
