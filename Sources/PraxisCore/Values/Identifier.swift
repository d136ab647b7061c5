package import FoundationEssentials
package import Postgres

/// An identifier that cannot be confused with that of another entity: a UUIDv7, made by the daemon.
package struct Identifier<Entity>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) { self.uuid = uuid }

    /// A new identifier; later ones sort after earlier ones to the millisecond.
    package static func make() -> Self { Self(.version7()) }
}

extension Identifier: LosslessStringConvertible {
    package init?(_ text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.init(uuid)
    }

    package var description: String { self.uuid.uuidString.lowercased() }
}

extension Identifier: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.uuid < b.uuid }
}

extension Identifier: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(UUID.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

extension Identifier: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { UUID.postgresType }
    package var postgresText: String { self.description }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        guard let uuid = UUID(postgresText: bytes) else { return nil }
        self.init(uuid)
    }
}
