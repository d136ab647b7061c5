package import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { PostgresType(rawValue: 2950) }
    package var postgresText: String { self.uuidString }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard bytes.count == 36 else { return nil }
        var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isGood = withUnsafeMutableBytes(of: &value) { target in
            var place = 0
            var index = 0
            while index < 36 {
                if index == 8 || index == 13 || index == 18 || index == 23 {
                    guard bytes[index] == UInt8(ascii: "-") else { return false }
                    index += 1
                }
                guard let high = Hexadecimal.value(bytes[index]), let low = Hexadecimal.value(bytes[index + 1]) else {
                    return false
                }
                target[place] = high << 4 | low
                place += 1
                index += 2
            }
            return true
        }
        guard isGood else { return nil }
        self.init(uuid: value)
    }
}
