import ArgumentParser
import Identity
import PraxisCore

struct InitCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract:
            "Make a practice with its first clinic and its administrator, and print the administrator's invitation.")

    @OptionGroup var common: CommonOptions
    @Option(help: "The practice's short name: a to z, 0 to 9 and -.")
    var practice: String
    @Option(help: "The practice's full name.")
    var name: String
    @Option(help: "The first clinic's short name, which stands in addresses.")
    var clinic: Slug
    @Option(help: "The first clinic's full name.")
    var clinicName: String
    @Option(help: "The state that the clinic is in, such as AZ.")
    var state: String
    @Option(help: "The clinic's time zone, such as America/Phoenix.")
    var zone: String
    @Option(help: "The administrator's name.")
    var administrator: String
    @Option(help: "The administrator's address.")
    var email: String

    func validate() throws {
        guard Slug(self.practice) != nil else { throw ValidationError("--practice takes a to z, 0 to 9 and -") }
        guard self.state.count == 2, self.state.allSatisfy({ ("A"..."Z").contains($0) }) else {
            throw ValidationError("--state takes two capital letters, such as AZ")
        }
        guard Zone(self.zone) != nil else {
            throw ValidationError("--zone takes an IANA name, such as America/Phoenix")
        }
    }

    func perform() async throws {
        try await self.withOperator { operate in
            let new = NewPractice(
                slug: self.practice, name: self.name, clinicSlug: self.clinic, clinicName: self.clinicName,
                state: self.state, zone: self.zone,
                administrator: NewAccount(email: self.email, displayName: self.administrator))
            _ = try await operate.identity.create(new)
            let account = try await operate.identity.account(self.email, practice: self.practice)
            let link = try await operate.identity.issueLink(for: account)
            try self.show(LinkReport(link, for: account.email, settings: operate.settings)) { $0.text }
        }
    }
}

extension Slug: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
