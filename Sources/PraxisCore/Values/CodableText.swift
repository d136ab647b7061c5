/// A value that JSON holds as its description.
package protocol CodableText: Codable, LosslessStringConvertible {}

extension CodableText {
    /// Reads the text; one that is not of the value's form is corrupted data.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not of the form of \(Self.self)")
        }
        self = value
    }

    /// Writes the description.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
