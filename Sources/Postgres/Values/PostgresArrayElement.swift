/// A value that can be an element of a one-dimensional PostgreSQL array.
///
/// The array as a whole is asked of its element, so that `[UInt8]` can be `bytea` while `[Int]` is `bigint[]`.
package protocol PostgresArrayElement: Sendable {
    static var postgresArrayType: PostgresType { get }
    static func postgresArrayText(_ elements: [Self]) -> String
    static func postgresArray(_ text: UnsafeRawBufferPointer) -> [Self]?
}

extension PostgresArrayElement where Self: PostgresCodable {
    package static func postgresArrayText(_ elements: [Self]) -> String {
        ArrayText.write(elements.lazy.map { $0.postgresText })
    }

    package static func postgresArray(_ text: UnsafeRawBufferPointer) -> [Self]? {
        var elements: [Self] = []
        let isGood = ArrayText.read(text) { bytes in
            guard let bytes, let element = Self(postgresText: bytes) else { return false }
            elements.append(element)
            return true
        }
        return isGood ? elements : nil
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresCodable {
    package static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }

    package static func postgresArrayText(_ elements: [Wrapped?]) -> String {
        ArrayText.write(elements.lazy.map { $0?.postgresText })
    }

    package static func postgresArray(_ text: UnsafeRawBufferPointer) -> [Wrapped?]? {
        var elements: [Wrapped?] = []
        let isGood = ArrayText.read(text) { bytes in
            guard let bytes else {
                elements.append(nil)
                return true
            }
            guard let element = Wrapped(postgresText: bytes) else { return false }
            elements.append(element)
            return true
        }
        return isGood ? elements : nil
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    package static var postgresType: PostgresType { Element.postgresArrayType }
    package var postgresText: String { Element.postgresArrayText(self) }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard let elements = Element.postgresArray(bytes) else { return nil }
        self = elements
    }
}
