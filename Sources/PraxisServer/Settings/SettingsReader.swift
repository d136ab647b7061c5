import Configuration
import PraxisWeb

/// Reads keys one by one and notes what is wrong with each, so that an operator mends all of it in one go.
struct SettingsReader {
    private let config: ConfigReader
    private(set) var problems: [String]

    init(_ config: ConfigReader, problems: [String] = []) {
        self.config = config
        self.problems = problems
    }

    mutating func note(_ setting: Setting, _ problem: String) {
        self.problems.append("\(setting.rawValue) (\(setting.variable)) \(problem)")
    }

    /// Text that must say something.
    mutating func text(_ setting: Setting) -> String {
        let text = self.optional(setting)
        if text.isEmpty { self.note(setting, "is missing: \(setting.meaning)") }
        return text
    }

    /// Text that may be empty.
    mutating func optional(_ setting: Setting) -> String {
        do {
            return try self.config.requiredString(forKey: ConfigKey(setting.rawValue), isSecret: setting.isSecret)
        } catch {
            if setting.standard != nil { self.note(setting, "must be text") }
            return ""
        }
    }

    mutating func number(_ setting: Setting, _ range: ClosedRange<Int>) -> Int {
        if let number = try? self.config.requiredInt(forKey: ConfigKey(setting.rawValue)), range.contains(number) {
            return number
        }
        self.note(setting, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        return range.lowerBound
    }

    mutating func flag(_ setting: Setting) -> Bool {
        if let flag = try? self.config.requiredBool(forKey: ConfigKey(setting.rawValue)) { return flag }
        self.note(setting, "must be true or false")
        return false
    }

    mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(_ setting: Setting) -> Choice? {
        if let choice = Choice(rawValue: self.optional(setting)) { return choice }
        self.note(setting, "must be one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// Addresses and networks; nobody where the text is empty.
    mutating func proxies(_ setting: Setting) -> TrustedProxies {
        if let proxies = TrustedProxies(self.optional(setting)) { return proxies }
        self.note(setting, "must be addresses or networks, such as 127.0.0.1 or 10.0.0.0/8")
        return .none
    }

    /// A scheme and a host, as a browser names an origin; empty where links are not needed.
    mutating func origin(_ setting: Setting) -> String {
        let text = self.optional(setting)
        let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
        let host = text.dropFirst(scheme?.count ?? 0)
        if !text.isEmpty, scheme == nil || host.isEmpty || host.contains(where: { "/?#@ ".contains($0) }) {
            self.note(setting, "must be a scheme and a host, such as https://praxis.example.com")
        }
        return text
    }
}
