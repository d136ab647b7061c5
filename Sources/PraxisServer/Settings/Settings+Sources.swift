import Configuration
import FoundationEssentials
import SystemPackage

extension Settings {
    /// The file that is read where no other is named.
    package static let standardFile = "/etc/praxis/praxis.json"

    /// Reads environment, systemd credentials and file, in this order of precedence.
    ///
    /// - Parameter file: the settings file; the standard one may be absent, one that was named may not.
    /// - Throws: every problem at once.
    package static func read(
        file: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws(Problems) -> Settings {
        var (config, problems) = await Self.sources(file: file, environment: environment)
        problems += Self.unknownKeys(in: file ?? Self.standardFile)
        var reader = SettingsReader(config, problems: problems)
        return try Settings(&reader)
    }

    /// Each key with the value that holds; secrets are not told.
    package static func dump(
        file: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) async throws(Problems) -> [(setting: Setting, value: String)] {
        let (config, problems) = await Self.sources(file: file, environment: environment)
        guard problems.isEmpty else { throw Problems(lines: problems) }
        return Setting.allCases.map { setting in
            let value =
                config.string(forKey: ConfigKey(setting.rawValue), isSecret: setting.isSecret)
                ?? config.int(forKey: ConfigKey(setting.rawValue)).map { String($0) }
                ?? config.bool(forKey: ConfigKey(setting.rawValue)).map { String($0) } ?? ""
            return (setting, setting.isSecret && !value.isEmpty ? "(secret)" : value)
        }
    }

    private static func sources(
        file: String?, environment: [String: String]
    ) async -> (ConfigReader, problems: [String]) {
        var providers: [any ConfigProvider] = [
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "praxis")
        ]
        var problems: [String] = []
        do {
            if let credentials = environment["CREDENTIALS_DIRECTORY"] {
                providers.append(
                    try await DirectoryFilesProvider(directoryPath: FilePath(credentials), allowMissing: true))
            }
        } catch {
            problems.append("the credentials of the service cannot be read: \(error)")
        }
        do {
            providers.append(
                try await FileProvider<JSONSnapshot>(
                    filePath: FilePath(file ?? Self.standardFile), allowMissing: file == nil))
        } catch {
            problems.append("the settings file \(file ?? Self.standardFile) cannot be read: \(error)")
        }
        let standard = Setting.allCases.compactMap { setting in
            setting.standard.map { (AbsoluteConfigKey(ConfigKey(setting.rawValue)), setting.configValue($0)) }
        }
        providers.append(InMemoryProvider(name: "standard", values: Dictionary(uniqueKeysWithValues: standard)))
        return (ConfigReader(providers: providers), problems)
    }

    /// Keys of the file that nothing reads: a typing error would otherwise pass for a decision.
    private static func unknownKeys(in file: String) -> [String] {
        guard let data = FileManager.default.contents(atPath: file),
            let groups = try? JSONDecoder().decode([String: SettingsGroup].self, from: data)
        else { return [] }
        let known = Set(Setting.allCases.map(\.rawValue))
        return groups.flatMap { name, group in group.keys.map { $0.isEmpty ? name : "\(name).\($0)" } }
            .filter { !known.contains($0) }.sorted()
            .map { "\($0) in \(file) is no setting of Praxis" }
    }
}

/// The names in one group of the settings file, whatever their values.
private struct SettingsGroup: Decodable {
    let keys: [String]

    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        self.keys = (try? decoder.container(keyedBy: Name.self))?.allKeys.map(\.stringValue) ?? [""]
    }
}

extension Setting {
    fileprivate func configValue(_ text: String) -> ConfigValue {
        if let number = Int(text) { return ConfigValue(.int(number), isSecret: self.isSecret) }
        if let flag = Bool(text) { return ConfigValue(.bool(flag), isSecret: self.isSecret) }
        return ConfigValue(.string(text), isSecret: self.isSecret)
    }
}
