import Postgres

/// An element of a `bytea[]`; as a parameter of its own it is a `[UInt8]`.
struct Bytes: PostgresArrayElement {
    let bytes: [UInt8]

    static var postgresArrayType: PostgresType { PostgresType(rawValue: 1001) }

    static func postgresArrayText(_ elements: [Bytes]) -> String {
        "{" + elements.map { "\"\\" + $0.bytes.postgresText + "\"" }.joined(separator: ",") + "}"
    }

    static func postgresArray(_ text: UnsafeRawBufferPointer) -> [Bytes]? { nil }
}
